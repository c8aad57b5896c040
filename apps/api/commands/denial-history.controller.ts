import { Controller, Get, Header, HttpStatus, Inject, Param } from '@nestjs/common';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { denialStream } from '#libs/contracts/streams.js';
import { Person, type PersonContext } from './person-context.js';
import { refusal } from './refusal.js';

/** One event of a case as a person reads it. */
interface HistoryEntry {
  readonly version: number;
  /** By the business clock. */
  readonly at: string;
  readonly type: string;
  readonly actor: string;
  readonly actorKind: 'person' | 'system';
  /** What it says, free text opened; the ids that every event of the case repeats are left out. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** The patient's key was destroyed: what was sealed cannot be read any more. */
  readonly forgotten?: true;
}

/** The whole story of one case. It opens free text, so it is told to a person that is named, and kept nowhere. */
@Controller('v1/denials')
export class DenialHistoryController {
  constructor(@Inject(StreamRepository) private readonly streams: StreamRepository) {}

  @Get(':denialId/history')
  @Header('cache-control', 'no-store')
  async history(
    @Person() { practiceId }: PersonContext,
    @Param('denialId') denialId: string,
  ): Promise<readonly HistoryEntry[]> {
    const events = await this.streams.events(denialStream(practiceId, denialId));
    if (events.length === 0)
      throw refusal(
        { code: 'denial.unknown', message: 'No such case was ever opened.', field: 'denialId' },
        HttpStatus.NOT_FOUND,
      );
    return events.map(({ type, data, stored: { version, occurredAt: at, actor }, forgotten }) => {
      const { denialId: _id, claimId: _claim, patientId: _patient, payerId: _payer, ...detail } = data;
      const actorKind = actor.startsWith('user:') ? 'person' : 'system';
      return { version, at, type, actor, actorKind, detail, ...(forgotten ? { forgotten } : {}) };
    });
  }
}
