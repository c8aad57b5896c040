/** A bounded cache of promises: an entry serves for a while, what fails is forgotten at once, and the oldest makes room. */
export class ExpiringCache<Value> {
  private readonly entries = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();

  constructor(
    private readonly most: number,
    private readonly lifetimeMs: number,
  ) {}

  /** The cached value, or what `load` gives; callers that come while it loads share it. */
  get(name: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.entries.get(name);
    if (known && known.until > performance.now()) return known.value;
    const value = load();
    this.set(name, value);
    value.catch(() => {
      if (this.entries.get(name)?.value === value) this.entries.delete(name);
    });
    return value;
  }

  set(name: string, value: Promise<Value>): void {
    this.entries.delete(name);
    this.entries.set(name, { until: performance.now() + this.lifetimeMs, value });
    if (this.entries.size > this.most) this.entries.delete(this.entries.keys().next().value as string);
  }

  clear(): void {
    this.entries.clear();
  }
}
