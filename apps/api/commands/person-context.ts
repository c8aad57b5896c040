import { randomUUID } from 'node:crypto';
import {
  createParamDecorator,
  type ExecutionContext,
  HttpStatus,
  Inject,
  Injectable,
  type PipeTransform,
} from '@nestjs/common';
import type { CommandContext } from '#libs/commands/command-context.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { derivedId } from '#libs/kernel/ids.js';
import { isPersonRole, PERSON_ROLES, type PersonRole } from '#libs/rules/person-role.js';
import { type PracticeRequest, practiceOf } from '../practice-id.js';
import { refusal } from './refusal.js';

/** In whose name a command over HTTP runs. `actor` is `user:{name}`; `commandId` follows from the Idempotency-Key, the person and the route. */
export interface PersonContext extends CommandContext {
  readonly role: PersonRole;
}

interface PersonRequest extends PracticeRequest {
  readonly path: string;
}

const USER = /^[a-z0-9][a-z0-9._-]{0,59}$/i;
/** Printable ASCII, as RFC 9110 takes header values. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/** Names the person of a request. Until there is a sign-in, headers name one, and on a demo store alone. */
@Injectable()
export class PersonContextPipe implements PipeTransform<PersonRequest, Promise<PersonContext>> {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
  ) {}

  async transform(request: PersonRequest): Promise<PersonContext> {
    const practiceId = practiceOf(request);
    if (this.configuration.mode !== 'demo')
      throw refusal({ code: 'sign-in.missing', message: 'There is no sign-in on this store.' }, HttpStatus.FORBIDDEN);
    const actor = userOf(request);
    const commandId = commandIdOf(request, practiceId, actor);
    return {
      practiceId,
      commandId,
      correlationId: commandId,
      causationId: null,
      actor,
      role: roleOf(request),
      occurredAt: await this.clock.current(),
    };
  }
}

function userOf(request: PersonRequest): string {
  const user = request.header('x-claimstream-user');
  if (user !== undefined && USER.test(user)) return `user:${user}`;
  const message = 'must name the person: letters, digits, dots, _ and -';
  throw refusal({ code: 'person.missing', message, field: 'x-claimstream-user' }, HttpStatus.UNAUTHORIZED);
}

function roleOf(request: PersonRequest): PersonRole {
  const role = request.header('x-claimstream-role') ?? 'biller';
  if (isPersonRole(role)) return role;
  const message = `must be one of ${PERSON_ROLES.join(', ')}`;
  throw refusal({ code: 'person.role', message, field: 'x-claimstream-role' }, HttpStatus.BAD_REQUEST);
}

/** Without a key each request is a command of its own. The same key on another route is another command. */
function commandIdOf(request: PersonRequest, practiceId: string, actor: string): string {
  const key = request.header('idempotency-key');
  if (key === undefined) return randomUUID();
  if (KEY.test(key)) return derivedId('http', practiceId, actor, request.path, key);
  const message = 'must be 1 to 200 printable characters without blanks';
  throw refusal({ code: 'idempotency-key', message, field: 'idempotency-key' }, HttpStatus.BAD_REQUEST);
}

const RequestOf = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<PersonRequest>(),
);

/** Parameter of a handler: the {@link PersonContext} of the request. */
export const Person = () => RequestOf(PersonContextPipe);
