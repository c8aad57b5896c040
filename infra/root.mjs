import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that these scripts stand in. */
export const ROOT = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..'));
