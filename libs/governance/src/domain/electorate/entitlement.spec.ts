import type { OrganisationId, PersonId } from '#kernel';
import fc from 'fast-check';
import { withoutConflicted } from './conflicts';
import type { Candidate, MemberId } from './elector';
import { entitle } from './entitlement';

type Statute = Parameters<typeof entitle>[0];

const statute = (over: Partial<Statute['voters']> = {}, votes: Partial<Statute['votes']> = {}): Statute => ({
  voters: {
    who: 'persons',
    minDays: 90,
    suspended: 'excluded',
    inArrears: 'excluded',
    article: 'art. 2538 co. 1 c.c.',
    ...over,
  },
  votes: { legalPersons: null, exchange: null, financing: null, ...votes },
});
const plural = (basis: 'shares' | 'ownMembers' | 'exchange', unitsPerVote: number, maxVotes: number) => ({
  basis,
  unitsPerVote,
  maxVotes,
  article: 'art. 2538 c.c.',
});
const id = (name: string) => name as PersonId;
const candidate = (memberId: string, over: Partial<Candidate> = {}): Candidate => ({
  memberId: memberId as MemberId,
  voterId: id(memberId),
  isLegalPerson: false,
  category: 'ordinary',
  memberSince: '2020-01-01',
  isSuspended: false,
  isInArrears: false,
  shares: 0,
  ownMembers: 0,
  exchange: 0,
  sectionId: null,
  ...over,
});
const DAY = '2026-11-22';
const votesOf = (rules: Statute, over: Partial<Candidate>) =>
  entitle(rules, [candidate('a', over)], DAY).electors[0]?.votes;
const reasonOf = (rules: Statute, over: Partial<Candidate>) =>
  entitle(rules, [candidate('a', over)], DAY).excluded[0]?.reason;

describe('entitle', () => {
  it('counts civil days: who joined exactly ninety days before may vote, a day later not', () => {
    expect(reasonOf(statute(), { memberSince: '2026-08-24' })).toBeUndefined();
    expect(reasonOf(statute(), { memberSince: '2026-08-25' })).toBe('tooNew');
    expect(reasonOf(statute({ minDays: 0 }), { memberSince: DAY })).toBeUndefined();
    expect(reasonOf(statute({ minDays: 0 }), { memberSince: '2026-11-23' })).toBe('tooNew');
  });

  it('does not lose a day to a clock change or a leap day', () => {
    const among = (day: string, memberSince: string) =>
      entitle(statute({ minDays: 1 }), [candidate('a', { memberSince })], day).electors.length;
    expect([
      among('2026-03-30', '2026-03-29'),
      among('2026-10-26', '2026-10-25'),
      among('2028-03-01', '2028-02-29'),
    ]).toEqual([1, 1, 1]);
  });

  it('excludes who is suspended, in arrears or not represented, as the statute says and with its article', () => {
    expect(entitle(statute(), [candidate('a', { isSuspended: true })], DAY).excluded).toEqual([
      { memberId: 'a', reason: 'suspended', article: 'art. 2538 co. 1 c.c.' },
    ]);
    expect(reasonOf(statute(), { isInArrears: true })).toBe('inArrears');
    expect(reasonOf(statute(), { voterId: null })).toBe('noRepresentative');
    const lenient = statute({ suspended: 'vote', inArrears: 'vote' });
    expect(votesOf(lenient, { isSuspended: true, isInArrears: true })).toBe(1);
  });

  it('gives one vote to each head, whatever its capital', () => {
    expect(votesOf(statute(), { shares: 1_000_000, isLegalPerson: true, category: 'financing' })).toBe(1);
  });

  it('gives legal persons one vote more for every whole so many units, at most five', () => {
    const rules = statute({}, { legalPersons: plural('ownMembers', 50, 5) });
    const votes = (ownMembers: number) => votesOf(rules, { isLegalPerson: true, ownMembers });
    expect([0, 49, 50, 99, 100, 200, 9_000].map(votes)).toEqual([1, 1, 2, 2, 3, 5, 5]);
    expect(votesOf(rules, { isLegalPerson: false, ownMembers: 500 })).toBe(1);
  });

  it('gives each category its own rule only', () => {
    const rules = statute(
      {},
      {
        legalPersons: plural('shares', 1, 5),
        exchange: plural('exchange', 10, 50),
        financing: plural('shares', 100, 9),
      },
    );
    const rich = { isLegalPerson: true, shares: 400, exchange: 100 };
    expect(votesOf(rules, { ...rich, category: 'ordinary' })).toBe(5);
    expect(votesOf(rules, { ...rich, category: 'exchange' })).toBe(11);
    expect(votesOf(rules, { ...rich, category: 'financing' })).toBe(5);
    expect(votesOf(statute({}, { legalPersons: plural('shares', 1, 5) }), { ...rich, category: 'financing' })).toBe(1);
  });

  it('counts units whole up to the largest numbers', () => {
    const rules = statute({}, { financing: plural('shares', 1_000_000_000, 1_000_000) });
    expect(votesOf(rules, { category: 'financing', shares: 999_999_999 })).toBe(1);
    expect(votesOf(rules, { category: 'financing', shares: Number.MAX_SAFE_INTEGER })).toBe(1_000_000);
  });

  it('takes a member entered twice once, by its longest-standing entry that may vote', () => {
    const entries = [
      candidate('a', { memberSince: '2019-01-01', isSuspended: true }),
      candidate('a', { memberSince: '2021-01-01', category: 'financing' }),
      candidate('a', { memberSince: '2020-01-01', sectionId: 'north' }),
    ];
    const { electors, excluded } = entitle(statute(), entries, DAY);
    expect([electors, excluded]).toEqual([
      [{ memberId: 'a', voterId: 'a', category: 'ordinary', votes: 1, sectionId: 'north' }],
      [],
    ]);
  });

  it('has one writing, each member once, whatever the order of the book', () => {
    const anyCandidate = fc
      .record({
        memberId: fc.constantFrom('a', 'B', 'b', 'é', '10', '9'),
        memberSince: fc.constantFrom('2020-01-01', '2026-08-24', '2026-10-01'),
        isSuspended: fc.boolean(),
        isInArrears: fc.boolean(),
        category: fc.constantFrom('ordinary' as const, 'exchange' as const, 'financing' as const),
        shares: fc.integer({ min: 0, max: 5 }),
        voterId: fc.constantFrom(null, id('v'), id('w')),
      })
      .map(({ memberId, ...over }) => candidate(memberId, over));
    const rules = statute({}, { financing: plural('shares', 1, 3) });
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 20 }), fc.nat(), (candidates, turn) => {
        const { electors, excluded } = entitle(rules, candidates, DAY);
        const turned = [...candidates.slice(turn % 20), ...candidates.slice(0, turn % 20)].reverse();
        expect(entitle(rules, turned, DAY)).toEqual({ electors, excluded });

        const ids = [...electors, ...excluded].map(({ memberId }) => memberId);
        expect(new Set(ids)).toEqual(new Set(candidates.map(({ memberId }) => memberId)));
        expect(new Set(ids).size).toBe(ids.length);
        for (const list of [electors, excluded]) {
          expect(list.every((it, i) => i === 0 || (list[i - 1]?.memberId ?? '') < it.memberId)).toBe(true);
        }
      }),
    );
  });
});

describe('withoutConflicted', () => {
  const { electors } = entitle(
    statute(),
    ['a', 'b', 'c'].map((name) => candidate(name)),
    DAY,
  );
  const rules = (rule: 'declared' | 'excluded') => ({ conflicts: { rule, article: 'statute art. 12' } });
  const declared = ['c', 'stranger', 'a'] as OrganisationId[];

  it('excludes who declared a conflict, with the article, where the statute says so', () => {
    const { electors: left, excluded } = withoutConflicted(rules('excluded'), electors, declared);
    expect(left.map(({ memberId }) => memberId)).toEqual(['b']);
    expect(excluded).toEqual([
      { memberId: 'a', reason: 'conflict', article: 'statute art. 12' },
      { memberId: 'c', reason: 'conflict', article: 'statute art. 12' },
    ]);
  });

  it('leaves the electorate as it is where a conflict is only declared', () => {
    expect(withoutConflicted(rules('declared'), electors, declared)).toEqual({ electors, excluded: [] });
  });
});
