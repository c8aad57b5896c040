import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Rejection } from './envelope.js';

/** What the body parser throws; its message quotes the body and is told to nobody. */
interface BodyError {
  readonly type?: string;
  readonly status?: number;
}

interface Answer {
  status(code: number): { json(body: object): void };
}

const REJECTIONS: Readonly<Record<string, Rejection>> = {
  'entity.parse.failed': { code: 'message.not-json', reason: 'the body is not JSON' },
  'entity.too.large': { code: 'message.too-large', reason: 'the body is larger than 1 MB' },
};
const UNREADABLE: Rejection = { code: 'message.unreadable', reason: 'the body cannot be read' };

/** A session's record may be as large over HTTP as over Kafka. A body that cannot be read is refused in the form of every refusal. */
export function takeLargeBodies(app: NestExpressApplication): void {
  // Not strict: of a body that is JSON but no object it is told what is missing, as on Kafka.
  const type = ['application/json', 'application/cloudevents+json'];
  app.useBodyParser('json', { limit: '1mb', strict: false, type });
  app.use((error: BodyError, _request: unknown, answer: Answer, next: (error: unknown) => void) => {
    const { status = 500, type: kind = '' } = error;
    if (status < 400 || status > 499) return next(error);
    answer.status(status).json({ errors: [REJECTIONS[kind] ?? UNREADABLE] });
  });
}
