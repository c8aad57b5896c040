import type { RemittanceHeader, RemittanceOrganization } from '../remittance.js';
import { element, type Segment } from '../segment.js';
import { append, type Draft } from './draft.js';
import type { TransactionContext } from './envelope.js';
import type { ProblemList } from './problem-list.js';
import { amountAt, keepSegment, readNamedDate, readReference } from './remittance-elements.js';
import { readDate } from './values.js';

/** The version that this reader is written for, without its errata letter. */
const VERSION = '005010X221';

/** What stands before a transaction's first claim: BPR, TRN, REF, DTM, payer and payee. */
export class RemittanceHeaderDraft {
  private readonly header: Draft<RemittanceHeader>;
  private readonly payer: Draft<RemittanceOrganization> = { name: '' };
  private readonly payee: Draft<RemittanceOrganization> = { name: '' };
  private party: Draft<RemittanceOrganization> | null = null;
  private paymentRead = false;
  private traceRead = false;

  constructor(
    context: TransactionContext,
    private readonly start: Segment,
    private readonly problems: ProblemList,
  ) {
    this.header = {
      control: context.control,
      interchangeControl: context.interchange.control,
      senderId: context.interchange.senderId,
      version: context.version,
      test: context.interchange.test,
      traceNumber: '',
      originatorId: '',
      payer: '',
      payerDetail: this.payer,
      payee: this.payee,
      paymentCents: 0,
      date: null,
      handling: '',
      creditDebit: '',
      paymentMethod: '',
    };
    if (!context.version.startsWith(VERSION)) {
      const version = /^[0-9A-Z]{1,12}$/.test(context.version) ? context.version : 'unknown';
      problems.noteAt(start, `version ${version} was read as ${VERSION}A1`);
    }
  }

  /** False where BPR02 could not be read. */
  get paymentKnown(): boolean {
    return this.paymentRead;
  }

  get paymentCents(): number {
    return this.header.paymentCents;
  }

  accept(segment: Segment): void {
    switch (segment.id) {
      case 'BPR':
        this.acceptPayment(segment);
        return;
      case 'TRN':
        this.acceptTrace(segment);
        return;
      case 'N1':
        this.acceptParty(segment);
        return;
      case 'REF':
        this.acceptReference(segment);
        return;
      case 'DTM':
        this.acceptDate(segment);
        return;
      default:
        this.keep(segment);
    }
  }

  /** Names what is missing, and gives the header. */
  finish(): RemittanceHeader {
    const { header, problems, start } = this;
    const { position } = start;
    if (!this.paymentRead && header.paymentMethod === '' && header.handling === '') {
      problems.distrust({ segment: 'BPR', position, message: 'BPR is missing: the amount of the payment is unknown' });
    }
    if (!this.traceRead) problems.note({ segment: 'TRN', position, message: 'TRN is missing' });
    if (header.date === null) this.takeProductionDate();
    header.payer = this.payer.name;
    return header;
  }

  /** The day on which the payer wrote the remittance stands in for that of the payment. */
  private takeProductionDate(): void {
    const { header, problems, start } = this;
    const standIn = header.productionDate === undefined ? '' : ', DTM*405 stands in for it';
    problems.note({ segment: 'BPR', position: start.position, message: `BPR16 is not a date${standIn}` });
    header.date = header.productionDate ?? null;
  }

  private acceptPayment(segment: Segment): void {
    const { header } = this;
    if (header.handling !== '') {
      this.problems.distrustAt(segment, 'a second BPR in one transaction');
      return;
    }
    const payment = amountAt(segment, 2, this.problems);
    this.paymentRead = payment !== null;
    header.paymentCents = payment ?? 0;
    header.handling = element(segment, 1);
    header.creditDebit = element(segment, 3);
    header.paymentMethod = element(segment, 4);
    header.date = readDate(element(segment, 16));
  }

  private acceptTrace(segment: Segment): void {
    const { header } = this;
    this.traceRead = true;
    header.traceNumber = element(segment, 2);
    header.originatorId = element(segment, 3);
    if (element(segment, 4) !== '') header.supplementalCode = element(segment, 4);
    if (header.traceNumber === '') this.problems.noteAt(segment, 'TRN02 is missing');
  }

  private acceptParty(segment: Segment): void {
    const role = element(segment, 1);
    this.party = role === 'PR' ? this.payer : role === 'PE' ? this.payee : null;
    if (this.party === null) {
      this.keep(segment);
      return;
    }
    this.party.name = element(segment, 2);
    if (element(segment, 3) !== '') this.party.idQualifier = element(segment, 3);
    if (element(segment, 4) !== '') this.party.id = element(segment, 4);
  }

  private acceptReference(segment: Segment): void {
    const reference = readReference(segment);
    const owner = this.party ?? this.header;
    owner.references = append(owner.references as (typeof reference)[] | undefined, reference);
  }

  private acceptDate(segment: Segment): void {
    const named = readNamedDate(segment);
    if (named?.qualifier === '405') this.header.productionDate = named.date;
    else this.keep(segment);
  }

  private keep(segment: Segment): void {
    keepSegment(segment, this.party ?? this.header);
  }
}
