import type { Command } from '@nestjs/cqrs';
import { AttestThreshold } from '#libs/commands/claim-path/attest-threshold.js';
import { CertifyPlanOfCare } from '#libs/commands/claim-path/certify-plan-of-care.js';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { RecordEligibility } from '#libs/commands/claim-path/record-eligibility.js';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { ScheduleVisits } from '#libs/commands/claim-path/schedule-visits.js';
import { VoidSession } from '#libs/commands/claim-path/void-session.js';
import type { CommandContext } from '#libs/commands/command-context.js';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import type { EhrMessageData, EhrMessageType } from '#libs/contracts/ehr-messages.js';

type Commands = {
  readonly [Type in EhrMessageType]: (
    context: CommandContext,
    message: EhrMessageData<Type>,
    source: string,
  ) => Command<CommandOutcome>;
};

const commands: Commands = {
  'ehr.session.recorded.v1': (context, session, source) => new RecordSession(context, { source, session }),
  'ehr.session.voided.v1': (context, { sessionId: ehrSessionId, reason }, source) =>
    new VoidSession(context, { source, ehrSessionId, ...(reason === undefined ? {} : { reason }) }),
  'ehr.authorization.recorded.v1': (context, { patientId: ehrPatientId, payerId, number, from, to, visits }) =>
    new RecordAuthorization(context, present({ ehrPatientId, payerId, number, from, to, visits })),
  'ehr.eligibility.recorded.v1': (context, { patientId: ehrPatientId, payerId, asOf, active, ...said }) => {
    const { otUsedCents, ptSlpUsedCents, deductibleLeftCents, visitsLeft } = said;
    const amounts = { otUsedCents, ptSlpUsedCents, deductibleLeftCents, visitsLeft };
    return new RecordEligibility(context, present({ ehrPatientId, payerId, asOf, active, ...amounts }));
  },
  'ehr.plan-of-care.certified.v1': (context, { patientId: ehrPatientId, practiceId: _practice, ...certification }) =>
    new CertifyPlanOfCare(context, { ehrPatientId, certification }),
  'ehr.attestation.recorded.v1': (context, { patientId: ehrPatientId, discipline, approved, on }) =>
    new AttestThreshold(context, { ehrPatientId, discipline, attested: approved, on }),
  'ehr.visits.scheduled.v1': (context, { patientId: ehrPatientId, practiceId: _practice, ...schedule }) =>
    new ScheduleVisits(context, { ehrPatientId, schedule }),
};

/** The command that an EHR's message asks for. */
export function commandOf<Type extends EhrMessageType>(
  context: CommandContext,
  type: Type,
  message: EhrMessageData<Type>,
  source: string,
): Command<CommandOutcome> {
  return commands[type](context, message, source);
}

/** Without the fields that the message did not have. */
function present<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
