import type { CatalogueCode } from './code-catalogue.js';

const familyOf = (code: string) => code.replace(/\d/g, '#');

/**
 * Codes by name. A row named with `#` for digits, such as `L####`, is no code: it answers for every code of that form that has no row of
 * its own. Of orthoses there are more than anyone would list, and all are billed alike.
 */
export class KnownCodes extends Map<string, CatalogueCode> {
  private readonly families = new Map<string, CatalogueCode>();

  override set(code: string, entry: CatalogueCode): this {
    if (!code.includes('#')) return super.set(code, entry);
    this.families.set(code, entry);
    return this;
  }

  override get(code: string): CatalogueCode | undefined {
    const own = super.get(code);
    if (own || code.includes('#')) return own;
    const family = this.families.get(familyOf(code));
    return family && { ...family, code };
  }

  override has(code: string): boolean {
    return this.get(code) !== undefined;
  }
}
