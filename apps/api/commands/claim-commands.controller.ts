import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CoordinateBenefits } from '#libs/commands/claim-path/coordinate-benefits.js';
import { ResubmitRejected } from '#libs/commands/claim-path/resubmit-rejected.js';
import { ChaseClaim } from '#libs/commands/claim-path/silent-claims.js';
import { awaitedAnswer } from '#libs/contracts/events/shapes.js';
import { date, text } from '#libs/contracts/fields.js';
import { CheckedBody, nothing } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';

const submissionNumber = z.int('must be a whole number').min(1, 'must be 1 or more');
const chase = z.strictObject({ submissionNumber, awaited: awaitedAnswer, nextOn: date, note: text.exactOptional() });
const resubmit = z.strictObject({ submissionNumber: submissionNumber.exactOptional() });

/** What people do to claims on their way to the payer. */
@Controller('v1/claims')
export class ClaimCommandsController {
  constructor(@Inject(PersonCommands) private readonly commands: PersonCommands) {}

  /** Somebody asked for an answer that stays out; it is looked at again on `nextOn`. */
  @Post(':claimId/chase')
  @HttpCode(200)
  chase(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @CheckedBody(chase) body: z.output<typeof chase>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new ChaseClaim(person, { claimId, ...body }));
  }

  /** Sends a rejected submission again as it was, once what was wrong outside the claim is set right. */
  @Post(':claimId/resubmit')
  @HttpCode(200)
  resubmit(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @CheckedBody(resubmit) body: z.output<typeof resubmit>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new ResubmitRejected(person, { claimId, ...body }));
  }

  /** Drafts the claims to the payers after the first anew, once what held them is set right. */
  @Post(':claimId/coordinate')
  @HttpCode(200)
  coordinate(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @CheckedBody(nothing) _body: z.output<typeof nothing>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new CoordinateBenefits(person, { claimId, redraft: true }));
  }
}
