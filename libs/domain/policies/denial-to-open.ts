import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { denialIdOf } from '#libs/contracts/streams.js';
import { type PayerProfile, payerProfile, unknownPayer } from '#libs/rules/payer-profile.js';
import { alarmPlanOf, type PracticeProfile } from '#libs/rules/practice.js';
import { type ClaimState, submissionOf } from '../claim/state.js';
import { clocksOfDenial } from '../denial-case/appeal-levels.js';
import type { ClassificationRules, DenialFact } from '../denial-case/classification-rules.js';
import { classifyDenial, UNPROCESSABLE } from '../denial-case/classify.js';
import type { DeadlineData } from '../denial-case/deadlines.js';
import type { OpenDenialCase } from '../denial-case/open-case.js';
import type { OpenedCase } from '../denial-case/state.js';
import type { LedgerState } from '../patient-ledger/state.js';
import { usableAuthorization } from './correct-authorization.js';

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

/** Modifiers that every denied line carries: GA on one line says nothing about the others. */
function commonModifiers(denied: DeniedData, claim: ClaimState): readonly string[] {
  const numbers = denied.lines.map((line) => line.line);
  const sent = submissionOf(claim, denied.submissionNumber)?.lines ?? claim.lines;
  const lines = numbers.includes(undefined) ? sent : sent.filter((line) => numbers.includes(line.line));
  const [first, ...rest] = lines.map((line) => line.modifiers);
  return (first ?? []).filter((modifier) => rest.every((modifiers) => modifiers.includes(modifier)));
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
  const remarks = [...new Set(lines.flatMap((line) => line.remarks))];
  const unprocessable = remarks.includes(UNPROCESSABLE);
  const { group = '', reason = '' } = lines[0] ?? {};
  const facts = new Set<DenialFact>(usableAuthorization(claim, ledger) ? ['authorization-on-file'] : []);
  const payer = payerOf(practice, denied.payerId, payerKind);
  const clocked = { payerKind, reason, unprocessable };
  return {
    type: 'OpenDenialCase',
    opened: openedCase(denied),
    classification: classifyDenial(
      { group, reason, remarks, modifiers: commonModifiers(denied, claim), unprocessable },
      { payerKind, on: paymentDate, rules, facts },
    ),
    frequencyCodes: payer.frequencyCodes,
    clocks: clocksOfDenial(clocked, payer, { notice: paymentDate, service: dateOfService }, deadlines),
    start: { alarms: alarmPlanOf(practice), now: openedAt },
  };
}
