// Searches of 50,000 datasets under a policy, beside the bare full-text statement of the same words: no policy, no facets.
import { parseArgs } from 'node:util';
import { load, withInstallation } from './installation.mjs';

const { SearchService } = load('libs/catalogue/src/index.js');
const { DatasetStore } = load('libs/catalogue/src/db/dataset.store.js');
const { RelatedStore } = load('libs/catalogue/src/db/search/related.store.js');
const { SearchStore } = load('libs/catalogue/src/db/search/search.store.js');
const { Database } = load('libs/platform/src/index.js');
const { IdentityService } = load('libs/identity/src/index.js');
const { PolicyService } = load('libs/policy/src/index.js');
const { seedIfEmpty } = load('apps/cli/src/seed.command.js');
const { withServices } = load('apps/cli/src/shared/services.js');

const { values } = parseArgs({
  options: { datasets: { type: 'string', default: '50000' }, rounds: { type: 'string', default: '5' } },
});
const PAGE = 20;
const BATCH = 2_500;
const MOST_P95_RATIO = 2;

const SUBJECTS = `Persone seguite|Famiglie assistite|Richieste di alloggio|Ore di assistenza domiciliare|Minori accolti
  |Anziani soli|Pasti distribuiti|Accessi agli sportelli|Posti letto|Inserimenti lavorativi|Volontari attivi|Trasporti sociali
  |Spese per servizi|Consumi delle famiglie|Uso dei servizi digitali|Popolazione residente|Abitazioni occupate
  |Qualità dell’aria|Visite ai consultori|Cooperative sociali`.split(/\s*\|/);
const BY =
  'quartiere|zona|età e genere|comune|tipo di bisogno|anno|distretto sanitario|cittadinanza|titolo di studio|mese'.split(
    '|',
  );
const PLACES =
  'Torino|Milano|Napoli|Bologna|Firenze|Roma|Venezia|Cagliari|Palermo|Genova|Cuneo|Bari|Verona|Trieste|Asti'.split('|');
const SENTENCES =
  `Dati raccolti dalle cooperative durante l’anno|Una riga per persona e per servizio|Comprende le richieste accolte
  e quelle respinte|Aggiornato ogni trimestre dagli operatori|Utile a programmare gli interventi nelle periferie|Le zone seguono i
  confini statistici della città|I valori mancanti indicano chi non ha risposto|Il conteggio esclude chi è seguito da più enti|Serve
  alla valutazione delle politiche sociali|Le ore sono arrotondate alla mezza|Con dettaglio per servizio, fascia e
  provenienza|Raccolto allo sportello e nelle visite a domicilio`
    .replace(/\s+/g, ' ')
    .split('|');
/** Finds nothing as it is typed, so that the bare statement has nothing to be compared with. */
const MISSPELT = 'famigile torino';
/** What people type: rare words and common ones, several, a phrase, a word that must not be there. */
const TEXTS = [
  ...[
    'famiglie assistite torino',
    'alloggio',
    'anziani soli cuneo 2019',
    'servizi',
    '"posti letto" genova',
    'consultori',
  ],
  ...['abitazioni occupate per età', 'minori accolti -milano', 'volontari trieste', 'pasti distribuiti bari'],
];

await withInstallation(4919, async ({ config }) => {
  await seedIfEmpty(config);
  await withServices(config, async (services) => {
    const db = services.get(Database);
    await fill(db, Number(values.datasets));
    const [{ id }] = await db.query(`select id from identity.person where email = 'ada@aurora.example'`);
    const actor = await services.get(PolicyService).actorFor(services.get(IdentityService).identityOf(id));
    const search = new SearchService(db, new SearchStore(db), new RelatedStore(db), new DatasetStore(db));
    const page = (text) => search.page(actor, { text }, { sort: 'relevance', after: null, limit: PAGE });
    const facets = (text) => search.counts(actor, { text }, null);
    await sameFinds(db, page);
    const times = { ours: [], bare: [], facets: [], misspelt: [] };
    for (let round = 0; round < Number(values.rounds); round += 1) {
      times.misspelt.push(await msOf(() => page(MISSPELT)));
      for (const text of TEXTS) {
        times.ours.push(await msOf(() => page(text)));
        times.bare.push(await msOf(() => bare(db, text)));
        times.facets.push(await msOf(() => facets(text)));
      }
    }
    const [ours, baseline, counted] = [p95(times.ours), p95(times.bare), p95(times.facets)];
    console.log(
      JSON.stringify({
        name: `search of ${values.datasets} datasets under a policy, p95`,
        ...{ ours_ms: round(ours), baseline_ms: round(baseline), facets_ms: round(counted) },
        misspelt_ms: round(p95(times.misspelt)),
        ...{ ratio: Number((ours / baseline).toFixed(2)), limit: MOST_P95_RATIO },
      }),
    );
  });
});

/** Datasets of the seeded cooperatives, with titles and descriptions as people write them. */
async function fill(db, datasets) {
  const [{ federation }] = await db.query('select id as federation from identity.federation');
  for (let from = 0; from < datasets; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, datasets - from) }, (_, at) => entry(from + at));
    await db.query(
      `insert into catalogue.dataset (id, federation_id, publisher_id, title, description, need_category, access_rights,
         keywords, table_schema, created_at, modified_at, version, contributors, spatial, themes, temporal_start, temporal_end)
       select uuidv7(), $1, (array(select organisation_id from identity.affiliation))[1 + n % 3], title, description,
         case when n % 2 = 0 then 'socialNeeds' else 'urbanStatistics' end, 'RESTRICTED', keywords, '{"fields": []}',
         now(), now(), 1 + n % 5, 3, jsonb_build_array(jsonb_build_object('label', place)), array['SOCI'],
         make_date(year, 1, 1), make_date(year, 12, 31)
       from jsonb_to_recordset($2) as entry (n int, title text, description text, keywords text[], place text, year int)`,
      [federation, JSON.stringify(rows)],
    );
  }
  await db.query('vacuum analyze catalogue.dataset');
  await db.query('vacuum analyze catalogue.dataset_text');
}

/** The n-th dataset: the same in every run. */
function entry(n) {
  const pick = (list, salt) => list[Math.floor(n / salt) % list.length];
  const [subject, place, year] = [pick(SUBJECTS, 1), pick(PLACES, 20), 2005 + (Math.floor(n / 300) % 21)];
  const description = [1, 7, 31, 97].map((salt) => pick(SENTENCES, salt)).join('. ');
  const title = `${subject} per ${pick(BY, 6)}, ${place} ${year}`;
  return { n, title, description, keywords: [subject.split(' ')[0].toLowerCase(), place.toLowerCase()], place, year };
}

/** The statement that finds and orders, as anybody would write it. */
function bare(db, text) {
  return db.query(
    `select t.dataset_id as id from catalogue.dataset_text t, catalogue.search_query($1) as query
     where t.words @@ query order by round(ts_rank(t.words, query) * 1000000)::int desc, t.dataset_id desc limit ${PAGE}`,
    [text.replace(/-\p{L}+/gu, '')],
  );
}

/** Both must find the same, or the comparison is of different things. */
async function sameFinds(db, page) {
  for (const text of TEXTS.filter((one) => !one.includes('-'))) {
    const [{ items }, rows] = await Promise.all([page(text), bare(db, text)]);
    const [ours, theirs] = [items.map(({ key: { id } }) => id), rows.map(({ id }) => id)];
    if (ours.join() !== theirs.join() || ours.length === 0) throw new Error(`The two find other datasets by ${text}.`);
  }
}

async function msOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function p95(times) {
  return [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];
}

function round(ms) {
  return Number(ms.toFixed(1));
}
