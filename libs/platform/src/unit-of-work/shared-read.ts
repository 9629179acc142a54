type Asked<Value> = { readonly resolve: (value: Value | undefined) => void; readonly reject: (error: unknown) => void };

const MOST_KEYS = 500;

/**
 * Reads that many requests need at once, in as few statements as keep pace: one is under way at a time, and whoever
 * asks meanwhile shares the next. Nothing is remembered, and nobody gets an answer that was read before they asked.
 */
export class SharedRead<Key, Value> {
  private asked = new Map<Key, Asked<Value>[]>();
  private isUnderWay = false;

  /** @param read at most 500 keys at a time; a key without a value is left out of the answer */
  constructor(private readonly read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) {}

  get(key: Key): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      const others = this.asked.get(key);
      if (others) others.push({ resolve, reject });
      else this.asked.set(key, [{ resolve, reject }]);
      if (!this.isUnderWay) this.begin();
    });
  }

  /** After this turn of the event loop, so that everyone who asks in it is in the first statement. */
  private begin(): void {
    this.isUnderWay = true;
    setImmediate(() => void this.run());
  }

  private async run(): Promise<void> {
    const batch = this.take();
    try {
      const values = await this.read([...batch.keys()]);
      for (const [key, asked] of batch) for (const { resolve } of asked) resolve(values.get(key));
    } catch (error) {
      for (const asked of batch.values()) for (const { reject } of asked) reject(error);
    }
    this.isUnderWay = false;
    if (this.asked.size > 0) this.begin();
  }

  private take(): Map<Key, Asked<Value>[]> {
    const all = this.asked;
    this.asked = new Map();
    if (all.size <= MOST_KEYS) return all;
    const entries = [...all];
    this.asked = new Map(entries.slice(MOST_KEYS));
    return new Map(entries.slice(0, MOST_KEYS));
  }
}
