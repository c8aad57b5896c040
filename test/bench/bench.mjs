/** `npm run bench [NAME]`: builds what it needs, then runs. */
import { build } from '../../infra/build/build.mjs';

await build();
const { run } = await import('../../dist/test/bench/main.js');
await run(process.argv[2]);
