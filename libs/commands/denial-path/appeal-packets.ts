import { Inject, Injectable } from '@nestjs/common';
import { composePacket } from '#libs/appeal-documents/compose-packet.js';
import { claimStream, denialStream } from '#libs/contracts/streams.js';
import { packetContent } from '#libs/domain/appeal-packet/content.js';
import type { PacketAttachment, PacketContent } from '#libs/domain/appeal-packet/facts.js';
import { builtInPacketTables } from '#libs/domain/appeal-packet/reference/built-in.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { packetPossible, waivedKinds } from '#libs/domain/denial-case/appeal-packet.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { missingItems } from '#libs/domain/denial-case/packet-state.js';
import type { DenialState } from '#libs/domain/denial-case/state.js';
import { type PacketRequest, packetFacts } from '#libs/domain/policies/appeal-packet-facts.js';
import { type Result, refuse } from '#libs/kernel/result.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import { isForgotten } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { PracticeDirectory } from '../practice-directory.js';
import { type LoadedStream, StreamRepository } from '../stream-repository.js';
import { DenialReference } from './denial-reference.js';

type Asker = Pick<CommandContext, 'practiceId' | 'occurredAt' | 'actor'>;

/** A packet that was composed and stored: what its event tells of its files. */
export interface StoredPacket {
  readonly fileId: string;
  readonly sha256: string;
  readonly pages: number;
  readonly sizeBytes: number;
  readonly dataFileId: string;
  readonly dataSha256: string;
}

/** The most bytes of attachments in one packet: what portals and fax services take, with room. */
const MOST_BYTES = 100 * 1024 * 1024;

/** Reads what appeal packets tell from the streams, puts them together and stores them encrypted. */
@Injectable()
export class AppealPackets {
  private readonly tables = builtInPacketTables();

  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(DenialReference) private readonly reference: DenialReference,
    @Inject(RawFiles) private readonly files: RawFiles,
  ) {}

  load({ practiceId }: Pick<Asker, 'practiceId'>, denialId: string): Promise<LoadedStream<DenialState>> {
    return this.streams.load(denialStream(practiceId, denialId), denialDecider);
  }

  /** Letter, data and checklist as they would be now. */
  async content(asker: Asker, denial: DenialState, request: PacketRequest): Promise<Result<PacketContent>> {
    const possible = packetPossible(denial, request.level);
    if (!possible.ok) return possible;
    const { practiceId, occurredAt: now, actor: by } = asker;
    const practice = await this.practices.profile(practiceId);
    const claim = await this.streams.load(claimStream(practiceId, denial.opened?.claimId ?? ''), claimDecider);
    const data = this.reference.deadlines;
    const facts = packetFacts(request, denial, claim.state, { practice, data, now, by });
    if (!facts) return refuse('appeal-packet.decision-unknown', 'The decision that is appealed is not on file.');
    return packetContent(facts, practice.letterTemplates ?? [], this.tables);
  }

  /** What the level's checklist asks for, what of it is there or was waived, and what is missing. */
  async checklist(asker: Asker, denial: DenialState, level: string) {
    const content = await this.content(asker, denial, { level });
    if (!content.ok) return content;
    const { checklist, facts } = content.value;
    const waived = waivedKinds(denial, level);
    const value = { level, items: checklist, waived, missing: missingItems(checklist, facts.attachments, waived) };
    return { ok: true, value } as const;
  }

  /** The packet as PDF and as data; equal content is stored once. */
  async store({ practiceId }: Pick<Asker, 'practiceId'>, content: PacketContent): Promise<Result<StoredPacket>> {
    const attachments = await this.attachments(practiceId, content.facts.attachments);
    if (!attachments.ok) return attachments;
    const { bytes, pages } = await composePacket(content, attachments.value);
    const data = Buffer.from(JSON.stringify(content, null, 2));
    const pdf = await this.files.storeRawFile({ practiceId, name: 'appeal-packet.pdf', bytes });
    const json = await this.files.storeRawFile({ practiceId, name: 'appeal-packet.json', bytes: data });
    const { fileId, sha256 } = pdf;
    const stored = { fileId, sha256, pages, sizeBytes: bytes.length };
    return { ok: true, value: { ...stored, dataFileId: json.fileId, dataSha256: json.sha256 } };
  }

  /** A stored file's bytes; null where its key was destroyed. */
  async bytes(practiceId: string, fileId: string): Promise<Buffer | null> {
    const file = await this.files.readRawFile(practiceId, fileId);
    return file && !isForgotten(file) ? file.bytes : null;
  }

  private async attachments(
    practiceId: string,
    attachments: readonly PacketAttachment[],
  ): Promise<Result<ReadonlyMap<string, Buffer>>> {
    const found = new Map<string, Buffer>();
    let total = 0;
    for (const { attachmentId, fileId } of attachments) {
      const bytes = await this.bytes(practiceId, fileId);
      if (!bytes) return refuse('appeal-packet.attachment-forgotten', `${attachmentId} cannot be read any more.`);
      total += bytes.length;
      if (total > MOST_BYTES)
        return refuse('appeal-packet.too-large', 'The attachments are more than 100 MB together.');
      found.set(attachmentId, bytes);
    }
    return { ok: true, value: found };
  }
}
