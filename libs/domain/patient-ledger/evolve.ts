import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { dayKey, type LedgerState } from './state.js';
import { evolveAmounts } from './therapy-amounts.js';

type DataOf<Type extends LedgerEvent['type']> = Extract<LedgerEvent, { type: Type }>['data'];

/** Names a threshold's crossing. */
export function crossing(threshold: 'kx' | 'medical-review', pool: string): string {
  return `${threshold}.${pool}`;
}

function withReport(state: LedgerState, data: DataOf<'PayerBalanceReported'>): LedgerState {
  const { patientId: _patient, year: _year, payerId, ...report } = data;
  const known = state.reports[payerId];
  if (known && known.asOf > report.asOf) return state;
  return { ...state, reports: { ...state.reports, [payerId]: report } };
}

function withDay(state: LedgerState, data: DataOf<'DayCoded'>): LedgerState {
  const { patientId: _patient, year: _year, droppedClaimIds: _dropped, monitoringChanged: _changed, ...day } = data;
  const key = dayKey(day);
  const before = state.days[key];
  if (before && sameJson(before.claims, day.claims)) return { ...state, days: { ...state.days, [key]: day } };
  // Decided anew: with all others counted before it, so it stands behind them.
  const { [key]: _before, ...others } = state.days;
  return { ...state, days: { ...others, [key]: day } };
}

function withAttestation(state: LedgerState, pool: 'OT' | 'PT_SLP', attested: boolean, on: string): LedgerState {
  return { ...state, attestations: { ...state.attestations, [pool]: { attested, on } } };
}

/** Folds one event into the patient's year. */
export function evolveLedger(state: LedgerState, event: LedgerEvent): LedgerState {
  switch (event.type) {
    case 'DayCoded':
      return withDay(state, event.data);
    case 'TherapyOpeningBalanceSet':
      return { ...state, openingCents: { ...state.openingCents, [event.data.pool]: event.data.usedCents } };
    case 'PayerBalanceReported':
      return withReport(state, event.data);
    case 'TherapyAmountReserved':
    case 'TherapyAmountAdjudicated':
    case 'TherapyAmountContested':
    case 'TherapyAmountReleased': {
      const { claimId } = event.data;
      return { ...state, amounts: { ...state.amounts, [claimId]: evolveAmounts(state.amounts[claimId], event) } };
    }
    case 'KxThresholdReached':
      return { ...state, reached: [...state.reached, crossing('kx', event.data.pool)] };
    case 'MedicalReviewThresholdReached':
      return { ...state, reached: [...state.reached, crossing('medical-review', event.data.pool)] };
    case 'ThresholdDrifted':
      return { ...state, drifted: { ...state.drifted, [event.data.pool]: event.data.lines } };
    case 'KxAttested':
      return withAttestation(state, event.data.pool, true, event.data.attestedOn);
    case 'KxDeclined':
      return withAttestation(state, event.data.pool, false, event.data.declinedOn);
    case 'AuthorizationRecorded': {
      const { patientId: _patient, year: _year, recordedAt: _at, ...authorization } = event.data;
      return { ...state, authorizations: [...state.authorizations, authorization] };
    }
    case 'AuthorizationAwaited': {
      const { patientId: _patient, year: _year, ...awaited } = event.data;
      return { ...state, awaited: [...state.awaited, awaited] };
    }
    case 'PlanOfCareCertified': {
      const { patientId: _patient, year: _year, ...certified } = event.data;
      return { ...state, certifications: [...state.certifications, certified] };
    }
    case 'VisitsScheduled':
      return { ...state, schedule: event.data.schedule };
  }
}
