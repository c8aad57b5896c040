import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { readDocument } from '#libs/appeal-documents/document-kind.js';
import type { AttachmentKind } from '#libs/contracts/attachment-kinds.js';
import { denialStream } from '#libs/contracts/streams.js';
import { attachToDenial } from '#libs/domain/denial-case/attachments.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { derivedId } from '#libs/kernel/ids.js';
import { refuse } from '#libs/kernel/result.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { share } from './append-to.js';

export interface AttachFileData {
  readonly denialId: string;
  readonly kind: AttachmentKind;
  /** As it was called where it came from; sealed. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly servicesOn?: readonly string[];
}

/** Puts a file to a case: looked at, stored encrypted, then recorded. */
export class AttachFile {
  constructor(
    readonly context: CommandContext,
    readonly data: AttachFileData,
  ) {}
}

@CommandHandler(AttachFile)
export class AttachFileHandler implements ICommandHandler<AttachFile> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(RawFiles) private readonly files: RawFiles,
  ) {}

  execute({ context, data: { denialId, bytes, name, ...told } }: AttachFile): Promise<CommandOutcome> {
    const { practiceId, commandId, actor: addedBy } = context;
    return this.executor.execute(context, async () => {
      const denial = await this.streams.load(denialStream(practiceId, denialId), denialDecider);
      if (!denial.state.opened) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
      const document = await readDocument(bytes);
      if (!document.ok) return document;
      const { fileId, sha256 } = await this.files.storeRawFile({ practiceId, name, bytes });
      const attachmentId = derivedId('attachment', denialId, commandId);
      const { kind, servicesOn } = told;
      const about = { kind, name, addedBy, ...(servicesOn ? { servicesOn: [...servicesOn] } : {}) };
      const { contentType, pages } = document.value;
      const attachment = { ...{ attachmentId, fileId, sha256, contentType, sizeBytes: bytes.length }, ...about };
      const decided = attachToDenial({ type: 'AttachToDenial', attachment }, denial.state);
      if (!decided.ok) return decided;
      return { ok: true, value: { appends: [share(denial, decided.value)], result: { attachmentId, pages } } };
    });
  }
}
