/** What `npm start` was asked for. */
export interface Options {
  /** Feed no sample. */
  readonly empty: boolean;
  /** End after the worklist. */
  readonly once: boolean;
}

export class UnknownOption extends Error {}

export function readOptions(args: readonly string[]): Options {
  for (const arg of args)
    if (arg !== '--empty' && arg !== '--once')
      throw new UnknownOption(`unknown option ${arg}; there are --empty and --once`);
  return { empty: args.includes('--empty'), once: args.includes('--once') };
}
