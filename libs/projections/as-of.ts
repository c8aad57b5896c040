import type { StoredEvent } from '#libs/event-store/event.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import { claimView } from './claim-view/claim-view.js';
import { denialView } from './denial-view/denial-view.js';
import { interchangeView } from './interchange-view/interchange-view.js';
import { remittanceView } from './remittance-view/remittance-view.js';
import { foldStream } from './runner/fold-stream.js';
import type { ParkedStream } from './runner/stream-consumer.js';
import { categoryOf, practiceOf } from './runner/stream-name.js';
import { anyView, type ViewProjection } from './runner/view-projection.js';
import { sessionView } from './session-view/session-view.js';
import { thresholdView } from './threshold-view/threshold-view.js';

/** The view that shows a kind of stream to people. */
const viewOfCategory: ReadonlyMap<string, ViewProjection> = new Map(
  [claimView, denialView, thresholdView, sessionView, remittanceView, interchangeView]
    .map((view) => anyView(view as unknown as ViewProjection))
    .flatMap((view) => view.categories.map((category) => [category, view] as const)),
);

/** Whose streams can be shown as they were. */
export const asOfCategories: readonly string[] = [...viewOfCategory.keys()];

/** An event of the stream cannot be folded, so there is no row to show at or after it. */
export class UnfoldableStream extends CodedError {
  constructor({ stream, version, reason }: ParkedStream) {
    super('as-of.unfoldable', `${stream} cannot be shown: its event ${version} cannot be folded (${reason})`);
  }
}

/** A view's row as the API gives it: the columns in camel case, without the fold's state. */
export interface RowAsOf {
  readonly practice: string;
  readonly stream: string;
  readonly version: number;
  readonly [column: string]: unknown;
}

/**
 * The row that a stream's view would have had when these events were all that was known of it; null where there were none yet. Folded by the fold of
 * today. Throws a RangeError for a stream that no view shows, and {@link UnfoldableStream}.
 */
export function rowAsOf(stream: string, events: readonly StoredEvent[]): RowAsOf | null {
  const view = viewOfCategory.get(categoryOf(stream));
  if (!view) throw new RangeError(`no view shows streams like ${categoryOf(stream)}`);
  const { folded, fault } = foldStream(view, stream, undefined, events);
  if (fault) throw new UnfoldableStream(fault);
  if (!folded) return null;
  const at = { practice: practiceOf(stream), stream, version: folded.version };
  const columns = Object.entries(view.columns(folded.state, at)).map(([name, value]) => [camel(name), value]);
  return { ...at, ...Object.fromEntries(columns) };
}

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
