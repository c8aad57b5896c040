import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemittanceReader } from '#libs/x12/read/remittance-reader.js';
import { Tokenizer } from '#libs/x12/read/tokenizer.js';
import type { Bench, Line, Say } from '../bench.js';
import { race, type Taken } from '../race.js';
import { runEra } from './era-process.js';
import { type LargeRemittance, largeRemittance } from './large-remittance.js';
import { nodeX12, pyx12Segments, pyx12Validator, type Speed } from './other-readers.js';
import { checkWritten, writtenBytes } from './written-claims.js';

const ROUNDS = 3;
const FILE_BYTES = 200e6;
/** Python reads a smaller file of the same kind: the whole would take minutes. Speeds are compared. */
const SEGMENTS_SLICE_BYTES = 20e6;
const VALIDATED_SLICE_BYTES = 2e6;
const CHUNK_BYTES = 64 * 1024;
const MOST_MEMORY_BYTES = 200e6;
const CLAIMS = 100_000;
const TIMES_PYTHON = 20;
const TIMES_OTHERS = 3;

function* chunksOf(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk))
      yield chunk.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function written(file: string, leastBytes: number): LargeRemittance {
  const { content, pieces } = largeRemittance(leastBytes);
  const descriptor = openSync(file, 'w');
  for (const piece of pieces()) writeSync(descriptor, piece);
  closeSync(descriptor);
  return content;
}

function bytesIn(file: string): number {
  let bytes = 0;
  for (const chunk of chunksOf(file)) bytes += chunk.length;
  return bytes;
}

function segmentsIn(file: string): number {
  const tokenizer = new Tokenizer();
  let count = 0;
  for (const chunk of chunksOf(file)) count += tokenizer.push(chunk).length;
  return count + tokenizer.end().length;
}

/** Reads claim by claim and keeps nothing but sums. */
function remittanceIn(file: string): { claims: number; paidCents: number; balanced: boolean } {
  const reader = new RemittanceReader();
  const found = { claims: 0, paidCents: 0, balanced: false };
  const take = (parts: ReturnType<RemittanceReader['push']>) => {
    for (const part of parts) {
      if (part.kind === 'trailer') found.balanced = part.trailer.balanced;
      if (part.kind !== 'claim') continue;
      found.claims += 1;
      found.paidCents += part.claim.paidCents;
    }
  };
  for (const chunk of chunksOf(file)) take(reader.push(chunk));
  take(reader.end());
  return found;
}

function against(speed: Speed | undefined, aim?: number): Pick<Line, 'peer'> {
  if (speed === undefined) return {};
  const { name, megabytesPerSecond: amount } = speed;
  return { peer: aim === undefined ? { name, amount } : { name, amount, aim } };
}

async function* readingLines(folder: string, say: Say): AsyncGenerator<Line> {
  const file = join(folder, 'large.835');
  const content = written(file, FILE_BYTES);
  const { bytes, claims, paymentCents, segments } = content;
  say(`reading an 835 of ${Math.round(bytes / 1e6)} MB with ${claims} claims in one transaction`);
  const taken = await race(
    { rounds: ROUNDS },
    {
      alone: { run: () => bytesIn(file), check: (result) => assert.equal(result, bytes) },
      segments: { run: () => segmentsIn(file), check: (result) => assert.equal(result, segments) },
      remittance: {
        run: () => remittanceIn(file),
        check: (result) => assert.deepEqual(result, { claims, paidCents: paymentCents, balanced: true }),
      },
    },
  );
  // By processor time: what runs in this process is compared with what else runs in it.
  const speed = ({ processorSeconds }: Taken) => bytes / 1e6 / processorSeconds;
  say('the same with other readers');
  const slice = join(folder, 'slice.835');
  written(slice, SEGMENTS_SLICE_BYTES);
  const python = pyx12Segments(slice);
  written(slice, VALIDATED_SLICE_BYTES);
  const validator = pyx12Validator(slice);
  const node = await nodeX12(file, segments);
  const unit = 'MB/s';
  const alone = { name: 'file alone', megabytesPerSecond: speed(taken.alone) };
  yield { what: '835 to segments', amount: speed(taken.segments), unit, ...against(alone) };
  yield { what: '835 to segments', amount: speed(taken.segments), unit, ...against(python, TIMES_PYTHON) };
  yield { what: '835 to segments', amount: speed(taken.segments), unit, ...against(node, TIMES_OTHERS) };
  yield { what: '835 to claims, balanced', amount: speed(taken.remittance), unit, ...against(alone) };
  yield { what: '835 to claims, balanced', amount: speed(taken.remittance), unit, ...against(validator, TIMES_PYTHON) };
  yield { what: '835 to claims, balanced', amount: speed(taken.remittance), unit, ...against(node, TIMES_OTHERS) };
  say('the command era');
  const { seconds, peakBytes, code, printedBytes, tail } = await runEra(file);
  assert.equal(code, 0, 'era does not say that the file balances');
  assert.ok(tail.includes('"balanced":true') && printedBytes > bytes, 'era did not print the whole file');
  const amount = bytes / 1e6 / seconds;
  yield { what: 'era, to classified JSON', amount, unit, ...against(validator, TIMES_PYTHON) };
  yield { what: 'era, to classified JSON', amount, unit, ...against(node) };
  yield {
    what: 'era, memory at most',
    amount: peakBytes / 1e6,
    unit: 'MB',
    better: 'less',
    aim: MOST_MEMORY_BYTES / 1e6,
  };
}

async function* writingLines(say: Say): AsyncGenerator<Line> {
  say(`writing an 837P of ${CLAIMS} claims`);
  checkWritten(CLAIMS / 10);
  const expected = writtenBytes(CLAIMS);
  const taken = await race(
    { rounds: ROUNDS, warmUp: 0 },
    { writing: { run: () => writtenBytes(CLAIMS), check: (bytes) => assert.equal(bytes, expected) } },
  );
  const { processorSeconds: seconds } = taken.writing;
  yield { what: `837P of ${CLAIMS.toLocaleString('en-US')} claims`, amount: CLAIMS / seconds, unit: 'claims/s' };
  yield { what: `837P of ${CLAIMS.toLocaleString('en-US')} claims`, amount: expected / 1e6 / seconds, unit: 'MB/s' };
}

/** Reading and writing X12, against what others wrote and against reading the file alone. */
export const bench: Bench = {
  title: 'x12',
  async *lines(say) {
    const folder = mkdtempSync(join(tmpdir(), 'x12-bench-'));
    try {
      yield* readingLines(folder, say);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    yield* writingLines(say);
  },
};
