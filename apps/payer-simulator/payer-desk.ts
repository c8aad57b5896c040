import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { appealFolders, readAppealRequest } from '#libs/exchange/appeal-files.js';
import { type ExchangeFolders, folderName, isMissing, makeFolders } from '#libs/exchange/exchange-folders.js';
import { type InboxFile, listInbox, readInboxFile } from '#libs/exchange/inbox.js';
import { putIntoOutbox } from '#libs/exchange/outbox.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { readCrossedOver } from './answers/crossed-over.js';
import { decideDue } from './decide-due.js';
import type { AnswerBox } from './journal/entries.js';
import type { Journal } from './journal/journal.js';
import { JournalFile } from './journal/journal-file.js';
import type { Scenario } from './scenario/scenario.js';
import { takeAppeal } from './take-appeal.js';
import { takeCrossedOver } from './take-crossed-over.js';
import { takeFile } from './take-file.js';

export interface PayerDeskOptions {
  /** Between the practice and this payer, named as the practice sees them. */
  readonly folders: ExchangeFolders;
  /** The payer's own, which nobody else reads; other payers put what they send on into theirs beside it. */
  readonly privateFolder: string;
  readonly scenario: Scenario;
  readonly reference: Reference;
}

type Take = (journal: Journal, file: { readonly fileId: string; readonly bytes: Buffer }, now: Date) => void;

/**
 * One payer's side of one practice's folders. Knows what the files of the outbox say and what time it is, nothing else. May be killed at any
 * point: the journal is written before anything that follows from it, and every answer is put into the inbox once.
 */
export class PayerDesk {
  private readonly file: JournalFile;
  private journal: Journal | null = null;

  constructor(private readonly options: PayerDeskOptions) {
    this.file = new JournalFile(join(options.privateFolder, 'journal.ndjson'));
  }

  /** Takes the files that lie in the outbox and sends the answers that are due; gives how many files were taken or sent. */
  async work(now: Date): Promise<number> {
    try {
      return await this.round(now);
    } catch (error) {
      // What is in memory may be ahead of what was written.
      this.journal = null;
      throw error;
    }
  }

  private async round(now: Date): Promise<number> {
    const { scenario, reference } = this.options;
    this.journal ??= await this.file.open();
    const { journal } = this;
    const taken: InboxFile[] = [];
    for (const { folder, take } of this.inputs) {
      for (const file of await listInbox({ ...this.options.folders, inbox: folder })) {
        const bytes = await readInboxFile(file);
        if (bytes) take(journal, { fileId: file.fileId, bytes }, now);
        taken.push(file);
      }
    }
    decideDue(journal, now, { scenario, reference });
    await this.file.write(journal);
    const sent = await this.sendDue(journal, now);
    // Only now: whoever watches the folders sees a file until its answer is there.
    for (const file of taken) await this.keep(file.path, `${file.fileId}-${file.name}`);
    return taken.length + sent;
  }

  /** Where files come from, and what is made of each. */
  private get inputs(): readonly { folder: string; take: Take }[] {
    const { folders, privateFolder, scenario, reference } = this.options;
    return [
      { folder: folders.outbox, take: (journal, file, now) => takeFile(journal, file, now, scenario) },
      {
        folder: appealFolders(folders).outbox,
        take: (journal, { fileId, bytes }, now) => {
          const request = readAppealRequest(bytes);
          if (request) takeAppeal(journal, { fileId, request }, now, { scenario, reference });
        },
      },
      {
        folder: crossedOverInto(privateFolder),
        take: (journal, { fileId, bytes }, now) =>
          takeCrossedOver(journal, { fileId, handed: readCrossedOver(bytes) }, now, scenario),
      },
    ];
  }

  private async sendDue(journal: Journal, now: Date): Promise<number> {
    const due = journal.answers.filter(({ dueAt }) => new Date(dueAt) <= now);
    if (due.length === 0) return 0;
    await makeFolders(this.options.folders);
    for (const { fileName, text, box = 'inbox' } of due)
      await putIntoOutbox(this.answering(box), fileName, Buffer.from(text));
    journal.record(...due.map(({ fileName }) => ({ kind: 'answered', fileName }) as const));
    await this.file.write(journal);
    return due.length;
  }

  private async keep(path: string, name: string): Promise<void> {
    const received = join(this.options.privateFolder, 'received');
    await mkdir(received, { recursive: true, mode: 0o700 });
    try {
      await rename(path, join(received, name));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** The payer's outbox is the practice's inbox, or another payer's folder for what is sent on. */
  private answering(box: AnswerBox): ExchangeFolders {
    const { folders, privateFolder } = this.options;
    const own = { ...folders, sent: join(privateFolder, 'answered'), staging: join(privateFolder, 'staging') };
    if (box === 'inbox') return { ...own, outbox: folders.inbox };
    if (box === 'appeal-decisions') return { ...own, outbox: appealFolders(folders).inbox };
    return { ...own, outbox: crossedOverInto(join(dirname(privateFolder), folderName(box.crossedOverTo))) };
  }
}

const crossedOverInto = (privateFolder: string) => join(privateFolder, 'crossed-over');
