import type { PersonId } from '#kernel';
import { atLeast, call, NO_CAPS } from '../statute/presets/rules';
import { closeBox } from '../box/export';
import { classKey } from '../box/header';
import type { Elector, MemberId } from '../electorate/elector';
import type { Marks, Method } from '../voting/method';
import type { Category } from '../statute/statute-document';
import { FACTS } from '../../../test/boxes';
import type { Ballot } from './ballot';
import { resultOf, turnoutOf, warningsAhead } from './result';

const article = 'statuto, art. 7';
const member = (n: number) => `019aa000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as PersonId;
const elector = (n: number, category: Category = 'ordinary', votes = 1): Elector => ({
  ...{ memberId: member(n), voterId: member(n), category, votes, sectionId: null },
});
const ORDINARY = [1, 2, 3, 4, 5].map((n) => elector(n));
const RECEIPTS = 'abcdefgh'.split('').map((letter) => Array.from({ length: 6 }, () => letter.repeat(3)).join(' '));
const RULES = {
  callNumber: 1 as const,
  call: call(atLeast(1, 2), atLeast(1, 2), 'yesNo', article),
  ties: { rule: 'rejects' as const, article },
  caps: NO_CAPS,
};

/** The result of a secret ballot in which the first electors marked their papers so. */
function counted(electors: readonly Elector[], marks: readonly Marks[], change: Partial<typeof FACTS> = {}) {
  const voters = new Set<MemberId>(electors.slice(0, marks.length).map(({ memberId }) => memberId));
  const papers = marks.map((mark, i) => {
    const { category, votes } = electors[i] ?? elector(0);
    return { receipt: RECEIPTS[i] ?? '', class: classKey(category, votes), marks: mark };
  });
  const facts = { ...FACTS, rules: RULES, ...change, turnout: turnoutOf(electors, voters) };
  const ballot = { rules: { ...facts.rules, remote: true }, secrecy: facts.secrecy } as unknown as Ballot;
  return resultOf(ballot, electors, { present: voters, voted: voters }, closeBox(facts, papers));
}

const codes = (result: { readonly warnings: readonly { readonly code: string }[] }) =>
  result.warnings.map(({ code }) => code);
const ranked = (method: Method, ...rankings: number[][]) =>
  counted(
    ORDINARY,
    rankings.map((ranking) => ({ ranking: ranking.map((place) => [place]) })),
    { method, options: ['Aosta', 'Biella', 'Cuneo'] },
  );

describe('the turnout of a ballot', () => {
  it('says of each class how many may vote and how many are there', () => {
    const electors = [...ORDINARY, elector(6, 'financing', 3), elector(7, 'financing', 3)];
    expect(turnoutOf(electors, new Set([member(1), member(2), member(7)]))).toEqual([
      { category: 'ordinary', votes: 1, entitled: 5, present: 2 },
      { category: 'financing', votes: 3, entitled: 2, present: 1 },
    ]);
    expect(turnoutOf(electors, new Set()).map(({ present }) => present)).toEqual([0, 0]);
  });
});

describe('the result of a ballot', () => {
  it('has the count, the verdict and the votes they are of', () => {
    expect(counted(ORDINARY, ['yes', 'yes', 'no'])).toMatchObject({
      ...{ members: 3, entitled: '5', present: '3', unit: '1' },
      steps: { en: ['No ceiling on votes is exceeded: all votes count in full.'] },
      count: { yes: '2', no: '1' },
      ...{ verdict: { outcome: 'adopted' }, warnings: [] },
    });
  });

  it('says how ceilings cut votes, and counts in parts of a vote where they do', () => {
    const caps = { ...NO_CAPS, financingCategory: { share: { part: 1, of: 3 }, article } };
    const electors = [...ORDINARY, elector(6, 'financing', 5)];
    const marks: Marks[] = ['yes', 'yes', 'no', 'no', 'no', 'yes'];
    const result = counted(electors, marks, { rules: { ...RULES, caps } });
    expect(result).toMatchObject({ present: '15/2', unit: '2', count: { yes: '9', no: '6' } });
    expect(result.steps.it).toHaveLength(result.steps.en.length);
    expect(result.steps.it.join(' ')).toContain(article);
  });

  it.each([
    ['a motion', counted(ORDINARY, ['no', 'no', 'no']), ['SECRECY.UNANIMOUS']],
    [
      'a ranking counted by Schulze',
      ranked({ kind: 'schulze' }, [0, 1, 2], [0, 1, 2], [0, 1, 2]),
      ['SECRECY.UNANIMOUS'],
    ],
    ['a motion that all abstained on', counted(ORDINARY, ['abstain', 'abstain', 'abstain']), ['SECRECY.UNANIMOUS']],
    ['nothing, where nobody voted', counted(ORDINARY, []), []],
    ['nothing, where papers differ', counted(ORDINARY, ['no', 'no', 'blank']), []],
    ['nothing, where papers begin alike', ranked({ kind: 'instantRunoff' }, [0, 1], [0, 2], [0, 1]), []],
    ['two voters', counted(ORDINARY, ['yes', 'no']), ['SECRECY.TOO_FEW']],
    [
      'a class of one',
      counted([elector(6, 'financing', 5), ...ORDINARY], ['yes', 'no', 'yes', 'no']),
      ['SECRECY.SMALL_CLASS'],
    ],
  ])('warns of what was not secret: %s', (_, result, expected) => {
    expect(codes(result)).toEqual(expected);
  });

  it('warns of nothing where the vote is open', () => {
    const open = { secrecy: 'open' as const };
    const ballot = { rules: { ...RULES, remote: true }, ...open } as unknown as Ballot;
    const papers = [{ receipt: member(1), class: 'ordinary:1', marks: 'yes' as const, member: member(1) }];
    const there = new Set([member(1)]);
    const box = closeBox({ ...FACTS, rules: RULES, ...open, turnout: turnoutOf(ORDINARY, there) }, papers);
    expect(resultOf(ballot, ORDINARY, { present: there, voted: there }, box).warnings).toEqual([]);
  });

  it('is warned of ahead by its electorate', () => {
    expect(codes({ warnings: warningsAhead(ORDINARY.slice(0, 2)) })).toEqual(['SECRECY.TOO_FEW']);
    expect(codes({ warnings: warningsAhead([...ORDINARY, elector(6, 'financing', 5)]) })).toEqual([
      'SECRECY.SMALL_CLASS',
    ]);
    expect(warningsAhead(ORDINARY)).toEqual([]);
  });
});
