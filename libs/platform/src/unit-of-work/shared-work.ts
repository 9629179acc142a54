type Asked<Wish, Answer> = {
  readonly wish: Wish;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

const MOST_WISHES = 500;

/**
 * Changes that many ask for at once in the same thing, in as few units of work as keep pace: for each thing one is under
 * way at a time, and whoever asks meanwhile shares the next. Nobody waits for others to come, and everybody is answered
 * after the commit. What fails, fails for all who shared it; so the work answers each refusal, and does not throw it.
 */
export class SharedWork<Thing extends string, Wish, Answer> {
  /** By thing, while work on it is under way or about to be. */
  private readonly waiting = new Map<Thing, Asked<Wish, Answer>[]>();

  /** @param work on at most 500 wishes; answers them in their order */
  constructor(private readonly work: (thing: Thing, wishes: readonly Wish[]) => Promise<readonly Answer[]>) {}

  ask(thing: Thing, wish: Wish): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = { wish, resolve, reject };
      const others = this.waiting.get(thing);
      if (others) {
        others.push(asked);
        return;
      }
      this.waiting.set(thing, [asked]);
      this.begin(thing);
    });
  }

  /** After this turn of the event loop, so that everyone who asks in it is in the first unit of work. */
  private begin(thing: Thing): void {
    setImmediate(() => void this.run(thing));
  }

  private async run(thing: Thing): Promise<void> {
    const waiting = this.waiting.get(thing) ?? [];
    const together = waiting.splice(0, MOST_WISHES);
    try {
      const answers = await this.work(
        thing,
        together.map(({ wish }) => wish),
      );
      together.forEach(({ resolve }, i) => {
        resolve(answers[i] as Answer);
      });
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
    if (waiting.length > 0) this.begin(thing);
    else this.waiting.delete(thing);
  }
}
