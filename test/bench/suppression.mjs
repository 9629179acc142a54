/**
 * Complementary suppression under p% = 10: elimination alone, and all of `protectTable` with its audits and repairs, beside
 * GaussSuppression 1.2.3, whose bare elimination took 5.7 s and 36.7 s of processor time for the first two sizes on a
 * machine of this kind (constants, measured once: R is not needed here). The first table is the one that it was measured
 * on, where that is at hand; the others are drawn, of the same kind and of exactly the same number of cells.
 *
 *   node test/bench/suppression.mjs [--cells 5859,13419,32967,200475] [--rounds 3]
 *
 * Prints lines of JSON, two for each table: the speed of elimination in processor time, and how many more cells are hidden
 * by all of it than by elimination alone. The largest table shows what elimination takes in memory, in a process of its own.
 * The better of the rounds counts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addUp, drawRows, heldIn, HOLDERS, readRows, SIZES } from './suppression-tables.mjs';

const require = createRequire(import.meta.url);
const { protectTable } = require('../../dist/libs/disclosure/src/index.js');
const { suppress } = require('../../dist/libs/disclosure/src/suppression/elimination.js');

const { values: options } = parseArgs({
  options: {
    cells: { type: 'string', default: Object.keys(SIZES).join(',') },
    rounds: { type: 'string', default: '3' },
  },
});
const KNOWN = fileURLToPath(new URL('../../../shared/data/disclosure/small.csv', import.meta.url));
/** Processor seconds of the peer, and the cells that it hides, by number of cells. */
const PEER = { 5_859: { seconds: 5.7, hidden: existsSync(KNOWN) ? 1_782 : undefined }, 13_419: { seconds: 36.7 } };
const P_PERCENT = 10;
/** From here on elimination runs alone, for its memory. */
const LARGE = 100_000;

/** What a rule looks at in a cell: the sum, and the two largest parts of it. */
function magnitudeOf(parts) {
  let [total, first, second] = [0, 0, 0];
  for (const part of parts) {
    total += part;
    if (part > first) [first, second] = [part, first];
    else if (part > second) second = part;
  }
  return { total, largest: [first, second] };
}

/** The task of elimination: cells of a high value are published first, larger ones before smaller ones. */
function taskOf({ system }, magnitudes, primary, singles = new Int32Array(system.inner).fill(-1)) {
  const size = (cell) => system.starts[cell + 1] - system.starts[cell];
  const order = [...magnitudes.keys()].sort(
    (one, other) => magnitudes[one].total - magnitudes[other].total || size(one) - size(other) || other - one,
  );
  const cost = new Float64Array(system.cells);
  order.forEach((cell, rank) => (cost[cell] = rank));
  const nothing = new Uint8Array(system.cells);
  return { system, primary, open: nothing, hide: nothing, cost, singles };
}

/** The only cooperative in each combination; -1: none or several. */
function singlesOf({ system, people }) {
  return Int32Array.from({ length: system.inner }, (_, inner) => {
    const held = people.subarray(inner * HOLDERS, (inner + 1) * HOLDERS);
    const present = [...held.keys()].filter((holder) => held[holder] > 0);
    return present.length === 1 ? present[0] : -1;
  });
}

/** The same table as `protectTable` takes it; that a combination is empty is taken to be known to all, as the peer does. */
function tableFrom(counted, magnitudes) {
  const { dimensions, system, codes, people, cents } = counted;
  const cells = [];
  const structuralZeros = [];
  for (let cell = 0; cell < system.cells; cell++) {
    const held = heldIn(counted, cell);
    const holders = [...held.people.keys()].filter((holder) => held.people[holder] > 0);
    const isInner = system.starts[cell + 1] - system.starts[cell] === 1;
    if (holders.length === 0 && isInner) structuralZeros.push(codes[cell]);
    if (holders.length === 0) continue;
    const inner = system.members[system.starts[cell]] * HOLDERS;
    const shareOf = (holder) => ({
      holder,
      people: BigInt(people[inner + holder]),
      sums: [BigInt(cents[inner + holder])],
    });
    const { total, largest } = magnitudes[cell];
    cells.push({
      codes: codes[cell],
      people: BigInt(magnitudeOf(held.people).total),
      contributors: holders.length,
      outside: BigInt(magnitudeOf(held.people).total - Math.max(...held.people)),
      sums: [BigInt(total)],
      magnitudes: [{ total: BigInt(total), largest: largest.map(BigInt) }],
      ...(isInner && { shares: holders.map(shareOf) }),
    });
  }
  return { dimensions, cells, holders: HOLDERS, structuralZeros };
}

const count = (marks) => marks.reduce((sum, mark) => sum + mark, 0);

/** Result and processor seconds of the best of the rounds. */
async function best(work, rounds = Number(options.rounds)) {
  let [seconds, result] = [Infinity, undefined];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    result = await work();
    const { user, system } = process.cpuUsage(before);
    seconds = Math.min(seconds, (user + system) / 1e6);
  }
  return { result, seconds };
}

const rounded = (number, digits = 2) => Number(number.toFixed(digits));

async function measure(size) {
  const isKnown = size === 5_859 && existsSync(KNOWN);
  const counted = addUp(isKnown ? readRows(KNOWN) : drawRows(SIZES[size]));
  const magnitudes = counted.codes.map((_, cell) => magnitudeOf(heldIn(counted, cell).cents));
  const isPrimary = ({ total, largest: [first, second] }) => 100 * (total - first - second) < P_PERCENT * first;
  const primary = Uint8Array.from(magnitudes, (magnitude) => (isPrimary(magnitude) ? 1 : 0));
  const isLarge = size >= LARGE;
  // A copy each time, so that what is remembered of a system does not count.
  const eliminate = (primaries, singles) =>
    suppress(taskOf({ system: { ...counted.system } }, magnitudes, primaries, singles));
  const alone = await best(() => eliminate(primary), isLarge ? 1 : undefined);
  const peer = PEER[size];
  console.log(
    JSON.stringify({
      name: `elimination, ${size} cells`,
      ...(peer && {
        ratio: rounded(peer.seconds / alone.seconds, 1),
        limit: 5,
        better: 'higher',
        peer_s: peer.seconds,
      }),
      ours_s: rounded(alone.seconds),
      primary: count(primary),
      hidden: count(alone.result),
      ...(peer?.hidden && { peer_hidden: peer.hidden }),
      peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
  if (!isLarge) await measureAll(counted, magnitudes, eliminate);
}

/** All of it, beside elimination for the same primary cells: alone, and with what single holders find guarded. */
async function measureAll(counted, magnitudes, eliminate) {
  const table = tableFrom(counted, magnitudes);
  const rule = { minPeople: 0, minContributors: 0, pPercent: P_PERCENT };
  const all = await best(() => protectTable(table, rule), 1);
  const isPrimary = new Map(all.result.cells.map(({ codes, status }) => [codes.join('|'), status === 'primary']));
  const primary = Uint8Array.from(counted.codes, (codes) => (isPrimary.get(codes.join('|')) ? 1 : 0));
  const alone = count(eliminate(primary));
  const guarded = count(eliminate(primary, singlesOf(counted)));
  const hidden = all.result.primary + all.result.secondary;
  console.log(
    JSON.stringify({
      name: `suppression, ${counted.system.cells} cells`,
      ratio: rounded(hidden / alone),
      limit: 1.1,
      ours_s: rounded(all.seconds),
      primary: all.result.primary,
      hidden,
      hidden_by_elimination: alone,
      hidden_with_insiders_guarded: guarded,
      ...all.result.repaired,
      peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
}

for (const size of options.cells.split(',').map(Number))
  if (size < LARGE || options.cells === String(size)) await measure(size);
  else {
    const own = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--cells', String(size)], {
      encoding: 'utf8',
    });
    process.stdout.write(own.stdout);
    process.stderr.write(own.stderr);
  }
