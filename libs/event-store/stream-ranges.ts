import type { StoredEvent } from './event.js';

/** Some versions of a stream, the bounds included. */
export interface StreamRange {
  readonly stream: string;
  readonly fromVersion: number;
  readonly toVersion: number;
}

export const practiceOf = (stream: string) => stream.slice(0, stream.indexOf('/'));

/** One range a stream, wide enough for all that were asked for. */
export function widest(ranges: readonly StreamRange[]): readonly StreamRange[] {
  const byStream = new Map<string, StreamRange>();
  for (const { stream, fromVersion, toVersion } of ranges) {
    const known = byStream.get(stream) ?? { fromVersion, toVersion };
    byStream.set(stream, {
      stream,
      fromVersion: Math.min(known.fromVersion, fromVersion),
      toVersion: Math.max(known.toVersion, toVersion),
    });
  }
  return [...byStream.values()];
}

/** The arguments of `read-streams.sql`. */
export function parametersOf(ranges: readonly StreamRange[]): unknown[] {
  return [
    ranges.map(({ stream }) => practiceOf(stream)),
    ranges.map(({ stream }) => stream),
    ranges.map(({ fromVersion }) => fromVersion),
    ranges.map(({ toVersion }) => toVersion),
  ];
}

/** Gives each range its own events, in order of version. */
export function shared(
  ranges: readonly StreamRange[],
  events: readonly StoredEvent[],
): readonly (readonly StoredEvent[])[] {
  const byStream = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const its = byStream.get(event.stream);
    if (its) its.push(event);
    else byStream.set(event.stream, [event]);
  }
  return ranges.map(({ stream, fromVersion, toVersion }) =>
    (byStream.get(stream) ?? []).filter(({ version }) => version >= fromVersion && version <= toVersion),
  );
}
