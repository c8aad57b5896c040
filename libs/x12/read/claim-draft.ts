import type { Attachment, ClaimLine, ProfessionalClaim } from '../claim.js';
import { component, components, element, type Segment } from '../segment.js';
import type { ReadClaim } from './claim-file.js';
import { readClaimLine } from './claim-line.js';
import { OtherPayerDraft } from './claim-other-payer.js';
import { type ClaimParty, describeParty, readClaimParty } from './claim-parties.js';
import type { Surroundings } from './claim-surroundings.js';
import { append, type Draft } from './draft.js';
import type { ProblemList } from './problem-list.js';
import { readCents, readDate } from './values.js';

/** Dates of a claim by their qualifier. */
const CLAIM_DATES = { 431: 'onsetOn', 454: 'initialTreatmentOn', 304: 'lastSeenOn' } as const;

/** A claim while its segments come in: CLM to the next CLM or HL. */
export class ClaimDraft {
  private readonly claim: Draft<ProfessionalClaim>;
  private readonly lines: ClaimLine[] = [];
  private readonly parties = new Map<string, ClaimParty>();
  private party: ClaimParty | null = null;
  /** Loop 2320 and those below it: another payer's part. */
  private otherPayer: OtherPayerDraft | null = null;
  private lineSegments: Segment[] | null = null;

  constructor(
    private readonly start: Segment,
    surroundings: Surroundings,
    private readonly problems: ProblemList,
  ) {
    const frequency = component(start, 5, 3);
    const assignment = element(start, 7);
    const benefits = element(start, 8);
    this.claim = {
      ...surroundings,
      patientControlNumber: element(start, 1),
      frequency: frequency === '7' || frequency === '8' ? frequency : '1',
      placeOfService: component(start, 5, 1),
      diagnoses: [],
      assignment: assignment === 'B' || assignment === 'C' ? assignment : 'A',
      benefitsAssigned: benefits === 'N' || benefits === 'W' ? benefits : 'Y',
      releaseOfInformation: element(start, 9) === 'I' ? 'I' : 'Y',
      lines: this.lines,
    };
  }

  accept(segment: Segment): void {
    if (segment.id === 'LX') {
      this.finishLine();
      this.lineSegments = [];
    } else if (this.lineSegments !== null) this.lineSegments.push(segment);
    else if (segment.id === 'SBR') this.beginOtherPayer(segment);
    else if (this.otherPayer === null) this.acceptOwn(segment);
    else this.otherPayer.accept(segment);
  }

  finish(): ReadClaim {
    this.finishLine();
    this.finishOtherPayer();
    this.addProviders();
    const reported = readCents(element(this.start, 2));
    if (reported === null) this.problems.noteAt(this.start, 'CLM02 is not an amount of money');
    if (this.lines.length === 0) this.problems.noteAt(this.start, 'the claim has no lines');
    return { claim: this.claim, reportedChargeCents: reported ?? 0, position: this.start.position };
  }

  private acceptOwn(segment: Segment): void {
    switch (segment.id) {
      case 'DTP':
        this.acceptDate(segment);
        return;
      case 'PWK':
        this.acceptAttachment(segment);
        return;
      case 'AMT':
        this.acceptAmount(segment);
        return;
      case 'NTE':
        this.claim.note = element(segment, 2);
        return;
      case 'HI':
        this.acceptDiagnoses(segment);
        return;
      case 'NM1':
        this.party = readClaimParty(segment);
        this.parties.set(this.party.role, this.party);
        return;
      default:
        if (this.party !== null) describeParty(this.party, segment);
        else if (segment.id === 'REF') this.acceptReference(segment);
    }
  }

  private acceptDate(segment: Segment): void {
    const qualifier = element(segment, 1);
    const date = readDate(element(segment, 3));
    if (date === null) return;
    if (qualifier === '439') this.acceptAccident(date);
    const field = CLAIM_DATES[qualifier as unknown as keyof typeof CLAIM_DATES];
    if (field !== undefined) this.claim[field] = date;
  }

  private acceptAccident(on: string): void {
    const [kind = '', , , state = ''] = components(this.start, 11);
    if (kind !== 'AA' && kind !== 'EM' && kind !== 'OA') return;
    this.claim.accident = state === '' ? { kind, on } : { kind, on, state };
  }

  private acceptAttachment(segment: Segment): void {
    const attachment: Draft<Attachment> = { reportType: element(segment, 1), transmission: element(segment, 2) };
    if (element(segment, 6) !== '') attachment.controlNumber = element(segment, 6);
    this.claim.attachments = append(this.claim.attachments, attachment);
  }

  /** AMT*F5; other amounts of the claim are other payers' affair. */
  private acceptAmount(segment: Segment): void {
    if (element(segment, 1) !== 'F5') return;
    const paid = readCents(element(segment, 2));
    if (paid === null) this.problems.noteAt(segment, 'AMT02 is not an amount of money');
    else this.claim.patientPaidCents = paid;
  }

  private acceptReference(segment: Segment): void {
    const qualifier = element(segment, 1);
    if (qualifier === 'F8') this.claim.payerControlNumber = element(segment, 2);
    if (qualifier === 'G1') this.claim.priorAuthorization = element(segment, 2);
  }

  /** HI with ABK and ABF (ICD-10-CM), or BK and BF of older claims. */
  private acceptDiagnoses(segment: Segment): void {
    for (let index = 1; index < segment.elements.length; index += 1) {
      const [qualifier = '', code = ''] = components(segment, index);
      if (/^A?B[KF]$/.test(qualifier)) this.claim.diagnoses.push(code);
    }
  }

  private finishLine(): void {
    if (this.lineSegments === null) return;
    const line = readClaimLine(this.lineSegments, this.problems);
    if (line !== null) this.lines.push(line);
    else this.problems.noteAt(this.lineSegments[0] ?? this.start, 'the line has no SV1');
    this.lineSegments = null;
  }

  private beginOtherPayer(segment: Segment): void {
    this.finishOtherPayer();
    this.otherPayer = new OtherPayerDraft(segment, this.problems);
  }

  private finishOtherPayer(): void {
    if (this.otherPayer === null) return;
    this.claim.otherPayers = append(this.claim.otherPayers, this.otherPayer.finish());
    this.otherPayer = null;
  }

  private addProviders(): void {
    const { claim, parties } = this;
    const roles = { DN: 'referringProvider', '82': 'renderingProvider', DQ: 'supervisingProvider' } as const;
    for (const [role, field] of Object.entries(roles)) {
      const party = parties.get(role);
      if (party === undefined) continue;
      const provider = { ...party.name, npi: party.id };
      claim[field] = party.taxonomy === undefined ? provider : { ...provider, taxonomy: party.taxonomy };
    }
    const facility = parties.get('77');
    if (facility === undefined) return;
    const address = facility.address ?? { line1: '', city: '', state: '', zip: '' };
    const place = { name: facility.name.lastName, address };
    claim.serviceFacility = facility.id === '' ? place : { ...place, npi: facility.id };
  }
}
