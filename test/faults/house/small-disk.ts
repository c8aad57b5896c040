import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILLER = 'filler';
const CHUNKS = [1_048_576, 4_096];

/** A disk so small that a test may fill it to the last byte: a tmpfs. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Why this machine lets nobody mount one; null where it does. */
  static refusal(): string | null {
    const folder = mkdtempSync(join(tmpdir(), 'claimstream-disk-'));
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    if (status === 0) execFileSync('umount', [folder]);
    rmdirSync(folder);
    return status === 0 ? null : 'this account may not mount a tmpfs';
  }

  /** Mounts one on a folder, which is made where it is missing; `owner` is the account that will write there. */
  static mount(folder: string, megabytes: number, owner: { uid: number; gid: number } | null = null): SmallDisk {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const own = owner ? `,uid=${owner.uid},gid=${owner.gid}` : '';
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700${own}`, 'tmpfs', folder]);
    return new SmallDisk(folder);
  }

  /** Takes all that is left. */
  fill(): void {
    const file = openSync(join(this.folder, FILLER), 'a', 0o600);
    try {
      for (const size of CHUNKS) while (writes(file, Buffer.alloc(size)));
    } finally {
      closeSync(file);
    }
  }

  /** Gives it back. */
  free(): void {
    rmSync(join(this.folder, FILLER), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.folder]);
  }
}

function writes(file: number, bytes: Buffer): boolean {
  try {
    return writeSync(file, bytes) === bytes.length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
