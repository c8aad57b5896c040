import { CodedError } from '#libs/kernel/coded-error.js';
import type { ExpectedVersion } from './event.js';

/** The store's own SQLSTATEs (migration 0001). */
const STATE = {
  wrongVersion: 'ZS001',
  streamExists: 'ZS002',
  streamMissing: 'ZS003',
  standsForEver: 'ZS010',
  clockOfProduction: 'ZS021',
  clockBackwards: 'ZS022',
} as const;

/** A stream was not at the version that an append expected: nothing was written. Load again and decide again. */
export class VersionConflict extends CodedError {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedVersion,
    /** The version found; 0 where there is no such stream. */
    readonly actual: number,
    code = 'version-conflict',
  ) {
    super(code, `stream ${stream} was expected at version ${expected} and stands at ${actual}`);
  }
}

/** `no-stream` was expected and the stream has events. */
export class StreamExists extends VersionConflict {
  constructor(stream: string, actual: number) {
    super(stream, 'no-stream', actual, 'stream-exists');
  }
}

/** `stream-exists` was expected and there is no event. */
export class StreamMissing extends VersionConflict {
  constructor(stream: string) {
    super(stream, 'stream-exists', 0, 'stream-missing');
  }
}

/** How SQL knows the expectations that are no number. */
export const NO_STREAM = -1;
export const STREAM_EXISTS = -2;

/** The typed error for a stream that was not at the expected version, as SQL tells of it. */
export function conflictOf(found: { stream: string; expected: number; actual: number }): VersionConflict {
  const { stream, expected, actual } = found;
  if (expected === NO_STREAM) return new StreamExists(stream, actual);
  if (expected === STREAM_EXISTS) return new StreamMissing(stream);
  return new VersionConflict(stream, expected, actual);
}

/** Events, handled commands and the store's mark are written once. */
export class WrittenOnce extends CodedError {}

/** The business clock moves on a demo store alone, and only forward. */
export class ClockRefused extends CodedError {}

/** The typed error for one of the store's own SQLSTATEs; any other error comes back as it is. */
export function typedError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : '';
  switch (error.code) {
    case STATE.wrongVersion:
    case STATE.streamExists:
    case STATE.streamMissing:
      return conflictOf(JSON.parse(detail));
    case STATE.standsForEver:
      return new WrittenOnce('written-once', error.message, { cause: error });
    case STATE.clockOfProduction:
      return new ClockRefused('clock-of-production', error.message, { cause: error });
    case STATE.clockBackwards:
      return new ClockRefused('clock-backwards', error.message, { cause: error });
    default:
      return error;
  }
}
