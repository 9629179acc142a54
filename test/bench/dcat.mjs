// The feed of the whole catalogue as anybody is shown it, in each syntax, beside N-Quads that the same library writes from
// bare SQL: the same pages, as many statements of each dataset, no policy and no vocabulary. Memory is what the process
// grows by while it writes, over what it holds after one feed.
import { DataFactory, Writer } from 'n3';
import { parseArgs } from 'node:util';
import { load, median, withInstallation } from './installation.mjs';

const { Database, UnitOfWork } = load('libs/platform/src/index.js');
const { Directory } = load('libs/identity/src/index.js');
const { DatasetPolicies, PolicyService } = load('libs/policy/src/index.js');
const { DcatService, streamed, SYNTAXES } = load('libs/catalogue/src/index.js');
const { DatasetFactsReader } = load('libs/catalogue/src/app/dcat/dataset-facts.js');
const { DatasetStore } = load('libs/catalogue/src/db/dataset.store.js');
const { FeedStore } = load('libs/catalogue/src/db/feed.store.js');
const { MetadataStore } = load('libs/catalogue/src/db/metadata.store.js');
const { SeriesStore } = load('libs/catalogue/src/db/series.store.js');
const { seedIfEmpty } = load('apps/cli/src/seed.command.js');
const { withServices } = load('apps/cli/src/shared/services.js');

const { values } = parseArgs({
  options: { datasets: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } },
});
const DATASETS = Number(values.datasets);
const ROUNDS = Number(values.rounds);
const PAGE = 100;

await withInstallation(4917, async ({ config }) => {
  await seedIfEmpty(config);
  await withServices(config, async (services) => {
    const db = services.get(Database);
    await fill(services, db);
    const directory = services.get(Directory);
    const datasets = new DatasetStore(db);
    const facts = [db, datasets, new MetadataStore(), new SeriesStore(), directory, services.get(DatasetPolicies)];
    const stores = [datasets, new FeedStore(db), db];
    const dcat = new DcatService(...stores, new DatasetFactsReader(...facts), directory, config);
    const by = await services.get(PolicyService).actorFor(null);
    const turtle = await measure(() => streamed('turtle', dcat.feed(by)));
    const statements = await statementsIn(dcat.feed(by));
    const perDataset = Math.round(statements / DATASETS);
    for (const syntax of SYNTAXES) {
      const ours = syntax === 'turtle' ? turtle : await measure(() => streamed(syntax, dcat.feed(by)));
      const baseline = await measure(() => bare(db, perDataset));
      console.log(
        JSON.stringify({
          name: `the feed of ${DATASETS} datasets, ${syntax}, beside N-Quads from bare SQL`,
          ours_s: ours.seconds,
          baseline_s: baseline.seconds,
          ratio: Number((ours.seconds / baseline.seconds).toFixed(2)),
          limit: 5,
          ...{ statements, mb: ours.megabytes, rss_growth_mb: ours.growth, baseline_rss_growth_mb: baseline.growth },
        }),
      );
    }
  });
});

async function fill(services, db) {
  const [{ federation }] = await db.query('select id as federation from identity.federation');
  await db.query(
    `insert into catalogue.dataset (id, federation_id, publisher_id, title, description, need_category, access_rights,
       keywords, table_schema, created_at, modified_at, version, contributors)
     select uuidv7(), $1, (array(select organisation_id from identity.affiliation))[1 + n % 3], 'Dataset ' || n,
       'People who turn to the services, number ' || n, case when n % 2 = 0 then 'socialNeeds' else 'urbanStatistics' end,
       'PUBLIC', array['services', 'needs'], '{"fields": []}', now(), now(), 1 + n % 5, 3
     from generate_series(1, $2::int) n`,
    [federation, DATASETS],
  );
  await db.query('vacuum analyze catalogue.dataset');
  const shown = { assignee: { type: 'public' }, actions: ['read'], subject: 'Dataset', where: 'everything' };
  const document = {
    ...{ schema: 'granaio-policy/1', title: 'Anybody may know of all', prohibitions: [], validUntil: null },
    permissions: [shown],
  };
  await services
    .get(UnitOfWork)
    .run({ id: 'system:benchmark' }, (tx) =>
      services.get(PolicyService).enact(tx, { federationId: federation, policyId: null, resolution: null, document }),
    );
}

async function measure(write) {
  const times = [];
  let [growth, bytes] = [0, 0];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [start, before] = [performance.now(), process.memoryUsage.rss()];
    let peak = before;
    bytes = 0;
    for await (const chunk of write()) {
      bytes += Buffer.byteLength(chunk);
      peak = Math.max(peak, process.memoryUsage.rss());
    }
    if (round === 0) continue;
    times.push(performance.now() - start);
    growth = Math.max(growth, peak - before);
  }
  const seconds = Number((median(times) / 1000).toFixed(2));
  return { seconds, growth: Math.round(growth / 2 ** 20), megabytes: Math.round(bytes / 2 ** 20) };
}

async function statementsIn(feed) {
  let count = 0;
  for await (const resources of feed)
    for (const { types, statements } of resources) count += types.length + statements.length;
  return count;
}

async function* bare(db, perDataset) {
  const { namedNode, literal, quad } = DataFactory;
  for (let after = 'ffffffff-ffff-ffff-ffff-ffffffffffff'; ;) {
    const rows = await db.query(
      `select d.id, d.title, d.description, d.keywords, d.created_at from catalogue.dataset d where d.id < $1
       order by d.id desc limit ${PAGE}`,
      [after],
    );
    const writer = new Writer({ format: 'application/n-quads' });
    for (const { id, title, description } of rows) {
      const subject = namedNode(`http://127.0.0.1/datasets/${id}`);
      for (let n = 0; n < perDataset; n += 1) {
        const object = n % 2 ? literal(n % 4 === 1 ? title : description) : namedNode(`http://127.0.0.1/${n}/${id}`);
        writer.addQuad(quad(subject, namedNode(`http://purl.org/dc/terms/property${n}`), object));
      }
    }
    let text = '';
    writer.end((error, result) => {
      if (error) throw error;
      text = result;
    });
    yield text;
    if (rows.length < PAGE) return;
    after = rows.at(-1).id;
  }
}
