import { isLocalDate } from '#libs/kernel/local-date.js';
import { type Cents, centsToDecimal } from '#libs/kernel/money.js';
import type { RefusalDetail } from '#libs/kernel/result.js';
import type { CoverageTerms, PostalAddress } from '../claim-party.js';
import { cleanText, isCleanIdentifier } from './clean-text.js';

const MOST_MODIFIERS = 4;

/** SBR09 of Medicare, which is told why it is not first. */
const MEDICARE = /^M[AB]$/;

/** Collects what is wrong with a claim; fields are named, content never. */
export class FaultFinder {
  readonly found: RefusalDetail[] = [];

  require(holds: boolean, field: string, message: string): void {
    if (!holds) this.found.push({ code: 'claim.not-writable', field, message: `${field} ${message}` });
  }

  name(text: string | undefined, field: string): void {
    this.require(text !== undefined && cleanText(text) !== '', field, 'is missing or has no letter that X12 can carry');
  }

  identifier(text: string | undefined, field: string, longest: number, shortest = 1): void {
    this.require(
      text !== undefined && text.length >= shortest && isCleanIdentifier(text, longest),
      field,
      `must be ${shortest} to ${longest} characters without separators`,
    );
  }

  /** A code of two letters or digits. */
  code(text: string, field: string): void {
    this.require(/^[0-9A-Z]{2}$/.test(text), field, 'must be two letters or digits');
  }

  taxonomy(text: string | undefined, field: string): void {
    if (text !== undefined) this.require(/^[0-9A-Z]{10}$/.test(text), field, 'must be ten letters or digits');
  }

  npi(text: string | undefined, field: string): void {
    this.require(/^\d{10}$/.test(text ?? ''), field, 'must be ten digits');
  }

  date(text: string | undefined, field: string): void {
    this.require(isLocalDate(text), field, 'must be a day');
  }

  address(address: PostalAddress | undefined, field: string): void {
    if (address === undefined) {
      this.require(false, field, 'is missing');
      return;
    }
    this.name(address.line1, `${field}.line1`);
    this.require(cleanText(address.city).length >= 2, `${field}.city`, 'must have two letters that X12 can carry');
    this.require(/^[A-Z]{2}$/.test(address.state), `${field}.state`, 'must be two capital letters');
    this.require(/^\d{5}(-?\d{4})?$/.test(address.zip), `${field}.zip`, 'must be five or nine digits');
  }

  /** SBR. */
  coverage({ claimFilingIndicator, groupNumber, mspType }: CoverageTerms, field: string): void {
    this.require(/^[A-Z0-9]{1,2}$/.test(claimFilingIndicator), `${field}.claimFilingIndicator`, 'is missing');
    if (groupNumber !== undefined) this.identifier(groupNumber, `${field}.groupNumber`, 50);
    if (mspType !== undefined) this.code(mspType, `${field}.mspType`);
  }

  /** The claim's payer is Medicare and not the first: it has to be told why. */
  secondaryMedicare({ claimFilingIndicator, responsibility, mspType }: CoverageTerms, field: string): void {
    const isSecond = MEDICARE.test(claimFilingIndicator) && responsibility !== 'P' && responsibility !== 'U';
    if (isSecond) this.require(mspType !== undefined, `${field}.mspType`, 'must say why Medicare is not first');
  }

  procedure(
    { code, modifiers }: { readonly code: string; readonly modifiers: readonly string[] },
    field: string,
  ): void {
    this.require(/^[0-9A-Z]{5}$/.test(code), `${field}.code`, 'must be five letters or digits');
    const fit = modifiers.length <= MOST_MODIFIERS && modifiers.every((one) => /^[0-9A-Z]{2}$/.test(one));
    this.require(fit, `${field}.modifiers`, `must be at most ${MOST_MODIFIERS} of two characters each`);
  }

  /** Charge against paid and adjusted, of a line or the claim, by one payer's decision. */
  balance(field: string, charge: Cents, disposed: Cents): void {
    if (charge === disposed) return;
    const sides = `charge ${centsToDecimal(charge)}, paid and adjusted ${centsToDecimal(disposed)}`;
    const difference = centsToDecimal(charge - disposed);
    this.found.push({
      code: 'cob.unbalanced',
      field,
      message: `${field} does not balance with the other payer's decision: ${sides}, difference ${difference}`,
    });
  }
}
