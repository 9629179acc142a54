/**
 * A protected aggregate (count, all margins, suppression) beside the engine's bare GROUP BY of the same four dimensions with
 * the same sums, over the same Parquet files of twelve contributors.
 *
 * The people are spread as in a table that somebody would publish: 94 zones of mildly different size, seven age bands, two
 * sexes, and six needs, one of which 28,000 people have, whatever the rows. Of ten million people a combination has a
 * thousand on average; the rare need leaves about sixty of the 15,960 cells (margins included) below ten people. Every value
 * is drawn by a hash of its own number: one hash of several arguments would tie the dimensions to each other.
 *
 *   node test/bench/aggregate.mjs [--rows 10000000] [--rounds 5] [--threads 2] [--memory 512]
 *
 * Prints one line of JSON. The better of the rounds counts, on both sides; the two take turns.
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

const seconds = async (work) => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

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

async function ours({ warehouse }, sources) {
  const { cells } = await warehouse.aggregate({ sources, schema, dimensions: DIMENSIONS, measures: ['hours', 'cost'] });
  if (!protectTable) return { cells: cells.length };
  const dimensions = DIMENSIONS.map((name, i) => {
    const leaves = [...new Set(cells.map(({ codes }) => codes[i]))].filter((code) => code !== '_T');
    return { name, leaves, groups: [] };
  });
  const { primary, secondary } = await protectTable({ dimensions, cells }, { minPeople: 10, minContributors: 3 });
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
  const best = { ours: Infinity, engine: Infinity, aggregate: Infinity };
  let counts = {};
  for (let round = 0; round < Number(options.rounds); round++) {
    best.engine = Math.min(best.engine, await seconds(() => bare(engine)));
    best.ours = Math.min(best.ours, await seconds(async () => (counts = await ours(store, sources))));
    const query = { sources, schema, dimensions: DIMENSIONS, measures: ['hours', 'cost'] };
    best.aggregate = Math.min(best.aggregate, await seconds(() => store.warehouse.aggregate(query)));
  }
  const result = {
    name: 'aggregate',
    ours_s: Number(best.ours.toFixed(3)),
    baseline_s: Number(best.engine.toFixed(3)),
    ratio: Number((best.ours / best.engine).toFixed(2)),
    limit: 2,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    unprotected_s: Number(best.aggregate.toFixed(3)),
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
