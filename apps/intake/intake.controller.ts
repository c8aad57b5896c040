import { BadRequestException, Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { type Envelope, isRejection, readEnvelope } from './envelope.js';
import { IntakeService, type Origin, type Taken } from './intake.service.js';

/** What an EHR may post where it has no Kafka. */
@Controller('v1')
export class IntakeController {
  constructor(
    @Inject(IntakeService) private readonly intake: IntakeService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
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
    const result = await this.intake.take(envelope, this.origin());
    if (!result.taken) throw new BadRequestException({ errors: result.rejections });
    return answer(result);
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
