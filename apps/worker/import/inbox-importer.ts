import { Inject, Injectable } from '@nestjs/common';
import { ReceiveInterchange } from '#libs/commands/claim-path/interchanges.js';
import { NotYet } from '#libs/commands/claim-path/not-yet.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { appealFolders } from '#libs/exchange/appeal-files.js';
import { exchangeFolders, exchangePartners, makeFolders } from '#libs/exchange/exchange-folders.js';
import {
  type InboxFile,
  LARGEST_FILE_BYTES,
  listInbox,
  readInboxFile,
  refuseInboxFile,
  removeInboxFile,
} from '#libs/exchange/inbox.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import { CommandSender } from '../command-sender.js';
import { AcknowledgementImport } from './acknowledgement-import.js';
import { AppealDecisionImport } from './appeal-decision-import.js';
import { type InboundFile, readInboundFile } from './inbound-file.js';
import { RemittanceImport } from './remittance-import.js';

/** A file on which the program itself stumbled is looked at again after so long. */
const STUMBLED_REST_MS = 60_000;

interface Place {
  readonly practiceId: string;
  readonly payerId: string;
}

/**
 * Takes the files that payers put into the inboxes: each is stored encrypted before anything reads it, then posted, then deleted. A file that
 * nothing can be made of is put aside with its reason. What was cut off is done again: every command has an id of the file's arrival.
 */
@Injectable()
export class InboxImporter {
  private readonly stumbled = new Map<string, number>();

  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(AcknowledgementImport) private readonly acknowledgements: AcknowledgementImport,
    @Inject(RemittanceImport) private readonly remittances: RemittanceImport,
    @Inject(AppealDecisionImport) private readonly appealDecisions: AppealDecisionImport,
    @Inject(RawFiles) private readonly rawFiles: RawFiles,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Takes everything that lies in any inbox, the oldest of each first; gives how many files were taken. */
  async importAll(): Promise<number> {
    let count = 0;
    for (const place of await exchangePartners(this.configuration.exchangeDir)) {
      for (const file of await listInbox(this.folders(place)))
        if (await this.importOne(file, place, () => this.take(file, place))) count += 1;
      for (const file of await listInbox(appealFolders(this.folders(place))))
        if (await this.importOne(file, place, () => this.takeDecision(file, place))) count += 1;
    }
    return count;
  }

  /** False where the file could not be taken now. Throws where something around the program is broken. */
  private async importOne(file: InboxFile, place: Place, take: () => Promise<void>): Promise<boolean> {
    const restsUntil = this.stumbled.get(file.fileId);
    if (restsUntil !== undefined && performance.now() < restsUntil) return false;
    try {
      await take();
      this.stumbled.delete(file.fileId);
      return true;
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      if (error instanceof NotYet) return false;
      this.stumbled.set(file.fileId, performance.now() + STUMBLED_REST_MS);
      const fields = { practice: place.practiceId, payerId: place.payerId, fileId: file.fileId, error };
      this.logger.error(fields, 'a file of the inbox could not be taken; it is looked at again later');
      return false;
    }
  }

  private async takeDecision(file: InboxFile, place: Place): Promise<void> {
    const bytes = await readInboxFile(file);
    if (!bytes) return;
    await this.rawFiles.storeRawFile({ ...place, name: file.name, bytes });
    const refusal = await this.appealDecisions.import({ ...place, cause: file.fileId, bytes });
    if (!refusal) return removeInboxFile(file);
    const folders = appealFolders(this.folders(place));
    await makeFolders(folders);
    await refuseInboxFile(folders, file, refusal);
  }

  private async take(file: InboxFile, place: Place): Promise<void> {
    const folders = this.folders(place);
    if (file.bytes > LARGEST_FILE_BYTES) {
      const message = `the file has more than ${LARGEST_FILE_BYTES} bytes`;
      await refuseInboxFile(folders, file, { message, cure: 'Ask the payer for several smaller files.' });
      return;
    }
    const bytes = await readInboxFile(file);
    if (!bytes) return;
    const { fileId } = await this.rawFiles.storeRawFile({ ...place, name: file.name, bytes });
    const inbound = readInboundFile(bytes);
    const receivedAt = await this.clock.current();
    const isNew = await this.receive(file, inbound, { ...place, fileId, bytes: bytes.length, receivedAt });
    if (inbound.refusal) {
      await refuseInboxFile(folders, file, inbound.refusal);
      return;
    }
    if (isNew) {
      const arrival = { ...place, fileId, interchangeId: inbound.interchangeId, cause: file.fileId, receivedAt };
      await this.acknowledgements.import(inbound.acknowledgements, arrival);
      await this.remittances.import(inbound.remittances, arrival);
    }
    await removeInboxFile(file);
    const fields = { practice: place.practiceId, payerId: place.payerId, fileId };
    this.logger.info({ ...fields, status: isNew ? 'posted' : 'duplicate' }, 'a file of the inbox was taken');
  }

  /** Records the arrival. False where the same bytes came before in another file: that one was posted, this one is refused. */
  private async receive(
    file: InboxFile,
    inbound: InboundFile,
    { practiceId, payerId, fileId, bytes, receivedAt }: Place & { fileId: string; bytes: number; receivedAt: Date },
  ): Promise<boolean> {
    const { interchangeId, sha256, senderId, controlNumber, transactionSets, refusal } = inbound;
    const data = {
      interchangeId,
      payerId,
      fileId,
      sha256,
      bytes,
      senderId,
      controlNumber,
      transactionSets: [...transactionSets],
      ...(refusal ? { refused: refusal.message } : {}),
      receivedAt: receivedAt.toISOString(),
      fileName: file.name,
    };
    const sending = { practiceId, actor: `payer:${payerId}`, cause: file.fileId };
    const first = await this.commands.send(
      { ...sending, part: 'receive' },
      (context) => new ReceiveInterchange(context, data),
    );
    if (first.status === 'done') {
      const sameNumberAs = (first.result?.sameNumberAs ?? []) as readonly string[];
      const fields = { practice: practiceId, payerId, interchangeId, sameNumberAs };
      if (sameNumberAs.length > 0)
        this.logger.warn(fields, 'an interchange came under the number of another one with other content; it is taken');
      return true;
    }
    // The bytes are kept once, under the first file's id; this arrival is known by its own.
    const again = { ...data, fileId: file.fileId };
    await this.commands.send({ ...sending, part: 'duplicate' }, (context) => new ReceiveInterchange(context, again));
    return false;
  }

  private folders({ practiceId, payerId }: Place) {
    return exchangeFolders(this.configuration.exchangeDir, practiceId, payerId);
  }
}
