import type { Cents } from '#libs/kernel/money.js';
import type {
  NamedAmount,
  NamedDate,
  NamedQuantity,
  RawSegment,
  Reference,
  RemittanceAdjustment,
  RemittanceParty,
} from '../remittance.js';
import { element, type Segment } from '../segment.js';
import { append } from './draft.js';
import type { ProblemList } from './problem-list.js';
import { readCents, readDate, readNumber } from './values.js';

/** An amount element; where it is missing or no amount of money, the problem is named and null given. */
export function amountAt(segment: Segment, index: number, problems: ProblemList): Cents | null {
  const text = element(segment, index);
  const amount = text === '' ? null : readCents(text);
  if (amount === null) {
    const name = `${segment.id}${String(index).padStart(2, '0')}`;
    problems.distrustAt(segment, text === '' ? `${name} is missing` : `${name} is not an amount of money`);
  }
  return amount;
}

/** An amount that may be left out, which means zero. */
export function optionalAmountAt(segment: Segment, index: number, problems: ProblemList): Cents | null {
  return element(segment, index) === '' ? 0 : amountAt(segment, index, problems);
}

/**
 * CAS: the group and up to six triplets of reason, amount, quantity, appended to `into`. False where an amount could not be read. Triplets
 * beyond the sixth are money all the same and are read too.
 */
export function readAdjustments(segment: Segment, into: RemittanceAdjustment[], problems: ProblemList): boolean {
  const group = element(segment, 1);
  let readable = true;
  for (let index = 2; index < segment.elements.length; index += 3) {
    const reason = element(segment, index);
    if (reason === '' && element(segment, index + 1) === '') continue;
    const amountCents = amountAt(segment, index + 1, problems);
    if (amountCents === null) {
      readable = false;
      continue;
    }
    if (reason === '')
      problems.noteAt(segment, `CAS${String(index).padStart(2, '0')} is missing: an amount without its reason`);
    const quantity = readNumber(element(segment, index + 2));
    into.push(quantity === null ? { group, reason, amountCents } : { group, reason, amountCents, quantity });
  }
  return readable;
}

/** NM1 as a party. */
export function readParty(segment: Segment): RemittanceParty {
  const party: Record<string, string> = {};
  put(party, 'lastName', element(segment, 3));
  put(party, 'firstName', element(segment, 4));
  put(party, 'middleName', element(segment, 5));
  put(party, 'suffix', element(segment, 7));
  put(party, 'idQualifier', element(segment, 8));
  put(party, 'id', element(segment, 9));
  return party;
}

function put(into: Record<string, string>, key: string, value: string): void {
  if (value !== '') into[key] = value;
}

export function readReference(segment: Segment): Reference {
  return { qualifier: element(segment, 1), value: element(segment, 2) };
}

/** AMT, null where it is no amount; outside the balances, so nothing is distrusted for it. */
export function readNamedAmount(segment: Segment): NamedAmount | null {
  const amountCents = readCents(element(segment, 2));
  return amountCents === null ? null : { qualifier: element(segment, 1), amountCents };
}

function readNamedQuantity(segment: Segment): NamedQuantity | null {
  const quantity = readNumber(element(segment, 2));
  return quantity === null ? null : { qualifier: element(segment, 1), quantity };
}

/** What holds the AMT and QTY of a claim or of a line, and the segments that are kept as they came. */
interface SegmentOwner {
  amounts?: NamedAmount[];
  quantities?: NamedQuantity[];
  otherSegments?: RawSegment[];
}

/** Adds an AMT or QTY to its owner; false where it holds no number. */
function addNamedValue(segment: Segment, owner: Pick<SegmentOwner, 'amounts' | 'quantities'>): boolean {
  if (segment.id === 'AMT') {
    const amount = readNamedAmount(segment);
    if (amount !== null) owner.amounts = append(owner.amounts, amount);
    return amount !== null;
  }
  const quantity = readNamedQuantity(segment);
  if (quantity !== null) owner.quantities = append(owner.quantities, quantity);
  return quantity !== null;
}

/** Keeps a segment as it came. */
export function keepSegment(segment: Segment, owner: Pick<SegmentOwner, 'otherSegments'>): void {
  owner.otherSegments = append(owner.otherSegments, segment.elements);
}

/** What a claim and a line have no field for: an AMT or QTY joins the named values, all else is kept as it came. */
export function addOrKeep(
  segment: Segment,
  named: Pick<SegmentOwner, 'amounts' | 'quantities'>,
  kept: Pick<SegmentOwner, 'otherSegments'>,
): void {
  const isNamed = segment.id === 'AMT' || segment.id === 'QTY';
  if (!isNamed || !addNamedValue(segment, named)) keepSegment(segment, kept);
}

export function readNamedDate(segment: Segment): NamedDate | null {
  const date = readDate(element(segment, 2));
  return date === null ? null : { qualifier: element(segment, 1), date };
}
