import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseInstant } from '#libs/kernel/instant.js';
import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';

/** Options of `code`, `price`, `scrub` and `claim`, as given. */
export interface BillingOptions {
  readonly practice?: string;
  readonly accrued: number;
  readonly deductibleLeft: number;
  readonly locality?: string;
  readonly reference?: string;
  readonly asOf?: LocalDate;
  readonly table?: boolean;
}

/** Options of `claim` beyond those. */
export interface ClaimOptions extends BillingOptions {
  readonly date?: LocalDate;
  readonly frequency: '1' | '7' | '8';
  readonly payerControl?: string;
  /** Which of the patient's payers is asked, 1 to 9. */
  readonly rank: number;
  /** Remittances of the payers before it. */
  readonly era?: readonly string[];
}

/** Whole cents, 0 or more. */
export function centsArgument(text: string): number {
  const amount = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(amount))
    throw new InvalidArgumentError('It must be whole cents, 0 or more.');
  return amount;
}

/** A whole number of at least so much. */
export function atLeast(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
    return number;
  };
}

/** A calendar year of four digits. */
export function yearArgument(text: string): number {
  if (!/^[12]\d{3}$/.test(text)) throw new InvalidArgumentError('It must be a calendar year such as 2026.');
  return Number(text);
}

/** A payer's place among the patient's payers; the patient control number has room for one digit. */
function rankArgument(text: string): number {
  if (!/^[1-9]$/.test(text)) throw new InvalidArgumentError('It must be 1 to 9.');
  return Number(text);
}

export function dateArgument(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidArgumentError('It must be a calendar day YYYY-MM-DD that exists.');
  return text;
}

export function instantArgument(text: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new InvalidArgumentError('It must be an instant with its offset, such as 2026-03-02T15:00:00Z.');
  return instant;
}

function localityArgument(text: string): string {
  if (text !== 'national' && !/^\d{5}-\d{2}$/.test(text))
    throw new InvalidArgumentError('It must be national or MAC-LOCALITY, such as 10112-00.');
  return text;
}

/** A folder of tables that lie over the built-in ones. */
export const REFERENCE_OPTION = ['--reference <FOLDER>', 'tables that lie over the built-in ones'] as const;

/** Adds the options that all commands over SESSIONS share. */
export function withBillingOptions(command: Command): Command {
  return command
    .argument('<SESSIONS>', 'file of sessions, one JSON value a line; - is standard input')
    .option('--practice <FILE>', "the practice's profile")
    .option('--accrued <CENTS>', 'opening balance of each therapy ledger', centsArgument, 0)
    .option('--deductible-left <CENTS>', 'what is left of the Part B deductible', centsArgument, 0)
    .option(...REFERENCE_OPTION)
    .option('--locality <LOCALITY>', "national or MAC-LOCALITY (default: the practice's)", localityArgument)
    .addOption(new Option('--as-of <DATE>', 'what "today" is for edits about elapsed time').argParser(dateArgument))
    .option('--table', 'print a table for people');
}

/** Adds what `claim` takes beyond the other commands over SESSIONS. */
export function withClaimOptions(command: Command): Command {
  return withBillingOptions(command)
    .addOption(new Option('--date <DATE>', "alias of --as-of; also the file's date").argParser(dateArgument))
    .addOption(
      new Option('--frequency <CODE>', '1 original, 7 replacement, 8 void').choices(['1', '7', '8']).default('1'),
    )
    .option('--payer-control <ID>', "the payer's number of the claim that is replaced or voided")
    .option('--rank <N>', 'which payer is asked: 1 the first, 2 the second, …', rankArgument, 1)
    .option('--era <FILE...>', '835 files of the payers before that one');
}
