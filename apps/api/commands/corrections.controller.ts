import { Controller, HttpCode, HttpStatus, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { z } from 'zod';
import { CorrectDenial } from '#libs/commands/denial-path/correct-denial.js';
import { DecideCorrection } from '#libs/commands/denial-path/decide-correction.js';
import { CorrectionPreview, type CorrectionPreviewed } from '#libs/commands/denial-path/preview-correction.js';
import { text } from '#libs/contracts/fields.js';
import { CheckedBody, nothing } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';
import { refusal } from './refusal.js';

const declined = z.strictObject({ reason: text.exactOptional() });

/** What people do about corrections that a handler may make of a denied claim. */
@Controller('v1/denials/:denialId/corrections')
export class CorrectionsController {
  constructor(
    @Inject(PersonCommands) private readonly commands: PersonCommands,
    @Inject(CorrectionPreview) private readonly preview: CorrectionPreview,
  ) {}

  /** What the case's handler would do now: way, frequency and changes as codes. Nothing is recorded. */
  @Post('dry-run')
  @HttpCode(200)
  async dryRun(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @CheckedBody(nothing) _body: z.output<typeof nothing>,
  ): Promise<CorrectionPreviewed> {
    const previewed = await this.preview.of(person, denialId);
    if (previewed) return previewed;
    throw refusal({ code: 'denial.unknown', message: 'No such case was ever opened.' }, HttpStatus.NOT_FOUND);
  }

  /** Lets the handler look again: what it lacked may be on file by now. */
  @Post()
  @HttpCode(200)
  correct(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @CheckedBody(nothing) _body: z.output<typeof nothing>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new CorrectDenial(person, { denialId }));
  }

  /** Lets a proposed correction go as it was shown. */
  @Post(':attempt/approve')
  @HttpCode(200)
  approve(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @Param('attempt', ParseIntPipe) attempt: number,
    @CheckedBody(nothing) _body: z.output<typeof nothing>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new DecideCorrection(person, { denialId, attempt, decision: 'approve' }));
  }

  /** Keeps a proposed correction from going; its handler does not try the case again. */
  @Post(':attempt/decline')
  @HttpCode(200)
  decline(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @Param('attempt', ParseIntPipe) attempt: number,
    @CheckedBody(declined) body: z.output<typeof declined>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new DecideCorrection(person, { denialId, attempt, decision: 'decline', ...body }));
  }
}
