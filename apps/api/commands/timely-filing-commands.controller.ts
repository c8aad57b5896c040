import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { WatchTimelyFiling } from '#libs/commands/denial-path/watch-timely-filing.js';
import { text } from '#libs/contracts/fields.js';
import { CheckedBody } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';

const cleared = z.strictObject({ reason: text });

/** What people do about the clocks of claims that were rejected. */
@Controller('v1/claims')
export class TimelyFilingCommandsController {
  constructor(@Inject(PersonCommands) private readonly commands: PersonCommands) {}

  /** Says why a claim's timely filing was missed, which takes it off the list of missed deadlines. */
  @Post(':claimId/clear-missed-deadline')
  @HttpCode(200)
  clear(
    @Person() person: PersonContext,
    @Param('claimId') claimId: string,
    @CheckedBody(cleared) { reason }: z.output<typeof cleared>,
  ): Promise<CommandAnswer> {
    const work = { type: 'ClearMissedTimelyFiling', reason, by: person.actor } as const;
    return this.commands.send(new WatchTimelyFiling(person, { claimId, work }));
  }
}
