import { run } from './main.js';

/** The command line as built, where nothing is to be built any more: in a container. */
await run(process.argv);
