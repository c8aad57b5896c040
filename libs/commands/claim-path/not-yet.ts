import { CodedError } from '#libs/kernel/coded-error.js';

/**
 * The command comes too early. Thrown, not refused: a refusal is recorded as the command's outcome for ever, but the very same command will
 * be right a little later.
 */
export class NotYet extends CodedError {}
