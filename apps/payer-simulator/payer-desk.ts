import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExchangeFolders, isMissing, makeFolders } from '#libs/exchange/exchange-folders.js';
import { listInbox, readInboxFile } from '#libs/exchange/inbox.js';
import { putIntoOutbox } from '#libs/exchange/outbox.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { decideDue } from './decide-due.js';
import { type Journal, readJournal, writeJournal } from './journal.js';
import type { Scenario } from './scenario.js';
import { takeFile } from './take-file.js';

export interface PayerDeskOptions {
  /** Between the practice and this payer, named as the practice sees them. */
  readonly folders: ExchangeFolders;
  /** The payer's own, which nobody else reads. */
  readonly privateFolder: string;
  readonly scenario: Scenario;
  readonly reference: Reference;
}

/**
 * One payer's side of one practice's folders. Knows what the 837P files say and what time it is, nothing else. May be killed at any point: the
 * journal is written before anything that follows from it, and every answer is put into the inbox once.
 */
export class PayerDesk {
  private journal: Journal | null = null;

  constructor(private readonly options: PayerDeskOptions) {}

  /** Takes the files that lie in the outbox and sends the answers that are due; gives how many files were taken or sent. */
  async work(now: Date): Promise<number> {
    const { folders, scenario, reference } = this.options;
    let journal = this.journal ?? (await readJournal(this.journalPath));
    const before = journal;
    const files = await listInbox({ ...folders, inbox: folders.outbox });
    for (const file of files) {
      const bytes = await readInboxFile(file);
      if (bytes) journal = takeFile(journal, { fileId: file.fileId, bytes }, now, scenario);
    }
    journal = decideDue(journal, now, { scenario, reference });
    if (journal !== before) await this.remember(journal);
    const sent = await this.sendDue(journal, now);
    // Only now: whoever watches the folders sees a file until its answer is there.
    for (const file of files) await this.keep(file.path, `${file.fileId}.x12`);
    return files.length + sent;
  }

  private async sendDue(journal: Journal, now: Date): Promise<number> {
    const due = journal.answers.filter(({ dueAt }) => new Date(dueAt) <= now);
    if (due.length === 0) return 0;
    await makeFolders(this.options.folders);
    for (const { fileName, text } of due) await putIntoOutbox(this.answering, fileName, Buffer.from(text));
    await this.remember({ ...journal, answers: journal.answers.filter((answer) => !due.includes(answer)) });
    return due.length;
  }

  private async remember(journal: Journal): Promise<void> {
    await writeJournal(this.journalPath, journal);
    this.journal = journal;
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

  /** The payer's outbox is the practice's inbox. */
  private get answering(): ExchangeFolders {
    const { folders, privateFolder } = this.options;
    const sent = join(privateFolder, 'answered');
    return { ...folders, outbox: folders.inbox, sent, staging: join(privateFolder, 'staging') };
  }

  private get journalPath(): string {
    return join(this.options.privateFolder, 'journal.json');
  }
}
