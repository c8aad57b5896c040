import Sequencer from '@jest/test-sequencer';

/** Whole houses live through weeks in these: begun last, they would keep everybody waiting. */
const LONG = ['test/scenarios/', 'test/faults/', 'test/integration/cli/', 'test/conformance/'];

/** Jest's order, with the long files first. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = LONG.findIndex((folder) => path.includes(folder));
      return index === -1 ? LONG.length : index;
    };
    return super.sort([...tests]).sort((a, b) => rank(a) - rank(b));
  }
}
