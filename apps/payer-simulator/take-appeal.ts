import { type AppealDecision, type AppealRequest, appealDecisionName } from '#libs/exchange/appeal-files.js';
import { addDays } from '#libs/kernel/local-date.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { isDenied, totals } from './adjudication/decision.js';
import { morningOf } from './answers/envelope.js';
import type { PayerClaim } from './journal/entries.js';
import type { Journal } from './journal/journal.js';
import { happens, servicesOf } from './scenario/chance.js';
import type { Scenario } from './scenario/scenario.js';
import type { DailyTask } from './tasks/daily-task.js';
import { decidedConceding } from './tasks/decided-anew.js';

interface Surroundings {
  readonly scenario: Scenario;
  readonly reference: Reference;
}

interface TakenAppeal {
  readonly fileId: string;
  readonly request: AppealRequest;
}

const OTHER_REASONS = '*';
const NO_CHANCE = { overturned: 0, partly: 0 };

/**
 * Takes an appeal: its decision leaves after the scenario's days, and where it had success the claim is taken back and decided anew some days
 * after that. What is appealed that the payer never denied is upheld. Depends on nothing but its arguments.
 */
export function takeAppeal(journal: Journal, { fileId, request }: TakenAppeal, now: Date, around: Surroundings): void {
  const { appeals } = around.scenario.chances;
  if (journal.hasFile(fileId)) return;
  journal.record({ kind: 'file', fileId });
  if (!appeals) return;
  const { denialId, level } = request;
  const { timeZone } = around.scenario;
  const decidedOn = addDays(localDateAt(now, timeZone), appeals.daysToDecision);
  const taken = newestOf(journal, request.payerControlNumber);
  const outcome = outcomeOf(taken, level, around.scenario);
  const concession = outcome === 'upheld' ? null : concede(journal, taken as PayerClaim, outcome, around);
  const decided = decisionOf(concession?.amountCents ?? 0, request.requestedCents);
  const decision: AppealDecision = { denialId, level, decidedOn, ...decided };
  const dueAt = morningOf(decidedOn, timeZone).toISOString();
  const fileName = appealDecisionName(request);
  journal.record({
    kind: 'answer',
    answer: { fileName, dueAt, text: JSON.stringify(decision), box: 'appeal-decisions' },
  });
  if (concession && decision.amountCents > 0) {
    const task: DailyTask = {
      ...{ id: `appeal-${denialId}-${level}`, on: addDays(decidedOn, appeals.daysToPayment), what: 'concede' },
      ...{ payerControlNumber: (taken as PayerClaim).payerControlNumber, lines: concession.lines },
    };
    journal.record({ kind: 'task', task });
  }
}

/** The claim of a number, or what took its place since. */
function newestOf(journal: Journal, payerControlNumber: string): PayerClaim | undefined {
  const taken = journal.claim(payerControlNumber);
  return taken?.replacedBy === undefined ? taken : newestOf(journal, taken.replacedBy);
}

/** In the practice's favour: nothing, a part of what was asked for, or all of it. */
function decisionOf(concededCents: Cents, requestedCents: Cents): Pick<AppealDecision, 'outcome' | 'amountCents'> {
  if (concededCents <= 0) return { outcome: 'upheld', amountCents: 0 };
  const amountCents = Math.min(concededCents, requestedCents);
  return { outcome: amountCents < requestedCents ? 'partly' : 'overturned', amountCents };
}

/** Drawn by the services, the level and why they were denied: the same for the same appeal on every run. */
function outcomeOf(
  taken: PayerClaim | undefined,
  level: string,
  { chances, seed }: Scenario,
): AppealDecision['outcome'] {
  if (taken?.state !== 'decided' || !taken.decision) return 'upheld';
  const denied = taken.decision.lines.find(isDenied);
  const byReason = chances.appeals?.byReason ?? {};
  const reason = denied?.adjustments[0]?.reason ?? OTHER_REASONS;
  const { overturned, partly } = byReason[reason] ?? byReason[OTHER_REASONS] ?? NO_CHANCE;
  const key = `${servicesOf(taken.claim)} ${level}`;
  if (happens(overturned, seed, 'appeal', key)) return 'overturned';
  return happens(overturned + partly, seed, 'appeal', key) ? 'partly' : 'upheld';
}

/** What the payer gives way about: the charges that it denies no more, or where it denied none, what it had withheld. */
function concede(
  journal: Journal,
  taken: PayerClaim,
  outcome: 'partly' | 'overturned',
  { scenario, reference }: Surroundings,
) {
  const lines = outcome === 'partly' ? ('first' as const) : ('all' as const);
  const before = taken.decision;
  if (!before) return null;
  const { decision } = decidedConceding(taken, before, lines, { scenario, reference, accounts: journal.accounts });
  const deniedNoMore = before.lines.filter((line, index) => isDenied(line) && !isDenied(decision.lines[index] ?? line));
  const amountCents =
    deniedNoMore.length > 0
      ? sumCents(deniedNoMore.map(({ chargeCents }) => chargeCents))
      : totals(decision).paidCents - totals(before).paidCents;
  return { lines, amountCents };
}
