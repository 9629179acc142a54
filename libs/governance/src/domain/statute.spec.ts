import type { FederationId } from '#kernel';
import { assertClosingTime, assertStatute, type Statute } from './statute';

const STATUTE: Statute = {
  federationId: 'f' as FederationId,
  rule: { quorum: { part: 1, of: 2 }, majority: { part: 2, of: 3 } },
  minSeconds: 60,
  maxSeconds: 3_600,
};
const share = (part: number, of: number) => ({ part, of });
const ruling = (rule: Partial<Statute['rule']>): Statute => ({ ...STATUTE, rule: { ...STATUTE.rule, ...rule } });

describe('assertStatute', () => {
  it.each([
    ['the one of these tests', STATUTE],
    ['no quorum', ruling({ quorum: share(0, 1) })],
    ['everybody', ruling({ quorum: share(1, 1), majority: share(1, 1) })],
    ['a bare majority', ruling({ majority: share(1, 2) })],
    ['one closing time only', { ...STATUTE, minSeconds: 60, maxSeconds: 60 }],
  ])('accepts %s', (_, statute) => {
    expect(() => {
      assertStatute(statute);
    }).not.toThrow();
  });

  it.each([
    ['a quorum of more than all', ruling({ quorum: share(3, 2) })],
    ['a share of nothing', ruling({ quorum: share(0, 0) })],
    ['a negative share', ruling({ quorum: share(-1, 2) })],
    ['half a part', ruling({ quorum: share(0.5, 1) })],
    ['no number', ruling({ majority: share(Number.NaN, 2) })],
    ['parts too small to count exactly', ruling({ majority: share(2 ** 40, 2 ** 40) })],
    ['a majority of the minority', ruling({ majority: share(49, 100) })],
    ['no time to vote', { ...STATUTE, minSeconds: 0 }],
    ['a part of a second', { ...STATUTE, minSeconds: 1.5 }],
    ['no number of seconds', { ...STATUTE, maxSeconds: Number.NaN }],
    ['a least time beyond the most', { ...STATUTE, minSeconds: 61, maxSeconds: 60 }],
    ['a ballot of years', { ...STATUTE, maxSeconds: 3 * 366 * 24 * 60 * 60 }],
  ])('refuses %s', (_, statute) => {
    expect(() => {
      assertStatute(statute);
    }).toThrow(expect.objectContaining({ kind: 'invalid', code: 'STATUTE.INVALID' }) as Error);
  });
});

describe('assertClosingTime', () => {
  const opensAt = new Date('2026-11-22T10:00:00Z');
  const closing = (text: string) => () => {
    assertClosingTime(STATUTE, opensAt, new Date(text));
  };

  it('allows from the least to the most, both included', () => {
    expect(closing('2026-11-22T10:01:00.000Z')).not.toThrow();
    expect(closing('2026-11-22T11:00:00.000Z')).not.toThrow();
  });

  it.each(['2026-11-22T10:00:59.999Z', '2026-11-22T11:00:00.001Z', '2025-01-01T00:00:00Z', 'no date'])(
    'refuses %s, naming what the statute allows',
    (text) => {
      expect(closing(text)).toThrow(
        expect.objectContaining({
          kind: 'refused',
          code: 'BALLOT.CLOSING_TIME',
          details: { earliest: '2026-11-22T10:01:00.000Z', latest: '2026-11-22T11:00:00.000Z' },
        }) as Error,
      );
    },
  );
});
