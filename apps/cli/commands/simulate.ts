import type { Configuration } from '#libs/configuration/environment.js';
import { DemoHouse } from '#libs/demo/demo-house.js';
import { type DeniedCents, type DeniedCentsTotal, deniedCents } from '#libs/demo/denied-cents.js';
import { type FeedPlan, feed } from '#libs/demo/feed.js';
import { houseConsumers } from '#libs/demo/house-consumers.js';
import { intakeRuns } from '#libs/demo/intake-runs.js';
import { practiceSummary } from '#libs/demo/practice-summary.js';
import { SAMPLE_LAST_DAY, samplePractice } from '#libs/demo/sample-practice.js';
import { NotSettled } from '#libs/demo/settling.js';
import { formatCents } from '#libs/kernel/money.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { silentLogger } from '#libs/observability/logger.js';
import { InputError } from '../input/input-error.js';
import { printJson, printText, say } from '../output/print.js';
import { table } from '../output/table.js';
import { interruption } from '../servers/interruption.js';
import { type Commands, openCommands } from '../servers/open-commands.js';
import { openDesk } from '../servers/open-desk.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { openSimulation, type Simulation, type SimulationNumbers } from '../servers/simulation.js';
import { CommandFailed } from '../servers/tellable-error.js';
import { type OpenStore, withStore } from '../servers/with-store.js';

const USED = [
  'DATABASE_URL',
  'KAFKA_BROKERS',
  'CLAIMSTREAM_MASTER_KEY',
  'CLAIMSTREAM_NAMESPACE',
  'EXCHANGE_DIR',
] as const;

/** `simulate`: lives through a made-up practice's weeks on a demo store whose apps run. Gives true where a stream had to be put aside. */
export async function simulate({
  table: asTable,
  ...numbers
}: SimulationNumbers & { table?: boolean }): Promise<boolean> {
  const configuration = serverConfiguration(USED);
  const signal = interruption();
  return withStore(configuration.databaseUrl, async (opened) => {
    if (opened.mode !== 'demo') throw new InputError('this is a production store; simulate runs on a demo store alone');
    const commands = await openCommands(opened, configuration);
    const houseOf = houses(opened, commands, configuration, signal);
    const sample = houseOf(samplePractice.practiceId);
    await checkNobodyFeeds(sample);
    await orSay(intakeRuns(sample.kafka, signal));
    const simulation = await openSimulation(commands, numbers);
    const { practiceId, firstDay: from, lastDay: to } = simulation.practice;
    const { desk, close } = await openDesk(opened, configuration, { practiceId, timeZone: simulation.timeZone });
    const people = async () => void (await desk.work(await commands.clock.current()));
    await liveThrough(houseOf(practiceId), { ...simulation, people }, signal).finally(close);
    const summary = { practiceId, ...numbers, from, to, ...(await practiceSummary(opened.pool, practiceId)) };
    const denied = await deniedCents(opened.pool, practiceId);
    await (asTable
      ? printText(`${summaryTable(summary)}\n${deniedTable(denied)}`)
      : printJson({ ...summary, denials: denied }));
    return summary.parked > 0 || !isWhole(denied.total);
  });
}

/** The house as a feed sees it, by the name of the feed. */
function houses({ pool, store }: OpenStore, { clock }: Commands, configuration: Configuration, signal: AbortSignal) {
  const { kafkaBrokers: brokers, namespace, exchangeDir } = configuration;
  const kafka = new KafkaClient({ brokers, namespace, clientId: 'claimstream-cli', logger: silentLogger });
  const consumers = houseConsumers(pool, store);
  const { timeZone } = samplePractice;
  return (name: string) => {
    const house = new DemoHouse({ pool, store, clock, kafka, consumers, exchangeDir, timeZone, name, signal });
    return { house, kafka };
  };
}

type FedHouse = ReturnType<ReturnType<typeof houses>>;

/** Two feeds would move the clock under each other. */
async function checkNobodyFeeds({ house }: FedHouse): Promise<void> {
  const sample = await house.lastDay();
  if (sample !== null && sample < SAMPLE_LAST_DAY)
    throw new InputError(
      'the sample has not been lived through to its end; npm start does that and then shows its worklist',
    );
}

/** What does not come to rest has a reason that a person can look into; everything else goes on as it is. */
async function orSay(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NotSettled) throw new CommandFailed(`${error.message}; do all apps run (npm start)?`, error);
    throw error;
  }
}

async function liveThrough(
  { house }: FedHouse,
  { practice, knownOn: firstDay, people }: Simulation & Required<Pick<FeedPlan, 'people'>>,
  signal: AbortSignal,
): Promise<void> {
  const plan = { firstDay, lastDay: practice.lastDay, messages: (day: string) => practice.messages(day), people };
  try {
    await orSay(feed(house, plan, (day) => say(`lived through ${day}`), signal));
  } finally {
    await house.close();
  }
}

/** Every denied cent is in one of the four columns, and whatever is pending has an owner and a date. */
function isWhole({ unaccountedCents, pendingWithoutOwnerOrDate }: DeniedCentsTotal): boolean {
  return unaccountedCents === 0 && pendingWithoutOwnerOrDate === 0;
}

function deniedTable({ byCategory, total }: { byCategory: readonly DeniedCents[]; total: DeniedCents }): string {
  const rows = [...byCategory, total].map((row) => [
    row.category,
    row.cases,
    ...[row.deniedCents, row.recoveredCents, row.pendingCents, row.patientCents, row.writtenOffCents].map(formatCents),
  ]);
  return table(['denied', 'cases', 'denied', 'recovered', 'pending', 'patient', 'written off'], rows);
}

function summaryTable(summary: Readonly<Record<string, string | number>>): string {
  return table(['what', 'value'], Object.entries(summary));
}
