import type { NestExpressApplication } from '@nestjs/platform-express';

/** A session's record may be as large over HTTP as over Kafka. */
export function takeLargeBodies(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: '1mb', type: ['application/json', 'application/cloudevents+json'] });
}
