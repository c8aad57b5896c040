/** Runs work under one name one after the other, in this process; work under other names runs beside it. */
export class OneAtATime {
  private readonly last = new Map<string, Promise<unknown>>();

  async run<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.last.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(name) === mine) this.last.delete(name);
    }
  }
}
