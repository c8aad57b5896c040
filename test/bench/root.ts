import { join } from 'node:path';

/** The checkout: benches run as built, from `dist/test/bench`. */
export const ROOT = join(import.meta.dirname, '../../..');
