import type { LocalDate } from '#libs/kernel/local-date.js';
import type { ReferenceTable } from './reference-table.js';
import { atPayer, payersOf } from './tables/table-reader.js';
import { type PairRule, pairName, type UnbundledPair } from './tables/unbundled-pairs.js';

/** The names under which two codes have rows at a payer: its own, and everybody's. */
interface PairNames {
  readonly own: readonly string[];
  readonly all: readonly string[];
}

const EVERYBODY = '';

function inForce(rule: PairRule | undefined): UnbundledPair | undefined {
  return rule && rule.indicator !== '9' ? (rule as UnbundledPair) : undefined;
}

/**
 * Finds the rule of two codes whichever comes first. Every pair of lines of every day asks, and most codes are no pair: which names have rows
 * is remembered by the two codes, so that no name is made to be looked up in vain.
 */
export class PairLookup {
  private readonly payers: ReadonlySet<string>;
  private readonly known = new Map<string, Map<string, Map<string, PairNames>>>();

  constructor(private readonly table: ReferenceTable<PairRule>) {
    this.payers = payersOf(table.dated.names());
  }

  find(a: string, b: string, date: LocalDate, payerId: string | undefined): UnbundledPair | undefined {
    const payer = payerId !== undefined && this.payers.has(payerId) ? payerId : EVERYBODY;
    const { own, all } = this.namesOf(payer, a, b);
    for (const name of own) {
      const rule = this.table.at(name, date);
      if (rule) return inForce(rule);
    }
    for (const name of all) {
      const pair = inForce(this.table.at(name, date));
      if (pair) return pair;
    }
    return undefined;
  }

  private namesOf(payer: string, a: string, b: string): PairNames {
    const known = this.known.get(payer)?.get(a)?.get(b);
    if (known) return known;
    const names = this.makeNames(payer, a, b);
    const byFirst = this.known.get(payer) ?? new Map<string, Map<string, PairNames>>();
    this.known.set(payer, byFirst.set(a, (byFirst.get(a) ?? new Map<string, PairNames>()).set(b, names)));
    return names;
  }

  private makeNames(payer: string, a: string, b: string): PairNames {
    const all = [pairName(a, b), pairName(b, a)];
    const own = payer === EVERYBODY ? [] : all.map((name) => atPayer(payer, name));
    const hasRows = (name: string) => this.table.has(name);
    return { own: own.filter(hasRows), all: all.filter(hasRows) };
  }
}
