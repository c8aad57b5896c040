import { CodedError } from '#libs/kernel/coded-error.js';

/** The ciphertext, or what it is bound to, is not what was sealed. */
export class SealBroken extends CodedError {
  constructor(options?: ErrorOptions) {
    super(
      'seal-broken',
      'a sealed value does not open: it was altered, or belongs to another key or practice',
      options,
    );
  }
}

/** The vault has no such key and never destroyed one of that id: another database's events, or a vault restored without its keys. */
export class KeyUnknown extends CodedError {
  constructor(readonly keyId: string) {
    super('key-unknown', `the vault does not know the key ${keyId}`);
  }
}

/** The vault's keys are wrapped by another master key than the one given. */
export class MasterKeyMismatch extends CodedError {
  constructor() {
    super('master-key-mismatch', 'the master key is not the one that this vault was made with');
  }
}
