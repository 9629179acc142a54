import fc from 'fast-check';
import { countOptions, type OptionMethod } from './count';
import type { WeightedPaper } from './method';

const OPTIONS = 4;
const LOT = [2, 0, 3, 1];
const weight = fc.bigInt(1n, 5n);
const place = fc.nat(OPTIONS);
const shuffled = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 });
/** A place for each option on a paper; options on the same one are tied. */
const places = fc.array(place, { minLength: OPTIONS, maxLength: OPTIONS });

const count = (method: OptionMethod, papers: readonly WeightedPaper[]) => countOptions(method, OPTIONS, papers, LOT);
const ranked = (orders: readonly (readonly number[])[], weights: readonly bigint[]): WeightedPaper[] =>
  orders.map((order, i) => ({ marks: { ranking: order.map((option) => [option]) }, weight: weights[i] ?? 1n }));

function byPlaces(at: readonly number[], weight: bigint): WeightedPaper {
  const used = [...new Set(at)].sort((a, b) => a - b);
  return { marks: { ranking: used.map((p) => at.flatMap((q, option) => (p === q ? [option] : []))) }, weight };
}

describe('support never harms', () => {
  it('who wins a choice, or is in its runoff', () => {
    const papers = fc.array(fc.record({ option: fc.nat(OPTIONS - 1), weight }), { minLength: 1 });
    fc.assert(
      fc.property(papers, fc.nat(), (choices, pick) => {
        const cast = (all: typeof choices) =>
          count(
            { kind: 'choice' },
            all.map(({ option, weight }) => ({ marks: { option }, weight })),
          );
        const before = cast(choices);
        for (const favoured of [...before.winners, ...(before.runoff ?? [])]) {
          const after = cast(
            choices.map((each, i) => (i === pick % choices.length ? { ...each, option: favoured } : each)),
          );
          expect([...after.winners, ...(after.runoff ?? [])]).toContain(favoured);
          if (before.winners.length > 0) expect(after.winners).toEqual([favoured]);
        }
      }),
    );
  });

  it('who wins an approval', () => {
    const papers = fc.array(fc.record({ options: shuffled, weight }), { minLength: 1 });
    fc.assert(
      fc.property(papers, fc.nat(), (approvals, pick) => {
        const cast = (all: typeof approvals) =>
          count(
            { kind: 'approval', seats: 2 },
            all.map(({ options, weight }) => ({ marks: { options }, weight })),
          );
        for (const favoured of cast(approvals).winners) {
          const after = approvals.map((each, i) =>
            i === pick % approvals.length ? { ...each, options: [...new Set([...each.options, favoured])] } : each,
          );
          expect(cast(after).winners).toContain(favoured);
        }
      }),
    );
  });

  it('who wins a score', () => {
    const scores = fc.array(fc.nat(5), { minLength: OPTIONS, maxLength: OPTIONS });
    const papers = fc.array(fc.record({ scores, weight }), { minLength: 1 });
    fc.assert(
      fc.property(papers, fc.nat(), (scored, pick) => {
        const cast = (all: typeof scored) =>
          count(
            { kind: 'score', seats: 2, highest: 5 },
            all.map(({ scores, weight }) => ({ marks: { scores }, weight })),
          );
        for (const favoured of cast(scored).winners) {
          const after = scored.map((each, i) =>
            i === pick % scored.length ? { ...each, scores: each.scores.with(favoured, 5) } : each,
          );
          expect(cast(after).winners).toContain(favoured);
        }
      }),
    );
  });

  it('who wins by Schulze', () => {
    const papers = fc.array(fc.record({ places, weight }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(papers, fc.nat(), place, (all, pick, higher) => {
        const cast = (each: typeof all) =>
          count(
            { kind: 'schulze' },
            each.map(({ places, weight }) => byPlaces(places, weight)),
          ).winners;
        const [favoured = 0] = cast(all);
        const after = all.map((each, i) => {
          const raised = Math.min(each.places[favoured] ?? 0, higher);
          return i === pick % all.length ? { ...each, places: each.places.with(favoured, raised) } : each;
        });
        expect(cast(after)).toEqual([favoured]);
      }),
      { numRuns: 2000 },
    );
  });

  it('except in an instant runoff, and so in STV: ten more first places take the win from option 0', () => {
    const before = ranked(
      [
        [0, 1, 2],
        [1, 2, 0],
        [2, 0, 1],
      ],
      [39n, 35n, 26n],
    );
    const after = ranked(
      [
        [0, 1, 2],
        [1, 2, 0],
        [2, 0, 1],
      ],
      [49n, 25n, 26n],
    );
    for (const method of [{ kind: 'instantRunoff' }, { kind: 'stv', seats: 1 }] as const) {
      expect(countOptions(method, 3, before, [0, 1, 2]).winners).toEqual([0]);
      expect(countOptions(method, 3, after, [0, 1, 2]).winners).toEqual([2]);
    }
  });
});
