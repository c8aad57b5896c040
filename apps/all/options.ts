import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';

/** What `npm start` was asked for. */
export interface Options {
  /** Feed no sample. */
  readonly empty: boolean;
  /** End after the worklist. */
  readonly once: boolean;
  /** The sample's last day to live through; its own last day where null. For tests that need less than all of it. */
  readonly until: LocalDate | null;
}

export class UnknownOption extends Error {}

export function readOptions(args: readonly string[]): Options {
  let options: Options = { empty: false, once: false, until: null };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === '--empty') options = { ...options, empty: true };
    else if (arg === '--once') options = { ...options, once: true };
    else if (arg === '--until') options = { ...options, until: dayAfter(arg, args[++index]) };
    else throw new UnknownOption(`unknown option ${arg}; there are --empty, --once and --until DATE`);
  }
  return options;
}

function dayAfter(option: string, text: string | undefined): LocalDate {
  if (isLocalDate(text)) return text;
  throw new UnknownOption(`${option} must be followed by a calendar day YYYY-MM-DD`);
}
