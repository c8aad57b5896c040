import type { Acknowledgement, AcknowledgementStatus } from '../acknowledgement.js';
import { components, element, type Segment } from '../segment.js';
import { append, type Draft } from './draft.js';
import { readDate } from './values.js';

/** STC01-1: A0 sent on, A1 received, A2 accepted into adjudication, A5 split. The rest was not taken (005010X214, loop 2200D). */
const TAKEN = new Set(['A0', 'A1', 'A2', 'A5']);
/** STC03: rejected. */
const REJECTED = 'U';
/** STC01, STC10 and STC11 each hold a status. */
const STATUS_ELEMENTS = [1, 10, 11];

const RECEIVER = '21';
const SOURCE = '20';
const PATIENT = 'PT';
/** NM101 of the source that is the payer itself. */
const PAYER = 'PR';

interface LineAnswer {
  control: string;
  statuses: AcknowledgementStatus[];
}

/** 277CA (005010X214): one answer for each level of the batch that has a status, and one for each claim. */
export function readClaimAcknowledgement(segments: readonly Segment[]): Acknowledgement[] {
  const reading = new ClaimAcknowledgementReading();
  for (const segment of segments) reading.accept(segment);
  return reading.finish();
}

class ClaimAcknowledgementReading {
  private readonly answers: Acknowledgement[] = [];
  private level = '';
  private source = '';
  private sourceKind: Acknowledgement['sourceKind'];
  /** TRN02 of the receiver's level: BHT03 of our 837. */
  private batch = '';
  private answer: Draft<Acknowledgement> | null = null;
  private trace = '';
  private line: LineAnswer | null = null;

  accept(segment: Segment): void {
    switch (segment.id) {
      case 'HL':
        this.close();
        this.level = element(segment, 3);
        this.trace = '';
        break;
      case 'NM1':
        if (this.level === SOURCE) this.acceptSource(segment);
        break;
      case 'TRN':
        this.acceptTrace(segment);
        break;
      case 'STC':
        this.acceptStatus(segment);
        break;
      case 'SVC':
        this.beginLine();
        break;
      case 'REF':
        this.acceptReference(segment);
        break;
    }
  }

  private acceptSource(segment: Segment): void {
    this.source = element(segment, 3);
    this.sourceKind = element(segment, 1) === PAYER ? 'payer' : 'clearinghouse';
  }

  finish(): Acknowledgement[] {
    this.close();
    return this.answers;
  }

  /** A patient's level may hold several claims, each begun by its trace. */
  private acceptTrace(segment: Segment): void {
    this.close();
    this.trace = element(segment, 2);
    if (this.level === RECEIVER) this.batch = this.trace;
  }

  /** A claim may have no status but those of its lines: the first of them is then the segment that says so. */
  private beginLine(): void {
    if (this.answer === null) this.answer = this.newAnswer(0);
    this.line = { control: '', statuses: [] };
    this.answer.lines = append(this.answer.lines as LineAnswer[] | undefined, this.line);
  }

  private acceptReference(segment: Segment): void {
    const qualifier = element(segment, 1);
    if (qualifier === 'FJ' && this.line !== null) this.line.control = element(segment, 2);
    if (qualifier === '1K' && this.answer !== null) this.answer.payerControlNumber = element(segment, 2);
  }

  private acceptStatus(segment: Segment): void {
    const statuses = readStatuses(segment);
    if (this.answer?.segment === 0) this.answer.segment = segment.segmentNumber;
    if (this.line !== null) {
      this.line.statuses.push(...statuses);
      return;
    }
    if (this.answer === null) this.answer = this.newAnswer(segment.segmentNumber);
    const { answer } = this;
    answer.statuses.push(...statuses);
    const date = readDate(element(segment, 2));
    if (date !== null) answer.effectiveDate = date;
    if (element(segment, 3) !== '' && answer.action !== REJECTED) answer.action = element(segment, 3);
    if (element(segment, 12) !== '') answer.message = element(segment, 12);
  }

  private newAnswer(segment: number): Draft<Acknowledgement> {
    const claim = this.level === PATIENT;
    return {
      kind: '277CA',
      level: claim ? 'claim' : 'batch',
      control: this.batch,
      ...(claim ? { patientControlNumber: this.trace } : {}),
      accepted: false,
      statuses: [],
      segment,
      ...(this.source === '' ? {} : { source: this.source }),
      ...(this.sourceKind === undefined ? {} : { sourceKind: this.sourceKind }),
    };
  }

  private close(): void {
    const { answer } = this;
    this.answer = null;
    this.line = null;
    if (answer === null) return;
    const lineStatuses = (answer.lines ?? []).flatMap((line) => line.statuses);
    const all = [...answer.statuses, ...lineStatuses];
    answer.accepted = answer.action !== REJECTED && all.length > 0 && all.every(({ category }) => TAKEN.has(category));
    this.answers.push(answer);
  }
}

function readStatuses(segment: Segment): AcknowledgementStatus[] {
  return STATUS_ELEMENTS.flatMap((index) => {
    const [category = '', status = '', entity = ''] = components(segment, index);
    if (category === '') return [];
    return [entity === '' ? { category, status } : { category, status, entity }];
  });
}
