import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { crossing, evolveLedger } from './evolve.js';
import { accruedCents, type LedgerState, POOLS } from './state.js';

/** The amounts of the year above which a line needs KX, and above which Medicare may review. */
export interface TherapyThresholds {
  readonly kxCents?: Cents;
  readonly medicalReviewCents?: Cents;
}

/** By pool; a pool whose year is not loaded is absent. */
export type ThresholdsByPool = Readonly<Partial<Record<TherapyPool, TherapyThresholds>>>;

interface Mover {
  readonly claimId?: string;
  readonly dateOfService: LocalDate;
}

/** What moved the pools: a claim on its day, or what was used elsewhere; undefined for an event that moves none. */
function moverOf(event: LedgerEvent): Mover | undefined {
  switch (event.type) {
    case 'TherapyAmountReserved':
    case 'TherapyAmountAdjudicated':
    case 'TherapyAmountContested': {
      const { claimId, dateOfService } = event.data;
      return { claimId, dateOfService };
    }
    case 'TherapyOpeningBalanceSet':
      return { dateOfService: `${event.data.year}-01-01` };
    case 'PayerBalanceReported':
      return { dateOfService: event.data.asOf };
    default:
      return undefined;
  }
}

const THRESHOLDS = [
  { name: 'kx', type: 'KxThresholdReached', of: (all: TherapyThresholds) => all.kxCents },
  {
    name: 'medical-review',
    type: 'MedicalReviewThresholdReached',
    of: (all: TherapyThresholds) => all.medicalReviewCents,
  },
] as const;

/** The thresholds that the pools, as they stand now, are above and that nobody was told of. */
function newlyReached(
  { patientId, year }: { readonly patientId: string; readonly year: number },
  thresholds: ThresholdsByPool,
  state: LedgerState,
  mover: Mover,
): LedgerEvent[] {
  return POOLS.flatMap((pool) => {
    const accrued = accruedCents(state, pool);
    return THRESHOLDS.flatMap(({ name, type, of }): LedgerEvent[] => {
      const thresholdCents = of(thresholds[pool] ?? {});
      if (thresholdCents === undefined || accrued <= thresholdCents || state.reached.includes(crossing(name, pool)))
        return [];
      return [{ type, data: { patientId, year, pool, accruedCents: accrued, thresholdCents, ...mover } }];
    });
  });
}

/** The announcements that follow from events which moved a pool: each threshold once a year and pool, whatever went over it. */
export function crossings(
  ofYear: { readonly patientId: string; readonly year: number },
  thresholds: ThresholdsByPool,
  before: LedgerState,
  events: readonly LedgerEvent[],
): LedgerEvent[] {
  const announced: LedgerEvent[] = [];
  let state = before;
  for (const event of events) {
    state = evolveLedger(state, event);
    const mover = moverOf(event);
    const reached = mover ? newlyReached(ofYear, thresholds, state, mover) : [];
    announced.push(...reached);
    state = reached.reduce(evolveLedger, state);
  }
  return announced;
}
