import {
  BadRequestException,
  Body,
  Controller,
  Headers,
  HttpCode,
  Inject,
  Post,
  ServiceUnavailableException,
} from '@nestjs/common';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import { type Envelope, isRejection, readEnvelope } from './envelope.js';
import { IntakeService, type Origin, type Taken } from './intake.service.js';

/** Sessions of one list: as many as one transaction may write. */
const MOST_SESSIONS = 500;

/** What an EHR may post where it has no Kafka. */
@Controller('v1')
export class IntakeController {
  constructor(
    @Inject(IntakeService) private readonly intake: IntakeService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A session, as on Kafka, or a list of them. Answers once they are in the store; of a list, each session for itself and in its order. */
  @Post('sessions')
  @HttpCode(202)
  session(@Body() body: unknown, @Headers('x-practice-id') practiceId?: string): Promise<object> {
    if (Array.isArray(body)) return this.sessions(body.map((one) => ofPractice(one, practiceId)));
    return this.take({ type: 'ehr.session.recorded.v1', data: ofPractice(body, practiceId) });
  }

  private async sessions(sessions: readonly unknown[]): Promise<object> {
    if (sessions.length === 0 || sessions.length > MOST_SESSIONS) {
      const reason = `a list has 1 to ${MOST_SESSIONS} sessions`;
      throw new BadRequestException({ errors: [{ code: 'message.list-length', reason }] });
    }
    const results = await this.intake
      .takeSessions(sessions, this.origin())
      .catch((error: unknown) => this.notNow(error));
    return { results: results.map((result) => (result.taken ? answer(result) : refusalOf(result))) };
  }

  /** Any message of an EHR as a structured CloudEvent. */
  @Post('ehr-messages')
  @HttpCode(202)
  message(@Body() body: unknown): Promise<object> {
    const envelope = readEnvelope({}, Buffer.from(JSON.stringify(body ?? null)));
    if (isRejection(envelope)) throw new BadRequestException({ errors: [envelope] });
    return this.take(envelope);
  }

  private async take(envelope: Envelope): Promise<object> {
    const result = await this.intake.take(envelope, this.origin()).catch((error: unknown) => this.notNow(error));
    if (!result.taken) throw new BadRequestException({ errors: result.rejections });
    return answer(result);
  }

  /** Where the store is away, the sender keeps the message and comes again; it must not take that for a mistake of its own. */
  private notNow(error: unknown): never {
    if (!isInfrastructureError(error)) throw error;
    this.logger.warn({ error }, 'a message by HTTP cannot be taken now');
    throw new ServiceUnavailableException({ errors: [{ code: 'store.away', reason: 'not taken; try again later' }] });
  }

  /** Without credentials of its own yet, HTTP stands for every source that is bound to a practice. */
  private origin(): Origin {
    const { mode, ehrSources } = this.configuration;
    return { source: 'http', practices: mode === 'demo' ? null : [...ehrSources.values()].flat() };
  }
}

function answer({ practiceId, outcome }: Extract<Taken, { taken: true }>): object {
  return { practiceId, status: outcome.repeated ? 'repeated' : outcome.status, ...outcome.result };
}

/** What is wrong with one of many, as a message alone would be told: its first fault's code and field, and all reasons in one sentence. */
function refusalOf({ practiceId, rejections }: Extract<Taken, { taken: false }>): object {
  const [first] = rejections;
  const reason = rejections.map((rejection) => rejection.reason).join('; ');
  return { ...(practiceId ? { practiceId } : {}), status: 'refused', refusal: { ...first, reason } };
}

/** A session that names no practice is one of the header's. */
function ofPractice(body: unknown, practiceId: string | undefined): unknown {
  return practiceId && isObject(body) && body.practiceId === undefined ? { ...body, practiceId } : body;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
