/**
 * Ingest with all its checks beside the engine's own CSV-to-Parquet copy of the same generated file, with declared types,
 * which rounds and checks no list; and beside a validator of npm parts, csv-parse and a zod schema for each row, which
 * reads the beginning of the file and writes nothing.
 *
 *   node test/bench/ingest.mjs [--megabytes 1000] [--rounds 2] [--threads 2] [--memory 512] [--peer-rows 300000]
 *
 * Prints one line of JSON. The better of the rounds counts, on both sides; the two take turns. Identifiers of people are
 * looked for in two of the nine columns, as in every column of open text.
 */
import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const { readConfig } = require('../../dist/libs/platform/src/index.js');
const { openWarehouse, parseTableSchema } = require('../../dist/libs/warehouse/src/index.js');

const { values: options } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '2' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '512' },
    'peer-rows': { type: 'string', default: '300000' },
  },
});
const BYTES_PER_ROW = 58;
const rows = Math.round((Number(options.megabytes) * 1e6) / BYTES_PER_ROW);
const directory = mkdtempSync(join(tmpdir(), 'granaio-bench-'));
mkdirSync(join(directory, 'tmp'));
const csvPath = join(directory, 'tmp', 'rows.csv');

const NEEDS = ['casa', 'lavoro', 'cura', 'cibo', 'scuola', 'salute'];
const AGES = ['0-14', '15-24', '25-34', '35-44', '45-64', '65-79', '80+'];
const schema = parseTableSchema({
  fields: [
    { name: 'zone', type: 'string', required: true, disclosureRole: 'dimension' },
    { name: 'age_band', type: 'string', categories: AGES, disclosureRole: 'quasiIdentifier' },
    { name: 'sex', type: 'string', categories: ['F', 'M'], disclosureRole: 'quasiIdentifier' },
    { name: 'need', type: 'string', categories: NEEDS, required: true, disclosureRole: 'sensitive' },
    { name: 'since', type: 'date', minimum: '2000-01-01', disclosureRole: 'dimension' },
    { name: 'hours', type: 'integer', minimum: 0, maximum: 2000, disclosureRole: 'measure' },
    { name: 'cost', type: 'decimal', scale: 2, minimum: 0, disclosureRole: 'measure' },
    { name: 'active', type: 'boolean', disclosureRole: 'dimension' },
    { name: 'record', type: 'string', required: true, disclosureRole: 'dimension' },
  ],
});

/** Wall and processor seconds: the second are the same on a machine that others use too. */
async function measured(work) {
  const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: Number(process.hrtime.bigint() - start) / 1e9, cpu: (user + system) / 1e6 };
}
const better = (a, b) => ({ wall: Math.min(a.wall, b.wall), cpu: Math.min(a.cpu, b.cpu) });

/** A plain engine with the same memory and threads as ours. */
async function withEngine(work) {
  const limits = {
    memory_limit: `${options.memory}MB`,
    threads: options.threads,
    temp_directory: join(directory, 'spill'),
  };
  const instance = await DuckDBInstance.create(':memory:', limits);
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const generate = () =>
  withEngine((connection) =>
    connection.run(`COPY (SELECT printf('Z%02d', (r * 7919) % 94) AS zone,
        [${AGES.map((age) => `'${age}'`)}][1 + (r * 31) % 7] AS age_band, CASE WHEN r % 2 = 0 THEN 'F' ELSE 'M' END AS sex,
        [${NEEDS.map((need) => `'${need}'`)}][1 + (r * 17) % 6] AS need, DATE '2020-01-01' + CAST((r * 13) % 2000 AS INT) AS since,
        (r * 29) % 400 AS hours, CAST((r * 7577) % 1000000 / 100 AS DECIMAL(18, 2)) AS cost, r % 3 = 0 AS active,
        'P-' || lpad(CAST(r AS VARCHAR), 9, '0') AS record FROM range(${rows}) t(r)) TO '${csvPath}' (FORMAT csv, HEADER)`),
  );

const TYPES = { string: 'VARCHAR', integer: 'BIGINT', decimal: 'DECIMAL(18, 2)', date: 'DATE', boolean: 'BOOLEAN' };
const columns = schema.fields.map(({ name, type }) => `${name}: '${TYPES[type]}'`).join(', ');
const baseline = () =>
  withEngine((connection) =>
    connection.run(`COPY (SELECT * FROM read_csv('${csvPath}', header = true, delim = ',', quote = '"', columns = {${columns}}))
      TO '${join(directory, 'tmp', 'baseline.parquet')}' (FORMAT parquet)`),
  );

async function ours(round) {
  const limits = { WAREHOUSE_MEMORY_MB: options.memory, WAREHOUSE_THREADS: options.threads };
  const { warehouse } = await openWarehouse(readConfig({ GRANAIO_DATA: directory, ...limits }));
  try {
    const input = { kind: 'asIs', csvPath };
    const report = await warehouse.ingest({ input, parquetPath: join(directory, 'tmp', `${round}.parquet`), schema });
    if (report.rows !== rows || report.findingCount > 0) throw new Error(`Not what was generated: ${report.rows} rows`);
  } finally {
    await warehouse.stop();
  }
}

const row = z.object({
  zone: z.string().min(1),
  age_band: z.enum(['', ...AGES]),
  sex: z.enum(['', 'F', 'M']),
  need: z.enum(NEEDS),
  since: z.iso.date(),
  hours: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(0).max(2000)),
  cost: z.string().regex(/^\d+\.\d{1,2}$/),
  active: z.enum(['true', 'false']),
  record: z.string().min(1),
});

async function peer(count) {
  let checked = 0;
  for await (const record of createReadStream(csvPath).pipe(parse({ columns: true, to: count }))) {
    if (!row.safeParse(record).success) throw new Error('The peer refuses a good row.');
    checked += 1;
  }
  if (checked !== count) throw new Error(`The peer read ${checked} rows of ${count}`);
}

try {
  await generate();
  let best = { wall: Infinity, cpu: Infinity };
  let plain = best;
  let peak = 0;
  for (let round = 0; round < Number(options.rounds); round++) {
    best = better(best, await measured(() => ours(round)));
    peak ||= process.resourceUsage().maxRSS / 1024;
    plain = better(plain, await measured(baseline));
  }
  const peerRows = Math.min(Number(options['peer-rows']), rows);
  const peers = await measured(() => peer(peerRows));
  const result = {
    name: 'ingest',
    ours_s: Number(best.wall.toFixed(3)),
    baseline_s: Number(plain.wall.toFixed(3)),
    ratio: Number((best.wall / plain.wall).toFixed(2)),
    cpu_ratio: Number((best.cpu / plain.cpu).toFixed(2)),
    limit: 1.5,
    peak_rss_mb: Math.round(peak),
    ours_cpu_s: Number(best.cpu.toFixed(2)),
    megabytes: Math.round(statSync(csvPath).size / 1e6),
    rows,
    rows_s: Math.round(rows / best.wall),
    peer_rows_s: Math.round(peerRows / peers.wall),
    times_the_peer: Number((rows / best.wall / (peerRows / peers.wall)).toFixed(1)),
  };
  console.log(JSON.stringify(result));
} finally {
  rmSync(directory, { recursive: true });
}
