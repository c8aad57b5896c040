import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PacketContent } from '#libs/domain/appeal-packet/facts.js';
import { prepareAppealPacket } from '#libs/domain/denial-case/appeal-packet.js';
import { derivedId } from '#libs/kernel/ids.js';
import { refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { AppealPackets } from './appeal-packets.js';
import { share } from './append-to.js';

export interface PrepareAppealPacketData {
  readonly denialId: string;
  readonly level: string;
  /** What a person wants said about this case; it stands in the letter alone. */
  readonly statement?: string;
}

/** Puts together everything that goes to the payer with an appeal. It sends nothing. */
export class PrepareAppealPacket {
  constructor(
    readonly context: CommandContext,
    readonly data: PrepareAppealPacketData,
  ) {}
}

/** What the event tells of a packet beside its files. */
function contentOf({ facts, checklist }: PacketContent) {
  const { level, requestedCents, preparedOn, attachments } = facts;
  const attachmentIds = attachments.map(({ attachmentId }) => attachmentId);
  return { level, requestedCents, preparedOn, attachmentIds, checklist: [...checklist] };
}

@CommandHandler(PrepareAppealPacket)
export class PrepareAppealPacketHandler implements ICommandHandler<PrepareAppealPacket> {
  constructor(
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(AppealPackets) private readonly packets: AppealPackets,
  ) {}

  execute({ context, data: { denialId, ...request } }: PrepareAppealPacket): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      const denial = await this.packets.load(context, denialId);
      if (!denial.state.opened) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
      const content = await this.packets.content(context, denial.state, request);
      if (!content.ok) return content;
      const stored = await this.packets.store(context, content.value);
      if (!stored.ok) return stored;
      const packetId = derivedId('appeal-packet', denialId, context.commandId);
      const packet = { packetId, ...contentOf(content.value), ...stored.value, preparedBy: context.actor };
      const decided = prepareAppealPacket({ type: 'PrepareAppealPacket', packet }, denial.state);
      if (!decided.ok) return decided;
      const result = { packetId, pages: stored.value.pages };
      return { ok: true, value: { appends: [share(denial, decided.value)], result } };
    });
  }
}
