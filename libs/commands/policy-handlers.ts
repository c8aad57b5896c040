import type { CommandBus } from '@nestjs/cqrs';
import { categoryOfType } from '#libs/contracts/event-catalogue.js';
import { policies } from '#libs/domain/policies/all.js';
import type { Policy, PolicyEvent } from '#libs/domain/policies/policy.js';
import type { BusinessClock } from '#libs/event-store/business-clock.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import type { StreamHandler } from '#libs/projections/runner/stream-handler.js';
import { policyContext } from './command-context.js';
import { policyCommand } from './policy-commands.js';
import type { RecordedEvent } from './sealing.js';
import type { StreamRepository } from './stream-repository.js';

export interface PolicyHandlerOptions {
  readonly bus: Pick<CommandBus, 'execute'>;
  readonly streams: Pick<StreamRepository, 'open'>;
  readonly clock: Pick<BusinessClock, 'current'>;
}

/** What the runner knows of a policy: its name, which is storage format, and the streams and events that it follows. */
function following(policy: Policy): Pick<StreamHandler, 'name' | 'categories' | 'types'> {
  return { name: `policy:${policy.name}`, categories: [...new Set(policy.on.map(categoryOfType))], types: policy.on };
}

function policyEvent({ type, data, stored }: RecordedEvent): PolicyEvent {
  const { eventId, practice: practiceId, stream, version, occurredAt, correlationId } = stored;
  return { eventId, practiceId, stream, version, type, data, occurredAt, correlationId };
}

/** Every policy as the runner drives it: opens the event, asks the policy, runs its commands one after the other. */
export function policyHandlers({ bus, streams, clock }: PolicyHandlerOptions): readonly StreamHandler[] {
  return policies.map((policy) => ({
    ...following(policy),
    async handle(stored: StoredEvent): Promise<void> {
      const event = policyEvent(await streams.open(stored));
      for (const command of policy.commands(event)) {
        const context = policyContext(event, policy.name, command, await clock.current());
        // A refusal is recorded as the command's outcome; what it means for the stream is the next event's business.
        await bus.execute(policyCommand(context, command));
      }
    },
  }));
}

/** The policies as far as their progress goes, for those who only ask how far they are. */
export function policyFollowers(): readonly StreamHandler[] {
  const handle = () => Promise.reject(new Error('this one only looks'));
  return policies.map((policy) => ({ ...following(policy), handle }));
}
