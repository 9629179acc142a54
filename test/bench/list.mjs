// The catalogue's list beside a bare node-http + pg endpoint that runs one equivalent statement and writes the same JSON.
import autocannon from 'autocannon';
import { parseArgs } from 'node:util';
import { dist, load, median, withInstallation } from './installation.mjs';

const { Database } = load('libs/platform/src/index.js');
const { IdentityService, SCOPES } = load('libs/identity/src/index.js');
const { seedIfEmpty } = load('apps/cli/src/seed.command.js');
const { withServices } = load('apps/cli/src/shared/services.js');

const { values } = parseArgs({
  options: { datasets: { type: 'string', default: '2000' }, seconds: { type: 'string', default: '8' } },
});
const CONNECTIONS = 32;
const PORT = 4917;
const QUERY = `query ($need: NeedCategory!) { datasets(first: 20, needCategory: $need) { items {
  id title description needCategory accessRights keywords version contributors createdAt
  publisher { id name kind } } nextCursor } }`;

await withInstallation(PORT, async ({ environment, config, serve }) => {
  await seedIfEmpty(config);
  const { token, federation } = await fill(config, Number(values.datasets));
  await serve(dist('apps/api/src/main.js'), environment);
  await serve(new URL('./bare-list-server.mjs', import.meta.url).pathname, {
    DATABASE_URL: environment.DATABASE_URL,
    FEDERATION: federation,
    PORT: '4918',
  });
  const ours = {
    url: `http://127.0.0.1:${PORT}/graphql`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { need: 'SOCIAL_NEEDS' } }),
  };
  const baseline = { url: 'http://127.0.0.1:4918/datasets?need=socialNeeds' };
  await same(ours, baseline);
  await requestsPerS(ours, 3);
  await requestsPerS(baseline, 3);
  // Turn by turn, so that whatever else the machine does meets both alike.
  const rates = { ours: [], baseline: [] };
  for (let round = 0; round < 3; round += 1) {
    rates.ours.push(await requestsPerS(ours, Number(values.seconds) / 2));
    rates.baseline.push(await requestsPerS(baseline, Number(values.seconds) / 2));
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
});

/** Publishes datasets in the name of the seeded cooperatives and lends us a member's token. */
async function fill(config, datasets) {
  return withServices(config, async (services) => {
    const db = services.get(Database);
    const [{ federation }] = await db.query('select id as federation from identity.federation');
    await db.query(
      `insert into catalogue.dataset (id, federation_id, publisher_id, title, description, need_category, access_rights,
         keywords, table_schema, created_at, modified_at, version, contributors)
       select uuidv7(), $1, (array(select organisation_id from identity.affiliation))[1 + n % 3], 'Dataset ' || n,
         'People who turn to the services, number ' || n, case when n % 2 = 0 then 'socialNeeds' else 'urbanStatistics' end,
         'RESTRICTED', array['services', 'needs'], '{"fields": []}', now(), now(), 1 + n % 5, 3
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

/** Both must answer the same, or the comparison is of different things. */
async function same({ url, ...request }, baseline) {
  const ours = (await (await fetch(url, request)).json()).data?.datasets;
  const theirs = await (await fetch(baseline.url)).json();
  const items = (page) => JSON.stringify(page?.items?.map(({ id, title, publisher }) => [id, title, publisher.name]));
  if (items(ours) !== items(theirs) || ours.items.length !== 20) throw new Error('The two answers differ.');
}

async function requestsPerS(request, duration) {
  const { requests, non2xx, errors } = await autocannon({ ...request, duration, connections: CONNECTIONS });
  if (non2xx > 0 || errors > 0) throw new Error(`${request.url}: ${non2xx} refusals, ${errors} errors`);
  return requests.average;
}
