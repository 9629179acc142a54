import fc from 'fast-check';
import { judgeRefresh, TOGETHER_SECONDS } from './session';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
const fresh = { expiresAt: at(1000), usedAt: null, sessionEndedAt: null };

describe('judgeRefresh', () => {
  it.each([
    [fresh, 0, 'rotate'],
    [fresh, 999, 'rotate'],
    [fresh, 1000, 'dead'],
    [{ ...fresh, usedAt: at(0) }, 0, 'together'],
    [{ ...fresh, usedAt: at(0) }, TOGETHER_SECONDS - 1, 'together'],
    [{ ...fresh, usedAt: at(0) }, TOGETHER_SECONDS, 'reused'],
    [{ ...fresh, usedAt: at(0) }, 5000, 'reused'],
    [{ ...fresh, sessionEndedAt: at(0) }, 0, 'dead'],
    [{ ...fresh, usedAt: at(0), sessionEndedAt: at(0) }, 500, 'dead'],
  ])('of %j after %d seconds says %s', (held, seconds, expected) => {
    expect(judgeRefresh(held, at(seconds))).toBe(expected);
  });

  it('gives a new pair only for what was not used, in time, of a session that goes on', () => {
    const moment = fc.integer({ min: -100, max: 100 }).map(at);
    const held = fc.record({ expiresAt: moment, usedAt: fc.option(moment), sessionEndedAt: fc.option(moment) });
    fc.assert(
      fc.property(held, moment, (token, now) => {
        const isGood = !token.usedAt && !token.sessionEndedAt && token.expiresAt > now;
        expect(judgeRefresh(token, now) === 'rotate').toBe(isGood);
      }),
    );
  });
});
