import type { LocalDate } from '#libs/kernel/local-date.js';
import type {
  RawSegment,
  RemittanceAdjustment,
  RemittanceClaim,
  RemittanceLine,
  RemittancePatientData,
} from '../remittance.js';
import { element, type Segment } from '../segment.js';
import { checkBalance, totalAdjustments } from './balance.js';
import { append, type Draft } from './draft.js';
import type { ProblemList } from './problem-list.js';
import {
  addOrKeep,
  amountAt,
  keepSegment,
  optionalAmountAt,
  readAdjustments,
  readNamedDate,
  readParty,
  readReference,
} from './remittance-elements.js';
import { RemittanceLineDraft } from './remittance-line-draft.js';

/** CLP02: processed and forwarded to another payer (19, 20, 21), or not ours and forwarded (23). */
const FORWARDED = new Set(['19', '20', '21', '23']);
const REVERSAL = '22';
/** Remarks that say that the claim was crossed over (convention of this project). */
const CROSSED_OVER_REMARKS = new Set(['MA07', 'MA18']);
/** Elements of remark codes. */
const OUTPATIENT_REMARKS = [3, 4, 5, 6, 7];
const INPATIENT_REMARKS = [5, 20, 21, 22, 23];

/** A claim while its segments come in: CLP to the next CLP, LX, PLB or SE. */
export class RemittanceClaimDraft {
  /** False once CLP03, CLP04 or an adjustment of the claim itself could not be read. */
  readable = true;
  private readonly adjustments: RemittanceAdjustment[] = [];
  private readonly remarks: string[] = [];
  private readonly lines: RemittanceLine[] = [];
  private readonly patientData: Draft<RemittancePatientData> = {};
  private readonly claim: Draft<RemittanceClaim>;
  private line: RemittanceLineDraft | null = null;
  private statementFrom: LocalDate | undefined;
  private lineChargeCents = 0;
  private lineAdjustmentCents = 0;
  private linesReadable = true;

  constructor(
    segment: Segment,
    preceding: readonly RawSegment[],
    private readonly problems: ProblemList,
  ) {
    const charge = amountAt(segment, 3, problems);
    const paid = amountAt(segment, 4, problems);
    const patient = optionalAmountAt(segment, 5, problems);
    this.readable = charge !== null && paid !== null;
    const status = element(segment, 2);
    this.claim = {
      patientControlNumber: element(segment, 1),
      payerControlNumber: element(segment, 7),
      status,
      chargeCents: charge ?? 0,
      paidCents: paid ?? 0,
      patientCents: patient ?? 0,
      reversal: status === REVERSAL,
      adjustments: this.adjustments,
      remarks: this.remarks,
      lines: this.lines,
      crossedOver: FORWARDED.has(status),
      patientData: this.patientData,
      position: segment.position,
    };
    if (preceding.length > 0) this.claim.precedingSegments = [...preceding];
    this.readCodes(segment);
  }

  accept(segment: Segment): void {
    if (segment.id === 'SVC') {
      this.finishLine();
      this.line = new RemittanceLineDraft(segment, this.problems);
    } else if (this.line !== null) this.line.accept(segment);
    else this.acceptOwn(segment);
  }

  /** Checks the claim's balances and gives it. */
  finish(): RemittanceClaim {
    this.finishLine();
    const { claim } = this;
    if (this.remarks.some((remark) => CROSSED_OVER_REMARKS.has(remark))) claim.crossedOver = true;
    if (this.readable && this.linesReadable) this.checkBalances();
    return claim;
  }

  private finishLine(): void {
    if (this.line === null) return;
    this.lines.push(this.line.finish(this.statementFrom));
    this.lineChargeCents += this.line.chargeCents;
    this.lineAdjustmentCents += totalAdjustments(this.line.adjustments);
    if (!this.line.readable) this.linesReadable = false;
    this.line = null;
  }

  private checkBalances(): void {
    const { claim, problems } = this;
    const place = { segment: 'CLP', position: claim.position };
    checkBalance(problems, place, {
      equation: 'claim',
      of: 'CLP03 less all adjustments',
      computed: claim.chargeCents - totalAdjustments(this.adjustments) - this.lineAdjustmentCents,
      reportedBy: 'CLP04',
      reported: claim.paidCents,
    });
    if (this.lines.length === 0) return;
    checkBalance(problems, place, {
      equation: 'claim-lines',
      of: 'the sum of SVC02',
      computed: this.lineChargeCents,
      reportedBy: 'CLP03',
      reported: claim.chargeCents,
    });
  }

  private readCodes(segment: Segment): void {
    const { claim } = this;
    if (element(segment, 6) !== '') claim.filingIndicator = element(segment, 6);
    if (element(segment, 8) !== '') claim.placeOfService = element(segment, 8);
    if (element(segment, 9) !== '') claim.frequency = element(segment, 9);
  }

  private acceptOwn(segment: Segment): void {
    switch (segment.id) {
      case 'CAS':
        if (!readAdjustments(segment, this.adjustments, this.problems)) this.readable = false;
        return;
      case 'NM1':
        this.acceptParty(segment);
        return;
      case 'MOA':
        this.acceptRemarks(segment, OUTPATIENT_REMARKS);
        return;
      case 'MIA':
        this.acceptRemarks(segment, INPATIENT_REMARKS);
        return;
      case 'REF':
        this.acceptReference(segment);
        return;
      case 'DTM':
        this.acceptDate(segment);
        return;
      default:
        addOrKeep(segment, this.claim, this.patientData);
    }
  }

  private acceptParty(segment: Segment): void {
    const { claim, patientData } = this;
    const party = readParty(segment);
    switch (element(segment, 1)) {
      case 'QC':
        patientData.patient = party;
        return;
      case 'IL':
        patientData.subscriber = party;
        return;
      case '74':
        patientData.corrected = party;
        return;
      case 'GB':
        patientData.otherSubscriber = party;
        return;
      case '82':
        claim.renderingProvider = party;
        return;
      case 'PR':
        claim.correctedPayer = party;
        return;
      case 'TT':
        claim.crossoverCarrier = party;
        claim.crossedOver = true;
        return;
      default:
        this.keep(segment);
    }
  }

  /** MOA and MIA: the remark codes are ours to read; the amounts stay with the raw segment. */
  private acceptRemarks(segment: Segment, places: readonly number[]): void {
    for (const place of places) {
      const remark = element(segment, place);
      if (remark !== '') this.remarks.push(remark);
    }
    this.keep(segment);
  }

  private acceptReference(segment: Segment): void {
    const reference = readReference(segment);
    if (reference.qualifier === 'F8') this.claim.originalPayerControlNumber = reference.value;
    else this.patientData.references = append(this.patientData.references, reference);
  }

  private acceptDate(segment: Segment): void {
    const named = readNamedDate(segment);
    if (named === null) {
      this.keep(segment);
      return;
    }
    if (named.qualifier === '232') this.statementFrom = named.date;
    this.claim.dates = append(this.claim.dates, named);
  }

  private keep(segment: Segment): void {
    keepSegment(segment, this.patientData);
  }
}
