import { BadRequestException, createParamDecorator, type ExecutionContext } from '@nestjs/common';

export interface PracticeRequest {
  header(name: string): string | undefined;
  readonly query: Readonly<Record<string, unknown>>;
}

/** The practice that a request is about: header `x-practice-id` or query `practiceId`. */
export function practiceOf(request: PracticeRequest): string {
  const practiceId = request.header('x-practice-id') ?? request.query.practiceId;
  if (typeof practiceId === 'string' && /^[A-Za-z0-9_-]{1,60}$/.test(practiceId)) return practiceId;
  throw new BadRequestException(
    'name the practice: header x-practice-id or query practiceId (letters, digits, _ and -)',
  );
}

/** {@link practiceOf} as a parameter of a handler. */
export const PracticeId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  practiceOf(context.switchToHttp().getRequest<PracticeRequest>()),
);
