import type { PolicyCommand, PolicyEvent } from '#libs/domain/policies/policy.js';
import { derivedId } from '#libs/kernel/ids.js';

/** Who asks, when and why: goes with every command and onto every event that it causes. */
export interface CommandContext {
  readonly practiceId: string;
  /** A command sent again under the same id gets the first outcome and changes nothing. */
  readonly commandId: string;
  readonly correlationId: string;
  /** The event or command that caused this one; null at the start of a chain. */
  readonly causationId: string | null;
  /** `ehr:{source}`, `user:{id}`, `policy:{name}`, `job:{kind}`, `payer:{payerId}`. */
  readonly actor: string;
  /** The business clock's time. */
  readonly occurredAt: Date;
  readonly traceContext?: string | null;
}

/** The context in which a policy's command runs: its id is made of event, policy, command type and target stream, so a repeat is the same command. */
export function policyContext(
  event: PolicyEvent,
  policy: string,
  command: PolicyCommand,
  occurredAt: Date,
): CommandContext {
  return {
    practiceId: event.practiceId,
    commandId: derivedId(event.eventId, policy, command.type, command.stream),
    correlationId: event.correlationId,
    causationId: event.eventId,
    actor: `policy:${policy}`,
    occurredAt,
  };
}
