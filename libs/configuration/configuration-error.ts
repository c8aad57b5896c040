import { CodedError } from '#libs/kernel/coded-error.js';

/** The surroundings are not as they must be. Each problem names a variable and what it should look like, never its value. */
export class ConfigurationError extends CodedError {
  constructor(readonly problems: readonly string[]) {
    super('configuration.invalid', problems.join('\n'));
  }
}
