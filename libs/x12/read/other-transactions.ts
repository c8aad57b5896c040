import type { TransactionContext } from './envelope.js';

/** Names the transactions of a file that a reader is not for, so that its refusal says what the file holds instead. */
export class OtherTransactions {
  private readonly kinds = new Set<string>();

  add({ set, version }: TransactionContext): void {
    if (!/^\d{3}$/.test(set)) this.kinds.add('unknown');
    else this.kinds.add(/^[0-9A-Z]{4,12}$/.test(version) ? `${set} (${version})` : set);
  }

  /** `transactions of type 270 (005010X279A1)`, or that there is none. */
  text(): string {
    return this.kinds.size === 0 ? 'no transaction at all' : `transactions of type ${[...this.kinds].join(', ')}`;
  }
}
