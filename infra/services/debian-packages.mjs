import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../supervisor/private-files.mjs';

/** True on a machine whose package manager can give us a package's files without installing it. */
export function hasDebianPackages() {
  return ['apt-get', 'apt-cache', 'dpkg'].every((tool) => spawnSync(tool, ['--version']).status === 0);
}

/**
 * Downloads Debian packages and unpacks them into `folder`, without installing anything: no root, no service started, nothing of the system changed.
 * apt checks signature and checksum. Uses the machine's package lists, or where they are missing or too old, fresh ones of its own.
 */
export class DebianPackages {
  #folder;
  #downloads;
  #options = [];
  #log;
  #supervisor;

  constructor({ supervisor, folder, log }) {
    this.#supervisor = supervisor;
    this.#folder = folder;
    this.#downloads = join(folder, '.apt', 'downloads');
    this.#log = log;
  }

  /** Unpacks these packages under the folder's `root`. */
  async unpack(packages) {
    await this.#download(packages);
    for (const file of readdirSync(this.#downloads).filter((name) => name.endsWith('.deb'))) {
      await this.#run('dpkg', ['-x', join(this.#downloads, file), privateFolder(join(this.#folder, 'root'))]);
    }
    rmSync(this.#downloads, { recursive: true, force: true });
  }

  /** The packages that these depend on directly, first alternatives only. */
  dependenciesOf(packages) {
    const answer = spawnSync('apt-cache', [...this.#options, 'depends', '--important', ...packages], {
      encoding: 'utf8',
    });
    const names = [...(answer.stdout ?? '').matchAll(/^\s*\|?(?:Pre)?Depends: ([a-z0-9][a-z0-9.+-]*)$/gm)].map(
      (match) => match[1],
    );
    return [...new Set(names)];
  }

  async #download(packages) {
    privateFolder(this.#downloads);
    if ((await this.#get(['download', ...packages])) === 0) return;
    if (this.#options.length === 0) {
      this.#options = ownState(join(this.#folder, '.apt'));
      // Lists of other sources on the machine may be out of reach; the download that follows tells whether ours were.
      await this.#get(['update']);
      if ((await this.#get(['download', ...packages])) === 0) return;
    }
    throw new Error(
      `Debian's package manager could not download ${packages.join(', ')}; its words are in ${this.#log}`,
    );
  }

  #get(args) {
    return this.#run('apt-get', [...this.#options, '-q', ...args], [0, 100]);
  }

  #run(command, args, accept = [0]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
    const cwd = this.#downloads;
    return this.#supervisor.run({ name: 'packages', command, args, cwd, env, output: this.#log, accept });
  }
}

function ownState(folder) {
  mkdirSync(join(folder, 'state', 'lists', 'partial'), { recursive: true });
  mkdirSync(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  return [
    ['Dir::State', join(folder, 'state')],
    ['Dir::State::status', '/var/lib/dpkg/status'],
    ['Dir::Cache', join(folder, 'cache')],
    // As root apt would fetch as `_apt`, which may not enter our folders.
    ['APT::Sandbox::User', ''],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Every folder below `root` that holds shared libraries, for LD_LIBRARY_PATH. */
export function libraryFolders(root) {
  const found = new Set();
  for (const entry of existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : []) {
    if (/\.so(\.\d+)*$/.test(entry.name)) found.add(entry.parentPath);
  }
  return [...found];
}

/** Gives an unpacked folder its final name, so that half of one is never taken for whole. */
export function publish(draft, folder) {
  rmSync(join(draft, '.apt'), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}
