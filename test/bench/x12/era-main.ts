import { run } from '#apps/cli/main.js';

/* The command line without the build that its program looks after first; the most memory that it held, in kB, is its last word. */

process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));
await run(process.argv);
