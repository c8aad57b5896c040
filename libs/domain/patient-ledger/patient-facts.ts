import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import type { LedgerState } from './state.js';

type DataOf<Type extends LedgerEvent['type']> = Extract<LedgerEvent, { type: Type }>['data'];

interface Year {
  readonly patientId: string;
  readonly year: number;
}

/** What the year had used of a pool before this practice's first day. */
export interface SetOpeningBalance extends Year {
  readonly type: 'SetOpeningBalance';
  readonly pool: TherapyPool;
  readonly usedCents: Cents;
}

/** The payer answered an eligibility question. */
export type ReportPayerBalance = { readonly type: 'ReportPayerBalance' } & DataOf<'PayerBalanceReported'>;
export type RecordAuthorization = { readonly type: 'RecordAuthorization' } & DataOf<'AuthorizationRecorded'>;
export type AwaitAuthorization = { readonly type: 'AwaitAuthorization' } & DataOf<'AuthorizationAwaited'>;
export type CertifyPlanOfCare = { readonly type: 'CertifyPlanOfCare' } & DataOf<'PlanOfCareCertified'>;

export type ScheduleVisits = { readonly type: 'ScheduleVisits' } & DataOf<'VisitsScheduled'>;

/** Someone states, or declines to state, that services above the threshold are reasonable, necessary and documented. */
export interface AttestThreshold extends Year {
  readonly type: 'AttestThreshold';
  readonly pool: TherapyPool;
  readonly attested: boolean;
  readonly on: string;
  readonly by: string;
}

type Decided = Result<readonly LedgerEvent[], RefusalDetail>;

export function setOpeningBalance({ type: _type, ...data }: SetOpeningBalance, state: LedgerState): Decided {
  if (state.openingCents[data.pool] === data.usedCents) return accept([]);
  return accept([{ type: 'TherapyOpeningBalanceSet', data }]);
}

/** An answer as of an earlier day than the one on file changes nothing. */
export function reportPayerBalance({ type: _type, ...data }: ReportPayerBalance, state: LedgerState): Decided {
  const { patientId: _patient, year: _year, payerId, ...report } = data;
  const known = state.reports[payerId];
  if (known && (known.asOf > report.asOf || sameJson(known, report))) return accept([]);
  return accept([{ type: 'PayerBalanceReported', data }]);
}

export function recordAuthorization({ type: _type, ...data }: RecordAuthorization, state: LedgerState): Decided {
  const { patientId: _patient, year: _year, recordedAt: _at, ...authorization } = data;
  if (state.authorizations.some((each) => sameJson(each, authorization))) return accept([]);
  return accept([{ type: 'AuthorizationRecorded', data }]);
}

export function awaitAuthorization({ type: _type, ...data }: AwaitAuthorization, state: LedgerState): Decided {
  if (state.awaited.some((each) => each.denialId === data.denialId)) return accept([]);
  return accept([{ type: 'AuthorizationAwaited', data }]);
}

export function certifyPlanOfCare({ type: _type, ...data }: CertifyPlanOfCare, state: LedgerState): Decided {
  const { patientId: _patient, year: _year, ...certified } = data;
  if (state.certifications.some((each) => sameJson(each, certified))) return accept([]);
  return accept([{ type: 'PlanOfCareCertified', data }]);
}

export function scheduleVisits({ type: _type, ...data }: ScheduleVisits, state: LedgerState): Decided {
  if (sameJson(state.schedule, data.schedule)) return accept([]);
  return accept([{ type: 'VisitsScheduled', data }]);
}

export function attestThreshold(command: AttestThreshold, state: LedgerState): Decided {
  const { patientId, year, pool, attested, on, by } = command;
  if (sameJson(state.attestations[pool], { attested, on })) return accept([]);
  return accept([
    attested
      ? { type: 'KxAttested', data: { patientId, year, pool, attestedOn: on, attestedBy: by } }
      : { type: 'KxDeclined', data: { patientId, year, pool, declinedOn: on, declinedBy: by } },
  ]);
}
