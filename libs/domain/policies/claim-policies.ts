import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { SessionEvent } from '#libs/contracts/events/session-events.js';
import { claimStream, ledgerStream } from '#libs/contracts/streams.js';
import { type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import type { Policy, PolicyCommand, PolicyEvent } from './policy.js';
import { isTransferFault } from './transfer-faults.js';

type Known = SessionEvent | LedgerEvent | ClaimEvent | DenialEvent;
type DataOf<Type extends Known['type']> = Extract<Known, { type: Type }>['data'];

interface Day {
  readonly patientId: string;
  readonly payerId: string;
  readonly dateOfService: LocalDate;
}

function codeDay(practiceId: string, { patientId, payerId, dateOfService }: Day, sessionId: string): PolicyCommand {
  return {
    type: 'CodeDay',
    // Payer and day too: an amendment may ask for two days of one ledger, and each is a command of its own.
    stream: `${ledgerStream(practiceId, patientId, yearOf(dateOfService))}#${dateOfService}|${payerId}`,
    data: { patientId, payerId, dateOfService, sessionId },
  };
}

/** A session that is recorded, amended or taken back codes its day anew, and the day that it left. */
export const codeDayPolicy: Policy = {
  name: 'code-day',
  on: ['SessionRecorded', 'SessionAmended', 'SessionVoided'],
  commands({ practiceId, data }: PolicyEvent) {
    const { sessionId, previous, ...day } = data as DataOf<'SessionAmended'>;
    return [day, ...(previous ? [previous] : [])].map((each) => codeDay(practiceId, each, sessionId));
  },
};

/** A coded day drafts its claims anew and drops those that it no longer has. */
export const draftClaimsPolicy: Policy = {
  name: 'draft-claims',
  on: ['DayCoded'],
  commands({ practiceId, data, occurredAt }: PolicyEvent) {
    const { patientId, payerId, dateOfService, claims, droppedClaimIds } = data as DataOf<'DayCoded'>;
    return [...claims.map(({ claimId }) => claimId), ...droppedClaimIds].map((claimId) => ({
      type: 'DraftClaim',
      stream: claimStream(practiceId, claimId),
      data: { claimId, patientId, payerId, dateOfService, codedAt: occurredAt },
    }));
  },
};

/** The days that a fact put on file may concern. */
function concerned({ type, data }: PolicyEvent): { payerId?: string; from?: LocalDate; to?: LocalDate } {
  if (type !== 'AuthorizationRecorded' && type !== 'PlanOfCareCertified') return {};
  const { payerId, from, to } = data as Partial<DataOf<'AuthorizationRecorded'>>;
  return {
    ...(payerId !== undefined && { payerId }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** What is put on file later may be what days are held for, or what a draft should go out with. */
export const recodeOpenDaysPolicy: Policy = {
  // The name is storage format: it was given when held days alone were coded again.
  name: 'recode-held-days',
  on: ['AuthorizationRecorded', 'PlanOfCareCertified', 'KxAttested', 'KxDeclined'],
  commands(event: PolicyEvent) {
    const { patientId, year } = event.data as DataOf<'PlanOfCareCertified'>;
    const stream = ledgerStream(event.practiceId, patientId, year);
    return [{ type: 'RecodeOpenDays', stream, data: { patientId, year, ...concerned(event) } }];
  },
};

/** What a day says of remote monitoring moves what other days of the patient earn. */
export const recodeMonitoredDaysPolicy: Policy = {
  name: 'recode-monitored-days',
  on: ['DayCoded'],
  commands({ practiceId, data }: PolicyEvent) {
    const { patientId, year, payerId, dateOfService, monitoringChanged } = data as DataOf<'DayCoded'>;
    if (!monitoringChanged) return [];
    const concerned = { patientId, year, payerId, monitoredBeside: dateOfService };
    return [{ type: 'RecodeOpenDays', stream: ledgerStream(practiceId, patientId, year), data: concerned }];
  },
};

/** Amounts by charge line; a payer may answer one line with several of its own. */
function allowedByLine(lines: DataOf<'ClaimAdjudicated'>['lines']) {
  const amounts = new Map<number, { line: number; code: string; amountCents: number }>();
  for (const { line, code, allowedCents } of lines) {
    if (line === null) continue;
    const before = amounts.get(line)?.amountCents ?? 0;
    amounts.set(line, { line, code, amountCents: before + allowedCents });
  }
  return [...amounts.values()].filter(({ amountCents }) => amountCents > 0);
}

function onAdjudicated({ payerKind, ...data }: DataOf<'ClaimAdjudicated'>): Omit<PolicyCommand, 'stream'>[] {
  const { claimId, remittanceId, payerControlNumber, paymentDate: decidedOn } = data;
  const lines = allowedByLine(data.lines);
  if (payerKind !== 'MEDICARE_B' || lines.length === 0) return [];
  return [{ type: 'AdjudicateTherapyAmounts', data: { claimId, remittanceId, payerControlNumber, decidedOn, lines } }];
}

function onDenied({
  payerKind,
  claimId,
  remittanceId,
  lines,
}: DataOf<'ClaimDenied' | 'ClaimDenialRepeated'>): Omit<PolicyCommand, 'stream'>[] {
  if (payerKind !== 'MEDICARE_B') return [];
  const numbers = lines.map(({ line }) => line);
  const whole = numbers.includes(undefined);
  return [{ type: 'ContestTherapyAmounts', data: { claimId, remittanceId, lines: whole ? null : numbers } }];
}

const caseNumber = (denialId: string) => Number(denialId.split('-').at(-1));

function onClosed({ claimId, denialId }: { claimId: string; denialId: string }, reason: string) {
  return [{ type: 'ReleaseTherapyAmounts', data: { claimId, denialNumber: caseNumber(denialId), reason } }];
}

/** What remains denied beside a write-off in part stays contested. */
function onWrittenOff(data: DataOf<'DenialWrittenOff'>) {
  return (data.remainingCents ?? 0) > 0 ? [] : onClosed(data, 'written-off');
}

/** What a person works again is contested again; what the payer decided anew its decision moves. */
function onWriteOffReversed({ claimId, denialId, reversedAt }: DataOf<'DenialWriteOffReversed'>) {
  if (reversedAt === undefined) return [];
  return [{ type: 'RecontestTherapyAmounts', data: { claimId, denialNumber: caseNumber(denialId) } }];
}

/** Sent anew over a denial, the claim is to be decided anew; a void takes nothing of a pool. */
function onReleased({ claimId, reason, submissionNumber }: DataOf<'ClaimReleased'>): Omit<PolicyCommand, 'stream'>[] {
  if (submissionNumber === 1 || reason === 'void') return [];
  return [{ type: 'ReserveTherapyAmounts', data: { claimId } }];
}

/** What the payer decided moves the patient's therapy amounts; whether the claim has any is the ledger's to say. */
function therapyAmounts({ type, data }: PolicyEvent): Omit<PolicyCommand, 'stream'>[] {
  switch (type) {
    case 'ClaimReleased':
      return onReleased(data as DataOf<'ClaimReleased'>);
    case 'ClaimAdjudicated':
      return onAdjudicated(data as DataOf<'ClaimAdjudicated'>);
    case 'ClaimDenied':
    case 'ClaimDenialRepeated':
      if ((data as DataOf<'ClaimDenied'>).duplicate) return [];
      return onDenied(data as DataOf<'ClaimDenied' | 'ClaimDenialRepeated'>);
    case 'ClaimReversed': {
      const { claimId, payerControlNumber, remittanceId } = data as DataOf<'ClaimReversed'>;
      return [{ type: 'ReverseTherapyAmounts', data: { claimId, payerControlNumber, remittanceId } }];
    }
    case 'ClaimAdjudicationUndone': {
      const { claimId, payerKind, remittanceId, reopenedDenials } = data as DataOf<'ClaimAdjudicationUndone'>;
      if (payerKind !== 'MEDICARE_B') return [];
      return [{ type: 'UndoTherapyAmounts', data: { claimId, remittanceId, reopenedDenials } }];
    }
    case 'DenialWrittenOff':
      return onWrittenOff(data as DataOf<'DenialWrittenOff'>);
    case 'DenialWriteOffReversed':
      return onWriteOffReversed(data as DataOf<'DenialWriteOffReversed'>);
    default: {
      const resolved = data as DataOf<'DenialResolved'>;
      return resolved.how === 'patient' || resolved.how === 'no-action-needed' ? onClosed(resolved, resolved.how) : [];
    }
  }
}

/** Reserved amounts become adjudicated or contested, contested ones free where their case closes unpaid, or reserved where it is sent anew. */
export const therapyAmountsPolicy: Policy = {
  name: 'therapy-amounts',
  on: [
    'ClaimReleased',
    'ClaimAdjudicated',
    'ClaimDenied',
    'ClaimDenialRepeated',
    'ClaimReversed',
    'ClaimAdjudicationUndone',
    'DenialWrittenOff',
    'DenialWriteOffReversed',
    'DenialResolved',
  ],
  commands(event) {
    const { claimId } = event.data as { claimId: string };
    return therapyAmounts(event).map((command) => ({ ...command, stream: claimStream(event.practiceId, claimId) }));
  },
};

/** An interchange that was refused for its envelope alone goes out again under a number of its own: its claims are as good as they were. */
export const resendRefusedEnvelopesPolicy: Policy = {
  name: 'resend-refused-envelopes',
  on: ['ClaimRejected'],
  commands({ practiceId, data }: PolicyEvent) {
    const { claimId, submissionNumber, stage, statuses } = data as DataOf<'ClaimRejected'>;
    if (stage !== 'interchange' || !isTransferFault(statuses)) return [];
    const again = { claimId, submissionNumber, automatic: true };
    return [{ type: 'ResubmitRejected', stream: claimStream(practiceId, claimId), data: again }];
  },
};

/** What a payer decided, or took back, or a person no longer contests, is what the claims to the payers after it are built on. */
export const coordinateBenefitsPolicy: Policy = {
  name: 'coordinate-benefits',
  on: ['ClaimAdjudicated', 'ClaimReversed', 'ClaimAdjudicationUndone', 'ClaimDenialClosed'],
  commands({ practiceId, data }: PolicyEvent) {
    const { claimId } = data as DataOf<'ClaimAdjudicated'>;
    return [{ type: 'CoordinateBenefits', stream: claimStream(practiceId, claimId), data: { claimId } }];
  },
};

export const claimPolicies: readonly Policy[] = [
  codeDayPolicy,
  recodeOpenDaysPolicy,
  recodeMonitoredDaysPolicy,
  draftClaimsPolicy,
  therapyAmountsPolicy,
  resendRefusedEnvelopesPolicy,
  coordinateBenefitsPolicy,
];
