/** An event as a policy sees it: whole, its sealed part opened. */
export interface PolicyEvent {
  readonly eventId: string;
  readonly practiceId: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** By the business clock (ISO 8601, UTC). */
  readonly occurredAt: string;
  readonly correlationId: string;
}

/** A command that a policy asks for. `stream` is the main target: with event, policy and type it makes the command's id. */
export interface PolicyCommand {
  readonly type: string;
  readonly stream: string;
  readonly data: object;
}

/** When that happens, do this: pure, stateless, repeatable. */
export interface Policy {
  readonly name: string;
  /** Event types that it reacts to. */
  readonly on: readonly string[];
  commands(event: PolicyEvent): readonly PolicyCommand[];
}
