import type { Acknowledgement, AcknowledgementStatus, SyntaxFault } from '../acknowledgement.js';
import { component, element, type Segment } from '../segment.js';
import type { Draft } from './draft.js';
import { readNumber } from './values.js';

/** IK501: A accepted, E accepted though errors were found. */
const TRANSACTION_TAKEN = new Set(['A', 'E']);
/** AK901: P is a group taken in part; its transactions say which. */
const GROUP_TAKEN = new Set(['A', 'E', 'P']);
/** IK304: the segment's elements have faults, which IK4 then names one by one. */
const SEE_ELEMENTS = '8';

/** 999: one answer for each transaction (AK2 to IK5) and one for the group (AK1 to AK9). AK3 to AK5 of older forms are read alike. */
export function readImplementationAcknowledgement(segments: readonly Segment[]): Acknowledgement[] {
  const answers: Acknowledgement[] = [];
  let group: Segment | null = null;
  let transaction: Segment | null = null;
  let faults = new FaultList();
  for (const segment of segments) {
    switch (segment.id) {
      case 'AK1':
        group = segment;
        break;
      case 'AK2':
        transaction = segment;
        faults = new FaultList();
        break;
      case 'IK3':
      case 'AK3':
        faults.addSegment(segment);
        break;
      case 'IK4':
      case 'AK4':
        faults.addElement(segment);
        break;
      case 'CTX':
        faults.addContext(segment);
        break;
      case 'IK5':
      case 'AK5':
        if (transaction !== null) answers.push(transactionAnswer(segment, group, transaction, faults.list()));
        transaction = null;
        break;
      case 'AK9':
        answers.push(groupAnswer(segment, group));
        break;
    }
  }
  return answers;
}

function transactionAnswer(
  segment: Segment,
  group: Segment | null,
  transaction: Segment,
  errors: SyntaxFault[],
): Acknowledgement {
  const category = element(segment, 1);
  return {
    kind: '999',
    level: 'transaction',
    control: element(transaction, 2),
    ...(group === null ? {} : { groupControl: element(group, 2) }),
    accepted: TRANSACTION_TAKEN.has(category),
    statuses: statusesAt(segment, category, 2),
    segment: segment.segmentNumber,
    errors,
  };
}

function groupAnswer(segment: Segment, group: Segment | null): Acknowledgement {
  const category = element(segment, 1);
  return {
    kind: '999',
    level: 'group',
    control: group === null ? '' : element(group, 2),
    accepted: GROUP_TAKEN.has(category),
    statuses: statusesAt(segment, category, 5),
    segment: segment.segmentNumber,
    errors: [],
  };
}

/** The code, once for each of up to five error codes from `first` on, or alone. */
function statusesAt(segment: Segment, category: string, first: number): AcknowledgementStatus[] {
  const codes = segment.elements.slice(first, first + 5).map((code) => code.trim());
  const given = codes.filter((code) => code !== '');
  return given.length === 0 ? [{ category, status: '' }] : given.map((status) => ({ category, status }));
}

/** IK3, IK4 and CTX of one transaction. */
class FaultList {
  private readonly faults: Draft<SyntaxFault>[] = [];
  private segmentFault: Draft<SyntaxFault> | null = null;

  addSegment(segment: Segment): void {
    const fault: Draft<SyntaxFault> = {
      segmentId: element(segment, 1),
      position: readNumber(element(segment, 2)) ?? 0,
      code: element(segment, 4),
    };
    if (element(segment, 3) !== '') fault.loop = element(segment, 3);
    this.segmentFault = fault;
    this.faults.push(fault);
  }

  /** A fault of an element takes the place of "its elements have faults". */
  addElement(segment: Segment): void {
    const parent = this.segmentFault;
    if (parent === null) return;
    const fault: Draft<SyntaxFault> = { ...parent, code: element(segment, 3) };
    const at = readNumber(component(segment, 1, 1));
    const part = readNumber(component(segment, 1, 2));
    if (at !== null) fault.element = at;
    if (part !== null) fault.component = part;
    if (parent.context !== undefined) fault.context = [...parent.context];
    if (parent.code === SEE_ELEMENTS && this.faults.at(-1) === parent) this.faults.pop();
    this.faults.push(fault);
  }

  addContext(segment: Segment): void {
    const last = this.faults.at(-1);
    if (last !== undefined) last.context = [...(last.context ?? []), segment.elements.slice(1).join(' ')];
  }

  list(): SyntaxFault[] {
    return this.faults;
  }
}
