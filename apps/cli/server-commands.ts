import { type Command, Option } from 'commander';
import { finish } from './finish.js';
import { atLeast, centsArgument, instantArgument, yearArgument } from './options.js';

const TABLE = ['--table', 'print a table for people'] as const;

function addStoreCommands(program: Command): void {
  const projections = program.command('projections').description('views and policies of the running house');
  projections
    .command('status')
    .description('how far each view and policy is behind the store, and what each has put aside')
    .option(...TABLE)
    .action((options) =>
      finish(async () => (await import('./commands/projections-status.js')).projectionsStatus(options)),
    );
  projections
    .command('rebuild')
    .description('folds a view anew beside the live one, compares the two, and puts it in its place')
    .argument('<NAME>', "the view's name, as status shows it")
    .option('--anew', 'drops what a rebuild that was broken off has built; without it that is gone on with')
    .option('--accept', 'puts it in its place although rows differ: for a fold that has been changed')
    .option(...TABLE)
    .action((name, options) =>
      finish(async () => (await import('./commands/projections-rebuild.js')).projectionsRebuild(name, options)),
    );
  program
    .command('events')
    .description('the event store')
    .command('tail')
    .description('events in position order, then those that come, until Ctrl-C; fields in clear only')
    .option('--stream <S>', 'one stream alone, such as PRACTICE/claim-ID')
    .option('--from <POSITION>', 'the first position that is wanted', atLeast(0), 1)
    .option('--limit <N>', 'ends after so many', atLeast(0))
    .option(...TABLE)
    .action((options) => finish(async () => (await import('./commands/events-tail.js')).eventsTail(options)));
  program
    .command('verify')
    .description('folds every stream anew and compares each view with it, row by row')
    .option(...TABLE)
    .action((options) => finish(async () => (await import('./commands/verify.js')).verify(options)));
  program
    .command('as-of')
    .description("a claim, denial, patient's year, session, payment or file as it was known at a past instant")
    .argument('<STREAM>', 'the whole stream id, such as PRACTICE/claim-ID')
    .requiredOption('--at <INSTANT>', 'by the time at which the database recorded events', instantArgument)
    .option(...TABLE)
    .action((stream, options) => finish(async () => (await import('./commands/as-of.js')).asOf(stream, options)));
  program
    .command('migrate')
    .description('brings the database up to date; marks a new store as demo or production, for ever')
    .action(() => finish(async () => (await import('./commands/migrate.js')).migrateStore()));
}

function addJobCommands(program: Command): void {
  const jobs = program.command('jobs').description('the queues of due work');
  jobs
    .command('failed')
    .description('jobs whose attempts are used up: ids and the kind of error, never what they were about')
    .option('--queue <NAME>', 'of this queue alone')
    .option(...TABLE)
    .action((options) => finish(async () => (await import('./commands/jobs.js')).jobsFailed(options)));
  jobs
    .command('replay')
    .description('puts failed jobs back at the beginning of their attempts')
    .option('--queue <NAME>', 'of this queue alone')
    .option('--job-id <ID>', 'this job alone')
    .option(...TABLE)
    .action((options) => finish(async () => (await import('./commands/jobs.js')).jobsReplay(options)));
}

function addPracticeCommands(program: Command): void {
  program
    .command('practice')
    .description("the store's practices")
    .command('configure')
    .description("records a practice's profile; the same one again changes nothing")
    .argument('<FILE>', "the practice's profile")
    .option(...TABLE)
    .action((file, options) =>
      finish(async () => (await import('./commands/practice-configure.js')).practiceConfigure(file, options)),
    );
  program
    .command('simulate')
    .description('a made-up practice, lived through day by day on a demo store; the same seed makes the same practice')
    .requiredOption('--patients <N>', 'how many patients', atLeast(1))
    .requiredOption('--weeks <N>', 'how many weeks with sessions', atLeast(1))
    .requiredOption('--seed <N>', 'what the practice is made of', atLeast(0))
    .option(...TABLE)
    .action((options) => finish(async () => (await import('./commands/simulate.js')).simulate(options)));
}

function addClaimCommands(program: Command): void {
  program
    .command('claims')
    .description("the store's claims")
    .command('review')
    .description('lets a claim go that was drawn for a look before it is billed (rule review.pre-bill)')
    .argument('<CLAIM>', "the claim's id")
    .requiredOption('--practice <ID>', "the practice's id")
    .option('--draft <N>', 'the draft that was looked at (default: the newest)', atLeast(1))
    .option(...TABLE)
    .action((claim, options) =>
      finish(async () => (await import('./commands/claims-review.js')).claimsReview(claim, options)),
    );
}

function addDenialCommands(program: Command): void {
  const denials = program.command('denials').description("the store's denial cases");
  denials
    .command('reclassify')
    .description("shows what other rows of classification would make of a practice's denials; nothing takes effect")
    .requiredOption('--practice <ID>', "the practice's id")
    .requiredOption('--rows <FILE>', 'the rows, in place of all that are in force: a JSON list')
    .option('--months <N>', 'how far back denials are looked at', atLeast(1), 12)
    .option(...TABLE)
    .action((options) =>
      finish(async () => (await import('./commands/denials-reclassify.js')).denialsReclassify(options)),
    );
  denials
    .command('correction')
    .description('a dry run of what the handler of a case would send or propose now')
    .argument('<DENIAL>', "the case's id")
    .requiredOption('--practice <ID>', "the practice's id")
    .option(...TABLE)
    .action((denial, options) =>
      finish(async () => (await import('./commands/denials-correction.js')).denialsCorrection(denial, options)),
    );
}

function addLedgerCommands(program: Command): void {
  program
    .command('ledger')
    .description("the patients' calendar years, by which the therapy threshold is counted")
    .command('opening')
    .description('sets what a patient had used of a therapy pool before the first claim; a later one replaces it')
    .requiredOption('--practice <ID>', "the practice's id")
    .requiredOption('--patient <PATIENT>', "the EHR's own id of the patient")
    .requiredOption('--year <Y>', 'the calendar year', yearArgument)
    .addOption(
      new Option('--pool <POOL>', 'OT, or PT and SLP together').choices(['OT', 'PT_SLP']).makeOptionMandatory(),
    )
    .requiredOption('--cents <N>', 'allowed amounts used so far, deductible and coinsurance included', centsArgument)
    .option(...TABLE)
    .action((options) => finish(async () => (await import('./commands/ledger-opening.js')).ledgerOpening(options)));
}

/** Commands that need servers. Each loads its own code only when it runs. */
export function addServerCommands(program: Command): void {
  addStoreCommands(program);
  addJobCommands(program);
  addPracticeCommands(program);
  addClaimCommands(program);
  addDenialCommands(program);
  addLedgerCommands(program);
}
