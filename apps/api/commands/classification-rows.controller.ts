import { Controller, Get, HttpCode, HttpStatus, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { ChangeClassificationRows } from '#libs/commands/denial-path/change-classification-rows.js';
import { monthsBefore, WhatIf, type WhatIfAnswer } from '#libs/commands/denial-path/what-if.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { classificationRows } from '#libs/contracts/classification-row.js';
import type { PracticeState } from '#libs/domain/practice/state.js';
import { PracticeId } from '../practice-id.js';
import { CheckedBody } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';
import { refusal } from './refusal.js';

const change = z.strictObject({ rows: classificationRows });
const question = z.strictObject({
  rows: classificationRows,
  /** How far back denials are looked at. */
  months: z.int('must be a whole number').min(1, 'must be 1 or more').max(60, 'must be 60 or less').default(12),
});

/** A practice's own rows of denial classification, which lie over the built-in ones. */
@Controller('v1/classification-rows')
export class ClassificationRowsController {
  constructor(
    @Inject(PersonCommands) private readonly commands: PersonCommands,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(WhatIf) private readonly whatIf: WhatIf,
  ) {}

  /** The rows in force, with their revision. */
  @Get()
  async inForce(@PracticeId() practice: string): Promise<PracticeState['classification']> {
    return (await this.practices.state(practice)).classification;
  }

  /** Puts rows in force in place of all before: for new denials, and for open cases where they change something. */
  @Post()
  @HttpCode(200)
  change(
    @Person() person: PersonContext,
    @CheckedBody(change) { rows }: z.output<typeof change>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new ChangeClassificationRows(person, { rows }));
  }

  /** What rows would change of the last months' denials, case by case and in sums. Nothing takes effect. */
  @Post('what-if')
  @HttpCode(200)
  async show(
    @Person() { practiceId, occurredAt }: PersonContext,
    @CheckedBody(question) { rows, months }: z.output<typeof question>,
  ): Promise<WhatIfAnswer> {
    const errors = await this.whatIf.faults(practiceId, rows);
    const [first] = errors;
    if (first) throw refusal({ code: 'classification.row', ...first, ...{ errors } }, HttpStatus.UNPROCESSABLE_ENTITY);
    return this.whatIf.show(practiceId, rows, monthsBefore(occurredAt, months));
  }
}
