/**
 * Time to a consistent state when one of 400 contributors withdraws from 10 million rows: its key, its sealed file and every
 * readable copy are destroyed, and an aggregate without it is answered; beside the engine's bare GROUP BY of the same
 * dimensions with the same sums, straight over the 399 files that are left, which neither margins nor contributors.
 *
 * Reported too: the aggregate of all 400 with each file opened anew, then file by file from the shelf, then from packs;
 * and the next one after the withdrawal, when its pack has been made again.
 *
 *   node test/bench/withdrawal.mjs [--rows 10000000] [--contributors 400] [--rounds 3] [--threads 2] [--memory 512]
 *
 * Prints one line of JSON. The better of the rounds counts, on both sides; each round withdraws another contributor.
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

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    contributors: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '512' },
  },
});
const CONTRIBUTORS = Number(options.contributors);
const DIMENSIONS = ['zone', 'need'];
const MEASURES = ['hours', 'cost'];
const directory = mkdtempSync(join(tmpdir(), 'granaio-bench-'));
mkdirSync(join(directory, 'plain'));
const plain = (contributor) => join(directory, 'plain', `${contributor}.parquet`);
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

const limits = {
  memory_limit: `${options.memory}MB`,
  threads: options.threads,
  temp_directory: join(directory, 'spill'),
};
const engine = await DuckDBInstance.create(':memory:', limits);
const connection = await engine.connect();
const { warehouse, rows } = await openWarehouse(
  readConfig({
    GRANAIO_DATA: join(directory, 'data'),
    WAREHOUSE_MEMORY_MB: options.memory,
    WAREHOUSE_THREADS: options.threads,
  }),
);

/** The rows of each contributor in one file, sealed; the plain one stays for the engine alone. */
async function generate() {
  const each = Math.ceil(Number(options.rows) / CONTRIBUTORS);
  const sources = [];
  for (let i = 0; i < CONTRIBUTORS; i++) {
    const drawn = (column) => `hash((r * ${CONTRIBUTORS} + ${i}) * 4 + ${column})`;
    await connection.run(`COPY (SELECT printf('Z%02d', CAST(${drawn(0)} % 94 AS INT)) AS zone,
        printf('N%d', CAST(${drawn(1)} % 6 AS INT)) AS need, CAST(${drawn(2)} % 400 AS BIGINT) AS hours,
        CAST(${drawn(3)} % 1000000 / 100.0 AS DECIMAL(18, 2)) AS cost FROM range(${each}) t(r))
      TO '${plain(i)}' (FORMAT parquet)`);
    const contributionId = newId();
    const { sha256 } = await rows.keep(contributionId, plain(i));
    sources.push({ file: { sha256, contributionId }, contributor: `cooperative-${i}`, plain: plain(i) });
  }
  return sources;
}

const bare = (sources) =>
  connection.runAndReadAll(`SELECT ${DIMENSIONS.join(', ')}, count(*), sum(hours), sum(cost)
    FROM read_parquet([${sources.map((source) => `'${source.plain}'`).join(', ')}]) GROUP BY ALL`);

const total = ({ cells }) => cells.find(({ codes }) => codes.every((code) => code === '_T'));
const aggregate = (sources) => warehouse.aggregate({ sources, schema, dimensions: DIMENSIONS, measures: MEASURES });
const files = (sources) => sources.map(({ file }) => file);

try {
  let sources = await generate();
  const figures = { cold_s: await seconds(() => aggregate(sources)), files_s: Infinity, packs_s: Infinity };
  const best = { ours: Infinity, engine: Infinity, destroyed: Infinity, again: Infinity };
  await warehouse.stop();
  figures.files_s = await seconds(() => aggregate(sources));
  await warehouse.stop();
  figures.packing_s = await seconds(() => warehouse.compact(files(sources)));
  for (let round = 0; round < Number(options.rounds); round++) {
    figures.packs_s = Math.min(figures.packs_s, await seconds(() => aggregate(sources)));
    const [gone, ...left] = sources;
    let destroyed = 0;
    let answer;
    const ours = await seconds(async () => {
      destroyed = await seconds(() => rows.destroy(gone.file));
      answer = await aggregate(left);
    });
    await warehouse.compact(files(left));
    const traces = await rows.traces(gone.file);
    if (traces.length > 0 || total(answer).contributors !== left.length) throw new Error('The rows are still there.');
    best.ours = Math.min(best.ours, ours);
    best.destroyed = Math.min(best.destroyed, destroyed);
    best.again = Math.min(best.again, await seconds(() => aggregate(left)));
    best.engine = Math.min(best.engine, await seconds(() => bare(left)));
    sources = left;
  }
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]));
  const result = {
    name: 'withdrawal',
    ours_s: Number(best.ours.toFixed(3)),
    baseline_s: Number(best.engine.toFixed(3)),
    ratio: Number((best.ours / best.engine).toFixed(2)),
    destroyed_s: Number(best.destroyed.toFixed(3)),
    next_s: Number(best.again.toFixed(3)),
    ...rounded,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    rows: Number(options.rows),
    contributors: CONTRIBUTORS,
  };
  console.log(JSON.stringify(result));
} finally {
  await warehouse.stop();
  connection.closeSync();
  engine.closeSync();
  rmSync(directory, { recursive: true });
}
