import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { PracticeEvent } from '#libs/contracts/events/practice-events.js';
import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import { claimNumberIdOf, claimStream, denialIdOf, denialStream, numberStream } from '#libs/contracts/streams.js';
import { AUTHORIZATION_HANDLER } from './correct-denial.js';
import type { Policy, PolicyEvent } from './policy.js';
import { providerLedgerPolicies } from './provider-ledger-policies.js';

type Event = PracticeEvent | RemittanceEvent | ClaimEvent | DenialEvent | LedgerEvent;
type DataOf<Type extends Event['type']> = Extract<Event, { type: Type }>['data'];

const dataOf = <Type extends Event['type']>(event: PolicyEvent, _type: Type) => event.data as DataOf<Type>;

/** A remittance's claim that was matched is posted to the claim; one policy for both, so that an undo finds what was posted before it. */
const adjudicate: Policy = {
  name: 'adjudicate',
  on: ['RemittanceClaimMatched', 'RemittanceUndone'],
  commands(event) {
    if (event.type === 'RemittanceUndone') {
      const { remittanceId, claimIds } = dataOf(event, 'RemittanceUndone');
      return claimIds.map((claimId) => ({
        type: 'UndoAdjudication',
        stream: claimStream(event.practiceId, claimId),
        data: { claimId, remittanceId },
      }));
    }
    const remitted = dataOf(event, 'RemittanceClaimMatched');
    const stream = claimStream(event.practiceId, remitted.claimId);
    return [{ type: 'AdjudicateClaim', stream, data: { claimId: remitted.claimId, remitted } }];
  },
};

/** What an undone posting asks of each of these cases of its claim. */
function ofCases(event: PolicyEvent, type: 'WithdrawDenial' | 'ReopenDenial', numbers: readonly number[]) {
  const { claimId, remittanceId } = dataOf(event, 'ClaimAdjudicationUndone');
  return numbers.map((number) => {
    const denialId = denialIdOf(claimId, number);
    return { type, stream: denialStream(event.practiceId, denialId), data: { denialId, remittanceId } };
  });
}

/** Every denial has a case, as long as its posting stands. */
const openDenialCase: Policy = {
  name: 'open-denial-case',
  on: ['ClaimDenied', 'ClaimAdjudicationUndone'],
  commands(event) {
    if (event.type === 'ClaimAdjudicationUndone')
      return ofCases(event, 'WithdrawDenial', dataOf(event, 'ClaimAdjudicationUndone').withdrawnDenials);
    const denied = dataOf(event, 'ClaimDenied');
    const stream = denialStream(event.practiceId, denialIdOf(denied.claimId, denied.number));
    return [{ type: 'OpenDenialCase', stream, data: { denied } }];
  },
};

/** What lacks an authorization is corrected once there is one. */
const correctAuthorization: Policy = {
  name: 'correct-authorization',
  on: ['DenialClassified', 'AuthorizationRecorded'],
  commands(event) {
    if (event.type === 'AuthorizationRecorded') {
      const { patientId, year, payerId, from, to } = dataOf(event, 'AuthorizationRecorded');
      const data = { patientId, year, payerId, from, to };
      return [{ type: 'ResumeAwaitedAuthorizations', stream: event.stream, data }];
    }
    const { denialId, claimId, patientId, handler, dateOfService } = dataOf(event, 'DenialClassified');
    if (handler !== AUTHORIZATION_HANDLER) return [];
    const data = { denialId, claimId, patientId, dateOfService };
    return [{ type: 'CorrectAuthorization', stream: event.stream, data }];
  },
};

/** What another handler can correct it corrects, or asks a person about. */
const correctDenial: Policy = {
  name: 'correct-denial',
  on: ['DenialClassified'],
  commands(event) {
    const { denialId, handler } = dataOf(event, 'DenialClassified');
    if (handler === null || handler === AUTHORIZATION_HANDLER) return [];
    return [{ type: 'CorrectDenial', stream: event.stream, data: { denialId } }];
  },
};

/** What was rejected must be received anew in time: a rejection stops no clock. */
const watchTimelyFiling: Policy = {
  name: 'watch-timely-filing',
  on: ['ClaimRejected'],
  commands(event) {
    const { claimId } = dataOf(event, 'ClaimRejected');
    const work = { type: 'SetTimelyFilingDeadline' };
    return [{ type: 'WatchTimelyFiling', stream: claimStream(event.practiceId, claimId), data: { claimId, work } }];
  },
};

/** A case is told where it is denied again for the same reason. */
const repeatDenial: Policy = {
  name: 'repeat-denial',
  on: ['ClaimDenialRepeated'],
  commands(event) {
    const { claimId, number, ...again } = dataOf(event, 'ClaimDenialRepeated');
    const { remittanceId, remittanceClaim, submissionNumber, payerControlNumber, paymentDate } = again;
    const { lines, deniedCents, recoveredCents } = again;
    const answer = { remittanceId, remittanceClaim, submissionNumber, payerControlNumber, paymentDate };
    const denialId = denialIdOf(claimId, number);
    const repeated = { ...answer, lines, deniedCents, recoveredCents };
    return [{ type: 'RepeatDenial', stream: denialStream(event.practiceId, denialId), data: { denialId, repeated } }];
  },
};

/** Another reason on a case's lines: the case that it opened goes on alone. */
const supersedeDenial: Policy = {
  name: 'supersede-denial',
  on: ['ClaimDenied', 'ClaimDenialRepeated'],
  commands(event) {
    const { claimId, number, remittanceId, supersedes = [] } = event.data as DataOf<'ClaimDenied'>;
    const by = denialIdOf(claimId, number);
    return supersedes.map((ended) => {
      const denialId = denialIdOf(claimId, ended.number);
      const data = { denialId, by, remittanceId, recoveredCents: ended.recoveredCents };
      return { type: 'SupersedeDenial', stream: denialStream(event.practiceId, denialId), data };
    });
  },
};

/** What is written off of a case is written off of its claim, and stands again where the case's does. */
const writeOffClaim: Policy = {
  name: 'write-off-claim',
  on: ['DenialWrittenOff', 'DenialWriteOffReversed'],
  commands(event) {
    const { denialId, claimId } = event.data as DataOf<'DenialWrittenOff'>;
    const reason = event.type === 'DenialWrittenOff' ? dataOf(event, 'DenialWrittenOff').reason : 'reversed';
    const stream = claimStream(event.practiceId, claimId);
    return [{ type: 'BalanceWriteOff', stream, data: { denialId, claimId, reason } }];
  },
};

/** A case that a person closed is the insurer's no more: its claim is the patient's, or closed. */
const closeClaimDenial: Policy = {
  name: 'close-claim-denial',
  on: ['DenialResolved'],
  commands(event) {
    const { denialId, claimId, how } = dataOf(event, 'DenialResolved');
    if (how !== 'patient' && how !== 'no-action-needed') return [];
    const number = Number(denialId.slice(claimId.length + 1));
    return [
      { type: 'CloseClaimDenial', stream: claimStream(event.practiceId, claimId), data: { claimId, number, how } },
    ];
  },
};

/** The payer's number of a claim leads back to it, also where a remittance changes ours. */
const registerClaimNumber: Policy = {
  name: 'register-claim-number',
  on: ['ClaimAcknowledged', 'ClaimAdjudicated'],
  commands(event) {
    const { claimId, payerId, payerControlNumber = '' } = dataOf(event, 'ClaimAcknowledged');
    if (payerControlNumber === '') return [];
    const stream = numberStream(event.practiceId, claimNumberIdOf(payerId, payerControlNumber));
    return [{ type: 'RegisterClaimNumber', stream, data: { claimId, payerId, payerControlNumber } }];
  },
};

/** Other rows of classification classify the cases that are open; what that changes may be for another handler. */
const reclassifyDenials: Policy = {
  name: 'reclassify-denials',
  on: ['ClassificationRowsChanged'],
  commands(event) {
    const { revision } = dataOf(event, 'ClassificationRowsChanged');
    return [{ type: 'ReclassifyDenials', stream: event.stream, data: { revision } }];
  },
};

/** A payment settles the cases whose lines it answers, as long as its posting stands. */
const resolveDenial: Policy = {
  name: 'resolve-denial',
  on: ['ClaimPaid', 'ClaimAdjudicationUndone'],
  commands(event) {
    if (event.type === 'ClaimAdjudicationUndone')
      return ofCases(event, 'ReopenDenial', dataOf(event, 'ClaimAdjudicationUndone').reopenedDenials);
    const { claimId, remittanceId, submissionNumber, settledDenials } = dataOf(event, 'ClaimPaid');
    return settledDenials.map(({ number, recoveredCents }) => {
      const denialId = denialIdOf(claimId, number);
      const stream = denialStream(event.practiceId, denialId);
      return { type: 'SettleDenial', stream, data: { denialId, recoveredCents, remittanceId, submissionNumber } };
    });
  },
};

export const denialPolicies: readonly Policy[] = [
  watchTimelyFiling,
  adjudicate,
  openDenialCase,
  correctAuthorization,
  correctDenial,
  reclassifyDenials,
  resolveDenial,
  registerClaimNumber,
  ...providerLedgerPolicies,
  repeatDenial,
  supersedeDenial,
  writeOffClaim,
  closeClaimDenial,
];
