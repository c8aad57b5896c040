import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import { claimStream, denialIdOf, denialStream } from '#libs/contracts/streams.js';
import { AUTHORIZATION_HANDLER } from './correct-denial.js';
import type { Policy, PolicyEvent } from './policy.js';

type Event = RemittanceEvent | ClaimEvent | DenialEvent | LedgerEvent;
type DataOf<Type extends Event['type']> = Extract<Event, { type: Type }>['data'];

const dataOf = <Type extends Event['type']>(event: PolicyEvent, _type: Type) => event.data as DataOf<Type>;

/** A remittance's claim that was matched is posted to the claim. */
const adjudicate: Policy = {
  name: 'adjudicate',
  on: ['RemittanceClaimMatched'],
  commands(event) {
    const remitted = dataOf(event, 'RemittanceClaimMatched');
    const stream = claimStream(event.practiceId, remitted.claimId);
    return [{ type: 'AdjudicateClaim', stream, data: { claimId: remitted.claimId, remitted } }];
  },
};

/** Every denial has a case. */
const openDenialCase: Policy = {
  name: 'open-denial-case',
  on: ['ClaimDenied'],
  commands(event) {
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

/** A payment settles the cases whose lines it answers. */
const resolveDenial: Policy = {
  name: 'resolve-denial',
  on: ['ClaimPaid'],
  commands(event) {
    const { claimId, remittanceId, submissionNumber, settledDenials } = dataOf(event, 'ClaimPaid');
    return settledDenials.map(({ number, recoveredCents }) => {
      const denialId = denialIdOf(claimId, number);
      const stream = denialStream(event.practiceId, denialId);
      return { type: 'SettleDenial', stream, data: { denialId, recoveredCents, remittanceId, submissionNumber } };
    });
  },
};

export const denialPolicies: readonly Policy[] = [
  adjudicate,
  openDenialCase,
  correctAuthorization,
  correctDenial,
  resolveDenial,
];
