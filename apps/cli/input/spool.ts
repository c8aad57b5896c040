import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from './input-error.js';
import { splitLines } from './split-lines.js';

/** Characters that are gathered before they are written. */
const BUFFERED = 1 << 18;

/**
 * Values put aside on disk until they are wanted again, in their order. The file is the owner's alone and has no name from the moment it
 * is opened, so that nothing of it is left behind however the program ends.
 */
export class Spool<Value> {
  private pending: string[] = [];
  private pendingLength = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly folder: string,
  ) {}

  /** Opens one in the folder for temporary files, or in another. */
  static async open<Value>(folder = tmpdir()): Promise<Spool<Value>> {
    return onDisk(folder, async () => {
      const own = await mkdtemp(join(folder, 'claimstream-'));
      try {
        return new Spool<Value>(await open(join(own, 'sessions'), 'wx+', 0o600), folder);
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    });
  }

  async add(value: Value): Promise<void> {
    const line = `${JSON.stringify(value)}\n`;
    this.pending.push(line);
    this.pendingLength += line.length;
    if (this.pendingLength >= BUFFERED) await this.flush();
  }

  /** Everything that was added; nothing may be added after. */
  async *values(): AsyncGenerator<Value> {
    await this.flush();
    const input = this.file.createReadStream({ start: 0, encoding: 'utf8', autoClose: false });
    for await (const line of splitLines(input, Number.POSITIVE_INFINITY)) yield JSON.parse(line) as Value;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async flush(): Promise<void> {
    const text = this.pending.join('');
    this.pending = [];
    this.pendingLength = 0;
    await onDisk(this.folder, () => this.file.appendFile(text));
  }
}

async function onDisk<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new InputError(
      `${folder}: cannot keep sessions with remote monitoring until the input ends${code}; set TMPDIR to a folder with room`,
    );
  }
}
