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

/** Events, handled commands and the store's mark are written once. */
export class WrittenOnce extends CodedError {}

/** The business clock moves on a demo store alone, and only forward. */
export class ClockRefused extends CodedError {}

/** The typed error for one of the store's own SQLSTATEs; any other error comes back as it is. */
export function typedError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : '';
  switch (error.code) {
    case STATE.wrongVersion: {
      const { stream, expected, actual } = JSON.parse(detail);
      return new VersionConflict(stream, expected, actual);
    }
    case STATE.streamExists: {
      const { stream, actual } = JSON.parse(detail);
      return new StreamExists(stream, actual);
    }
    case STATE.streamMissing:
      return new StreamMissing(JSON.parse(detail).stream);
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
