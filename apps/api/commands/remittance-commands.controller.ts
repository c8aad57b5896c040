import { Controller, HttpCode, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { z } from 'zod';
import { PostPaperRemittance } from '#libs/commands/denial-path/post-paper-remittance.js';
import { type RemittanceWork, WorkRemittance } from '#libs/commands/denial-path/work-remittance.js';
import { identifier, text } from '#libs/contracts/fields.js';
import { CheckedBody, nothing } from './checked-body.js';
import { keyedPayment } from './keyed-payment.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';

const match = z.strictObject({
  claimId: identifier,
  submissionNumber: z.int('must be a whole number').min(1, 'must be 1 or more'),
  /** The charges differ, and that is meant. */
  confirmed: z.boolean().default(false),
});
const why = z.strictObject({ reason: text });

/** What people do to payments. */
@Controller('v1/remittances')
export class RemittanceCommandsController {
  constructor(@Inject(PersonCommands) private readonly commands: PersonCommands) {}

  /** A payment from paper; one that does not balance to the cent is refused with the equation and the field. */
  @Post('paper')
  @HttpCode(200)
  paper(
    @Person() person: PersonContext,
    @CheckedBody(keyedPayment) body: z.output<typeof keyedPayment>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new PostPaperRemittance(person, body));
  }

  /** A person has found the claim of ours. */
  @Post(':remittanceId/claims/:index/match')
  @HttpCode(200)
  match(
    @Person() person: PersonContext,
    @Param('remittanceId') remittanceId: string,
    @Param('index', ParseIntPipe) index: number,
    @CheckedBody(match) body: z.output<typeof match>,
  ): Promise<CommandAnswer> {
    return this.work(person, remittanceId, { type: 'MatchRemittanceClaim', index, ...body });
  }

  /** It is none of ours. */
  @Post(':remittanceId/claims/:index/ignore')
  @HttpCode(200)
  ignore(
    @Person() person: PersonContext,
    @Param('remittanceId') remittanceId: string,
    @Param('index', ParseIntPipe) index: number,
    @CheckedBody(why) { reason }: z.output<typeof why>,
  ): Promise<CommandAnswer> {
    return this.work(person, remittanceId, { type: 'IgnoreRemittanceClaim', index, reason });
  }

  /** Takes the posting back whole; its claims stand as if it had never come. */
  @Post(':remittanceId/undo')
  @HttpCode(200)
  undo(
    @Person() person: PersonContext,
    @Param('remittanceId') remittanceId: string,
    @CheckedBody(why) { reason }: z.output<typeof why>,
  ): Promise<CommandAnswer> {
    return this.work(person, remittanceId, { type: 'UndoRemittance', reason });
  }

  /** Posts what was undone once more, each claim as it was matched last. */
  @Post(':remittanceId/post-again')
  @HttpCode(200)
  postAgain(
    @Person() person: PersonContext,
    @Param('remittanceId') remittanceId: string,
    @CheckedBody(nothing) _body: z.output<typeof nothing>,
  ): Promise<CommandAnswer> {
    return this.work(person, remittanceId, { type: 'RepostRemittance' });
  }

  private work(person: PersonContext, remittanceId: string, work: RemittanceWork): Promise<CommandAnswer> {
    return this.commands.send(new WorkRemittance(person, { remittanceId, work }));
  }
}
