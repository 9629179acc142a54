import fc from 'fast-check';
import type { OrganisationId, PersonId } from '#kernel';
import { parsePolicy, type Actor, type PolicyVersion } from '#policy';
import { Commons } from '../../../../test/support/commons';
import type { ShownDataset } from '../domain/dataset';
import { FACETS, type DatasetSearch } from '../domain/search/dataset-search';
import { DatasetService } from './dataset.service';
import { SearchService } from './search.service';

const MEMBERS = { type: 'members' };
const rule = (change: object) => ({
  ...{ assignee: MEMBERS, actions: ['discover'], subject: 'Dataset', where: 'everything' },
  ...change,
});
const policy = (change: object) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Una regola', permissions: [], prohibitions: [], validUntil: null },
    ...change,
  });

const NEEDS = ['socialNeeds', 'urbanStatistics', 'serviceProviders'] as const;
const ACCESS = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'] as const;
/** Title, description and keywords in the seven languages. */
const ENTRIES = [
  ['Famiglie seguite per quartiere', 'Città, alloggi e servizi di prossimità.', ['famiglie', 'torino']],
  ['Richieste di alloggio', 'Case popolari chieste allo sportello.', ['alloggi']],
  ['Housing requests by district', 'Families who asked for municipal housing.', ['housing']],
  ['Solicitudes de vivienda', 'Poblaciones y familias atendidas.', ['viviendas']],
  ['Serveis d’habitatge', 'Poblacions i famílies ateses.', ['habitatges']],
  ['Pašvaldību pakalpojumi', 'Iedzīvotāji, kas saņem sociālos pakalpojumus.', ['pašvaldība']],
  ['Savivaldybių paslaugos', 'Gyventojai, gaunantys socialines paslaugas.', ['savivaldybė']],
  ['Kommunala tjänster', 'Hushållen som får sociala tjänster.', ['hushåll']],
] as const;

describe('searching the catalogue', () => {
  let commons: Commons;
  let search: SearchService;
  let ada: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    search = commons.get(SearchService);
    const steward = { type: 'role', role: 'steward', organisations: 'federation' };
    await commons.enact(
      policy({ permissions: [rule({ assignee: steward, actions: ['read', 'create', 'contribute'] })] }),
    );
    ada = await commons.person(commons.cooperatives[1] as OrganisationId, 'member');
    for (const [at, [title, description, keywords]] of ENTRIES.entries()) {
      await commons.get(DatasetService).publish(await commons.steward(at % 3), {
        ...{ federationId: commons.federationId, publisherId: commons.cooperatives[at % 3] as OrganisationId },
        ...{ title, description, keywords: [...keywords], personalData: at % 2 === 0 },
        needCategory: NEEDS[at % 3] ?? 'socialNeeds',
        accessRights: ACCESS[at % 2] ?? 'PUBLIC',
        schema: { fields: [{ name: 'zona', title: 'Zona censuaria', type: 'string', disclosureRole: 'sensitive' }] },
      });
    }
    await commons.db.query(
      `update catalogue.dataset set spatial = '[{"label": "Torino", "uri": null, "code": null}]', themes = '{SOCI}',
         temporal_start = '2019-05-01', temporal_end = '2021-04-30', licence = 'https://example.org/licence'
       where title in ('Famiglie seguite per quartiere', 'Richieste di alloggio')`,
    );
  });
  afterAll(() => commons.stop());

  const member = () => commons.actor(ada);
  const pageOf = (by: Actor, what: DatasetSearch, limit = 50) =>
    search.page(by, what, { sort: 'relevance', after: null, limit });
  const find = async (by: Actor, what: DatasetSearch | string) => {
    const { items } = await pageOf(by, typeof what === 'string' ? { text: what } : what);
    return items.map(({ dataset }) => dataset.title);
  };
  const during = async (change: object, work: () => Promise<void>) => {
    const version: PolicyVersion = await commons.enact(policy(change));
    try {
      await work();
    } finally {
      await commons.end(version);
    }
  };

  it.each([
    ['it', 'famiglia', 'Famiglie seguite per quartiere'],
    ['it', 'CITTA', 'Famiglie seguite per quartiere'],
    ['en', 'requested house', 'Housing requests by district'],
    ['es', 'poblacion atendida', 'Solicitudes de vivienda'],
    ['ca', 'servei habitatge', 'Serveis d’habitatge'],
    ['lv', 'pašvaldībā', 'Pašvaldību pakalpojumi'],
    ['lv', 'pakalpojumiem', 'Pašvaldību pakalpojumi'],
    ['lt', 'savivaldybėje', 'Savivaldybių paslaugos'],
    ['lt', 'gyventojų', 'Savivaldybių paslaugos'],
    ['sv', 'hushåll', 'Kommunala tjänster'],
    ['sv', 'tjanst', 'Kommunala tjänster'],
  ])('finds words by their stems (%s: %s)', async (_, text, title) => {
    expect(await find(await commons.steward(0), text)).toContain(title);
  });

  it('puts titles before keywords, and those before descriptions', async () => {
    const found = await find(await commons.steward(0), 'famiglie');
    expect(found[0]).toBe('Famiglie seguite per quartiere');
  });

  it('knows phrases and words that must not be there', async () => {
    const by = await commons.steward(0);
    expect(await find(by, '"case popolari"')).toEqual(['Richieste di alloggio']);
    expect(await find(by, '"popolari case"')).toEqual([]);
    expect(await find(by, 'alloggi -sportello')).toEqual(['Famiglie seguite per quartiere']);
    expect(await find(by, '!!!')).toEqual([]);
  });

  it('finds what was probably meant, and says so', async () => {
    const by = await commons.steward(0);
    const { items, meant } = await pageOf(by, { text: 'famigile quartire' });
    expect(meant).toBe('famiglie quartiere');
    expect(items.map(({ dataset }) => dataset.title)).toEqual(['Famiglie seguite per quartiere']);
    expect((await pageOf(by, { text: 'zzzz qqqq' })).meant).toBeNull();
  });

  it('narrows by facets, by a period, and shows how many there are of each value', async () => {
    const by = await commons.steward(0);
    const both = ['Famiglie seguite per quartiere', 'Richieste di alloggio'];
    expect((await find(by, { facets: { theme: ['SOCI'] } })).sort()).toEqual(both);
    expect((await find(by, { facets: { territory: ['Torino', 'Milano'], year: ['2020'] } })).sort()).toEqual(both);
    expect(await find(by, { facets: { year: ['2022', 'x'] } })).toEqual([]);
    expect((await find(by, { period: { from: '2021-04-30', to: null } })).sort()).toEqual(both);
    expect(await find(by, { period: { from: '2021-05-01', to: '2030-01-01' } })).toEqual([]);
    const { total, facets } = await search.counts(
      by,
      { facets: { theme: ['SOCI'], needCategory: ['socialNeeds'] } },
      null,
    );
    expect(total).toBe(1);
    expect(facets.filter(({ facet }) => facet === 'needCategory')).toEqual([
      { facet: 'needCategory', value: 'socialNeeds', count: 1 },
      { facet: 'needCategory', value: 'urbanStatistics', count: 1 },
    ]);
  });

  it.each(['relevance', 'newest', 'title', 'contributors'] as const)(
    'pages by %s without gaps or repeats',
    async (sort) => {
      const by = await commons.steward(0);
      const what = { text: 'famiglie or alloggi or housing or habitatge or paslaugos' };
      const whole = (await search.page(by, what, { sort, after: null, limit: 50 })).items.map(({ key }) => key.id);
      const seen: string[] = [];
      for (let after = null as Parameters<SearchService['page']>[2]['after']; ;) {
        const { items, meant } = await search.page(by, what, { sort, after, limit: 2 });
        seen.push(...items.map(({ key }) => key.id));
        const last = items.at(-1);
        if (!last) break;
        after = { ...last.key, meant };
      }
      expect(seen).toEqual(whole);
      expect(whole.length).toBeGreaterThan(4);
    },
  );

  it('marks what was found in plain text', async () => {
    const by = await commons.steward(0);
    const { items } = await pageOf(by, { text: 'alloggio' });
    const marked = await search.highlights(['alloggio'], items.map(({ dataset }) => dataset)); // prettier-ignore
    const words = marked
      .flatMap((one) => Object.values(one))
      .flatMap((one) => one ?? [])
      .flatMap(({ text, ranges }) => ranges.map(({ start, end }) => text.slice(start, end)));
    expect([...new Set(words)].sort()).toEqual(['alloggi', 'alloggio']);
  });

  it('relates what shares series, keywords, themes and columns, as far as both may be read', async () => {
    const by = await commons.steward(0);
    await commons.db.query(
      `update catalogue.dataset set keywords = keywords || '{casa}' where title ~ 'alloggio|Housing'`,
    );
    const [request] = (await pageOf(by, { text: 'richieste alloggio' })).items;
    const related = await search.relatedTo(by, request?.dataset.id as ShownDataset['id'], 5);
    expect(related.map(({ title }) => title)).toEqual(['Housing requests by district']);
    await during({ permissions: [rule({})] }, async () => {
      expect(await search.relatedTo(await member(), request?.dataset.id as ShownDataset['id'], 5)).toEqual([]);
    });
  });

  describe('by somebody who may know of all and read about nothing', () => {
    it('finds titles alone, and neither ranks, counts nor suggests by anything else', async () => {
      await during({ permissions: [rule({})] }, async () => {
        const by = await member();
        expect(await find(by, 'famiglie')).toEqual(['Famiglie seguite per quartiere']);
        for (const text of ['popolari', 'sportello', 'torino', 'zona', 'atendidas', 'alloggi -sportello -citta']) {
          expect(await find(by, text)).toEqual(text.startsWith('alloggi') ? ['Richieste di alloggio'] : []);
        }
        expect(await find(by, { facets: { theme: ['SOCI'] } })).toEqual([]);
        expect(await find(by, { period: { from: '2000-01-01', to: null } })).toEqual([]);
        const { total, facets } = await search.counts(by, {}, null);
        expect(total).toBe(ENTRIES.length);
        expect(facets.filter(({ facet }) => ['theme', 'territory', 'year', 'licence'].includes(facet))).toEqual([]);
        expect((await pageOf(by, { text: 'sportelo' })).meant).toBeNull();
        const { items } = await pageOf(by, { text: 'alloggio' });
        const marked = await search.highlights(['alloggio sportello'], items.map(({ dataset }) => dataset)); // prettier-ignore
        expect(marked).toMatchObject([{ title: { text: 'Richieste di alloggio' }, description: null, keywords: null }]);
      });
    });
  });

  it('does not find by columns for whom some are hidden', async () => {
    const reading = { permissions: [rule({ actions: ['read'] })] };
    await during(reading, async () => {
      expect(await find(await member(), 'censuaria')).toHaveLength(ENTRIES.length);
      await during({ prohibitions: [rule({ actions: ['readMetadata'], columns: ['zona'] })] }, async () => {
        expect(await find(await member(), 'censuaria')).toEqual([]);
        expect(await find(await member(), 'famiglie')).not.toEqual([]);
      });
    });
  });

  const where = fc.oneof(
    fc.constant('everything' as const),
    fc.subarray([...NEEDS], { minLength: 1 }).map((some) => ({ needCategory: { $in: some } })),
    fc.subarray([...ACCESS], { minLength: 1 }).map((some) => ({ accessRights: { $nin: some } })),
  );
  const permitted = fc.record({ actions: fc.constantFrom(['discover'], ['read'], ['readMetadata']), where });

  it('counts exactly what its pages show, under whatever policies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(permitted, { minLength: 1, maxLength: 3 }),
        fc.option(permitted),
        fc.constantFrom(undefined, 'famiglie', 'servizi or alloggi', 'popolazione', 'tjanster'),
        async (permissions, prohibition, text) => {
          const prohibitions = prohibition ? [rule(prohibition)] : [];
          await during({ permissions: permissions.map(rule), prohibitions }, async () => {
            const by = await member();
            const { items, meant } = await pageOf(by, { text });
            const { total, facets } = await search.counts(by, { text }, meant);
            expect(total).toBe(items.length);
            for (const facet of FACETS) {
              for (const { value, count } of facets.filter((one) => one.facet === facet)) {
                const after = {
                  key: Number.MAX_SAFE_INTEGER % 2_147_483_647,
                  id: 'ffffffff-ffff-7fff-8fff-ffffffffffff',
                  meant,
                };
                const what = { text, facets: { [facet]: [value] } };
                expect((await search.page(by, what, { sort: 'newest', after, limit: 50 })).items).toHaveLength(count);
              }
            }
          });
        },
      ),
      { numRuns: 25 },
    );
  });
});
