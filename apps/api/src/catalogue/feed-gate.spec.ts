import { Clock, newId, type PersonId } from '#kernel';
import { FeedGate, FEEDS } from './feed-gate';

class HandClock extends Clock {
  offsetMs = 0;
}

describe('who may have the whole catalogue', () => {
  const start = () => {
    const clock = new HandClock();
    return { clock, gate: new FeedGate(clock) };
  };
  const BUSY = { code: 'FEED.BUSY', kind: 'unavailable' };
  const times = (count: number) => Array.from({ length: count });

  it('is a few at a time, and the next when one is done', () => {
    const { gate } = start();
    const [leave] = times(FEEDS.atOnce).map(() => gate.enter(null));
    expect(() => gate.enter(null)).toThrow(expect.objectContaining(BUSY));
    leave?.();
    leave?.();
    gate.enter(null);
    expect(() => gate.enter(null)).toThrow(expect.objectContaining(BUSY));
  });

  it('is not kept from members by strangers', () => {
    const { gate } = start();
    times(FEEDS.atOnce).forEach(() => gate.enter(null));
    expect(gate.enter(newId<PersonId>())).toBeInstanceOf(Function);
  });

  it('is so many in a minute, and as many in the next', () => {
    const { gate, clock } = start();
    times(FEEDS.aMinute).forEach(() => {
      gate.enter(null)();
    });
    clock.offsetMs = 40_000;
    expect(() => gate.enter(null)).toThrow(expect.objectContaining({ ...BUSY, details: { seconds: 20 } }));
    clock.offsetMs = 61_000;
    expect(gate.enter(null)).toBeInstanceOf(Function);
  });
});
