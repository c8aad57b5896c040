import type { LocalDate } from '#libs/kernel/local-date.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { adjudicate } from './adjudication/adjudicate.js';
import { type ClaimDecision, deniedLine, totals } from './adjudication/decision.js';
import { accountKey, accountOf, counted, type MemberAccount, poolOfLine } from './adjudication/member-account.js';
import { fileTime } from './answers/envelope.js';
import { type Reported, remittanceAnswer } from './answers/remittance-answer.js';
import type { Journal, Parties, PayerClaim } from './journal.js';
import type { Scenario } from './scenario.js';
import { MORNING_HOUR } from './take-file.js';

interface Surroundings {
  readonly scenario: Scenario;
  readonly reference: Reference;
}

/** Decides whatever is to be remitted by now, each day's claims together into one file. Pure: gives the journal after it. */
export function decideDue(journal: Journal, now: Date, surroundings: Surroundings): Journal {
  const { timeZone } = surroundings.scenario;
  const isDue = (day: LocalDate) => instantOf(day, MORNING_HOUR, 0, timeZone) <= now;
  const days = new Set(waiting(journal).map((claim) => claim.remitOn));
  return [...days]
    .filter(isDue)
    .sort()
    .reduce((after, day) => decideDay(after, day, surroundings), journal);
}

function waiting(journal: Journal): readonly PayerClaim[] {
  return Object.values(journal.claims).filter((claim) => claim.state === 'waiting');
}

function decideDay(journal: Journal, day: LocalDate, { scenario, reference }: Surroundings): Journal {
  const ofDay = (one: Journal) => waiting(one).filter((claim) => claim.remitOn === day);
  const { journal: before, reversals } = takeBack(journal, ofDay(journal), scenario);
  const due = ofDay(before).sort((a, b) => (a.claim.patientControlNumber < b.claim.patientControlNumber ? -1 : 1));
  const isNew = ({ claim, duplicateOf }: PayerClaim) => duplicateOf === undefined && claim.frequency !== '8';
  const { decisions, accounts } = adjudicate(due.filter(isNew), before.accounts, { scenario, reference });
  const claims = { ...before.claims };
  const reported: Reported[] = [...reversals];
  for (const taken of due) {
    const decision = taken.duplicateOf ? duplicateDecision(taken) : (decisions.get(taken.payerControlNumber) ?? null);
    claims[taken.payerControlNumber] = { ...taken, state: 'decided', decision };
    if (decision) reported.push({ taken, decision, reversal: false });
  }
  const decided: Journal = { ...before, claims, accounts };
  if (reported.length === 0) return decided;
  const dueAt = instantOf(day, MORNING_HOUR, 0, scenario.timeZone);
  const fileName = `835-${day.replaceAll('-', '')}.x12`;
  const { text, carriedCents } = remittanceAnswer(fileName, reported, {
    parties: decided.parties as Parties,
    time: fileTime(dueAt, scenario.timeZone),
    carriedCents: decided.carriedCents,
  });
  return { ...decided, carriedCents, answers: [...decided.answers, { fileName, dueAt: dueAt.toISOString(), text }] };
}

/** What replacements and voids take back: the earlier claim is decided no more, and a payment of it is reversed. */
function takeBack(
  journal: Journal,
  due: readonly PayerClaim[],
  scenario: Scenario,
): { journal: Journal; reversals: readonly Reported[] } {
  const claims = { ...journal.claims };
  const accounts: Record<string, MemberAccount> = { ...journal.accounts };
  const reversals: Reported[] = [];
  for (const { claim } of due) {
    const earlier = claim.frequency === '1' ? undefined : claims[claim.payerControlNumber as string];
    if (!earlier || earlier.state === 'replaced') continue;
    claims[earlier.payerControlNumber] = { ...earlier, state: 'replaced' };
    const { decision } = earlier;
    if (!decision || totals(decision).paidCents === 0) continue;
    reversals.push({ taken: earlier, decision, reversal: true });
    for (const line of decision.lines) {
      const key = accountKey(earlier.claim.subscriber.memberId, line.serviceDate);
      accounts[key] = counted(accountOf(accounts, key, scenario), poolOfLine(line), -line.allowedCents);
    }
  }
  return { journal: { ...journal, claims, accounts }, reversals };
}

function duplicateDecision({ claim, payerControlNumber }: PayerClaim): ClaimDecision {
  const lines = claim.lines.map((line) => deniedLine(line, { group: 'OA', reason: '18', remarks: [] }));
  return { payerControlNumber, lines, remarks: [] };
}
