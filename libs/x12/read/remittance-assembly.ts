import type { Cents } from '#libs/kernel/money.js';
import { type RefusalDetail, refuse } from '#libs/kernel/result.js';
import type { Problem } from '../problem.js';
import type {
  ProviderAdjustment,
  RawSegment,
  RemittanceClaim,
  RemittanceHeader,
  RemittanceTrailer,
} from '../remittance.js';
import { placeOf, type Segment } from '../segment.js';
import { checkBalance } from './balance.js';
import type { TransactionContext, TransactionHandler } from './envelope.js';
import { faultMessage, type TokenizerLimits } from './limits.js';
import { ProblemList } from './problem-list.js';
import { readProviderAdjustments } from './provider-adjustments.js';
import { RemittanceClaimDraft } from './remittance-claim-draft.js';
import { RemittanceHeaderDraft } from './remittance-header-draft.js';
import { ReversalPairing } from './reversal-pairing.js';

/** A remittance in the order in which it is read: a header, its claims, a trailer; then perhaps the next one's header. */
export type RemittancePart =
  | { readonly kind: 'header'; readonly header: RemittanceHeader }
  | { readonly kind: 'claim'; readonly claim: RemittanceClaim }
  | { readonly kind: 'trailer'; readonly trailer: RemittanceTrailer };

/** Segments that stand between claims and end the one before. */
const BETWEEN_CLAIMS = new Set(['LX', 'TS3', 'TS2']);

/** Every segment that an 835 may hold between ST and SE, in this version or an older one. */
const KNOWN = new Set(
  'AMT BPR CAS CLP CUR DTM LQ LX MIA MOA N1 N2 N3 N4 NM1 PER PLB QTY RDM REF SVC TRN TS2 TS3'.split(' '),
);

/** Segments with amounts that the balances are made of. */
const MONEY = new Set(['BPR', 'CLP', 'CAS', 'SVC', 'PLB']);

/** What is known of the open transaction. */
interface OpenRemittance {
  readonly header: RemittanceHeaderDraft;
  readonly problems: ProblemList;
  headerGiven: boolean;
  claim: RemittanceClaimDraft | null;
  /** LX, TS3, TS2 before the next claim. */
  preceding: RawSegment[];
  claimCount: number;
  readonly reversals: ReversalPairing;
  claimPaidCents: Cents;
  moneyReadable: boolean;
  readonly providerAdjustments: ProviderAdjustment[];
  position: number;
}

/** Puts the segments of 835s together to remittances, and tells faults of their envelopes to the transaction they belong to. */
export class RemittanceAssembly implements TransactionHandler {
  private parts: RemittancePart[] = [];
  private open: OpenRemittance | null = null;
  /** Read to its SE; given when nothing can be said about it any more. */
  private held: OpenRemittance | null = null;
  /** Problems told before the first 835 of an interchange. */
  private pending: Problem[] = [];
  private pendingMoney = false;
  private found = false;
  private interchanges = 0;
  private readonly otherSets = new Set<string>();
  private ignoring = false;

  constructor(private readonly limits: TokenizerLimits) {}

  drain(): RemittancePart[] {
    const { parts } = this;
    this.parts = [];
    return parts;
  }

  refusal(): RefusalDetail | null {
    if (this.found) return null;
    if (this.interchanges === 0)
      return refuse('x12.no-interchange', 'no X12 interchange was found: no ISA segment').refusal;
    const others = [...this.otherSets].map((set) => (/^\d{3}$/.test(set) ? set : 'unknown')).join(', ');
    const instead = others === '' ? 'no transaction at all' : `transactions of type ${others}`;
    return refuse('x12.no-835', `no 835 was found: the file holds ${instead}`, 'ST01').refusal;
  }

  beginInterchange(): void {
    this.release();
    this.interchanges += 1;
    this.pending = [];
  }

  begin(context: TransactionContext, segment: Segment): void {
    this.release();
    this.ignoring = context.set !== '835';
    if (this.ignoring) {
      this.otherSets.add(context.set);
      return;
    }
    this.found = true;
    const problems = new ProblemList();
    for (const problem of this.pending) problems.note(problem);
    this.pending = [];
    // Without its ST, too, nobody knows what belongs to it; the envelope has named that already.
    if (segment.id !== 'ST') problems.markUntrusted();
    if (this.pendingMoney) problems.distrustAt(segment, 'amounts before it stand in no transaction');
    this.pendingMoney = false;
    this.open = {
      header: new RemittanceHeaderDraft(context, segment, problems),
      problems,
      headerGiven: false,
      claim: null,
      preceding: [],
      claimCount: 0,
      reversals: new ReversalPairing(),
      claimPaidCents: 0,
      moneyReadable: true,
      providerAdjustments: [],
      position: segment.position,
    };
  }

  body(segment: Segment): void {
    const { open } = this;
    if (open === null) return;
    if (segment.fault !== undefined) {
      open.problems.distrustAt(segment, faultMessage(segment, this.limits));
      open.moneyReadable = false;
      return;
    }
    if (!KNOWN.has(segment.id)) open.problems.noteAt(segment, 'the segment is none of an 835, it is kept as it came');
    switch (segment.id) {
      case 'CLP':
        this.beginClaim(open, segment);
        return;
      case 'PLB':
        this.finishClaim(open);
        open.position = segment.position;
        if (!readProviderAdjustments(segment, open.providerAdjustments, open.problems)) open.moneyReadable = false;
        return;
      default:
        if (BETWEEN_CLAIMS.has(segment.id)) {
          this.finishClaim(open);
          open.preceding.push(segment.elements);
        } else if (open.claim !== null) open.claim.accept(segment);
        else this.acceptOutsideClaims(open, segment);
    }
  }

  /** Without its SE a transaction may have lost claims, which no sum shows where nothing was paid for them. */
  end(complete: boolean): void {
    const { open } = this;
    this.open = null;
    this.ignoring = false;
    if (open === null) return;
    if (!complete) open.problems.markUntrusted();
    this.finishClaim(open);
    checkTransaction(open);
    this.held = open;
  }

  /** Money that stands in no transaction may have been the one's before: that one is not trusted, else the next. */
  looseSegment(segment: Segment): void {
    if (segment.id === 'TA1') return;
    const problem = { ...placeOf(segment), message: 'the segment is in no transaction' };
    if (!MONEY.has(segment.id)) this.problem(problem);
    else if (this.held !== null) this.held.problems.distrust(problem);
    else {
      this.pendingMoney = true;
      this.problem(problem);
    }
  }

  problem(problem: Problem): void {
    if (this.ignoring) return;
    const owner = this.open ?? this.held;
    if (owner !== null) owner.problems.note(problem);
    else if (this.pending.length < 100) this.pending.push(problem);
  }

  /** Gives the transaction that was read before. */
  release(): void {
    const { held } = this;
    if (held === null) return;
    this.held = null;
    const { problems, providerAdjustments, claimCount } = held;
    const trailer = { balanced: problems.balanced, providerAdjustments, problems: problems.list(), claimCount };
    this.parts.push({ kind: 'trailer', trailer });
  }

  private beginClaim(open: OpenRemittance, segment: Segment): void {
    this.finishClaim(open);
    open.position = segment.position;
    open.claim = new RemittanceClaimDraft(segment, open.preceding, open.problems);
    open.preceding = [];
  }

  /** Ends the claim that is open, if any, and the header before the first. */
  private finishClaim(open: OpenRemittance): void {
    if (!open.headerGiven) {
      open.headerGiven = true;
      this.parts.push({ kind: 'header', header: open.header.finish() });
    }
    if (open.claim === null) return;
    const claim = open.claim.finish();
    if (!open.claim.readable) open.moneyReadable = false;
    open.claim = null;
    open.claimCount += 1;
    open.claimPaidCents += claim.paidCents;
    const correctsClaim = open.reversals.accept(claim, open.claimCount);
    this.parts.push({ kind: 'claim', claim: correctsClaim === undefined ? claim : { ...claim, correctsClaim } });
  }

  private acceptOutsideClaims(open: OpenRemittance, segment: Segment): void {
    if (segment.id === 'CAS' || segment.id === 'SVC') {
      open.problems.distrustAt(segment, `${segment.id} stands in no claim`);
      open.moneyReadable = false;
    } else if (!open.headerGiven) open.header.accept(segment);
    else open.problems.noteAt(segment, 'the segment stands in no claim');
  }
}

function checkTransaction(open: OpenRemittance): void {
  if (!open.moneyReadable || !open.header.paymentKnown) return;
  let providerCents = 0;
  for (const adjustment of open.providerAdjustments) providerCents += adjustment.amountCents;
  checkBalance(
    open.problems,
    { segment: open.providerAdjustments.length > 0 ? 'PLB' : 'CLP', position: open.position },
    {
      equation: 'transaction',
      of: 'the sum of CLP04 less PLB',
      computed: open.claimPaidCents - providerCents,
      reportedBy: 'BPR02',
      reported: open.header.paymentCents,
    },
  );
}
