import type { HouseProcess } from '#test/scenarios/support/house-process.js';

/** The apps of an installation, each a process of its own. */
export const APPS = ['intake', 'relay', 'projector', 'worker', 'api', 'payer-simulator'] as const;
export type AppName = (typeof APPS)[number];

/** Many processes that start at once on two processors keep each other waiting. */
const STARTS_WITHIN = { timeoutMs: 300_000, everyMs: 100 };

/** One app that is started again when it has been killed, as a supervisor would. */
export class App {
  private running: HouseProcess;
  private address: Promise<string>;

  constructor(
    readonly name: AppName,
    private readonly launch: () => HouseProcess,
  ) {
    this.running = launch();
    this.address = this.listening();
  }

  /** Where it listens; waits for that. */
  url(): Promise<string> {
    return this.address;
  }

  get process(): HouseProcess {
    return this.running;
  }

  /** `kill -9`, and a new process at once. */
  async kill(): Promise<void> {
    this.running.kill('SIGKILL');
    await this.running.exited;
    this.running = this.launch();
    this.address = this.listening();
  }

  private listening(): Promise<string> {
    const url = this.running.url(STARTS_WITHIN);
    // Whoever asks for the address is told; one that nobody asks for is no error of its own.
    url.catch(() => {});
    return url;
  }
}
