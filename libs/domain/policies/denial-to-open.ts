import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { denialIdOf } from '#libs/contracts/streams.js';
import { type PayerProfile, payerProfile, unknownPayer } from '#libs/rules/payer-profile.js';
import { alarmPlanOf, type PracticeProfile } from '#libs/rules/practice.js';
import type { ClaimState } from '../claim/state.js';
import { clocksOfDenial } from '../denial-case/appeal-levels.js';
import type { ClassificationRules } from '../denial-case/classification-rules.js';
import type { DeadlineData } from '../denial-case/deadlines.js';
import type { OpenDenialCase } from '../denial-case/open-case.js';
import type { OpenedCase } from '../denial-case/state.js';
import type { LedgerState } from '../patient-ledger/state.js';
import { classifyCase, isUnprocessed } from './classify-case.js';

export type DeniedData = Extract<ClaimEvent, { type: 'ClaimDenied' }>['data'];

/** What the shell knows when a case is opened. */
export interface CaseSurroundings {
  readonly claim: ClaimState;
  readonly ledger: LedgerState;
  readonly practice: PracticeProfile;
  readonly rules: ClassificationRules;
  readonly deadlines: DeadlineData;
  /** Business clock. */
  readonly openedAt: Date;
}

/** The payer as the practice knows it, of the kind that it had when the claim was decided. */
export function payerOf(practice: PracticeProfile, payerId: string, kind: PayerProfile['kind']): PayerProfile {
  return { ...(payerProfile(practice, payerId) ?? unknownPayer(payerId)), kind };
}

function openedCase(denied: DeniedData): OpenedCase {
  const { claimId, patientId, payerId, payerKind, remittanceId, payerControlNumber, submissionNumber } = denied;
  return {
    denialId: denialIdOf(claimId, denied.number),
    claimId,
    patientId,
    payerId,
    payerKind,
    remittanceId,
    payerControlNumber,
    submissionNumber,
    dateOfService: denied.dateOfService,
    noticeDate: denied.paymentDate,
    lines: denied.lines,
    deniedCents: denied.deniedCents,
  };
}

/** The case that a denied claim opens: classified by what is on file, with the clocks that run for it. */
export function denialToOpen(denied: DeniedData, surroundings: CaseSurroundings): OpenDenialCase {
  const { claim, ledger, practice, rules, deadlines, openedAt } = surroundings;
  const { payerKind, paymentDate, dateOfService, lines } = denied;
  const opened = openedCase(denied);
  const payer = payerOf(practice, denied.payerId, payerKind);
  const clocked = { payerKind, reason: lines[0]?.reason ?? '', unprocessable: isUnprocessed(opened) };
  return {
    type: 'OpenDenialCase',
    opened,
    classification: classifyCase(opened, { claim, ledger, rules }),
    frequencyCodes: payer.frequencyCodes,
    clocks: clocksOfDenial(clocked, payer, { notice: paymentDate, service: dateOfService }, deadlines),
    start: { alarms: alarmPlanOf(practice), now: openedAt },
  };
}
