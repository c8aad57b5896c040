import type {
  BillingProvider,
  ClaimPayer,
  DependentPatient,
  ProfessionalClaim,
  Receiver,
  Submitter,
  Subscriber,
} from '../claim.js';
import { element, type Segment } from '../segment.js';
import { readCoverage } from './claim-coverage.js';
import { type ClaimParty, describeParty, readClaimParty } from './claim-parties.js';
import type { Draft } from './draft.js';
import type { ProblemList } from './problem-list.js';

/** What the levels above a claim say about it. */
export type Surroundings = Pick<ProfessionalClaim, 'billingProvider' | 'subscriber' | 'payer' | 'patient'>;

const BILLING_LEVEL = '20';
const SUBSCRIBER_LEVEL = '22';
const PATIENT_LEVEL = '23';

/** The submitter and receiver of a transaction, and the levels (HL) that are open: billing provider, subscriber, patient. */
export class ClaimSurroundings {
  private parties = new Map<string, ClaimParty>();
  private party: ClaimParty | null = null;
  private level = '';
  private billingTaxonomy = '';
  private coverage: Segment | null = null;
  private relationship = '';
  private contact = { name: '', phone: '' };
  private place: Segment | null = null;

  constructor(private readonly problems: ProblemList) {}

  get submitter(): Submitter {
    const party = this.parties.get('41');
    return { id: party?.id ?? '', name: party?.name.lastName ?? '', contact: this.contact };
  }

  get receiver(): Receiver {
    const party = this.parties.get('40');
    return { id: party?.id ?? '', name: party?.name.lastName ?? '' };
  }

  /** HL: what the levels below it said before is over. */
  beginLevel(segment: Segment): void {
    this.place = segment;
    this.party = null;
    this.level = element(segment, 3);
    this.parties.delete('QC');
    this.relationship = '';
    if (this.level === PATIENT_LEVEL) return;
    for (const role of ['IL', 'PR']) this.parties.delete(role);
    this.coverage = null;
    if (this.level === SUBSCRIBER_LEVEL) return;
    for (const role of ['85', '87']) this.parties.delete(role);
    this.billingTaxonomy = '';
  }

  accept(segment: Segment): void {
    switch (segment.id) {
      case 'NM1':
        this.party = readClaimParty(segment);
        this.parties.set(this.party.role, this.party);
        return;
      case 'SBR':
        this.coverage = segment;
        return;
      case 'PAT':
        if (this.level === PATIENT_LEVEL) this.relationship = element(segment, 1);
        return;
      case 'PER':
        if (this.level === '') this.contact = { name: element(segment, 2), phone: element(segment, 4) };
        return;
      default:
        if (this.party !== null) describeParty(this.party, segment);
        else if (segment.id === 'PRV' && this.level === BILLING_LEVEL) this.billingTaxonomy = element(segment, 3);
    }
  }

  /** What stands around a claim that begins here. */
  current(): Surroundings {
    const patient = this.patient();
    const surroundings = {
      billingProvider: this.billingProvider(),
      subscriber: this.subscriber(),
      payer: this.payer(),
    };
    return patient === null ? surroundings : { ...surroundings, patient };
  }

  private require(role: string, name: string): ClaimParty {
    const party = this.parties.get(role);
    if (party !== undefined) return party;
    const position = this.place?.position ?? 1;
    this.problems.note({ segment: 'NM1', position, message: `NM1*${role}, the ${name}, is missing` });
    return { role, isPerson: false, name: { lastName: '' }, id: '' };
  }

  private billingProvider(): BillingProvider {
    const party = this.require('85', 'billing provider');
    const payTo = this.parties.get('87')?.address;
    return {
      entityType: party.isPerson ? 'person' : 'organization',
      name: party.name.lastName,
      ...(party.name.firstName === undefined ? {} : { firstName: party.name.firstName }),
      npi: party.id,
      taxId: party.taxId?.value ?? '',
      taxIdType: party.taxId?.type ?? 'EI',
      ...(this.billingTaxonomy === '' ? {} : { taxonomy: this.billingTaxonomy }),
      address: party.address ?? { line1: '', city: '', state: '', zip: '' },
      ...(payTo === undefined ? {} : { payTo }),
    };
  }

  private subscriber(): Subscriber {
    const party = this.require('IL', 'subscriber');
    const subscriber: Draft<Subscriber> = {
      ...party.name,
      memberId: party.id,
      ...readCoverage(this.coverage),
    };
    if (party.birthDate !== undefined) subscriber.birthDate = party.birthDate;
    if (party.sex !== undefined) subscriber.sex = party.sex;
    if (party.address !== undefined) subscriber.address = party.address;
    return subscriber;
  }

  private payer(): ClaimPayer {
    const party = this.require('PR', 'payer');
    const payer = { name: party.name.lastName, id: party.id };
    return party.address === undefined ? payer : { ...payer, address: party.address };
  }

  private patient(): DependentPatient | null {
    if (this.level !== PATIENT_LEVEL) return null;
    const party = this.require('QC', 'patient');
    return {
      ...party.name,
      relationship: this.relationship,
      birthDate: party.birthDate ?? '',
      sex: party.sex ?? 'U',
      address: party.address ?? { line1: '', city: '', state: '', zip: '' },
    };
  }
}
