// The catalogue's list beside a bare node-http + pg endpoint that runs one equivalent statement and writes the same JSON.
// Server and database share one core and the client has another, so that what counts is all the work that a request is.
import autocannon from 'autocannon';
import pg from 'pg';
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const dist = (path) => require.resolve(`../../dist/${path}`);
const { migrate, readConfig, startEmbeddedPostgres, UnitOfWork, Database } = require(
  dist('libs/platform/src/index.js'),
);
const { IdentityService, SCOPES } = require(dist('libs/identity/src/index.js'));
const { seedIfEmpty } = require(dist('apps/cli/src/seed.command.js'));
const { withServices } = require(dist('apps/cli/src/shared/services.js'));

const { values } = parseArgs({
  options: { datasets: { type: 'string', default: '2000' }, seconds: { type: 'string', default: '8' } },
});
const CONNECTIONS = 32;
const SERVER_CORE = 0;
const CLIENT_CORE = 1;
const QUERY = `query ($need: NeedCategory!) { datasets(first: 20, needCategory: $need) { items {
  id title description needCategory accessRights keywords version contributors createdAt
  publisher { id name kind } } nextCursor } }`;

const directory = await mkdtemp(join(tmpdir(), 'granaio-bench-'));
const children = [];
let database;
try {
  database = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  const environment = {
    NODE_ENV: 'production',
    GRANAIO_SECRET: 'long enough for a benchmark that keeps nothing',
    GRANAIO_DATA: directory,
    GRANAIO_PORT: '4917',
    DATABASE_URL: database.url,
  };
  const config = readConfig(environment);
  pin(await postmaster(database.url), SERVER_CORE);
  pin(process.pid, CLIENT_CORE);
  await migrate(database.url, true);
  await seedIfEmpty(config);
  const { token, federation } = await fill(config, Number(values.datasets));

  const api = await serve(dist('apps/api/src/main.js'), environment);
  const bare = await serve(new URL('./bare-list-server.mjs', import.meta.url).pathname, {
    DATABASE_URL: database.url,
    FEDERATION: federation,
    PORT: '4918',
  });
  const ours = {
    url: `http://127.0.0.1:4917/graphql`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { need: 'SOCIAL_NEEDS' } }),
  };
  const baseline = { url: 'http://127.0.0.1:4918/datasets?need=socialNeeds' };
  await same(ours, baseline);
  await load(ours, 3);
  await load(baseline, 3);
  // Turn by turn, so that whatever else the machine does meets both alike.
  const rates = { ours: [], baseline: [] };
  for (let round = 0; round < 3; round += 1) {
    rates.ours.push(await load(ours, Number(values.seconds) / 2));
    rates.baseline.push(await load(baseline, Number(values.seconds) / 2));
  }
  const [oursPerS, baselinePerS] = [median(rates.ours), median(rates.baseline)];
  console.log(
    JSON.stringify({
      name: 'catalogue list, 20 of a page',
      ours_per_s: Math.round(oursPerS),
      baseline_per_s: Math.round(baselinePerS),
      ratio: Number((oursPerS / baselinePerS).toFixed(2)),
      limit: 0.6,
      better: 'higher',
    }),
  );
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : null)));
  await database?.stop();
  await rm(directory, { recursive: true, force: true });
}

/** Publishes datasets in the name of the seeded cooperatives and lends us a member's token. */
async function fill(config, datasets) {
  return withServices(config, async (services) => {
    const db = services.get(Database);
    const [{ federation_id: federation }] = await db.query('select federation_id from governance.statute');
    await db.query(
      `insert into catalogue.dataset (id, federation_id, publisher_id, title, description, need_category, access_rights,
         keywords, table_schema, created_at, version, contributors)
       select uuidv7(), $1, (array(select organisation_id from identity.affiliation))[1 + n % 3], 'Dataset ' || n,
         'People who turn to the services, number ' || n, case when n % 2 = 0 then 'socialNeeds' else 'urbanStatistics' end,
         'RESTRICTED', array['services', 'needs'], '{"fields": []}', now(), 1 + n % 5, 3
       from generate_series(1, $2::int) n`,
      [federation, datasets],
    );
    await db.query('vacuum analyze catalogue.dataset');
    const [{ id }] = await db.query(`select id from identity.person where email = 'ada@aurora.example'`);
    const identities = services.get(IdentityService);
    const { token } = await identities.createApiToken(await identities.identityOf(id), {
      name: 'benchmark',
      scopes: [...SCOPES],
      expiresAt: new Date(Date.now() + 24 * 60 * 60 * 1000),
    });
    return { token, federation };
  });
}

async function serve(script, environment) {
  const child = fork(script, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  pin(child.pid, SERVER_CORE);
  await once(child, 'message');
  return child;
}

/** The parent of the process that answers us; what it forks from now on stays on its core. */
async function postmaster(url) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const status = await readFile(`/proc/${rows[0].pid}/status`, 'utf8').catch(() => '');
  await client.end();
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

/** Where the system has no taskset, the cores are shared as they come. */
function pin(pid, core) {
  if (!pid) return;
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' });
}

/** Both must answer the same, or the comparison is of different things. */
async function same({ url, ...request }, baseline) {
  const ours = (await (await fetch(url, request)).json()).data?.datasets;
  const theirs = await (await fetch(baseline.url)).json();
  const items = (page) => JSON.stringify(page?.items?.map(({ id, title, publisher }) => [id, title, publisher.name]));
  if (items(ours) !== items(theirs) || ours.items.length !== 20) throw new Error('The two answers differ.');
}

async function load(request, duration) {
  const { requests, non2xx, errors } = await autocannon({ ...request, duration, connections: CONNECTIONS });
  if (non2xx > 0 || errors > 0) throw new Error(`${request.url}: ${non2xx} refusals, ${errors} errors`);
  return requests.average;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
