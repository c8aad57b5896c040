/** After a failure the next round comes later, up to this much. */
const LONGEST_PAUSE_MS = 5_000;

export interface RepeatingOptions {
  readonly everyMs: number;
  work(): Promise<void>;
  onError(error: unknown): void;
}

/** Does something again and again, one round after the other, more slowly while it fails. */
export class Repeating {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();
  private running = false;
  private pauseMs: number;

  constructor(private readonly options: RepeatingOptions) {
    this.pauseMs = options.everyMs;
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.next(0);
  }

  /** No further round begins; resolves when the one in hand is over. */
  async stop(): Promise<void> {
    this.running = false;
    if (this.timer) clearTimeout(this.timer);
    await this.round;
  }

  private next(inMs: number): void {
    if (!this.running) return;
    this.timer = setTimeout(() => {
      this.round = this.once();
    }, inMs);
  }

  private async once(): Promise<void> {
    try {
      await this.options.work();
      this.pauseMs = this.options.everyMs;
    } catch (error) {
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
      if (this.running) this.options.onError(error);
    }
    this.next(this.pauseMs);
  }
}
