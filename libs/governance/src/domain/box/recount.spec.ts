import { canonicalJson, sha256 } from '#kernel';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTS, someBallot, type CastBallot } from '../../../test/boxes';
import { boxRoot, closeBox } from './export';
import type { Paper } from './paper';
import type { ProblemCode } from './problems';
import { recount } from './recount';

const fileOf = ({ facts, papers }: CastBallot): string[] => {
  const box = closeBox(facts, papers);
  return [box.header, ...box.papers];
};
const codesOf = (lines: Iterable<string>): ProblemCode[] => recount(lines).problems.map(({ code }) => code);

/** Five members are present, one of them with three votes; four voted. */
const receiptOf = (i: number) => `${['abaco', 'bacca', 'cabina', 'dado'][i] ?? ''} abete zuppa citta perche lunedi`;
const PAPERS: readonly Paper[] = (['yes', 'no', 'yes', 'abstain'] as const).map((marks, i) => ({
  receipt: receiptOf(i),
  class: i === 3 ? 'ordinary:3' : 'ordinary:1',
  marks,
}));
const SMALL: CastBallot = {
  facts: {
    ...FACTS,
    turnout: [
      { category: 'ordinary', votes: 1, entitled: 6, present: 4 },
      { category: 'ordinary', votes: 3, entitled: 1, present: 1 },
    ],
  },
  papers: PAPERS,
};
const small = fileOf(SMALL);
const [header = '', first = '', second = '', third = ''] = small;
const members = ['1000', '1001', '1002', '1003'].map((n) => `019aa000-0000-7000-8000-00000000${n}`);
const OPEN: CastBallot = {
  facts: { ...SMALL.facts, secrecy: 'open', chair: members[0] ?? '' },
  papers: PAPERS.map((paper, i) => ({ ...paper, receipt: members[i] ?? '', member: members[i] as never })),
};
const open = fileOf(OPEN);

/** The file with another header, whose root is right for the papers. */
const rooted = (lines: readonly string[], change: Record<string, unknown> = {}): string[] => {
  const papers = lines.slice(1);
  const said = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  return [canonicalJson({ ...said, papers: papers.length, root: boxRoot(papers), ...change }), ...papers];
};

describe('recount', () => {
  it('confirms every ballot: root, count and verdict are those of its closing', () => {
    fc.assert(
      fc.property(someBallot, (ballot) => {
        const box = closeBox(ballot.facts, ballot.papers);
        const found = recount([box.header, ...box.papers]);
        expect(found.problems).toEqual([]);
        expect(found).toMatchObject({ root: box.root, papers: box.papers.length });
        expect(found.result).toEqual({ count: box.count, verdict: box.verdict });
      }),
    );
  });

  it('counts in votes what caps and plural votes make of the papers', () => {
    expect(recount(small).result).toMatchObject({
      count: { yes: '2', no: '1', abstain: '3', blank: '0' },
      verdict: { outcome: 'adopted', quorum: { have: '7', of: '9' }, majority: { have: '2', of: '3' } },
    });
  });

  it('decides a tie of an open ballot as the chair marked, which it finds among the papers', () => {
    const tie = (chair: string | null) =>
      fileOf({
        facts: { ...OPEN.facts, chair, rules: { ...FACTS.rules, ties: { rule: 'chairDecides', article: 'art. 9' } } },
        papers: OPEN.papers.slice(0, 2),
      });
    expect(recount(tie(members[0] ?? '')).result?.verdict.outcome).toBe('adopted');
    expect(recount(tie(members[1] ?? '')).result?.verdict.outcome).toBe('rejected');
    expect(recount(tie(null)).result?.verdict.outcome).toBe('rejected');
    expect(codesOf(tie(members[0] ?? ''))).toEqual([]);
  });

  it('finds any byte of any paper that was changed', () => {
    fc.assert(
      fc.property(
        someBallot.filter(({ papers }) => papers.length > 0),
        fc.nat(),
        fc.nat(),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (ballot, at, by, other) => {
          const lines = fileOf(ballot);
          const i = 1 + (at % (lines.length - 1));
          const line = lines[i] ?? '';
          const place = by % line.length;
          fc.pre(line[place] !== other);
          const changed = lines.with(i, `${line.slice(0, place)}${other}${line.slice(place + 1)}`);
          expect(codesOf(changed)).toContainEqual(expect.stringMatching(/^(?:ROOT\.DIFFERS|FILE\.GIVEN_UP)$/));
        },
      ),
    );
  });

  it('finds papers that are missing, added, doubled or moved', () => {
    fc.assert(
      fc.property(
        someBallot.filter(({ papers }) => papers.length > 1),
        fc.nat(),
        (ballot, at) => {
          const lines = fileOf(ballot);
          const i = 1 + (at % (lines.length - 1));
          expect(codesOf(lines.toSpliced(i, 1))).toEqual(expect.arrayContaining(['PAPERS.MISSING', 'ROOT.DIFFERS']));
          expect(codesOf(lines.slice(0, i))).toContain('PAPERS.MISSING');
          const doubled = lines.toSpliced(i, 0, lines[i] ?? '');
          expect(codesOf(doubled)).toEqual(
            expect.arrayContaining(['RECEIPT.TWICE', 'PAPERS.TOO_MANY', 'ROOT.DIFFERS']),
          );
          const [header = '', ...papers] = lines;
          expect(codesOf([header, ...papers.slice(-1), ...papers.slice(0, -1)])).toEqual(
            expect.arrayContaining(['ORDER.WRONG', 'ROOT.DIFFERS']),
          );
        },
      ),
    );
  });

  it('finds marks that were changed even if the root was made to fit', () => {
    const no = second.replace('"no"', '"yes"');
    expect(codesOf(small.with(2, no))).toEqual(['ROOT.DIFFERS', 'COUNT.DIFFERS', 'VERDICT.DIFFERS']);
    expect(codesOf(rooted(small.with(2, no)))).toEqual(['COUNT.DIFFERS', 'VERDICT.DIFFERS']);
  });

  it('reads what was exported long ago as it was read then', () => {
    const lines = readFileSync(join(__dirname, '../../../test/ballot.ndjson'), 'utf8').trimEnd().split('\n');
    expect(recount(lines)).toMatchObject({
      papers: 15,
      root: 'd14f2b1fefb417fb85b6612cc18fc4ff71a5572eea14fe02ac442b35499bb8bc',
      headerHash: sha256(lines[0] ?? ''),
      result: { count: { yes: '1248', no: '1432', abstain: '670', blank: '134' }, verdict: { outcome: 'rejected' } },
      problems: [],
    });
  });

  it('does not care how a result is worded', () => {
    const said = JSON.parse(header) as { result: { verdict: object } };
    const reworded = { ...said.result, verdict: { ...said.result.verdict, reason: { it: 'sì', en: 'yes' } } };
    expect(codesOf(rooted(small, { result: reworded }))).toEqual([]);
  });
});

describe('a hostile header', () => {
  const said = JSON.parse(header) as Record<string, unknown> & { classes: object[]; votes: object };
  const result = said.result as { count: object; verdict: object };

  it.each<[string, string, ProblemCode]>([
    ['is no JSON', '{', 'HEADER.NOT_JSON'],
    ['is empty', '', 'HEADER.NOT_JSON'],
    ['is null', 'null', 'HEADER.INVALID'],
    ['is a list', '[]', 'HEADER.INVALID'],
    ['is of another format', header.replace('granaio-ballot/1', 'granaio-ballot/2'), 'HEADER.INVALID'],
    ['is not canonical', header.replace(',', ', '), 'HEADER.INVALID'],
    ['says a thing twice', header.replace('{', '{"papers":4,'), 'HEADER.INVALID'],
    ['says more', canonicalJson({ ...said, more: 1 }), 'HEADER.INVALID'],
    ['says __proto__', header.replace('{', '{"__proto__":{"a":1},'), 'HEADER.INVALID'],
    ['is nested deeply', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'HEADER.NOT_JSON'],
    ['is too long', ' '.repeat(5_000_000), 'LINE.TOO_LONG'],
    ['has no result', canonicalJson({ ...said, result: {} }), 'HEADER.INVALID'],
    ['has options in a vote on a motion', canonicalJson({ ...said, options: ['a'] }), 'HEADER.INVALID'],
    ['has a class twice', canonicalJson({ ...said, classes: [...said.classes, ...said.classes] }), 'HEADER.INVALID'],
    ['names a chair in a secret ballot', canonicalJson({ ...said, chair: members[0] }), 'HEADER.INVALID'],
    ['divides by zero', header.replace('"of":2', '"of":0'), 'HEADER.INVALID'],
  ])('that %s is named', (_, line, code) => {
    const found = recount([line, first]);
    expect(found.problems).toEqual([expect.objectContaining({ code, line: 1 })]);
    expect(found).toMatchObject({ header: null, root: null, result: null });
  });

  it.each<[string, Record<string, unknown>, ProblemCode[]]>([
    ['another root', { root: '0'.repeat(64) }, ['ROOT.DIFFERS']],
    ['fewer papers', { papers: 3 }, ['PAPERS.TOO_MANY']],
    ['more papers', { papers: 5 }, ['PAPERS.MISSING']],
    ['other votes present', { votes: { ...said.votes, present: '8' } }, ['WEIGHTS.DIFFER']],
    ['another weight', { classes: said.classes.map((it) => ({ ...it, weight: '2' })) }, ['WEIGHTS.DIFFER']],
    ['another count', { result: { ...result, count: { ...result.count, yes: '3' } } }, ['COUNT.DIFFERS']],
    [
      'another outcome',
      { result: { ...result, verdict: { ...result.verdict, outcome: 'rejected' } } },
      ['VERDICT.DIFFERS'],
    ],
    ['an empty verdict', { result: { ...result, verdict: {} } }, ['VERDICT.DIFFERS']],
  ])('that says %s is contradicted', (_, change, codes) => {
    expect(codesOf(rooted(small, change))).toEqual(codes);
  });

  it('says of an empty file that it is empty', () => {
    expect(codesOf([])).toEqual(['FILE.EMPTY']);
  });

  it('cannot make it throw, whatever numbers of members and ceilings it names', () => {
    const share = fc
      .tuple(fc.nat({ max: 6 }), fc.integer({ min: 1, max: 6 }))
      .map(([a, b]) => ({ part: Math.min(a, b), of: b }));
    const cap = fc.option(share.map((it) => ({ share: it, article: 'art. 1' })));
    fc.assert(
      fc.property(someBallot, cap, cap, cap, (ballot, exchangeMember, exchangeCategory, financingCategory) => {
        const caps = { exchangeMember, exchangeCategory, financingCategory };
        const lines = fileOf({ ...ballot, facts: { ...ballot.facts, rules: { ...ballot.facts.rules, caps } } });
        expect(codesOf(lines)).toEqual([]);
      }),
    );
  });
});

describe('a hostile line', () => {
  const deep = `${'['.repeat(20)}${']'.repeat(20)}`;
  it.each<[string, string, ProblemCode]>([
    ['is cut off', first.slice(0, 40), 'LINE.NOT_JSON'],
    ['is empty', '', 'LINE.NOT_JSON'],
    ['has a space', first.replace(',', ', '), 'LINE.NOT_CANONICAL'],
    ['ends with a space', `${first} `, 'LINE.NOT_CANONICAL'],
    ['ends with a carriage return', `${first}\r`, 'LINE.NOT_CANONICAL'],
    ['has its keys in another order', canonicalReversed(first), 'LINE.NOT_CANONICAL'],
    ['is marked twice', first.replace('"marks"', '"marks":"no","marks"'), 'LINE.NOT_CANONICAL'],
    ['escapes a letter', first.replace('yes', '\\u0079es'), 'LINE.NOT_CANONICAL'],
    ['is no object', '"yes"', 'PAPER.INVALID'],
    ['is null', 'null', 'PAPER.INVALID'],
    ['says more', first.replace('{', '{"also":1,'), 'PAPER.INVALID'],
    ['says __proto__', first.replace('{', '{"__proto__":1,'), 'PAPER.INVALID'],
    ['names its member', open[1] ?? '', 'MEMBER.UNEXPECTED'],
    ['has no class', '{"marks":"yes","receipt":"a"}', 'PAPER.INVALID'],
    ['is of an unknown class', first.replace('ordinary:1', 'ordinary:9'), 'CLASS.UNKNOWN'],
    ['is of a class that is no text', first.replace('"ordinary:1"', '1'), 'CLASS.UNKNOWN'],
    ['is marked as no paper of this method', first.replace('"yes"', '{"option":0}'), 'MARKS.INVALID'],
    ['is marked with a nest', first.replace('"yes"', deep), 'MARKS.INVALID'],
    ['has a receipt in capitals', first.replace('abaco', 'ABACO'), 'RECEIPT.INVALID'],
    ['has a receipt of five words', first.replace('abaco ', ''), 'RECEIPT.INVALID'],
    ['has a receipt that is none', first.replace(/"receipt":.*/, '"receipt":7}'), 'RECEIPT.INVALID'],
  ])('that %s is named, with its number', (_, line, code) => {
    const found = recount(small.with(1, line)).problems;
    expect(found[0]).toMatchObject({ code, line: 2, message: expect.stringMatching(/^Line 2: .+\.$/) as string });
    expect(found.map((it) => it.code)).toContain('ROOT.DIFFERS');
  });

  it.each<[string, string, ProblemCode]>([
    ['names nobody', first, 'MEMBER.MISSING'],
    ['names somebody who cannot be', (open[1] ?? '').replace('019aa000', '019AA000'), 'MEMBER.INVALID'],
    [
      'has its member elsewhere',
      (open[1] ?? '').replace(/(.*)(,"member":"[^"]*")(,"receipt":"[^"]*")}/, '$1$3$2}'),
      'LINE.NOT_CANONICAL',
    ],
  ])('of an open ballot that %s is named', (_, line, code) => {
    expect(codesOf(open.with(1, line))[0]).toBe(code);
  });

  it('of a member who has voted already is named', () => {
    const again = (open[2] ?? '').replace(members[1] ?? '', members[0] ?? '');
    expect(codesOf(rooted(open.with(2, again)))).toContain('RECEIPT.INVALID');
    const twice = (open[2] ?? '').replaceAll(members[1] ?? '', members[0] ?? '');
    expect(codesOf(rooted(open.with(2, twice)))).toContain('RECEIPT.TWICE');
  });

  it('of one member more than were present is named, and nothing is counted', () => {
    const more = Array.from({ length: 3 }, (_, i) => third.replace('cabina', `ca${'bcd'[i] ?? ''}ina`));
    const found = recount(rooted([header, first, second, ...more]));
    expect(found.problems.map(({ code }) => code)).toEqual(['CLASS.TOO_MANY']);
    expect(found.result).toBeNull();
  });

  it('that is huge ends the reading, and what follows is not asked for', () => {
    let asked = 0;
    function* lines() {
      yield header;
      yield 'x'.repeat(10_000_000);
      asked += 1;
      yield first;
    }
    expect(codesOf(lines())).toEqual(['LINE.TOO_LONG', 'FILE.GIVEN_UP']);
    expect(asked).toBe(0);
  });

  it('after line of rubbish ends the reading, too', () => {
    let asked = 0;
    function* lines() {
      yield header;
      for (; asked < 1_000; asked += 1) yield '?';
    }
    expect(codesOf(lines()).at(-1)).toBe('FILE.GIVEN_UP');
    expect(asked).toBeLessThan(30);
  });

  it('of any text whatever is answered with problems, never with an exception', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom(...small)), { maxLength: 8 }),
        (lines) => {
          const { problems } = recount([header, ...lines]);
          if (canonicalJson(lines) !== canonicalJson(small.slice(1))) expect(problems).not.toEqual([]);
          recount(lines);
        },
      ),
    );
  });
});

function canonicalReversed(line: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line) as object).toReversed()));
}
