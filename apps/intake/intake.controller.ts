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

/** What an EHR may post where it has no Kafka. */
@Controller('v1')
export class IntakeController {
  constructor(
    @Inject(IntakeService) private readonly intake: IntakeService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A session, as on Kafka. Answers once it is in the store. */
  @Post('sessions')
  @HttpCode(202)
  session(@Body() body: unknown, @Headers('x-practice-id') practiceId?: string): Promise<object> {
    const data = practiceId && isObject(body) && body.practiceId === undefined ? { ...body, practiceId } : body;
    return this.take({ type: 'ehr.session.recorded.v1', data });
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
