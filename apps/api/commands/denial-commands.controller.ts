import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { z } from 'zod';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import { WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { identifier } from '#libs/contracts/fields.js';
import { derivedId } from '#libs/kernel/ids.js';
import { CheckedBody, checked } from './checked-body.js';
import { denialActions, workOf } from './denial-actions.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';

const MOST_CASES = 500;

const bulk = z.looseObject({
  denialIds: z
    .array(identifier)
    .min(1, 'must name a case')
    .max(MOST_CASES, `must name at most ${MOST_CASES} cases`)
    .refine((ids) => new Set(ids).size === ids.length, { message: 'must name each case once' }),
  action: z.enum(Object.keys(denialActions)),
});

/** What came of a bulk command for one of its cases. */
type CaseResult = Omit<CommandOutcome, 'repeated'> & { readonly denialId: string };

/** What people do to denial cases. */
@Controller('v1/denials')
export class DenialCommandsController {
  constructor(@Inject(PersonCommands) private readonly commands: PersonCommands) {}

  /** The same action on up to 500 cases, each by itself under the rules of a single one; one result a case, in the order asked. */
  @Post('bulk')
  @HttpCode(200)
  async many(
    @Person() person: PersonContext,
    @CheckedBody(bulk) { denialIds, action: name, ...body }: z.output<typeof bulk>,
  ): Promise<{ results: readonly CaseResult[] }> {
    const action = denialActions[name] as (typeof denialActions)[string];
    const work = workOf(action, checked(action.body, body), person);
    const results: CaseResult[] = [];
    for (const denialId of denialIds) {
      const context = { ...person, commandId: derivedId(person.commandId, denialId) };
      const { repeated: _, ...outcome } = await this.commands.outcome(new WorkDenialCase(context, { denialId, work }));
      results.push({ denialId, ...outcome });
    }
    return { results };
  }

  /** One action on one case. */
  @Post(Object.keys(denialActions).map((name) => `:denialId/${name}`))
  @HttpCode(200)
  one(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @Req() { path }: { readonly path: string },
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const action = denialActions[
      path.split('/').findLast((part) => part !== '') ?? ''
    ] as (typeof denialActions)[string];
    const work = workOf(action, checked(action.body, body), person);
    return this.commands.send(new WorkDenialCase(person, { denialId, work }));
  }
}
