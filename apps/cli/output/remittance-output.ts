import type { PracticeProfile } from '#libs/rules/practice.js';
import type { RemittancePart } from '#libs/x12/read/remittance-reader.js';
import type { RemittanceClaim } from '#libs/x12/remittance.js';
import { remittanceTable } from './remittance-table.js';
import {
  claimsShownFor,
  type ShownClaim,
  type ShownRemittance,
  shownHeader,
  shownTrailer,
} from './shown-remittance.js';

/** Turns what is read of a file into the text that stands for it, part by part. */
export interface RemittanceOutput {
  /** Of the next part. */
  text(part: RemittancePart): string;
  /** What comes after the last part of the file. */
  end(): string;
}

/** The contract's one JSON value a file. What is known at the end of a transaction alone, whether it balances, stands after its claims. */
export class RemittanceJson implements RemittanceOutput {
  private transactions = 0;
  private claims = 0;
  private show: (claim: RemittanceClaim) => ShownClaim = noClaim;

  constructor(
    private readonly file: string,
    private readonly practice: PracticeProfile | undefined,
  ) {}

  text(part: RemittancePart): string {
    if (part.kind === 'claim') {
      this.claims += 1;
      return `${this.claims === 1 ? '' : ','}${JSON.stringify(this.show(part.claim))}`;
    }
    if (part.kind === 'trailer') return `],${members(shownTrailer(part.trailer))}}`;
    this.show = claimsShownFor(part.header, this.practice);
    this.transactions += 1;
    this.claims = 0;
    const before = this.transactions === 1 ? `{"file":${JSON.stringify(this.file)},"transactions":[` : ',';
    return `${before}{${members(shownHeader(part.header))},"claims":[`;
  }

  end(): string {
    return ']}\n';
  }
}

/** A table a transaction. Its columns are as wide as the widest of its claims, so it is given at its end. */
export class RemittanceTables implements RemittanceOutput {
  private header: ReturnType<typeof shownHeader> | null = null;
  private claims: ShownClaim[] = [];
  private show: (claim: RemittanceClaim) => ShownClaim = noClaim;

  constructor(private readonly practice: PracticeProfile | undefined) {}

  text(part: RemittancePart): string {
    if (part.kind === 'header') {
      this.header = shownHeader(part.header);
      this.show = claimsShownFor(part.header, this.practice);
      this.claims = [];
    } else if (part.kind === 'claim') this.claims.push(this.show(part.claim));
    else if (this.header !== null) {
      const shown: ShownRemittance = { ...this.header, ...shownTrailer(part.trailer), claims: this.claims };
      return remittanceTable(shown);
    }
    return '';
  }

  end(): string {
    return '';
  }
}

/** The members of an object as JSON, without its braces. */
function members(value: object): string {
  return JSON.stringify(value).slice(1, -1);
}

function noClaim(): never {
  throw new RangeError('a claim before the header of its remittance');
}
