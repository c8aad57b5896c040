import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { sumCents } from '#libs/kernel/money.js';

type Fits = (remitted: RemittanceLine, charged: ChargeLine) => boolean;

/** A payer that changed the code says in SVC06 what was billed. */
const sameCode: Fits = (remitted, charged) => (remitted.billedCode ?? remitted.code) === charged.code;

const sameService: Fits = (remitted, charged) =>
  sameCode(remitted, charged) && remitted.chargeCents === charged.chargeCents;

/** A claim may hold the same service on several days; a payer that leaves the day out may mean any. */
const sameDay: Fits = (remitted, charged) =>
  (remitted.serviceDate ?? charged.serviceDate) === (charged.serviceDate ?? remitted.serviceDate);

/** Some payers return modifiers in one piece (`GO59`): each is two characters. */
const apart = (modifiers: readonly string[]) => modifiers.flatMap((modifier) => modifier.match(/../g) ?? []);

const sameModifiers: Fits = (remitted, charged) =>
  [...apart(remitted.modifiers)].sort().join() === [...charged.modifiers].sort().join();

/** Dropped some, or added some of its own. */
const likeModifiers: Fits = ({ modifiers }, charged) => {
  const reported = apart(modifiers);
  if (reported.length === 0) return charged.modifiers.length === 0;
  return (
    reported.every((one) => charged.modifiers.includes(one)) || charged.modifiers.every((one) => reported.includes(one))
  );
};

const sameNumber: Fits = (remitted, charged) => remitted.lineControlNumber === charged.lineControlNumber;

/** One line of ours under its own number; more than we charged is several lines in one, and part of it may be all that was decided. */
const NUMBERED: readonly [Fits, Fits] = [
  (remitted, charged) => sameNumber(remitted, charged) && remitted.chargeCents === charged.chargeCents,
  (remitted, charged) => sameNumber(remitted, charged) && remitted.chargeCents < charged.chargeCents,
];

/** From the surest tie to the loosest; payers drop control numbers, merge modifiers and restate codes. */
const DESCRIBED: readonly Fits[] = [
  (remitted, charged) =>
    sameService(remitted, charged) && sameModifiers(remitted, charged) && sameDay(remitted, charged),
  (remitted, charged) =>
    sameService(remitted, charged) && likeModifiers(remitted, charged) && sameDay(remitted, charged),
  (remitted, charged) => sameService(remitted, charged) && sameDay(remitted, charged),
  sameService,
];

const alike = (items: readonly unknown[]) => new Set(items.map((item) => JSON.stringify(item))).size <= 1;

/** Which is which makes no difference: the same service of the same day, or decided in the same way. */
const sameCharges = (lines: readonly ChargeLine[]) =>
  alike(lines.map(({ code, modifiers, chargeCents, serviceDate }) => [code, modifiers, chargeCents, serviceDate]));
const sameDecisions = (lines: readonly RemittanceLine[]) =>
  alike(lines.map(({ code, paidCents, allowedCents, adjustments }) => [code, paidCents, allowedCents, adjustments]));

class Ties {
  readonly found: (ChargeLine | null)[];
  private readonly free: Set<ChargeLine>;

  constructor(
    private readonly remitted: readonly RemittanceLine[],
    charged: readonly ChargeLine[],
  ) {
    this.found = remitted.map(() => null);
    this.free = new Set(charged);
  }

  /** Ties what can be told apart, or need not be; the rest waits for another way. */
  tie(fits: Fits): void {
    for (const [index, line] of this.remitted.entries()) {
      if (this.found[index]) continue;
      const candidates = this.freeOnes((charged) => fits(line, charged));
      const [first] = candidates;
      if (!first) continue;
      const rivals = this.untied().filter((other) => candidates.some((charged) => fits(other, charged)));
      const enough = rivals.length <= candidates.length;
      const certain = sameCharges(candidates)
        ? enough || sameDecisions(rivals)
        : rivals.length >= candidates.length && sameDecisions(rivals);
      if (certain) this.take([index], first);
    }
  }

  /** Several lines of the payer that together are one of ours: they say its control number, or are all of its service that is left. */
  tieSplit(): void {
    for (const charged of [...this.free]) {
      const numbered = this.partsOf((line) => sameNumber(line, charged));
      const alone = this.freeOnes((other) => other.code === charged.code).length === 1;
      const served = alone ? this.partsOf((line) => sameCode(line, charged) && sameDay(line, charged)) : [];
      const parts = [numbered, served].find((some) => this.makeUp(some, charged));
      if (parts) this.take(parts, charged);
    }
  }

  private makeUp(parts: readonly number[], charged: ChargeLine): boolean {
    const charges = parts.map((index) => this.remitted[index]?.chargeCents ?? 0);
    return parts.length > 1 && charges.every((cents) => cents > 0) && sumCents(charges) === charged.chargeCents;
  }

  private partsOf(is: (line: RemittanceLine) => boolean): readonly number[] {
    return this.remitted.flatMap((line, index) => (!this.found[index] && is(line) ? [index] : []));
  }

  private untied(): readonly RemittanceLine[] {
    return this.remitted.filter((_line, index) => !this.found[index]);
  }

  private freeOnes(is: (charged: ChargeLine) => boolean): readonly ChargeLine[] {
    return [...this.free].filter(is);
  }

  private take(indexes: readonly number[], charged: ChargeLine): void {
    for (const index of indexes) this.found[index] = charged;
    this.free.delete(charged);
  }
}

/**
 * The charge line that each of the payer's lines is about, by line control number, else by code, modifiers, date and charge; null where none
 * fits, or where more than one does and it would make a difference. A charge line is taken once, or by the parts that it was split into.
 */
export function tieLines(
  remitted: readonly RemittanceLine[],
  charged: readonly ChargeLine[],
): readonly (ChargeLine | null)[] {
  const ties = new Ties(remitted, charged);
  const [whole, part] = NUMBERED;
  ties.tie(whole);
  ties.tieSplit();
  for (const fits of [part, ...DESCRIBED]) ties.tie(fits);
  ties.tieSplit();
  return ties.found;
}
