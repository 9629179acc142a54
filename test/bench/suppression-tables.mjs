/**
 * Tables of the kind that the known answers of GaussSuppression were computed on: region over municipality, age, sex and
 * service, with totals; a few cooperatives a municipality, most cells small, amounts spread as a lognormal. Drawn by a
 * generator with a seed, so that a table of one size is always the same.
 */
import { readFileSync } from 'node:fs';

/** Sizes whose codes (leaves, regions, totals) multiply to exactly this many cells. */
export const SIZES = {
  5_859: { regions: 5, municipalities: 25, ages: 6, sexes: 2, services: 8 },
  13_419: { regions: 10, municipalities: 60, ages: 6, sexes: 2, services: 8 },
  32_967: { regions: 10, municipalities: 100, ages: 10, sexes: 2, services: 8 },
  200_475: { regions: 50, municipalities: 624, ages: 10, sexes: 2, services: 8 },
};

export const HOLDERS = 30;
/** Cooperatives in a combination, on average. */
const ROWS_A_CELL = 4.43;

/** Rows of one cooperative in one combination: codes, cooperative, people, an amount in cents. */
export function drawRows({ regions, municipalities, ages, sexes, services }, seed = 20_240_601) {
  const share = generator(seed);
  const rows = [];
  const weights = [
    falling(municipalities, 0.5, 25),
    falling(ages, 0.27, ages),
    falling(sexes, 0, sexes),
    falling(services, 0.67, services),
  ];
  for (let m = 0; m < municipalities; m++)
    for (let a = 0; a < ages; a++)
      for (let s = 0; s < sexes; s++)
        for (let v = 0; v < services; v++) {
          const expected = ROWS_A_CELL * weights[0][m] * weights[1][a] * weights[2][s] * weights[3][v];
          const present = Math.min(HOLDERS, poisson(expected, share));
          for (const holder of sample(present, m, share))
            rows.push({
              codes: [`M${m}`, `a${a}`, `s${s}`, `v${v}`],
              region: `R${m % regions}`,
              holder,
              people: 1 + Math.floor(0.6 * Math.exp(1.1 * gaussian(share))),
              cents: Math.round(100 * Math.exp(5.07 + 0.92 * gaussian(share))),
            });
        }
  return rows;
}

/** Different cooperatives, those of the municipality before all others. */
function sample(count, municipality, share) {
  const chosen = new Set();
  while (chosen.size < count)
    chosen.add((municipality + Math.floor(HOLDERS * Math.pow(share(), chosen.size < 3 ? 2.5 : 1))) % HOLDERS);
  return chosen;
}

/** Weights that fall as a power of the place, 1 on average; stretched as if there were `of` places. */
function falling(count, power, of) {
  const weights = Array.from({ length: count }, (_, i) => Math.pow(1 + (i * of) / count, -power));
  const sum = weights.reduce((total, weight) => total + weight);
  return weights.map((weight) => (weight * count) / sum);
}

function poisson(expected, share) {
  let count = 0;
  for (let left = Math.exp(-expected), product = share(); product > left; product *= share()) count += 1;
  return count;
}

const gaussian = (share) => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());

/** Mulberry32. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same rows from a file of the known answers, as far as it is there. */
export function readRows(path) {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [region, municipality, age, sex, service, coop, people, amount] = line.split(',');
    return {
      codes: [municipality, age, sex, service],
      region,
      holder: Number(coop.slice(1)),
      people: Number(people),
      cents: Math.round(Number(amount) * 100),
    };
  });
}

/** Dimensions of rows, each with its leaves and groups. */
export function dimensionsOf(rows) {
  const regions = new Map();
  for (const { codes, region } of rows) regions.set(region, (regions.get(region) ?? new Set()).add(codes[0]));
  return ['municipality', 'age', 'sex', 'service'].map((name, i) => ({
    name,
    leaves: [...new Set(rows.map(({ codes }) => codes[i]))],
    groups: i === 0 ? [...regions].map(([code, leaves]) => ({ code, leaves: [...leaves] })) : [],
  }));
}

/**
 * A table with all its margins as numbers: `system` says which inner cells each cell sums, `codes` how it is called, and
 * `people` and `cents` what every cooperative holds of each inner cell, one after the other.
 */
export function addUp(rows) {
  const dimensions = dimensionsOf(rows);
  const axes = dimensions.map(axisOf);
  const inner = axes.reduce((product, { leaves }) => product * leaves.size, 1);
  const [people, cents] = [new Float64Array(inner * HOLDERS), new Float64Array(inner * HOLDERS)];
  for (const row of rows) {
    const at = axes.reduce((number, { leaves }, i) => number * leaves.size + leaves.get(row.codes[i]), 0);
    people[at * HOLDERS + row.holder] += row.people;
    cents[at * HOLDERS + row.holder] += row.cents;
  }
  return { dimensions, people, cents, ...crossed(axes, inner) };
}

/** Every code with its leaves, by number: the leaves, the groups, the total. */
function axisOf({ leaves: names, groups }) {
  const leaves = new Map(names.map((name, i) => [name, i]));
  const codes = names.map((name, i) => [name, [i]]);
  for (const group of groups) codes.push([group.code, group.leaves.map((name) => leaves.get(name))]);
  codes.push(['_T', names.map((_, i) => i)]);
  return { leaves, codes };
}

/** Every cell of the cross product; the last dimension changes fastest. */
function crossed(axes, inner) {
  let cells = [{ codes: [], members: Uint32Array.of(0) }];
  for (const { leaves, codes } of axes)
    cells = cells.flatMap((cell) =>
      codes.map(([code, of]) => {
        const members = new Uint32Array(cell.members.length * of.length);
        let end = 0;
        for (const member of cell.members) for (const leaf of of) members[end++] = member * leaves.size + leaf;
        return { codes: [...cell.codes, code], members };
      }),
    );
  const starts = new Uint32Array(cells.length + 1);
  cells.forEach(({ members }, cell) => (starts[cell + 1] = starts[cell] + members.length));
  const members = new Uint32Array(starts.at(-1));
  cells.forEach((cell, i) => members.set(cell.members, starts[i]));
  return { system: { inner, cells: cells.length, starts, members }, codes: cells.map((cell) => cell.codes) };
}

/** What each cooperative holds of a cell: people and cents. */
export function heldIn({ system, people, cents }, cell) {
  const held = { people: new Float64Array(HOLDERS), cents: new Float64Array(HOLDERS) };
  for (const inner of system.members.subarray(system.starts[cell], system.starts[cell + 1]))
    for (let holder = 0; holder < HOLDERS; holder++) {
      held.people[holder] += people[inner * HOLDERS + holder];
      held.cents[holder] += cents[inner * HOLDERS + holder];
    }
  return held;
}
