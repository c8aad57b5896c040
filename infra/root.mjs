import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that these scripts stand in. */
export const ROOT = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..'));

/** A short name of this checkout, so that two of them on one machine do not share containers. */
export const CHECKOUT = createHash('sha256').update(ROOT).digest('hex').slice(0, 10);
