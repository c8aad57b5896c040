import { Command } from 'commander';
import { finish } from './finish.js';
import {
  type BillingOptions,
  centsArgument,
  dateArgument,
  REFERENCE_OPTION,
  withBillingOptions,
  withClaimOptions,
} from './options.js';
import { addServerCommands } from './server-commands.js';

/** Commands over SESSIONS. Each loads its own code only when it runs, so that every command starts quickly. */
function addBillingCommands(program: Command): void {
  withBillingOptions(program.command('code').description('sessions to coded lines and findings')).action(
    (file: string, options: BillingOptions) =>
      finish(async () => (await import('./commands/code.js')).code(file, options)),
  );
  withBillingOptions(program.command('price').description('the same with expected payment')).action(
    (file: string, options: BillingOptions) =>
      finish(async () => (await import('./commands/price.js')).price(file, options)),
  );
  withBillingOptions(program.command('scrub').description('findings only, the whole edit catalogue')).action(
    (file: string, options: BillingOptions) =>
      finish(async () => (await import('./commands/scrub.js')).scrub(file, options)),
  );
  withClaimOptions(program.command('claim').description('an 837P interchange of what is not held')).action(
    (file, options) => finish(async () => (await import('./commands/claim.js')).claim(file, options)),
  );
}

/** What helps a person to code, and codes nothing. */
function addSuggesting(program: Command): void {
  program
    .command('suggest')
    .description('documented activities to candidate codes, for a person to choose from')
    .argument('<ACTIVITIES>', 'file of activities, one JSON value a line; - is standard input')
    .option('--practice <FILE>', "the practice's profile")
    .option('--table', 'print a table for people')
    .action((file, options) => finish(async () => (await import('./commands/suggest.js')).suggest(file, options)));
}

/** Commands over X12 files, and what needs no input at all. */
function addReadingCommands(program: Command): void {
  program
    .command('era')
    .description('835 files to remittances, balanced and classified')
    .argument('<FILE...>', '835 files; - is standard input')
    .option('--practice <FILE>', "the practice's profile: whose payers are of which kind")
    .option('--table', 'print a table for people')
    .action((files, options) => finish(async () => (await import('./commands/era.js')).era(files, options)));
  program
    .command('ack')
    .description('TA1, 999 and 277CA to normalised acknowledgements')
    .argument('<FILE...>', 'acknowledgement files; - is standard input')
    .option('--table', 'print a table for people')
    .action((files, options) => finish(async () => (await import('./commands/ack.js')).ack(files, options)));
  program
    .command('deadline')
    .description('one deadline')
    .requiredOption('--payer <ID>', "the payer's id")
    .requiredOption('--kind <KIND>', 'redetermination, reopening, timely-filing, …')
    .option('--notice <DATE>', 'date of the remittance, decision or letter', dateArgument)
    .option('--service <DATE>', 'date of service', dateArgument)
    .option('--amount <CENTS>', 'the amount in controversy', centsArgument)
    .option(
      '--level <LEVEL>',
      'recoupment-stop: redetermination or reconsideration; reopening: good-cause; payer-appeal: 1, 2, …',
    )
    .option('--explain', 'says in words how it is counted')
    .option('--practice <FILE>', "the practice's profile")
    .option(...REFERENCE_OPTION)
    .option('--table', 'print a table for people')
    .action((options) => finish(async () => (await import('./commands/deadline.js')).deadlineOf(options)));
  program
    .command('edits')
    .description('the page of all rules and edits')
    .action(() => finish(async () => (await import('./commands/edits.js')).edits()));
}

/** What the tables say, whether they are sound, and what a new file would change. */
function addReferenceCommands(program: Command): void {
  const reference = program.command('reference').description('the reference tables: codes, rates, edits by date');
  reference
    .command('list')
    .description('what is in force on a day')
    .argument('[TABLE...]', 'these tables alone')
    .option('--on <DATE>', 'the day (default: today)', dateArgument)
    .option('--practice <FILE>', "the practice's profile, for its own rows")
    .option(...REFERENCE_OPTION)
    .option('--table [TABLE]', 'without a name: print a table for people; with one: that table alone')
    .action((tables, options) =>
      finish(async () => (await import('./commands/reference-list.js')).referenceList(tables, options)),
    );
  reference
    .command('check')
    .description('rows that are not sound, overlaps, gaps, and what runs out within 60 days')
    .option('--as-of <DATE>', 'what "today" is', dateArgument)
    .option('--practice <FILE>', "the practice's profile, for its own rows and its locality")
    .option(...REFERENCE_OPTION)
    .option('--table', 'print a table for people')
    .action((options) => finish(async () => (await import('./commands/reference-check.js')).referenceCheck(options)));
  reference
    .command('diff')
    .description('what files would change: added, changed, ended')
    .argument('<FILE...>', "tables of our own layout, or CMS's files as published")
    .option('--from <DATE>', 'from which day files count that do not say so', dateArgument)
    .option(...REFERENCE_OPTION)
    .option('--table', 'print a table for people')
    .action((files, options) =>
      finish(async () => (await import('./commands/reference-diff.js')).referenceDiff(files, options)),
    );
}

/** The whole command line; each command is a file in `commands/`. */
export function program(): Command {
  const command = new Command('claimstream')
    .description('Revenue cycle of occupational-therapy practices on the command line')
    .showHelpAfterError('(--help says more)');
  addBillingCommands(command);
  addSuggesting(command);
  addReadingCommands(command);
  addReferenceCommands(command);
  addServerCommands(command);
  return command;
}

/** Runs the command line. A reader that goes away (`| head`) ends it quietly. */
export async function run(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  await program().parseAsync([...argv]);
}
