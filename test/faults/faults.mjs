/** `npm run test:faults`: builds what it needs, then inflicts every fault. Exit 1 where anything is lost, doubled, or not what a fresh fold gives. */
import { build } from '../../infra/build/build.mjs';

await build();
const { run } = await import('../../dist/test/faults/main.js');
await run();
