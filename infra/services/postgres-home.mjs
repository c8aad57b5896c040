import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { privateFolder, readJson } from '../supervisor/private-files.mjs';

/** Where root keeps what another account must reach: `.local` is root's alone, and so may be the folders above it. */
const SHARED = '/var/lib/claimstream';

/**
 * The folder of Postgres's data. For an ordinary user it is in the installation; for root, whose `.local` the server's account may not enter,
 * it is `/var/lib/claimstream/<installation>`, with a link to it in the installation.
 */
export function postgresHome(place, account) {
  const inside = join(place.data, 'postgres');
  if (!account) return privateFolder(inside);
  removeAbandoned(place);
  const outside = join(SHARED, place.secrets.installation);
  if (!existsSync(SHARED)) mkdirSync(SHARED, { mode: 0o711 });
  chmodSync(SHARED, 0o711);
  privateFolder(outside);
  chownSync(outside, account.uid, account.gid);
  writeFileSync(`${outside}.json`, JSON.stringify({ root: place.root }), { mode: 0o600 });
  privateFolder(place.data);
  if (!isLink(inside)) symlinkSync(outside, inside);
  return outside;
}

/** Removes the data of a throw-away installation, wherever it stands. */
export function removePostgresHome(place) {
  rmSync(join(SHARED, place.secrets.installation), { recursive: true, force: true });
  rmSync(join(SHARED, `${place.secrets.installation}.json`), { force: true });
}

// What an installation at this very place left there before its `.local` was removed: its passwords are gone, so nobody can read it again.
function removeAbandoned(place) {
  if (!existsSync(SHARED)) return;
  for (const file of readdirSync(SHARED).filter((name) => name.endsWith('.json'))) {
    const name = basename(file, '.json');
    if (readJson(join(SHARED, file))?.root !== place.root || name === place.secrets.installation) continue;
    rmSync(join(SHARED, name), { recursive: true, force: true });
    rmSync(join(SHARED, file), { force: true });
  }
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
