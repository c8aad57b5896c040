import { FaultHouse, type FaultHouseOptions } from './fault-house.js';
import { Load } from './load.js';

const INTERRUPTED = 130;

/** Builds a house with its load, and takes it down again however the work on it ends, also by Ctrl-C. */
export async function withHouse<Value>(
  options: FaultHouseOptions,
  work: (house: FaultHouse, load: Load) => Promise<Value>,
): Promise<Value> {
  const house = await FaultHouse.build(options);
  const load = new Load(house, options.load);
  const takeDown = async () => {
    await load.close();
    await house.demolish();
  };
  const interrupted = () => void takeDown().finally(() => process.exit(INTERRUPTED));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(house, load);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await takeDown();
  }
}
