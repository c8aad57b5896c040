import type { EhrMessage } from '#libs/demo/sample-practice.js';
import type { SeededRandom } from '#libs/demo/seeded-random.js';
import type { FaultHouse } from '../house/fault-house.js';

/** What a fault may look at and break. */
export interface Blow {
  readonly house: FaultHouse;
  readonly random: SeededRandom;
  /** What the EHR sends on the day of the blow. */
  readonly messages: readonly EhrMessage[];
  readonly practiceId: string;
}

/** Something that goes wrong in a house while it works. */
export interface Fault {
  /** As the table names it. */
  readonly name: string;
  /** When it comes: at some moment of a day, or before the day's first session, to be there when they come. */
  readonly when: 'in the day' | 'at dawn';
  /** Why it cannot be shown here; null or absent where it can. */
  readonly unless?: (house: FaultHouse) => string | null;
  /** Breaks something, and puts it back as a person or a supervisor would; resolves then, whatever the house still has to make good. */
  inflict(blow: Blow): Promise<void>;
}
