/**
 * A protected aggregate (count, all margins, suppression) beside the engine's bare GROUP BY of the same four dimensions with
 * the same sums, over the same Parquet files of twelve contributors. Each cell is counted with what the default rules ask:
 * the largest shares of each sum, and the persons outside the largest contributor: `counted` is that alone, before anything is
 * hidden; `with_shares` has every contributor's part of each cell besides, which the audit of insiders asks; `plain` has none
 * of it. `hidden` is the rest of ours: suppression with its proofs, in a thread of its own that is used again. Both sides are
 * warm: the first rounds count for nothing, but for `first_cpu_ratio`, ours when all of it is new.
 *
 * The people are spread as in a table that somebody would publish: 94 zones of mildly different size, seven age bands, two
 * sexes, and six needs, one of which 28,000 people have, whatever the rows. Of ten million people a combination has a
 * thousand on average; the rare need leaves about sixty of the 15,960 cells (margins included) below ten people. Every value
 * is drawn by a hash of its own number: one hash of several arguments would tie the dimensions to each other.
 *
 *   node test/bench/aggregate.mjs [--rows 10000000] [--rounds 5] [--threads 2] [--memory 512]
 *
 * Prints one line of JSON. The median of the rounds counts, on both sides; the two take turns. Seconds are of the clock, and
 * of the processor where the name says so: on a busy machine only these compare.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

const require = createRequire(import.meta.url);
const { newId } = require('../../dist/libs/kernel/src/index.js');
const { readConfig } = require('../../dist/libs/platform/src/index.js');
const { openWarehouse, parseTableSchema } = require('../../dist/libs/warehouse/src/index.js');
const { protectTable } = optional('../../dist/libs/disclosure/src/index.js');

/** Without its protection the aggregate is still worth measuring; the result says `protected: false`. */
function optional(path) {
  try {
    return require(path);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    return {};
  }
}

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '512' },
  },
});
const CONTRIBUTORS = 12;
/** Rounds until what runs in JavaScript is compiled, here and in the thread. */
const WARM_UP = 5;
const DIMENSIONS = ['zone', 'age_band', 'sex', 'need'];
const directory = mkdtempSync(join(tmpdir(), 'granaio-bench-'));
mkdirSync(join(directory, 'files'));
const file = (contributor) => join(directory, 'files', `${contributor}.parquet`);
const paths = Array.from({ length: CONTRIBUTORS }, (_, i) => file(i));
const schema = parseTableSchema({
  fields: [
    ...DIMENSIONS.map((name) => ({ name, type: 'string', disclosureRole: 'dimension' })),
    { name: 'hours', type: 'integer', disclosureRole: 'measure' },
    { name: 'cost', type: 'decimal', scale: 2, disclosureRole: 'measure' },
  ],
});

const RULE = { minPeople: 10, minContributors: 3, minPeopleOutside: 5, pPercent: 10 };
const DETAILS = { withLargest: true, withOutside: true };

/** All rounds of each name: seconds of the clock, and of the processor, the engine's threads included. */
const rounds = {};
async function measured(name, work) {
  const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  rounds[name] ??= { s: [], cpu_s: [] };
  rounds[name].s.push(Number(process.hrtime.bigint() - start) / 1e9);
  rounds[name].cpu_s.push((user + system) / 1e6);
  return result;
}

/** What was measured so far was for warming up. @returns processor seconds of the first of ours */
function forgetRounds() {
  const first = rounds.ours.cpu_s[0];
  for (const name of Object.keys(rounds)) delete rounds[name];
  return first;
}

function median(name, unit) {
  const sorted = rounds[name][unit].toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/** A plain engine with the same memory and threads as ours. */
async function plainEngine() {
  const limits = {
    memory_limit: `${options.memory}MB`,
    threads: options.threads,
    temp_directory: join(directory, 'spill'),
  };
  const instance = await DuckDBInstance.create(':memory:', limits);
  const connection = await instance.connect();
  return { connection, close: () => (connection.closeSync(), instance.closeSync()) };
}

const RARE = 28_000;

/** The people of each contributor, in one file each. */
async function generate({ connection }) {
  const rows = Math.ceil(Number(options.rows) / CONTRIBUTORS);
  for (let i = 0; i < CONTRIBUTORS; i++) {
    const drawn = (column) => `hash((r * ${CONTRIBUTORS} + ${i}) * 8 + ${column})`;
    const share = (column) => `(${drawn(column)} / 18446744073709551616.0)`;
    const need = `CASE WHEN ${share(3)} < ${RARE / Number(options.rows)} THEN 5 ELSE CAST(floor(5 * pow(${share(3)}, 1.5)) AS INT) END`;
    await connection.run(`COPY (SELECT printf('Z%02d', CAST(floor(94 * pow(${share(0)}, 1.25)) AS INT)) AS zone,
        printf('A%d', CAST(floor(7 * pow(${share(1)}, 1.5)) AS INT)) AS age_band,
        CASE WHEN ${drawn(2)} % 2 = 0 THEN 'F' ELSE 'M' END AS sex, printf('N%d', ${need}) AS need,
        CAST(${drawn(4)} % 400 AS BIGINT) AS hours, CAST(${drawn(5)} % 1000000 / 100.0 AS DECIMAL(18, 2)) AS cost
      FROM range(${rows}) t(r)) TO '${file(i)}' (FORMAT parquet)`);
  }
}

/** As accepted rows are kept; the first aggregate opens them. */
async function sealed(paths) {
  const sources = [];
  for (const [i, path] of paths.entries()) {
    const contributionId = newId();
    const { sha256 } = await store.rows.keep(contributionId, path);
    sources.push({ file: { sha256, contributionId }, contributor: `cooperative-${i}` });
  }
  return sources;
}

const bare = ({ connection }) =>
  connection.runAndReadAll(`SELECT ${DIMENSIONS.join(', ')}, count(*), sum(hours), sum(cost)
    FROM read_parquet([${paths.map((path) => `'${path}'`).join(', ')}]) GROUP BY ALL`);

const question = (sources) => ({ sources, schema, dimensions: DIMENSIONS, measures: ['hours', 'cost'] });

async function ours({ warehouse }, sources) {
  const { cells } = await measured('counted', () => warehouse.aggregate({ ...question(sources), ...DETAILS }));
  if (!protectTable) return { cells: cells.length };
  const dimensions = DIMENSIONS.map((name, i) => {
    const leaves = [...new Set(cells.map(({ codes }) => codes[i]))].filter((code) => code !== '_T');
    return { name, leaves, groups: [] };
  });
  const { primary, secondary } = await measured('hidden', () => protectTable({ dimensions, cells }, RULE));
  return { cells: cells.length, primary, secondary };
}

const engine = await plainEngine();
const store = await openWarehouse(
  readConfig({
    GRANAIO_DATA: directory,
    WAREHOUSE_MEMORY_MB: options.memory,
    WAREHOUSE_THREADS: options.threads,
  }),
);
try {
  await generate(engine);
  const sources = await sealed(paths);
  let [counts, first] = [{}, 0];
  for (let round = -WARM_UP; round < Number(options.rounds); round++) {
    if (round === 0) first = forgetRounds();
    await measured('engine', () => bare(engine));
    await measured('ours', async () => (counts = await ours(store, sources)));
    await measured('plain', () => store.warehouse.aggregate(question(sources)));
    await measured('shares', () => store.warehouse.aggregate({ ...question(sources), ...DETAILS, withShares: true }));
  }
  const rounded = (seconds) => Number(seconds.toFixed(3));
  const ratio = (unit, name = 'ours') => Number((median(name, unit) / median('engine', unit)).toFixed(2));
  const result = {
    name: 'aggregate',
    ours_s: rounded(median('ours', 's')),
    baseline_s: rounded(median('engine', 's')),
    ratio: ratio('s'),
    limit: 1.5,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    ours_cpu_s: rounded(median('ours', 'cpu_s')),
    baseline_cpu_s: rounded(median('engine', 'cpu_s')),
    cpu_ratio: ratio('cpu_s'),
    first_cpu_ratio: Number((first / median('engine', 'cpu_s')).toFixed(2)),
    counted_cpu_ratio: ratio('cpu_s', 'counted'),
    ...(protectTable && { hidden_cpu_ratio: ratio('cpu_s', 'hidden') }),
    plain_cpu_ratio: ratio('cpu_s', 'plain'),
    with_shares_cpu_ratio: ratio('cpu_s', 'shares'),
    rows: Number(options.rows),
    ...counts,
    protected: protectTable !== undefined,
  };
  console.log(JSON.stringify(result));
} finally {
  await store.warehouse.stop();
  engine.close();
  rmSync(directory, { recursive: true });
}
