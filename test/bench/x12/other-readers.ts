import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pythonTool } from '#test/conformance/x12/python-tool.js';
import { peer } from '../peers/peer.js';

/** How fast another program reads; absent where it cannot be installed here. */
export type Speed = { readonly name: string; readonly megabytesPerSecond: number };

interface NodeX12 {
  readonly X12Parser?: new (strict: boolean) => NodeJS.ReadWriteStream;
  readonly default?: { readonly X12Parser: new (strict: boolean) => NodeJS.ReadWriteStream };
}

/** How fast something goes that runs in a process of its own. */
function speedOf(name: string, bytes: number, started: number): Speed {
  return { name, megabytesPerSecond: bytes / 1e6 / ((performance.now() - started) / 1e3) };
}

/** node-x12 as a stream of segments, the fastest way it offers, by processor time. Throws where it does not find as many as there are. */
export async function nodeX12(file: string, segments: number): Promise<Speed | undefined> {
  const module = await peer<NodeX12>('node-x12');
  const Parser = module?.X12Parser ?? module?.default?.X12Parser;
  if (Parser === undefined) return undefined;
  let found = 0;
  const before = process.cpuUsage();
  const parser = new Parser(false);
  parser.on('data', () => {
    found += 1;
  });
  await pipeline(createReadStream(file, { encoding: 'utf8' }), parser);
  if (found !== segments) throw new Error(`node-x12 found ${found} segments, there are ${segments}`);
  const { user, system } = process.cpuUsage(before);
  return { name: 'node-x12, segments', megabytesPerSecond: statSync(file).size / (user + system) };
}

/** pyx12's validator, which does the comparable work: every segment by its place in the guide. */
export function pyx12Validator(file: string): Speed | undefined {
  const tool = pythonTool('pyx12', 'x12valid', ['pyx12==4.0.0']);
  if (typeof tool === 'string') return undefined;
  const started = performance.now();
  const output = tool.run([file], tmpdir());
  if (!output.includes(': OK')) throw new Error('pyx12 does not take the file that it is timed with');
  return speedOf('pyx12 x12valid', statSync(file).size, started);
}

/** pyx12's fastest program: it reads segments and writes them again, and knows no claims. */
export function pyx12Segments(file: string): Speed | undefined {
  const tool = pythonTool('pyx12', 'x12norm', ['pyx12==4.0.0']);
  if (typeof tool === 'string') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'x12-'));
  try {
    const written = join(folder, 'out');
    const started = performance.now();
    tool.run([file, '-o', written], folder);
    const speed = speedOf('pyx12 x12norm, segments', statSync(file).size, started);
    if (statSync(written).size < statSync(file).size * 0.9) throw new Error('pyx12 did not read the whole file');
    return speed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
