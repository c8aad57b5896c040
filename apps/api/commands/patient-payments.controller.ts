import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { WorkPatientMoney } from '#libs/commands/claim-path/patient-money.js';
import { cents, date, text } from '#libs/contracts/fields.js';
import { CheckedBody } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';

const payment = z.strictObject({ kind: z.enum(['copay', 'payment']), amountCents: cents, receivedOn: date });
const refund = z.strictObject({ amountCents: cents, refundedOn: date });
const why = z.strictObject({ reason: text });

/** Money from patients, and back to them. The answer names the payment; the same Idempotency-Key posts it once. */
@Controller('v1/claims/:claimId')
export class PatientPaymentsController {
  constructor(@Inject(PersonCommands) private readonly commands: PersonCommands) {}

  /** A copay at the visit, also before the claim is sent, or a later payment. */
  @Post('patient-payments')
  @HttpCode(200)
  post(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @CheckedBody(payment) body: z.output<typeof payment>,
  ): Promise<CommandAnswer> {
    const work = { type: 'PostPatientPayment', paymentId: person.commandId, ...body } as const;
    return this.commands.send(new WorkPatientMoney(person, { claimId, work }));
  }

  /** At most what the patient has paid. */
  @Post('patient-refunds')
  @HttpCode(200)
  refund(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @CheckedBody(refund) body: z.output<typeof refund>,
  ): Promise<CommandAnswer> {
    const work = { type: 'RefundPatient', paymentId: person.commandId, ...body } as const;
    return this.commands.send(new WorkPatientMoney(person, { claimId, work }));
  }

  /** A payment or refund that was entered wrongly, or whose money never came. */
  @Post('patient-payments/:paymentId/reverse')
  @HttpCode(200)
  reverse(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @Param('paymentId') paymentId: string,
    @CheckedBody(why) { reason }: z.output<typeof why>,
  ): Promise<CommandAnswer> {
    const work = { type: 'ReversePatientPayment', paymentId, reason } as const;
    return this.commands.send(new WorkPatientMoney(person, { claimId, work }));
  }
}
