import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import { sameJson } from '#libs/kernel/same-json.js';
import type { AdjudicationRules } from '../adjudication/adjudicate.js';
import { type ClaimDecision, totals } from '../adjudication/decision.js';
import type { MemberAccounts } from '../adjudication/member-account.js';
import type { PayerClaim } from '../journal/entries.js';
import type { Journal } from '../journal/journal.js';
import type { DailyTask } from './daily-task.js';
import { type DecidedAnew, decidedConceding, decidedWithLess } from './decided-anew.js';
import type { DayReport, Reported } from './reported.js';

type TaskOf<What extends DailyTask['what']> = Extract<DailyTask, { what: What }>;

const NOTHING: DayReport = { claims: [], providerAdjustments: [] };

/** Does what was put off to a day; gives what of it the remittance has to say. A claim that was replaced meanwhile is left alone. */
export function doTasks(journal: Journal, day: LocalDate, rules: AdjudicationRules): DayReport {
  const reports = journal.tasksOn(day).map((task) => {
    journal.record({ kind: 'task-done', taskId: task.id });
    return task.what === 'recoup' ? recouped(task) : anew(journal, task, rules);
  });
  return {
    claims: reports.flatMap(({ claims }) => claims),
    providerAdjustments: reports.flatMap(({ providerAdjustments }) => providerAdjustments),
  };
}

function recouped({ payerControlNumber, cents }: TaskOf<'recoup'>): DayReport {
  return { ...NOTHING, providerAdjustments: [{ reason: 'WO', reference: payerControlNumber, amountCents: cents }] };
}

function anew(journal: Journal, task: TaskOf<'concede' | 'review'>, rules: AdjudicationRules): DayReport {
  const taken = journal.claim(task.payerControlNumber);
  if (taken?.state !== 'decided' || !taken.decision) return NOTHING;
  const before = taken.decision;
  const { decision, accounts } = decidedAnew(taken, before, task, { ...rules, accounts: journal.accounts });
  const changeCents = totals(decision).paidCents - totals(before).paidCents;
  if (sameJson(decision.lines, before.lines)) return NOTHING;
  for (const [key, account] of accounts) journal.record({ kind: 'account', key, account });
  journal.record({ kind: 'claim', claim: { ...taken, decision } });
  const claims: readonly Reported[] = [
    { taken, decision: before, reversal: true },
    { taken, decision, reversal: false },
  ];
  return { ...NOTHING, claims, providerAdjustments: putOff(journal, task, changeCents) };
}

function decidedAnew(
  taken: PayerClaim,
  before: ClaimDecision,
  task: TaskOf<'concede' | 'review'>,
  rules: AdjudicationRules & { readonly accounts: MemberAccounts },
): DecidedAnew {
  return task.what === 'concede'
    ? decidedConceding(taken, before, task.lines, rules)
    : decidedWithLess(taken, before, task.cutPercent, rules);
}

/** An overpayment that is taken later: given back now under the claim's number, and taken under the same on its day. */
function putOff(journal: Journal, task: TaskOf<'concede' | 'review'>, changeCents: number) {
  if (task.what !== 'review' || task.recoupedAfterDays === undefined || changeCents >= 0) return [];
  const { payerControlNumber } = task;
  const on = addDays(task.on, task.recoupedAfterDays);
  const recoup = { id: `${task.id}-recoup`, on, payerControlNumber, what: 'recoup', cents: -changeCents } as const;
  journal.record({ kind: 'task', task: recoup });
  return [{ reason: 'WO', reference: payerControlNumber, amountCents: changeCents }];
}
