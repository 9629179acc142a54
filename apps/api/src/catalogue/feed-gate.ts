import { Clock, CommonsError, type PersonId } from '#kernel';
import { Injectable } from '@nestjs/common';

/** How many a process writes for a person, or for strangers together: at once, and within a minute. */
export const FEEDS = { atOnce: 3, aMinute: 20, lastsMs: 10 * 60_000 } as const;
const MINUTE_MS = 60_000;

const feedBusy = (seconds: number) =>
  new CommonsError(
    'unavailable',
    'FEED.BUSY',
    `Too many ask for the whole catalogue at this moment. Try again in ${seconds} seconds, or read /catalogue page by page.`,
    { seconds },
  );

type Begun = { readonly atOnce: number; readonly times: readonly number[] };
const NONE: Begun = { atOnce: 0, times: [] };

/**
 * Lets a few at a time have the whole catalogue, which is the dearest answer that anybody may ask for. Strangers cannot be told
 * apart behind a proxy, so they share what there is for them; what a person may have is theirs alone.
 */
@Injectable()
export class FeedGate {
  private readonly begun = new Map<string, Begun>();

  constructor(private readonly clock: Clock) {}

  /** @param who the person; null: nobody knows @returns what to call when the answer is over, however often @throws FEED.BUSY */
  enter(who: PersonId | null): () => void {
    const key = who ?? 'strangers';
    const now = this.clock.now().getTime();
    this.forget(now - MINUTE_MS);
    const { atOnce, times } = this.begun.get(key) ?? NONE;
    const [first = now] = times;
    if (times.length >= FEEDS.aMinute) throw feedBusy(Math.ceil((first + MINUTE_MS - now) / 1_000));
    if (atOnce >= FEEDS.atOnce) throw feedBusy(MINUTE_MS / 1_000);
    this.begun.set(key, { atOnce: atOnce + 1, times: [...times, now] });
    let isOver = false;
    return () => {
      const before = this.begun.get(key);
      if (before && !isOver) this.begun.set(key, { ...before, atOnce: before.atOnce - 1 });
      isOver = true;
    };
  }

  /** What was begun before, and is over. */
  private forget(before: number): void {
    for (const [key, { atOnce, times }] of this.begun) {
      const left = times.filter((at) => at > before);
      if (atOnce === 0 && left.length === 0) this.begun.delete(key);
      else this.begun.set(key, { atOnce, times: left });
    }
  }
}
