// The whole catalogue, page by page, as a member with two hundred policies is shown it, beside the same list of all that
// there is: the same columns, order and pages, without a policy. Per page, because the member is shown fewer.
import { parseArgs } from 'node:util';
import { load, median, withInstallation } from './installation.mjs';
import { commons, FEDERATION } from './rules.mjs';

const { Database, UnitOfWork } = load('libs/platform/src/index.js');
const { PolicyService } = load('libs/policy/src/index.js');
const { DatasetStore } = load('libs/catalogue/src/db/dataset.store.js');
const { withServices } = load('apps/cli/src/shared/services.js');

const { values } = parseArgs({
  options: { datasets: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '9' } },
});
const PAGE = 100;
const WARMING = 3;
const UNFILTERED = `select d.id, d.federation_id as "federationId", d.publisher_id as "publisherId",
  coalesce(d.series_id, '00000000-0000-0000-0000-000000000000') as "seriesId", d.title, d.need_category as "needCategory",
  d.access_rights as "accessRights", d.personal_data as "personalData", d.created_at as "createdAt", d.description,
  d.keywords, d.version, d.contributors from catalogue.dataset d where d.id < $1 order by d.id desc limit ${PAGE}`;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

await withInstallation(4917, async ({ config, cpuOf }) => {
  await withServices(config, async (services) => {
    const db = services.get(Database);
    const { documents, people } = await fill(services);
    const by = await services.get(PolicyService).actorFor(typicalOf(people));
    const store = new DatasetStore(db);
    const filtered = (after) => store.page([by.ability], {}, after, PAGE);
    const unfiltered = (after) => db.prepared('unfiltered', UNFILTERED, [after ?? LAST]);
    const shown = { ours: 0, baseline: 0 };
    const times = { ours: [], baseline: [] };
    const cpu = { ours: 0, baseline: 0 };
    for (let round = 0; round < Number(values.rounds) + WARMING; round += 1) {
      for (const [side, page] of Object.entries({ baseline: unfiltered, ours: filtered })) {
        const [cpuBefore, start] = [cpuOf(process), performance.now()];
        const { pages, datasets } = await walk(page);
        shown[side] = datasets;
        if (round < WARMING) continue;
        times[side].push((performance.now() - start) / pages);
        cpu[side] += (cpuOf(process) - cpuBefore) / pages;
      }
    }
    const [ours, baseline] = [median(times.ours), median(times.baseline)];
    console.log(
      JSON.stringify({
        name: `the list of ${values.datasets} datasets under ${documents.length} policies, beside the unfiltered one`,
        ours_ms_per_page: Number(ours.toFixed(2)),
        baseline_ms_per_page: Number(baseline.toFixed(2)),
        ratio: Number((ours / baseline).toFixed(2)),
        cpu_ratio: Number((cpu.ours / cpu.baseline).toFixed(2)),
        limit: 1.5,
        ...{ shown: shown.ours, of: shown.baseline },
      }),
    );
  });
});

/** Someone with one seat, which most people have. */
function typicalOf(people) {
  return people.find(({ memberships: [seat, ...others] }) => others.length === 0 && seat.role === 'member');
}

async function walk(page) {
  let [pages, datasets, after] = [0, 0, null];
  for (;;) {
    const items = await page(after);
    [pages, datasets, after] = [pages + 1, datasets + items.length, items.at(-1)?.id];
    if (items.length < PAGE) return { pages, datasets };
  }
}

async function fill(services) {
  const federation = commons({ datasets: Number(values.datasets) });
  const db = services.get(Database);
  const columns = (rows, fields) => fields.map((field) => rows.map((row) => row[field]));
  await db.query(
    `insert into catalogue.dataset_series (id, federation_id, publisher_id, title, created_at)
     select id, $2, $2, 'Series', now() from unnest($1::uuid[]) id`,
    [federation.series, FEDERATION],
  );
  await db.query(
    `insert into catalogue.dataset (id, federation_id, publisher_id, series_id, need_category, access_rights, contributors,
       title, description, keywords, table_schema, created_at, version)
     select id, federation, publisher, nullif(series, '00000000-0000-0000-0000-000000000000'), need, rights, contributors,
       'Dataset ' || n, 'People who turn to the services, number ' || n, array['services', 'needs'], '{"fields": []}',
       now(), 1
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[]) with ordinality
       as d(id, federation, publisher, series, need, rights, contributors, n)`,
    columns(federation.datasets, [
      ...['id', 'federationId', 'publisherId', 'seriesId', 'needCategory', 'accessRights', 'contributors'],
    ]),
  );
  await db.query('vacuum analyze catalogue.dataset');
  const owner = { federationId: FEDERATION, policyId: null, resolution: null };
  await services.get(UnitOfWork).run({ id: 'system:benchmark' }, async (tx) => {
    for (const document of federation.documents) await services.get(PolicyService).enact(tx, { ...owner, document });
  });
  return federation;
}
