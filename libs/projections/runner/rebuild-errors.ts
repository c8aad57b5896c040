import { CodedError } from '#libs/kernel/coded-error.js';

/** Somebody else is rebuilding or verifying this view now. */
export class RebuildRunning extends CodedError {
  constructor(projection: string) {
    super('rebuild.running', `${projection} is being rebuilt or verified already`);
  }
}

/** Readers held the view for so long that the tables could not be exchanged. */
export class RebuildNotSwitched extends CodedError {
  constructor(projection: string) {
    super(
      'rebuild.not-switched',
      `${projection} is in use by a long transaction; the rebuilt tables are kept, run it again to go on from there`,
    );
  }
}
