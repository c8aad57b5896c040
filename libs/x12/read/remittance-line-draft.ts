import type { LocalDate } from '#libs/kernel/local-date.js';
import type { RemittanceAdjustment, RemittanceLine } from '../remittance.js';
import { components, element, type Segment } from '../segment.js';
import { checkBalance, totalAdjustments } from './balance.js';
import { append, type Draft } from './draft.js';
import type { ProblemList } from './problem-list.js';
import {
  addOrKeep,
  amountAt,
  keepSegment,
  optionalAmountAt,
  readAdjustments,
  readNamedAmount,
  readNamedDate,
  readReference,
} from './remittance-elements.js';
import { readNumber } from './values.js';

/** A service line while its segments come in: SVC, then DTM, CAS, REF, AMT, QTY, LQ. */
export class RemittanceLineDraft {
  /** False once one of its amounts could not be read; its balances are not checked then. */
  readable = true;
  readonly adjustments: RemittanceAdjustment[] = [];
  private readonly remarks: string[] = [];
  private readonly line: Draft<RemittanceLine>;
  private readonly position: number;

  constructor(
    segment: Segment,
    private readonly problems: ProblemList,
  ) {
    this.position = segment.position;
    const procedure = this.procedureAt(segment, 1);
    const charge = amountAt(segment, 2, problems);
    const paid = optionalAmountAt(segment, 3, problems);
    if (charge === null || paid === null) this.readable = false;
    this.line = {
      code: procedure[1] ?? '',
      codeQualifier: procedure[0] ?? '',
      modifiers: procedure.slice(2, 6).filter((modifier) => modifier !== ''),
      chargeCents: charge ?? 0,
      paidCents: paid ?? 0,
      units: this.unitsAt(segment, 5) ?? 1,
      adjustments: this.adjustments,
      remarks: this.remarks,
    };
    if (element(segment, 4) !== '') this.line.revenueCode = element(segment, 4);
    this.readBilled(segment);
  }

  get chargeCents(): number {
    return this.line.chargeCents;
  }

  accept(segment: Segment): void {
    switch (segment.id) {
      case 'CAS':
        if (!readAdjustments(segment, this.adjustments, this.problems)) this.readable = false;
        return;
      case 'DTM':
        this.acceptDate(segment);
        return;
      case 'REF':
        this.acceptReference(segment);
        return;
      case 'LQ':
        if (element(segment, 1) === 'HE' && element(segment, 2) !== '') this.remarks.push(element(segment, 2));
        else this.keep(segment);
        return;
      default:
        if (!this.acceptAllowed(segment)) addOrKeep(segment, this.line, this.line);
    }
  }

  /** Checks the line's own balance and gives it; `statementFrom` is its date where it has none of its own. */
  finish(statementFrom: LocalDate | undefined): RemittanceLine {
    const { line } = this;
    if (line.serviceDate === undefined && statementFrom !== undefined) line.serviceDate = statementFrom;
    if (this.readable) {
      checkBalance(
        this.problems,
        { segment: 'SVC', position: this.position },
        {
          equation: 'line',
          of: 'SVC02 less its adjustments',
          computed: line.chargeCents - totalAdjustments(this.adjustments),
          reportedBy: 'SVC03',
          reported: line.paidCents,
        },
      );
    }
    return line;
  }

  /**
   * A composite of qualifier, code and modifiers. The qualifier has two characters; where more follow it than the component separator parts,
   * the payer used another one than its ISA names, and that is taken.
   */
  private procedureAt(segment: Segment, index: number): string[] {
    const parts = components(segment, index);
    const whole = parts[0] ?? '';
    const other = whole[2];
    if (parts.length !== 1 || other === undefined) return parts;
    const where = `SVC0${index}`;
    if (/[A-Za-z0-9]/.test(other)) {
      this.problems.noteAt(segment, `${where} has no procedure code`);
      return parts;
    }
    this.problems.noteAt(segment, `${where} is not separated as ISA16 says`);
    return whole.split(other);
  }

  private unitsAt(segment: Segment, index: number): number | null {
    const text = element(segment, index);
    if (text === '') return null;
    const units = readNumber(text);
    if (units === null) this.problems.noteAt(segment, `SVC${String(index).padStart(2, '0')} is not a number of units`);
    return units;
  }

  /** SVC06 and SVC07: what was billed, where the payer changed it. */
  private readBilled(segment: Segment): void {
    const billed = this.procedureAt(segment, 6);
    if (billed[1] !== undefined && billed[1] !== '') {
      this.line.billedCode = billed[1];
      this.line.billedModifiers = billed.slice(2, 6).filter((modifier) => modifier !== '');
    }
    const units = this.unitsAt(segment, 7);
    if (units !== null) this.line.billedUnits = units;
  }

  private acceptDate(segment: Segment): void {
    const named = readNamedDate(segment);
    if (named?.qualifier === '472' || named?.qualifier === '150') this.line.serviceDate = named.date;
    else if (named?.qualifier === '151') this.line.serviceDateTo = named.date;
    else this.keep(segment);
  }

  private acceptReference(segment: Segment): void {
    const reference = readReference(segment);
    if (reference.qualifier === '6R') this.line.control = reference.value;
    else this.line.references = append(this.line.references, reference);
  }

  /** AMT*B6 is the line's own; false for what is none. */
  private acceptAllowed(segment: Segment): boolean {
    if (segment.id !== 'AMT' || element(segment, 1) !== 'B6') return false;
    const named = readNamedAmount(segment);
    if (named !== null) this.line.allowedCents = named.amountCents;
    return named !== null;
  }

  private keep(segment: Segment): void {
    keepSegment(segment, this.line);
  }
}
