import type { OtherPayer, PayerDecision } from '../other-payer.js';
import { element, type Segment } from '../segment.js';
import { readCoverage } from './claim-coverage.js';
import { type ClaimParty, describeParty, readClaimParty } from './claim-parties.js';
import type { Draft } from './draft.js';
import type { ProblemList } from './problem-list.js';
import { amountAt, readAdjustments } from './remittance-elements.js';
import { readDate } from './values.js';

/** Another payer's part of a claim while its segments come in: loop 2320 from its SBR, with 2330A and 2330B. */
export class OtherPayerDraft {
  private readonly parties = new Map<string, ClaimParty>();
  private party: ClaimParty | null = null;
  private decision: Draft<PayerDecision> | null = null;
  private nonCoveredCents: number | undefined;
  private information: Segment | null = null;

  constructor(
    private readonly start: Segment,
    private readonly problems: ProblemList,
  ) {}

  accept(segment: Segment): void {
    if (segment.id === 'NM1') {
      this.party = readClaimParty(segment);
      this.parties.set(this.party.role, this.party);
    } else if (this.party === null) this.acceptDecision(segment);
    else if (!this.acceptPayerReference(segment)) describeParty(this.party, segment);
  }

  finish(): OtherPayer {
    const { start, information, decision, nonCoveredCents } = this;
    const benefits = information === null ? '' : element(information, 3);
    const other: Draft<OtherPayer> = {
      ...readCoverage(start),
      relationship: element(start, 2),
      payer: this.payer(),
      subscriber: this.subscriber(),
      benefitsAssigned: benefits === 'N' || benefits === 'W' ? benefits : 'Y',
      releaseOfInformation: information !== null && element(information, 6) === 'I' ? 'I' : 'Y',
    };
    if (decision !== null) other.decision = decision;
    if (nonCoveredCents !== undefined) other.nonCoveredCents = nonCoveredCents;
    return other;
  }

  /** 2320. */
  private acceptDecision(segment: Segment): void {
    if (segment.id === 'OI') this.information = segment;
    else if (segment.id === 'CAS') readAdjustments(segment, this.decided().adjustments, this.problems);
    else if (segment.id === 'AMT') this.acceptAmount(segment);
    else if (segment.id === 'MOA') {
      const remarks = segment.elements.slice(3, 8).filter((remark) => remark !== '');
      if (remarks.length > 0) this.decided().remarks = [...remarks];
    }
  }

  private acceptAmount(segment: Segment): void {
    const qualifier = element(segment, 1);
    if (qualifier !== 'D' && qualifier !== 'EAF' && qualifier !== 'A8') return;
    const amount = amountAt(segment, 2, this.problems) ?? 0;
    if (qualifier === 'D') this.decided().paidCents = amount;
    else if (qualifier === 'EAF') this.decided().patientOwesCents = amount;
    else this.nonCoveredCents = amount;
  }

  /** DTP*573 and REF*F8 of 2330B. */
  private acceptPayerReference(segment: Segment): boolean {
    if (this.party?.role !== 'PR') return false;
    if (segment.id === 'DTP' && element(segment, 1) === '573') {
      const date = readDate(element(segment, 3));
      if (date !== null) this.decided().adjudicatedOn = date;
      return true;
    }
    if (segment.id !== 'REF' || element(segment, 1) !== 'F8') return false;
    this.decided().payerControlNumber = element(segment, 2);
    return true;
  }

  private decided(): Draft<PayerDecision> {
    this.decision ??= { paidCents: 0, adjustments: [] };
    return this.decision;
  }

  private payer(): OtherPayer['payer'] {
    const party = this.parties.get('PR');
    const payer = { name: party?.name.lastName ?? '', id: party?.id ?? '' };
    return party?.address === undefined ? payer : { ...payer, address: party.address };
  }

  private subscriber(): OtherPayer['subscriber'] {
    const party = this.parties.get('IL');
    const subscriber = { ...(party?.name ?? { lastName: '' }), memberId: party?.id ?? '' };
    return party?.address === undefined ? subscriber : { ...subscriber, address: party.address };
  }
}
