import { addDays, daysBetween, type LocalDate } from '#libs/kernel/local-date.js';
import { ratio, shareOfCents } from '#libs/kernel/ratio.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { AdviceProviderAdjustment } from '#libs/x12/remittance-advice.js';
import { adjudicate } from './adjudication/adjudicate.js';
import { holds } from './adjudication/condition.js';
import { type ClaimDecision, deniedLine, totals } from './adjudication/decision.js';
import { crossoverOf } from './answers/crossed-over.js';
import { morningOf } from './answers/envelope.js';
import { remittanceFiles } from './answers/remittance-files.js';
import type { PayerClaim } from './journal/entries.js';
import type { Journal } from './journal/journal.js';
import { chosen, servicesOf } from './scenario/chance.js';
import type { Scenario } from './scenario/scenario.js';
import { uncounted } from './tasks/decided-anew.js';
import { doTasks } from './tasks/do-tasks.js';
import type { DayReport, Reported } from './tasks/reported.js';

interface Surroundings {
  readonly scenario: Scenario;
  readonly reference: Reference;
}

const DAYS_OF_A_YEAR = 365;
const BASIS_POINTS = 10_000;

/** Decides whatever is to be remitted by now, each day's claims together into one file. Depends on nothing but its arguments. */
export function decideDue(journal: Journal, now: Date, surroundings: Surroundings): void {
  const { timeZone } = surroundings.scenario;
  const isDue = (day: LocalDate) => morningOf(day, timeZone) <= now;
  // A day's work may put something off to a later day that is due as well.
  for (;;) {
    const [day] = journal.openDays;
    if (day === undefined || !isDue(day)) return;
    decideDay(journal, day, surroundings);
  }
}

function decideDay(journal: Journal, day: LocalDate, surroundings: Surroundings): void {
  const reversals = takeBack(journal, day, surroundings.scenario);
  const decided = decideClaims(journal, day, surroundings);
  const later = doTasks(journal, day, surroundings);
  const claims = [...reversals, ...decided, ...later.claims];
  const providerAdjustments = [...later.providerAdjustments, ...interestFor(decided, day, surroundings.scenario)];
  if (claims.length > 0) remittanceFiles(journal, { claims, providerAdjustments }, day, surroundings.scenario);
  // Nothing is paid today from which it could be taken.
  else putOff(journal, { claims, providerAdjustments }, day);
}

function decideClaims(journal: Journal, day: LocalDate, { scenario, reference }: Surroundings): readonly Reported[] {
  const due = inOrder(journal.dueOn(day));
  const isNew = ({ claim, duplicateOf }: PayerClaim) => duplicateOf === undefined && claim.frequency !== '8';
  const { decisions, accounts } = adjudicate(due.filter(isNew), journal.accounts, { scenario, reference });
  for (const [key, account] of accounts) journal.record({ kind: 'account', key, account });
  const reported: Reported[] = [];
  for (const taken of due) {
    const decision = taken.duplicateOf ? duplicateDecision(taken) : (decisions.get(taken.payerControlNumber) ?? null);
    const claim: PayerClaim = { ...taken, state: 'decided', decision };
    journal.record({ kind: 'claim', claim });
    if (!decision) continue;
    const crossover = crossoverOf(claim.claim, scenario);
    reported.push({ taken: claim, decision, reversal: false, ...(crossover ? { crossover } : {}) });
    planReview(journal, claim, decision, day, scenario);
  }
  return reported;
}

const inOrder = (claims: readonly PayerClaim[]) =>
  [...claims].sort((a, b) => (a.claim.patientControlNumber < b.claim.patientControlNumber ? -1 : 1));

/** What replacements and voids take back: the earlier claim is decided no more, and a payment of it is reversed. */
function takeBack(journal: Journal, day: LocalDate, scenario: Scenario): readonly Reported[] {
  const reversals: Reported[] = [];
  for (const { claim, payerControlNumber: replacedBy } of inOrder(journal.dueOn(day))) {
    const earlier = claim.frequency === '1' ? undefined : journal.claim(claim.payerControlNumber as string);
    if (!earlier || earlier.state === 'replaced') continue;
    journal.record({ kind: 'claim', claim: { ...earlier, state: 'replaced', replacedBy } });
    const { decision } = earlier;
    if (!decision || totals(decision).paidCents === 0) continue;
    reversals.push({ taken: earlier, decision, reversal: true });
    for (const [key, account] of uncounted(earlier, decision, journal.accounts, scenario))
      journal.record({ kind: 'account', key, account });
  }
  return reversals;
}

function duplicateDecision({ claim, payerControlNumber }: PayerClaim): ClaimDecision {
  const lines = claim.lines.map((line) => deniedLine(line, { group: 'OA', reason: '18', remarks: [] }));
  return { payerControlNumber, lines, remarks: [] };
}

/** Now and then the payer will find that it paid too much. */
function planReview(journal: Journal, taken: PayerClaim, decision: ClaimDecision, day: LocalDate, scenario: Scenario) {
  const { chances, seed } = scenario;
  if (totals(decision).paidCents === 0) return;
  const possible = chances.reviews.filter(({ when }) => holds(when, taken));
  const review = chosen(possible, seed, 'review', servicesOf(taken.claim));
  if (!review) return;
  const { payerControlNumber } = taken;
  const { afterDays, cutPercent, recoupedAfterDays } = review;
  const rest = recoupedAfterDays === undefined ? {} : { recoupedAfterDays };
  const id = `review-${payerControlNumber}`;
  const on = addDays(day, afterDays);
  journal.record({ kind: 'task', task: { id, on, payerControlNumber, what: 'review', cutPercent, ...rest } });
}

/** Interest (L6) on claims that are paid late: it is owed to the practice, so it is negative. */
function interestFor(
  reported: readonly Reported[],
  day: LocalDate,
  { chances: { interest } }: Scenario,
): readonly AdviceProviderAdjustment[] {
  if (!interest) return [];
  return reported.flatMap(({ taken, decision }) => {
    const days = daysBetween(taken.receivedOn, day) - interest.afterDays;
    const { paidCents } = totals(decision);
    if (days <= 0 || paidCents <= 0) return [];
    const cents = shareOfCents(paidCents, ratio(interest.yearlyBasisPoints * days, BASIS_POINTS * DAYS_OF_A_YEAR));
    return cents === 0 ? [] : [{ reason: 'L6', reference: taken.payerControlNumber, amountCents: -cents }];
  });
}

function putOff(journal: Journal, { providerAdjustments }: DayReport, day: LocalDate): void {
  for (const { reference, amountCents } of providerAdjustments) {
    const on = addDays(day, 1);
    const task = { id: `recoup-${reference}-${on}`, on, payerControlNumber: reference, what: 'recoup' } as const;
    journal.record({ kind: 'task', task: { ...task, cents: amountCents } });
  }
}
