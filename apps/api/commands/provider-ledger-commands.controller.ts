import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { WorkClaimVariance } from '#libs/commands/denial-path/claim-variance.js';
import { AssignProviderAdjustment, TieRecoupment } from '#libs/commands/denial-path/provider-ledger.js';
import { RecordDemandLetter } from '#libs/commands/denial-path/variance-cases.js';
import { providerAdjustmentKind } from '#libs/contracts/events/provider-ledger-events.js';
import { cents, date, identifier, text } from '#libs/contracts/fields.js';
import { CheckedBody } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';

const tie = z.strictObject({
  claimId: identifier,
  /** With the entry's sign. */
  amountCents: z.int('must be a whole number').exactOptional(),
});
const assign = z.strictObject({ kind: providerAdjustmentKind.exclude(['suspense']), explanation: text });
const report = z.strictObject({ amountCents: cents });
const letter = z.strictObject({ letterDate: date, amountCents: cents });

/** What people do to payers' ledgers and to money that is to be given back. */
@Controller('v1')
export class ProviderLedgerCommandsController {
  constructor(@Inject(PersonCommands) private readonly commands: PersonCommands) {}

  /** Names the claim that a recoupment, or a part of it, is about. */
  @Post('provider-ledger/:payerId/:entryId/tie')
  @HttpCode(200)
  tie(
    @Person() person: PersonContext,
    @Param('payerId') payerId: string,
    @Param('entryId') entryId: string,
    @CheckedBody(tie) body: z.output<typeof tie>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new TieRecoupment(person, { payerId, entryId, ...body }));
  }

  /** Says what an amount in suspense is. */
  @Post('provider-ledger/:payerId/:entryId/assign')
  @HttpCode(200)
  assign(
    @Person() person: PersonContext,
    @Param('payerId') payerId: string,
    @Param('entryId') entryId: string,
    @CheckedBody(assign) body: z.output<typeof assign>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new AssignProviderAdjustment(person, { payerId, entryId, ...body }));
  }

  /** Opens the case of an overpayment that the decisions do not show. */
  @Post('claims/:claimId/overpayment')
  @HttpCode(200)
  report(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @CheckedBody(report) { amountCents }: z.output<typeof report>,
  ): Promise<CommandAnswer> {
    return this.commands.send(
      new WorkClaimVariance(person, { claimId, work: { type: 'ReportOverpayment', amountCents } }),
    );
  }

  /** Keeps a payer's letter that asks for an overpayment back, and starts its clocks. */
  @Post('denials/:denialId/demand-letter')
  @HttpCode(200)
  letter(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @CheckedBody(letter) body: z.output<typeof letter>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new RecordDemandLetter(person, { denialId, ...body }));
  }
}
