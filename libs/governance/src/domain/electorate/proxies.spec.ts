import type { PersonId } from '#kernel';
import fc from 'fast-check';
import { assertGrant, assertRevocable, proxyObstacle, type Proxy, type ProxyGrant, type ProxyMoment } from './proxies';

const id = (name: string) => name as PersonId;
const NAMES = ['ada', 'ben', 'cleo', 'dora', 'eva', 'finn', 'gia', 'hugo'];
const MEMBERS = { memberIds: new Set(NAMES.map(id)), members: NAMES.length };
const capped = (maxPerHolder: number, large: { fromMembers: number; maxPerHolder: number } | null = null) => ({
  proxies: { maxPerHolder, large, article: 'art. 2539 co. 1 c.c.' },
});
const TEN = capped(10);

const NOON = new Date('2026-11-22T12:00:00Z');
const ONE = new Date('2026-11-22T13:00:00Z');
const proxy = (principal: string, holder: string, over: Partial<Proxy> = {}): Proxy => ({
  id: `${principal}-${holder}`,
  principalId: id(principal),
  holderId: id(holder),
  itemId: null,
  grantedAt: NOON,
  revokedAt: null,
  isUsed: false,
  ...over,
});
const grant = (principal: string, holder: string, itemId: string | null = null): ProxyGrant => ({
  principalId: id(principal),
  holderId: id(holder),
  itemId,
});
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

describe('assertGrant', () => {
  const ask = (existing: readonly Proxy[], asked: ProxyGrant) => () => {
    assertGrant(TEN, MEMBERS, existing, asked);
  };

  it('refuses where the statute knows no proxies, and among others than electors', () => {
    expect(() => {
      assertGrant({ proxies: null }, MEMBERS, [], grant('ada', 'ben'));
    }).toThrow(refusal('PROXY.NOT_ALLOWED'));
    expect(ask([], grant('ada', 'stranger'))).toThrow(refusal('PROXY.NOT_ELECTOR'));
    expect(ask([], grant('stranger', 'ada'))).toThrow(refusal('PROXY.NOT_ELECTOR'));
  });

  it('refuses a proxy to oneself', () => {
    expect(ask([], grant('ada', 'ada'))).toThrow(refusal('PROXY.SELF'));
  });

  it('refuses a second proxy for the same item or meeting, and lets one be given after revoking', () => {
    const whole = proxy('ada', 'ben');
    const first = proxy('ada', 'ben', { itemId: 'item 1' });
    expect(ask([whole], grant('ada', 'cleo'))).toThrow(refusal('PROXY.ALREADY'));
    expect(ask([whole], grant('ada', 'cleo', 'item 1'))).toThrow(refusal('PROXY.ALREADY'));
    expect(ask([first], grant('ada', 'cleo'))).toThrow(refusal('PROXY.ALREADY'));
    expect(ask([first], grant('ada', 'cleo', 'item 1'))).toThrow(refusal('PROXY.ALREADY'));
    expect(ask([first], grant('ada', 'cleo', 'item 2'))).not.toThrow();
    expect(ask([proxy('ada', 'ben', { revokedAt: ONE })], grant('ada', 'cleo'))).not.toThrow();
  });

  it('refuses chains and circles, item by item', () => {
    expect(ask([proxy('ada', 'ben')], grant('ben', 'ada'))).toThrow(refusal('PROXY.CHAIN'));
    expect(ask([proxy('ada', 'ben')], grant('ben', 'cleo'))).toThrow(refusal('PROXY.CHAIN'));
    expect(ask([proxy('ada', 'ben')], grant('cleo', 'ada'))).toThrow(refusal('PROXY.CHAIN'));
    expect(ask([proxy('ada', 'ben')], grant('cleo', 'ada', 'item 1'))).toThrow(refusal('PROXY.CHAIN'));
    expect(ask([proxy('ada', 'ben', { itemId: 'item 1' })], grant('cleo', 'ada', 'item 2'))).not.toThrow();
  });

  it('holds a holder to its cap: ten, in a large body what the statute says of large ones', () => {
    const many = Array.from({ length: 600 }, (_, i) => `m${i}`);
    const body = (members: number) => ({ memberIds: new Set(many.map(id)), members });
    const held = (count: number) => many.slice(1, count + 1).map((name) => proxy(name, 'm0'));
    const next = grant('m500', 'm0');
    const association = capped(3, { fromMembers: 500, maxPerHolder: 5 });
    const tries = (statute: ReturnType<typeof capped>, members: number, count: number) => () => {
      assertGrant(statute, body(members), held(count), next);
    };
    expect(tries(TEN, 600, 9)).not.toThrow();
    expect(tries(TEN, 600, 10)).toThrow(refusal('PROXY.CAP'));
    expect(tries(association, 499, 3)).toThrow(refusal('PROXY.CAP'));
    expect(tries(association, 500, 3)).not.toThrow();
    expect(tries(association, 500, 5)).toThrow(refusal('PROXY.CAP'));
  });

  it('counts whom a holder represents in the meeting, not the papers it holds', () => {
    const items = ['item 1', 'item 2'].map((itemId) => proxy('ada', 'ben', { itemId }));
    const ask = (asked: ProxyGrant) => () => {
      assertGrant(capped(1), MEMBERS, items, asked);
    };
    expect(ask(grant('ada', 'ben', 'item 3'))).not.toThrow();
    expect(ask(grant('cleo', 'ben', 'item 3'))).toThrow(refusal('PROXY.CAP'));
  });

  it('keeps, whatever is asked: nobody above the cap, no chain, nobody represented twice on an item', () => {
    const anyName = fc.constantFrom(...NAMES);
    const anyItem = fc.constantFrom(null, 'item 1', 'item 2');
    const anyStep = fc.tuple(anyName, anyName, anyItem, fc.boolean());
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), (steps, cap) => {
        let proxies: readonly Proxy[] = [];
        for (const [principal, holder, itemId, isRevoked] of steps) {
          try {
            assertGrant(capped(cap), MEMBERS, proxies, grant(principal, holder, itemId));
            proxies = [...proxies, proxy(principal, holder, { itemId, revokedAt: isRevoked ? ONE : null })];
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^PROXY\./) as string });
          }
        }
        const live = proxies.filter(({ revokedAt }) => revokedAt === null);
        for (const item of ['item 1', 'item 2', 'item 3']) {
          const here = live.filter(({ itemId }) => itemId === null || itemId === item);
          const [principals, holders] = [here.map((it) => it.principalId), here.map((it) => it.holderId)];
          expect(new Set(principals).size).toBe(principals.length);
          expect(principals.some((it) => holders.includes(it))).toBe(false);
          for (const name of holders) expect(holders.filter((it) => it === name).length).toBeLessThanOrEqual(cap);
        }
      }),
    );
  });
});

describe('assertRevocable', () => {
  it('lets a proxy be taken back until it was used', () => {
    expect(() => {
      assertRevocable(proxy('ada', 'ben'));
    }).not.toThrow();
    expect(() => {
      assertRevocable(proxy('ada', 'ben', { isUsed: true }));
    }).toThrow(refusal('PROXY.USED'));
  });
});

describe('proxyObstacle', () => {
  const moment = (over: Partial<ProxyMoment> = {}): ProxyMoment => ({
    proxies: [proxy('ada', 'ben', { itemId: 'item 1' })],
    itemId: 'item 1',
    at: ONE,
    there: new Set([id('ben')]),
    voted: new Set(),
    ...over,
  });
  const obstacle = (over: Partial<ProxyMoment>) => proxyObstacle(id('ben'), id('ada'), moment(over));

  it('lets a holder who is there vote for a principal who is not and has not voted', () => {
    expect(proxyObstacle(id('ben'), id('ada'), moment())).toBeNull();
    expect(proxyObstacle(id('cleo'), id('ada'), moment())).toBe('noProxy');
  });

  it('says what else is in the way', () => {
    expect(obstacle({ itemId: 'item 2' })).toBe('noProxy');
    expect(obstacle({ at: new Date('2026-11-22T11:59:59Z') })).toBe('noProxy');
    expect(obstacle({ proxies: [proxy('ada', 'ben', { revokedAt: ONE })] })).toBe('noProxy');
    expect(obstacle({ there: new Set() })).toBe('holderAbsent');
    expect(obstacle({ there: new Set([id('ben'), id('ada')]) })).toBe('principalPresent');
    expect(obstacle({ voted: new Set([id('ada')]) })).toBe('alreadyVoted');
    expect(obstacle({ voted: new Set([id('ben')]) })).toBeNull();
  });
});
