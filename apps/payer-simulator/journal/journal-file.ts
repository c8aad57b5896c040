import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { isMissing } from '#libs/exchange/exchange-folders.js';
import { syncFolder, writeWhole } from '#libs/exchange/whole-file.js';
import type { JournalEntry } from './entries.js';
import { Journal } from './journal.js';

/** Below this a file is never written anew. */
const LEAST_COMPACTED_BYTES = 4 * 1024 * 1024;
const OWNER_ONLY = 0o600;
const NEW_LINE = 0x0a;
/** Eight hexadecimal digits and a blank before the JSON of a line. */
const CHECKSUM_LENGTH = 9;

/** A line in the middle of the file is not what was written: nobody can say what the payer remembered. */
export class JournalDamaged extends Error {
  constructor(line: number) {
    super(`line ${line} of the payer's journal is damaged`);
  }
}

/**
 * A journal on disk: one line for each round of work, a checksum and the round's entries as JSON, appended and seen onto the disk. A round is
 * there whole or not at all: a last line that was cut off, at whatever byte, counts as never written. Once the file has doubled it is written
 * anew, as the fewest entries that say the same.
 */
export class JournalFile {
  private bytes = 0;
  private compactedBytes = 0;

  constructor(
    private readonly path: string,
    private readonly leastCompactedBytes = LEAST_COMPACTED_BYTES,
  ) {}

  /** The journal as far as it was written whole; removes what was cut off. Throws {@link JournalDamaged}. */
  async open(): Promise<Journal> {
    const content = await this.content();
    const journal = new Journal(this.entriesOf(content));
    if (this.bytes < content.length) await truncate(this.path, this.bytes);
    this.compactedBytes = this.bytes;
    return journal;
  }

  /** Writes what was recorded since the last call. Where it throws, the journal in memory is ahead of the disk: open it again. */
  async write(journal: Journal): Promise<void> {
    const entries = journal.takeUnwritten();
    if (entries.length === 0) return;
    const line = lineOf(entries);
    if (this.bytes === 0) await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await appendDurably(this.path, line);
    if (this.bytes === 0) await syncFolder(dirname(this.path));
    this.bytes += line.length;
    if (this.bytes > Math.max(this.leastCompactedBytes, 2 * this.compactedBytes)) await this.compact(journal);
  }

  private async compact(journal: Journal): Promise<void> {
    const lines = Buffer.concat([...journal.entries()].map((entry) => lineOf([entry])));
    await writeWhole(this.path, lines, randomUUID());
    this.bytes = lines.length;
    this.compactedBytes = lines.length;
  }

  private async content(): Promise<Buffer> {
    try {
      return await readFile(this.path);
    } catch (error) {
      if (isMissing(error)) return Buffer.alloc(0);
      throw error;
    }
  }

  private *entriesOf(content: Buffer): Generator<JournalEntry> {
    this.bytes = 0;
    for (let line = 1; this.bytes < content.length; line += 1) {
      const end = content.indexOf(NEW_LINE, this.bytes);
      const entries = end < 0 ? null : entriesIn(content.subarray(this.bytes, end));
      if (entries) yield* entries;
      // A machine that lost power may have kept the end of the last line and lost what is before it.
      else if (end >= 0 && end < content.length - 1) throw new JournalDamaged(line);
      else return;
      this.bytes = end + 1;
    }
  }
}

function lineOf(entries: readonly JournalEntry[]): Buffer {
  const json = JSON.stringify(entries);
  return Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} ${json}\n`);
}

/** Null where the line is not whole. */
function entriesIn(line: Buffer): readonly JournalEntry[] | null {
  const json = line.subarray(CHECKSUM_LENGTH);
  if (crc32(json).toString(16).padStart(8, '0') !== line.subarray(0, CHECKSUM_LENGTH - 1).toString()) return null;
  return JSON.parse(json.toString()) as readonly JournalEntry[];
}

async function appendDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'a', OWNER_ONLY);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}
