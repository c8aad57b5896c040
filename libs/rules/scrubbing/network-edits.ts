import { type Edit, NOTHING } from './edit.js';

export const NETWORK_EDITS: readonly Edit[] = [
  {
    id: 'coverage.out-of-network',
    means: 'The practice has no contract with the payer: the patient may owe more, or all.',
    source: "the payer's profile (`network`)",
    severity: 'warning',
    check({ payer }) {
      return payer.network === 'out' ? [{ message: `${payer.payerId} is out of network` }] : NOTHING;
    },
  },
];
