import { CodedError } from '#libs/kernel/coded-error.js';

/** Input that cannot be read: exit 1. The message names file, line and field; it never repeats a value of a patient's record. */
export class InputError extends CodedError {
  constructor(message: string) {
    super('cli.input', message);
  }
}

/** `sessions.ndjson line 3: procedures[0].minutes must be 0 or more`, one line for each fault. */
export function fieldFaults(
  file: string,
  line: number | undefined,
  faults: readonly { readonly field: string; readonly message: string }[],
): InputError {
  const place = line === undefined ? file : `${file} line ${line}`;
  return new InputError(faults.map(({ field, message }) => `${place}: ${field} ${message}`).join('\n'));
}

/** What a person is told about a file that cannot be opened. */
export function unreadable(file: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'it is a folder'
        : code === 'EACCES'
          ? 'it may not be read'
          : 'it cannot be read';
  return new InputError(`${file}: ${reason}`);
}
