#!/usr/bin/env node
/** The command `claimstream`: builds what it needs, once and silently, then runs. */
import { build } from '../../../infra/build/build.mjs';

await build();
const { run } = await import('../../../dist/apps/cli/main.js');
await run(process.argv);
