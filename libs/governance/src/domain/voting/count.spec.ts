import fc from 'fast-check';
import { countOptions, type OptionMethod } from './count';
import type { Marks, WeightedPaper } from './method';

const paper = (marks: Marks, weight = 1n): WeightedPaper => ({ marks, weight });
const choose = (option: number, weight: bigint) => paper({ option }, weight);
const approve = (options: number[], weight: bigint) => paper({ options }, weight);
const CHOICE: OptionMethod = { kind: 'choice' };

describe('a choice', () => {
  it('is won by more than half of the valid votes, whatever is blank', () => {
    const papers = [choose(1, 3n), choose(0, 2n), paper('blank', 9n), paper('abstain', 5n)];
    expect(countOptions(CHOICE, 3, papers, [0, 1, 2])).toMatchObject({
      winners: [1],
      runoff: null,
      valid: '5',
      blank: '9',
      abstain: '5',
      rounds: [{ totals: ['2', '3', '0'], elected: [1] }],
      tieBreaks: [],
    });
  });

  it('goes to a runoff of the first two at exactly half', () => {
    const papers = [choose(2, 3n), choose(0, 2n), choose(1, 1n)];
    expect(countOptions(CHOICE, 3, papers, [0, 1, 2])).toMatchObject({ winners: [], runoff: [2, 0], tieBreaks: [] });
  });

  it('lets the lot say who is second, and records it', () => {
    const papers = [choose(2, 3n), choose(0, 2n), choose(1, 2n)];
    expect(countOptions(CHOICE, 3, papers, [2, 1, 0])).toMatchObject({
      runoff: [2, 1],
      tieBreaks: [{ among: [0, 1], chosen: 1, by: 'lot' }],
    });
  });

  it('needs no lot where both of two equals go to the runoff', () => {
    const papers = [choose(0, 2n), choose(2, 2n), choose(1, 1n)];
    expect(countOptions(CHOICE, 3, papers, [2, 1, 0])).toMatchObject({ runoff: [2, 0], tieBreaks: [] });
  });

  it('between two options is decided at once, by lot if they are equal', () => {
    expect(countOptions(CHOICE, 2, [choose(0, 2n), choose(1, 2n)], [1, 0])).toMatchObject({
      winners: [1],
      runoff: null,
      tieBreaks: [{ among: [0, 1], chosen: 1, by: 'lot' }],
    });
  });
});

describe('an approval', () => {
  it('fills the seats with what most approve of, the last one by lot', () => {
    const papers = [approve([0, 1, 2], 2n), approve([3], 5n), approve([1], 1n)];
    expect(countOptions({ kind: 'approval', seats: 3 }, 5, papers, [4, 2, 0, 1, 3])).toMatchObject({
      winners: [3, 1, 2],
      rounds: [{ totals: ['2', '3', '2', '5', '0'], elected: [3, 1, 2] }],
      tieBreaks: [{ among: [0, 2], chosen: 2, by: 'lot' }],
    });
  });

  it('records a draw for each seat that the lot gives', () => {
    const { winners, tieBreaks } = countOptions({ kind: 'approval', seats: 2 }, 3, [approve([0, 1, 2], 1n)], [2, 0, 1]);
    expect(winners).toEqual([2, 0]);
    expect(tieBreaks).toEqual([
      { among: [0, 1, 2], chosen: 2, by: 'lot' },
      { among: [0, 1], chosen: 0, by: 'lot' },
    ]);
  });

  it('rather leaves a seat empty than gives it to whom nobody approves of', () => {
    const { winners, tieBreaks } = countOptions({ kind: 'approval', seats: 2 }, 3, [approve([1], 1n)], [0, 1, 2]);
    expect({ winners, tieBreaks }).toEqual({ winners: [1], tieBreaks: [] });
  });
});

describe('a score', () => {
  it('adds up exactly, no score counting as 0', () => {
    const huge = 10n ** 20n;
    const papers = [paper({ scores: [3, null, 1] }, huge), paper({ scores: [0, 5, 5] }, 7n)];
    expect(countOptions({ kind: 'score', seats: 1, highest: 5 }, 3, papers, [0, 1, 2])).toMatchObject({
      winners: [0],
      rounds: [{ totals: [`${3n * huge}`, '35', `${huge + 35n}`] }],
      valid: `${huge + 7n}`,
    });
  });
});

const METHODS: OptionMethod[] = [
  CHOICE,
  { kind: 'approval', seats: 2 },
  { kind: 'score', seats: 2, highest: 3 },
  { kind: 'schulze' },
  { kind: 'instantRunoff' },
  { kind: 'stv', seats: 2 },
];

describe.each(METHODS)('a $kind', (method) => {
  it.each([[[]], [[paper('blank', 2n), paper('abstain', 3n)]]])('elects nobody without a valid vote: %#', (papers) => {
    const count = countOptions(method, 3, papers, [0, 1, 2]);
    expect(count).toMatchObject({
      method: method.kind,
      winners: [],
      runoff: null,
      valid: '0',
      rounds: [],
      tieBreaks: [],
    });
    expect(count.rule.length).toBeGreaterThan(20);
  });

  it('refuses a paper of another method, not to lose it', () => {
    const stray = paper(method.kind === 'choice' ? { options: [0] } : { option: 0 });
    const counting = () => countOptions(method, 3, [stray], [0, 1, 2]);
    expect(counting).toThrow(expect.objectContaining({ code: 'BALLOT.MARKS_INVALID' }));
  });

  it('refuses a lot that leaves an option out', () => {
    const counting = () => countOptions(method, 3, [], [0, 1]);
    expect(counting).toThrow(expect.objectContaining({ code: 'BALLOT.LOT_INVALID' }));
  });
});

const OPTIONS = 4;
const shuffled = fc.shuffledSubarray([0, 1, 2, 3], { minLength: OPTIONS });
const strict = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }).map((order) => order.map((option) => [option]));
/** Cuts an order into groups of equals. */
const tied = fc
  .tuple(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
  .map(([order, cuts]) => {
    const groups: number[][] = [];
    order.forEach((option, i) => {
      if (i > 0 && cuts[i]) groups.at(-1)?.push(option);
      else groups.push([option]);
    });
    return groups;
  });

function marksOf(method: OptionMethod): fc.Arbitrary<Marks> {
  const marks: Record<OptionMethod['kind'], fc.Arbitrary<Marks>> = {
    choice: fc.nat(OPTIONS - 1).map((option) => ({ option })),
    approval: fc.subarray([0, 1, 2, 3], { minLength: 1 }).map((options) => ({ options })),
    score: fc
      .array(fc.option(fc.nat(3)), { minLength: OPTIONS, maxLength: OPTIONS })
      .map((scores): Marks => (scores.every((score) => score === null) ? 'blank' : { scores })),
    schulze: tied.map((ranking) => ({ ranking })),
    instantRunoff: strict.map((ranking) => ({ ranking })),
    stv: strict.map((ranking) => ({ ranking })),
  };
  return fc.oneof({ weight: 9, arbitrary: marks[method.kind] }, { weight: 1, arbitrary: fc.constant<Marks>('blank') });
}

const papersOf = (method: OptionMethod) =>
  fc.array(fc.record({ marks: marksOf(method), weight: fc.bigInt(0n, 4n) }), { maxLength: 15 });

/** The same marks where option a is called `names[a]`. */
function renamed(marks: Marks, names: readonly number[]): Marks {
  const name = (option: number) => names[option] ?? option;
  if (typeof marks === 'string') return marks;
  if ('option' in marks) return { option: name(marks.option) };
  if ('options' in marks) return { options: marks.options.map(name).sort() };
  if ('ranking' in marks) return { ranking: marks.ranking.map((group) => group.map(name).sort()) };
  return { scores: marks.scores.map((_, option) => marks.scores[names.indexOf(option)] ?? null) };
}

describe.each(METHODS)('the laws of a $kind', (method) => {
  const count = (papers: readonly WeightedPaper[], lot: readonly number[]) =>
    countOptions(method, OPTIONS, papers, lot);

  it('anonymity: the order of papers is of no matter', () => {
    fc.assert(
      fc.property(papersOf(method), shuffled, fc.infiniteStream(fc.nat()), (papers, lot, random) => {
        const keys = papers.map(() => random.next().value as number);
        const otherwise = papers.map((each, i) => ({ each, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key);
        expect(
          count(
            otherwise.map(({ each }) => each),
            lot,
          ),
        ).toEqual(count(papers, lot));
      }),
    );
  });

  it('neutrality: whoever renames options, and the lot with them, renames the winners and nothing else', () => {
    fc.assert(
      fc.property(papersOf(method), shuffled, shuffled, (papers, lot, names) => {
        const name = (option: number) => names[option] ?? option;
        const here = count(papers, lot);
        const there = count(
          papers.map(({ marks, weight }) => ({ marks: renamed(marks, names), weight })),
          lot.map(name),
        );
        expect(there.winners).toEqual(here.winners.map(name));
        expect(there.runoff).toEqual(here.runoff?.map(name) ?? null);
        expect(there.tieBreaks.map(({ chosen }) => chosen)).toEqual(here.tieBreaks.map(({ chosen }) => name(chosen)));
        for (const [i, { totals }] of here.rounds.entries()) {
          expect(totals).toEqual(totals.map((_, option) => there.rounds[i]?.totals[name(option)]));
        }
      }),
    );
  });

  it('a paper of some weight counts like as many papers of 1', () => {
    fc.assert(
      fc.property(papersOf(method), shuffled, (papers, lot) => {
        const single = papers.flatMap(({ marks, weight }) =>
          Array.from({ length: Number(weight) }, () => paper(marks)),
        );
        expect(count(single, lot)).toEqual(count(papers, lot));
      }),
    );
  });

  it('elects as many as there are seats, nobody twice, and accounts for every round', () => {
    fc.assert(
      fc.property(papersOf(method), shuffled, (papers, lot) => {
        const { winners, runoff, rounds, valid } = count(papers, lot);
        const seats = 'seats' in method ? method.seats : 1;
        expect(winners.length).toBeLessThanOrEqual(seats);
        expect(new Set(winners).size).toBe(winners.length);
        expect(rounds.flatMap(({ elected }) => elected)).toEqual(winners);
        if (['stv', 'schulze', 'instantRunoff'].includes(method.kind)) {
          expect(winners.length).toBe(valid === '0' ? 0 : seats);
        }
        if (method.kind === 'choice') expect(winners.length === 1).toBe(valid !== '0' && runoff === null);
      }),
    );
  });
});
