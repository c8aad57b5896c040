import { join } from 'node:path';
import { PAYERS_FOLDER, writeAnsweredUntil } from '#libs/exchange/answered-until.js';
import { exchangeFolders, exchangePartners } from '#libs/exchange/exchange-folders.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { PayerDesk } from './payer-desk.js';
import type { Scenario } from './scenario/scenario.js';

/** How much business time may pass before it is said anew up to when everything is answered. */
const SAY_EVERY_MS = 1_000;

/** All simulated payers: one desk for each practice and payer that have folders. */
export class PayerOffice {
  private readonly desks = new Map<string, PayerDesk>();
  private saidUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: { root: string; scenarioOf: (practiceId: string) => Scenario; reference: Reference },
  ) {}

  /** One round over all desks as of an instant of the business clock; gives how many files were taken or sent. */
  async work(now: Date): Promise<number> {
    const { root } = this.options;
    let files = 0;
    for (const { practiceId, payerId } of await this.partners()) {
      files += await this.desk(practiceId, payerId).work(now);
    }
    if (files > 0 || now.getTime() - this.saidUntil >= SAY_EVERY_MS) {
      await writeAnsweredUntil(root, now);
      this.saidUntil = now.getTime();
    }
    return files;
  }

  /** Whoever the practices send to, and payers that only other payers have sent something to yet. */
  private async partners(): Promise<readonly { practiceId: string; payerId: string }[]> {
    const { root } = this.options;
    const all = [...(await exchangePartners(root)), ...(await exchangePartners(join(root, PAYERS_FOLDER)))];
    return [...new Map(all.map((one) => [`${one.practiceId}/${one.payerId}`, one])).values()];
  }

  private desk(practiceId: string, payerId: string): PayerDesk {
    const key = `${practiceId}/${payerId}`;
    let desk = this.desks.get(key);
    if (!desk) {
      const { root, scenarioOf, reference } = this.options;
      const folders = exchangeFolders(root, practiceId, payerId);
      const privateFolder = join(root, PAYERS_FOLDER, practiceId, payerId);
      desk = new PayerDesk({ folders, privateFolder, scenario: scenarioOf(practiceId), reference });
      this.desks.set(key, desk);
    }
    return desk;
  }
}
