import type { ICommand } from '@nestjs/cqrs';
import type { PolicyCommand } from '#libs/domain/policies/policy.js';
import { claimPathPolicyCommands } from './claim-path/handlers.js';
import type { CommandContext } from './command-context.js';
import { denialPathPolicyCommands } from './denial-path/handlers.js';

/** Makes the command of a policy's request. */
export type CommandFactory = (context: CommandContext, data: never) => ICommand;

const factories: Readonly<Record<string, CommandFactory>> = { ...claimPathPolicyCommands, ...denialPathPolicyCommands };

/** The CQRS command that a policy asked for; a bug where none is registered under its type. */
export function policyCommand(context: CommandContext, { type, data }: PolicyCommand): ICommand {
  const factory = factories[type];
  if (!factory) throw new Error(`no command ${type} is registered for policies`);
  return factory(context, data as never);
}
