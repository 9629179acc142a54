import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { readConfig } from '#platform';
import { Fetcher } from './fetcher';
import { PageReader } from './page-reader';

const FOLDER = join(__dirname, '../../../../../shared/data/catalogue');
const HAS_FILES = existsSync(FOLDER);
if (!HAS_FILES) console.warn('The catalogues are not here (../shared/data/catalogue): left out.');

const TYPES: Readonly<Record<string, string>> = {
  '.rdf': 'application/rdf+xml',
  '.ttl': 'text/turtle',
  '.jsonld': 'application/ld+json',
  '.json': 'application/json',
  '.yaml': 'application/yaml',
};

const filesIn = (folder: string, extension: string) =>
  HAS_FILES
    ? readdirSync(join(FOLDER, folder))
        .filter((name) => name.endsWith(extension))
        .map((name) => join(folder, name))
    : [];

/** Each file from a server, as catalogues come. The facts are those of the files’ own manifest. */
(HAS_FILES ? describe : describe.skip)('real catalogues', () => {
  let server: Server;
  let base: string;
  const fetcher = new Fetcher(readConfig({ NODE_ENV: 'test', HARVEST_ALLOW_PRIVATE: 'true' }));
  const pages = new PageReader(fetcher);

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      response.setHeader('content-type', TYPES[extname(url)] ?? 'text/plain');
      response.end(readFileSync(join(FOLDER, decodeURIComponent(url))));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    await fetcher.onModuleDestroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const dcat = (file: string) => pages.read('dcat', `${base}/${file}`);

  it.each([
    ['alessandria_catalog.rdf', { triples: 340, datasets: 5, distributions: 20 }],
    ['padigitale2026_metadata.rdf', { triples: 471, datasets: 8, distributions: 20 }],
    ['dcatapit_catalog_dati_unibo.rdf', { triples: 1002, datasets: 12, distributions: 50 }],
    ['dcatapit_dataset_it_esempio_6.rdf', { triples: 104, datasets: 2, distributions: 2 }],
  ])('%s has what its manifest says', async (file, counts) => {
    const page = await dcat(file);
    expect(page.counts).toEqual(counts);
    expect([page.entries.length, page.unreadable]).toEqual([counts.datasets, []]);
    expect(page.entries.every(({ title, keys }) => title !== '' && keys.length > 0)).toBe(true);
  });

  it('tells the defects of Alessandria’s', async () => {
    const { entries, defects } = await dcat('alessandria_catalog.rdf');
    expect(
      defects
        .filter(({ code }) => code === 'EMPTY_LICENCE')
        .map(({ about }) => about)
        .sort(),
    ).toEqual(entries.map(({ identity }) => identity).sort());
    expect(defects).toContainEqual({ code: 'RELATIVE_ADDRESS', about: 'c_a182' });
    expect(new Set(entries.map(({ licence }) => licence))).toEqual(
      new Set(['https://creativecommons.org/licenses/by/4.0/']),
    );
    expect(new Set(entries.map(({ publisher }) => publisher))).toEqual(new Set(['Comune di Alessandria']));
  });

  it.each([
    ...filesIn('', '.rdf').filter((name) => !name.includes('vocabular')),
    ...filesIn('ckanext-dcat-examples/dcat', '').filter((name) => !name.endsWith('/dataset.ttl')),
  ])('%s is read', async (file) => {
    const { entries, unreadable } = await dcat(file);
    expect(entries.length).toBeGreaterThan(0);
    expect(unreadable).toEqual([]);
  });

  it.each(filesIn('ckanext-dcat-examples/ckan', '.json'))('%s is read', async (file) => {
    const { entries, unreadable } = await pages.read('ckan', `${base}/${file}`);
    expect(entries.length).toBeGreaterThan(0);
    expect(unreadable).toEqual([]);
  });

  it.each([
    ['ckanext-dcat-examples/dcat/dataset.ttl', /line 154/],
    ['ckanext-dcat-examples/croissant/full_croissant_dataset.jsonld', /not JSON/],
  ])('%s breaks its own syntax, and is refused with the place', async (file, why) => {
    await expect(dcat(file)).rejects.toMatchObject({
      code: 'HARVEST.UNREADABLE',
      message: expect.stringMatching(why) as string,
    });
  });

  it.each(['padigitale2026_datapackage.yaml', 'vocabularies/data-theme-filtered.rdf'])(
    '%s is no catalogue',
    async (file) => {
      await expect(dcat(file)).rejects.toMatchObject({ code: 'HARVEST.NOT_A_CATALOGUE' });
    },
  );
});
