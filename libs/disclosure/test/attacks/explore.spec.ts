import fc from 'fast-check';
import { protectTable, type Dimension } from '#disclosure';
import { dimension } from '../tables';
import { tableOfHoldings, type Holding } from '../holdings';
import { innerCodes } from '../reader';
import { findings } from '../findings';
import { eliminationOnly, primariesOnly, thresholdsOnly } from '../naive';

const leavesOf = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
const aDimension = (name: string, most: number): fc.Arbitrary<Dimension> =>
  fc.integer({ min: 1, max: most }).chain((count) => {
    const leaves = leavesOf(name, count);
    return fc
      .array(fc.subarray(leaves, { minLength: 1 }), { maxLength: 2 })
      .map((groups) => dimension(name, leaves, Object.fromEntries(groups.map((of, i) => [`${name}-g${i}`, of]))));
  });
const people = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 }));
const value = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 50 }));
const aTable = (signed = false) =>
  fc.tuple(aDimension('a', 4), aDimension('b', 4)).chain(([a, b]) => {
    const all = innerCodes([a, b]);
    const one = fc.record({ people, sums: fc.tuple(signed ? fc.integer({ min: -300, max: 300 }) : value) });
    const n = all.length * 4;
    return fc.array(one, { minLength: n, maxLength: n }).chain((got) =>
      fc.array(fc.boolean(), { minLength: n, maxLength: n }).map((kept) => {
        const holdings: Holding[] = got.flatMap((g, i) =>
          kept[i] ? [{ codes: all[i % all.length] ?? [], holder: Math.floor(i / all.length), ...g }] : [],
        );
        return tableOfHoldings([a, b], holdings);
      }),
    );
  });
const RULE = { minPeople: 5, minContributors: 2, pPercent: 10, minPeopleOutside: 2 };
const COALITIONS = [[0, 1], [1, 2, 3]];

describe('explore', () => {
  it.each([false, true])('signed %s', async (signed) => {
    const stats: Record<string, number> = {};
    const bump = (k: string) => (stats[k] = (stats[k] ?? 0) + 1);
    for (const table of fc.sample(aTable(signed), { numRuns: Number(process.env.RUNS ?? 60), seed: Number(process.env.SEED ?? 1) })) {
      bump('tables');
      const t = { ...table, coalitions: COALITIONS };
      let p;
      try { p = await protectTable(t, RULE); } catch (e) { bump('threw ' + (e as Error).message.slice(0, 80)); continue; }
      for (const reader of [[], [0], [1], [2], [3], ...COALITIONS]) {
        const ours = await findings(t, p.cells, RULE, reader);
        if (ours.length) { bump('OURS ' + reader.join()); if ((stats['OURS ' + reader.join()] ?? 0) < 3) console.log(JSON.stringify({ reader, ours, t, cells: p.cells }, (_, v) => (typeof v === 'bigint' ? Number(v) : v))); }
        for (const [name, cells] of [['thr', thresholdsOnly(t, RULE)], ['prim', primariesOnly(p.cells)], ['elim', eliminationOnly(t, p.cells)]] as const)
          if ((await findings(t, cells, RULE, reader)).length) bump(`${name} ${reader.join()}`);
      }
    }
    console.log(stats);
  }, 600_000);
});
