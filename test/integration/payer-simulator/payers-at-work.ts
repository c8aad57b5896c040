import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PayerOffice } from '#apps/payer-simulator/payer-office.js';
import { builtInScenario, type Scenario } from '#apps/payer-simulator/scenario/scenario.js';
import {
  type AppealDecision,
  type AppealRequest,
  appealFolders,
  appealRequestName,
  readAppealDecision,
} from '#libs/exchange/appeal-files.js';
import { type ExchangeFolders, exchangeFolders, makeFolders } from '#libs/exchange/exchange-folders.js';
import { putIntoOutbox } from '#libs/exchange/outbox.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Acknowledgement } from '#libs/x12/acknowledgement.js';
import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import { readAcknowledgements } from '#libs/x12/read/acknowledgement-reader.js';
import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import type { Remittance } from '#libs/x12/remittance.js';
import { writeInterchange } from '#libs/x12/write/claim-837p.js';

export const RECEIVED = new Date('2026-03-03T01:05:00.000Z');
export const NEXT_MORNING = new Date('2026-03-03T12:00:00.000Z');
const DAY_MS = 86_400_000;
/** The day on which the first file is received, at noon. */
const NOON = new Date('2026-03-02T17:00:00.000Z');
const reference = builtInReference();
const address = { line1: '12 Wharf Street', city: 'Portland', state: 'ME', zip: '041010000' };

export function claim(number: string, overrides: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  const line: ClaimLine = {
    code: '97530',
    units: 2,
    chargeCents: 12_000,
    modifiers: [],
    serviceDate: '2026-03-02',
    diagnosisPointers: [1],
    lineControlNumber: `${number}L1`,
  };
  return {
    billingProvider: {
      entityType: 'organization',
      name: 'Harbor Occupational Therapy',
      npi: '1993000011',
      taxId: '461234567',
      taxIdType: 'EI',
      taxonomy: '225X00000X',
      address,
    },
    subscriber: {
      lastName: 'Maple',
      firstName: 'Jonas',
      memberId: 'BHP447190023',
      responsibility: 'P',
      claimFilingIndicator: 'CI',
      birthDate: '1970-01-02',
      sex: 'M',
      address,
    },
    payer: { name: 'Blue Harbor Health Plan', id: 'BLHRB' },
    patientControlNumber: number,
    frequency: '1',
    placeOfService: '11',
    diagnoses: ['S63501D'],
    renderingProvider: { lastName: 'Keel', firstName: 'Dana', npi: '1888000019', taxonomy: '225X00000X' },
    lines: [line],
    ...overrides,
  };
}

/** Files of an inbox by name, taken out as the worker would. */
interface Received {
  readonly names: readonly string[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly remittances: readonly Remittance[];
}

/** One practice's folders with simulated payers behind them. */
export class PayersAtWork {
  private office: PayerOffice;

  private constructor(
    readonly root: string,
    private readonly scenario: Scenario,
  ) {
    this.office = this.opened();
  }

  static async make(scenario = builtInScenario()): Promise<PayersAtWork> {
    const payers = new PayersAtWork(await mkdtemp(join(tmpdir(), 'payers-')), scenario);
    await makeFolders(payers.folders());
    return payers;
  }

  folders(payer = 'BLUE-HARBOR'): ExchangeFolders {
    return exchangeFolders(this.root, 'harbor-ot', payer);
  }

  /** What a payer keeps for itself. */
  own(...path: readonly string[]): string {
    return join(this.root, '.payers', 'harbor-ot', 'BLUE-HARBOR', ...path);
  }

  /** The payers' programs die and are started again. */
  startAgain(): void {
    this.office = this.opened();
  }

  work(now: Date): Promise<number> {
    return this.office.work(now);
  }

  async send(control: number, ...claims: readonly ProfessionalClaim[]): Promise<void> {
    const written = writeInterchange({
      sender: { id: 'HARBOROT', name: 'Harbor', contact: { name: 'Billing', phone: '2075550100' } },
      receiver: { id: 'DEMOCLEAR', name: 'Demo Clearinghouse' },
      controlNumbers: { interchange: control, group: control, transaction: '0001' },
      time: { date: '2026-03-02', time: '20:05' },
      usage: 'T',
      claims: [...claims],
    });
    if (!written.ok) throw new Error(written.refusal.message);
    await putIntoOutbox(this.folders(), `837-${control}.x12`, Buffer.from([...written.value].join('')));
  }

  async appeal(request: AppealRequest): Promise<void> {
    const folders = appealFolders(this.folders());
    await putIntoOutbox(folders, appealRequestName(request), Buffer.from(JSON.stringify(request)));
  }

  async appealDecisions(): Promise<readonly (AppealDecision | null)[]> {
    const { inbox } = appealFolders(this.folders());
    const names = (await readdir(inbox).catch(() => [])).filter((name) => name.endsWith('.json'));
    return Promise.all(names.map(async (name) => readAppealDecision(await readFile(join(inbox, name)))));
  }

  async receive(payer?: string): Promise<Received> {
    const { inbox } = this.folders(payer);
    const acknowledgements: Acknowledgement[] = [];
    const remittances: Remittance[] = [];
    const names = (await readdir(inbox)).filter((file) => file.endsWith('.x12')).sort();
    for (const name of names) {
      const bytes = await readFile(join(inbox, name));
      await rm(join(inbox, name));
      const read = name.startsWith('835') ? readRemittances([bytes]) : readAcknowledgements([bytes]);
      if (!read.ok) throw new Error(read.refusal.message);
      if ('transactions' in read.value) remittances.push(...read.value.transactions);
      else acknowledgements.push(...read.value.acknowledgements);
    }
    return { names, acknowledgements, remittances };
  }

  /** What has arrived by noon, so many days after the first file was received. */
  async after(days: number, payer?: string): Promise<Received> {
    await this.work(new Date(NOON.getTime() + days * DAY_MS));
    return this.receive(payer);
  }

  demolish(): Promise<void> {
    return rm(this.root, { recursive: true });
  }

  private opened(): PayerOffice {
    return new PayerOffice({ root: this.root, scenarioOf: () => this.scenario, reference });
  }
}
