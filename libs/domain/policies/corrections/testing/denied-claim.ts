import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { claimIdOf } from '#libs/contracts/streams.js';
import { fold } from '#libs/kernel/decider.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { PayerEntry, PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Session } from '#libs/rules/session.js';
import { SAMPLE_CHARGES, sampleSession } from '#libs/rules/testing/sample.js';
import { adjudicateClaim } from '../../../claim/adjudication.js';
import { claimDecider } from '../../../claim/decider.js';
import type { ClaimState } from '../../../claim/state.js';
import { denialDecider } from '../../../denial-case/decider.js';
import { builtInClassificationRules, builtInDeadlineRules } from '../../../denial-case/reference/built-in.js';
import { wholeClaim } from '../../../patient-ledger/claim-parts.js';
import { ledgerDecider } from '../../../patient-ledger/decider.js';
import { sessionDecider } from '../../../session/decider.js';
import { noSession, type SessionState } from '../../../session/state.js';
import { recordDay } from '../../code-day.js';
import { denialToOpen } from '../../denial-to-open.js';
import { deniedAmounts } from '../../remitted-claims.js';
import type { CorrectionFacts } from '../facts.js';

const PAYERS: Readonly<Record<string, PayerEntry>> = {
  'MEDICARE-B': { payerId: 'MEDICARE-B', name: 'Medicare Part B', kind: 'MEDICARE_B' },
  ACME: {
    ...{ payerId: 'ACME', name: 'Acme', kind: 'COMMERCIAL', unitMethod: 'CMS_TOTAL', percentOfMedicare: 100 },
    therapyModifier: true,
    assistantModifier: true,
  },
};

/** A claim of one session that a payer denied, through coding, sending and posting as they are. */
export interface DeniedStory {
  readonly payerId?: 'MEDICARE-B' | 'ACME';
  readonly payer?: Partial<PayerEntry>;
  /** CARC, and what stands beside it. */
  readonly reason: string;
  readonly group?: string;
  readonly remarks?: readonly string[];
  /** The lines denied, 1-based; all of them where none is named. The others are paid. */
  readonly denied?: readonly number[];
  /** The record as it was when the claim was coded; `now` what was amended since. */
  readonly session?: Partial<Session>;
  readonly now?: Partial<Session>;
  /** What was sent instead of what coding made of it. */
  readonly sentAs?: (line: ChargeLine) => ChargeLine;
}

export const DAY = '2026-03-12';
export const NOW = new Date('2026-04-10T12:00:00Z');
const reference = builtInReference();

function practiceOf({ payerId = 'ACME', payer }: DeniedStory): PracticeProfile {
  return {
    practiceId: 'sample',
    name: 'Sample Therapy',
    npi: '1234567893',
    taxId: '123456789',
    taxonomy: '225X00000X',
    address: { line1: '1 Main', city: 'Albany', state: 'NY', zip: '122010001' },
    timeZone: 'America/New_York',
    submitter: { id: 'SUB', name: 'Sample', contact: { name: 'Office', phone: '5185550100' } },
    receiver: { id: 'REC', name: 'Clearing' },
    locality: 'national',
    charges: { ...SAMPLE_CHARGES, '97129': 5000, '97750': 7000 },
    payers: [{ ...(PAYERS[payerId] as PayerEntry), ...payer }],
  };
}

function recordOf({ payerId = 'ACME', ...story }: DeniedStory, changes: Partial<Session> = {}): Session {
  return sampleSession({
    dateOfService: DAY,
    coverages: [{ rank: 1, payerId, memberId: payerId === 'ACME' ? 'H1234567' : '1EG4TE5MK73', relationship: 'self' }],
    ...story.session,
    ...changes,
  });
}

function stateOf(session: Session): SessionState {
  const ids = { sessionId: 'session-1', patientId: 'patient-1', source: 'main' };
  const result = sessionDecider.decide({ type: 'RecordSession', ...ids, session }, noSession);
  if (!result.ok) throw new Error(result.refusal.code);
  return fold(sessionDecider, result.value);
}

function must<Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

function sent(story: DeniedStory) {
  const { payerId = 'ACME', sentAs = (line) => line } = story;
  const practice = practiceOf(story);
  const day = { patientId: 'patient-1', payerId, dateOfService: DAY };
  const sessions = [stateOf(recordOf(story))];
  const { ledger: record } = recordDay({
    ...{ practice, reference, day, sessions, ledger: ledgerDecider.initial },
    ...{ underWay: false, unsent: new Set(), monthBilled: false, codedAt: new Date('2026-03-12T20:00:00Z') },
  });
  const ledger = fold(ledgerDecider, must(ledgerDecider.decide(record, ledgerDecider.initial)));
  const claimId = claimIdOf('sample', 'S1');
  const whole = wholeClaim(ledger, claimId);
  if (!whole?.content) throw new Error('the day made no claim');
  if (whole.coded.holds.length > 0) throw new Error(`held: ${whole.coded.holds.map(({ rule }) => rule).join(', ')}`);
  const { coded, content, payerKind } = whole;
  const closesAt = '2026-03-13T00:00:00.000Z';
  const numbers = { interchangeControlNumber: 1, groupControlNumber: 1, transactionControlNumber: '0001' };
  let claim: ClaimState = claimDecider.initial;
  for (const command of [
    {
      ...{ type: 'DraftClaim' as const, patientId: 'patient-1', payerId, payerKind, dateOfService: DAY },
      ...{ coded: { ...coded, lines: coded.lines.map(sentAs) }, content, findings: [], closesAt },
    },
    { type: 'ReleaseClaim' as const, releasedAt: closesAt },
    { type: 'SubmitClaim' as const, submissionNumber: 1, ...numbers, usage: 'T' as const, submittedAt: closesAt },
  ])
    claim = must(claimDecider.decide(command, claim)).reduce(claimDecider.evolve, claim);
  return { practice, ledger, claim };
}

/** Posts a decision on the claim's newest submission: the named lines denied, the others paid in full. */
export function answered(claim: ClaimState, story: DeniedStory, remittanceId = 'R1') {
  const newest = claim.submissions.at(-1);
  const { reason, group = 'CO', remarks = [], denied } = story;
  const lines = (newest?.lines ?? []).map(({ line, code, modifiers, chargeCents, lineControlNumber }) => {
    const isDenied = denied?.includes(line) ?? true;
    return {
      ...{ code, modifiers, chargeCents, lineControlNumber },
      paidCents: isDenied ? 0 : chargeCents,
      adjustments: isDenied ? [{ group, reason, amountCents: chargeCents }] : [],
      remarks: isDenied ? [...remarks] : [],
    };
  });
  const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0);
  const remitted = {
    ...{ remittanceId, index: 0, submissionNumber: newest?.number ?? 1, paymentDate: '2026-04-06' },
    ...{ payerControlNumber: `PCN-${newest?.number}`, status: '1', reversal: false, crossedOver: false },
    ...{ chargeCents: sum((line) => line.chargeCents), paidCents: sum((line) => line.paidCents), patientCents: 0 },
    ...{ adjustments: [], remarks: [], lines },
  };
  const amounts = deniedAmounts(remitted, claim.payerKind, builtInClassificationRules());
  const events = must<readonly ClaimEvent[]>(adjudicateClaim({ remitted, denied: amounts }, claim));
  return { claim: events.reduce(claimDecider.evolve, claim), events };
}

/** The facts of the first case that the denial opens. */
export function deniedClaim(story: DeniedStory, changes: Partial<CorrectionFacts> = {}): CorrectionFacts {
  const { practice, ledger, claim: before } = sent(story);
  const { claim, events } = answered(before, story);
  const denied = events.find((event) => event.type === 'ClaimDenied');
  if (!denied) throw new Error('nothing was denied');
  const opening = denialToOpen(denied.data, {
    ...{ claim, ledger, practice, openedAt: new Date('2026-04-06T14:00:00Z') },
    rules: builtInClassificationRules(),
    deadlines: { rules: builtInDeadlineRules(), minimums: reference },
  });
  const denial = fold(denialDecider, must(denialDecider.decide(opening, denialDecider.initial)));
  const payer = payerProfile(practice, story.payerId ?? 'ACME');
  if (!payer) throw new Error('no such payer');
  return {
    ...{ denial, claim, ledger, practice, payer, reference, now: NOW, rules: builtInClassificationRules() },
    sessions: [stateOf(recordOf(story, story.now))],
    ...{ siblings: [], acceptances: [], timelyUntil: '2026-09-08', appealPending: false },
    ...changes,
  };
}
