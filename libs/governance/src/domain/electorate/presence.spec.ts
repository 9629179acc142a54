import type { PersonId } from '#kernel';
import fc from 'fast-check';
import type { Category } from '../statute/statute-document';
import type { Caps } from './caps';
import type { Elector } from './elector';
import { written } from './exact';
import { presenceAt, presenceVotes, type Attendance, type ItemMoment, type MeetingRecord } from './presence';
import type { Proxy } from './proxies';

const id = (name: string) => name as PersonId;
const at = (clock: string) => new Date(`2026-11-22T${clock}:00Z`);
const ITEM: ItemMoment = { itemId: 'item 1', textHash: 'text', at: at('18:00'), isRemoteAllowed: true };
const elector = (name: string, votes = 1, category: Category = 'ordinary'): Elector => ({
  memberId: id(name),
  voterId: id(name),
  category,
  votes,
  sectionId: null,
});
const came = (name: string, mode: Attendance['mode'] = 'room', from = '17:00', to?: string): Attendance => ({
  memberId: id(name),
  mode,
  arrivedAt: at(from),
  leftAt: to === undefined ? null : at(to),
});
const proxy = (principal: string, holder: string, over: Partial<Proxy> = {}): Proxy => ({
  id: `${principal}-${holder}`,
  principalId: id(principal),
  holderId: id(holder),
  itemId: null,
  grantedAt: at('09:00'),
  revokedAt: null,
  isUsed: false,
  ...over,
});
const ahead = (name: string, textHash = 'text', itemId = 'item 1') => ({ memberId: id(name), itemId, textHash });
const NAMES = ['ada', 'ben', 'cleo', 'dora'];
const record = (over: Partial<MeetingRecord>): MeetingRecord => ({
  electors: NAMES.map((name) => elector(name)),
  attendances: [],
  proxies: [],
  advanceVotes: [],
  ...over,
});
const seen = (over: Partial<MeetingRecord>, item: Partial<ItemMoment> = {}) =>
  presenceAt({ ...ITEM, ...item }, record(over)).present.map(({ memberId, how }) => `${memberId} ${how}`);
const disregarded = (over: Partial<MeetingRecord>, item: Partial<ItemMoment> = {}) =>
  presenceAt({ ...ITEM, ...item }, record(over)).disregarded.map((it) => `${it.memberId} ${it.what} ${it.reason}`);

describe('presenceAt', () => {
  it('counts each member once, as it is nearest', () => {
    const over = {
      attendances: [came('ada', 'remote'), came('ada', 'room'), came('ben', 'remote')],
      proxies: [proxy('ben', 'ada'), proxy('cleo', 'ada')],
      advanceVotes: [ahead('ada'), ahead('cleo'), ahead('dora')],
    };
    expect(seen(over)).toEqual(['ada room', 'ben remote', 'cleo represented', 'dora advance']);
    expect(presenceAt(ITEM, record(over)).present[2]).toEqual({ memberId: 'cleo', how: 'represented', by: 'ada' });
  });

  it('counts a stay from its arrival until, but not at, its leaving', () => {
    const stays = [came('ada', 'room', '18:00'), came('ben', 'room', '17:00', '18:00'), came('cleo', 'room', '18:01')];
    expect(seen({ attendances: stays })).toEqual(['ada room']);
    expect(seen({ attendances: [came('ada', 'room', '16:00', '17:00'), came('ada', 'room', '17:30')] })).toEqual([
      'ada room',
    ]);
  });

  it('disregards a vote in advance on another text, for the constitution too', () => {
    const over = { advanceVotes: [ahead('ada', 'another text'), ahead('ben'), ahead('cleo', 'text', 'item 2')] };
    expect(seen(over)).toEqual(['ben advance']);
    expect(disregarded(over)).toEqual(['ada advanceVote anotherText']);
  });

  it('disregards what comes from afar where the statute does not allow it', () => {
    const over = {
      attendances: [came('ada', 'remote')],
      proxies: [proxy('cleo', 'ada')],
      advanceVotes: [ahead('ben')],
    };
    expect(seen(over, { isRemoteAllowed: false })).toEqual([]);
    expect(disregarded(over, { isRemoteAllowed: false })).toEqual([
      'ada attendance remoteNotAllowed',
      'ben advanceVote remoteNotAllowed',
      'cleo proxy holderAbsent',
    ]);
  });

  it('lets nobody be represented by who is absent, only voted ahead, or was revoked', () => {
    const over = { proxies: [proxy('ada', 'ben')], advanceVotes: [ahead('ben')] };
    expect(seen(over)).toEqual(['ben advance']);
    const attendances = [came('ben')];
    expect(seen({ attendances, proxies: [proxy('ada', 'ben', { revokedAt: at('17:59') })] })).toEqual(['ben room']);
    expect(seen({ attendances, proxies: [proxy('ada', 'ben', { itemId: 'item 2' })] })).toEqual(['ben room']);
    expect(seen({ attendances, proxies: [proxy('ada', 'ben', { itemId: 'item 1' })] })).toEqual([
      'ada represented',
      'ben room',
    ]);
  });

  it('leaves out who a conflict excludes: itself, through a proxy, and as a holder', () => {
    const over = {
      electors: ['ada', 'ben', 'cleo'].map((name) => elector(name)),
      attendances: [came('dora'), came('ben')],
      proxies: [proxy('ada', 'dora')],
    };
    expect(seen(over)).toEqual(['ben room']);
    expect(disregarded(over)).toEqual(['ada proxy holderAbsent', 'dora attendance notEntitled']);
    expect(seen({ ...over, attendances: [came('ben')], proxies: [proxy('dora', 'ben')] })).toEqual(['ben room']);
  });

  it('counts electors only, each once, and loses nobody by knowing more', () => {
    const anyName = fc.constantFrom(...NAMES, 'stranger');
    const anyRecord = fc.record({
      attendances: fc.array(
        fc.tuple(anyName, fc.constantFrom('room' as const, 'remote' as const)).map(([name, mode]) => came(name, mode)),
        { maxLength: 6 },
      ),
      proxies: fc.array(
        fc.tuple(anyName, anyName).map(([a, b]) => proxy(a, b)),
        { maxLength: 6 },
      ),
      advanceVotes: fc.array(
        fc.tuple(anyName, fc.constantFrom('text', 'another')).map(([name, text]) => ahead(name, text)),
        { maxLength: 6 },
      ),
    });
    fc.assert(
      fc.property(anyRecord, anyRecord, fc.boolean(), (known, more, isRemoteAllowed) => {
        const item = { ...ITEM, isRemoteAllowed };
        const { present } = presenceAt(item, record(known));
        const ids = present.map(({ memberId }) => memberId);
        expect(ids).toEqual([...new Set(ids)].sort());
        expect(ids.every((it) => NAMES.includes(it))).toBe(true);

        const all = {
          attendances: [...more.attendances, ...known.attendances],
          proxies: [...more.proxies, ...known.proxies],
          advanceVotes: [...more.advanceVotes, ...known.advanceVotes],
        };
        const then = presenceAt(item, record(all)).present.map(({ memberId }) => memberId);
        expect(ids.every((it) => then.includes(it))).toBe(true);
      }),
    );
  });
});

describe('presenceVotes', () => {
  const third = { share: { part: 1, of: 3 }, article: 'art. 2538 co. 4 c.c.' };
  const caps: Caps = { exchangeMember: null, exchangeCategory: third, financingCategory: third };
  const electors = [...NAMES.map((name) => elector(name)), elector('mill', 60, 'exchange')];
  const present = (...names: string[]) => names.map((name) => ({ memberId: id(name) }));

  it('counts the votes of the body and of those present, each under the ceilings', () => {
    const votes = presenceVotes(electors, present('ada', 'ben', 'mill', 'stranger'), caps);
    expect([votes.entitled.full, votes.entitled.total, votes.present.full, votes.present.total].map(written)).toEqual([
      '64',
      '6',
      '62',
      '3',
    ]);
    expect(written(votes.present.weightOf('exchange', 60))).toBe('1');
  });

  it('never counts more votes present than entitled', () => {
    const anyElectors = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('ordinary', 'exchange', 'financing'), fc.boolean()),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(anyElectors, (members) => {
        const body = members.map(([votes, category], i) => elector(`m${i}`, votes, category));
        const there = body.filter((_, i) => members[i]?.[2]);
        const votes = presenceVotes(body, there, caps);
        expect(votes.present.total.lte(votes.entitled.total)).toBe(true);
      }),
    );
  });
});
