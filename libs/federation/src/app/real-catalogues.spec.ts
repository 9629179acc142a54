import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative } from 'node:path';
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

const BROKEN = [
  ['ckanext-dcat-examples/dcat/dataset.ttl', /line 154/],
  ['ckanext-dcat-examples/croissant/full_croissant_dataset.jsonld', /not JSON/],
] as const;
const IN_DCAT = [
  ...filesIn('', '.rdf'),
  ...filesIn('vocabularies', 'licences.rdf'),
  ...filesIn('ckanext-dcat-examples/dcat', '').filter((name) => !name.endsWith('/dataset.ttl')),
];
const OF_CKAN = filesIn('ckanext-dcat-examples/ckan', '.json');
const READ = [...IN_DCAT, ...OF_CKAN];

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

  it.each(IN_DCAT)('%s is read', async (file) => {
    const { entries, unreadable } = await dcat(file);
    expect(entries.length).toBeGreaterThan(0);
    expect(unreadable).toEqual([]);
  });

  it.each(OF_CKAN)('%s is read', async (file) => {
    const { entries, unreadable } = await pages.read('ckan', `${base}/${file}`);
    expect(entries.length).toBeGreaterThan(0);
    expect(unreadable).toEqual([]);
  });

  it.each(BROKEN)('%s breaks its own syntax, and is refused with the place', async (file, why) => {
    await expect(dcat(file)).rejects.toMatchObject({
      code: 'HARVEST.UNREADABLE',
      message: expect.stringMatching(why) as string,
    });
  });

  it('padigitale2026_datapackage.yaml has what is in it', async () => {
    const url = `${base}/padigitale2026_datapackage.yaml`;
    const { entries, unreadable, defects, counts } = await pages.read('dataPackage', url);
    expect([unreadable, defects, counts]).toEqual([[], [], { triples: 0, datasets: 1, distributions: 9 }]);
    const [entry] = entries;
    expect(entry).toMatchObject({
      ...{ uri: url, title: 'padigitale2026-opendata', licence: 'https://creativecommons.org/licenses/by/4.0/' },
      description: expect.stringContaining('candidature relative a PA digitale 2026') as string,
      publisher: 'Dipartimento per la Trasformazione Digitale',
      landingPage: 'https://github.com/teamdigitale/padigitale2026-opendata',
    });
    expect(entry?.distributions[0]).toMatchObject({
      ...{ title: 'avvisi', format: 'csv', downloadUrl: `${base}/data/avvisi.csv` },
    });
    expect(entry?.distributions.map(({ title }) => title)).toContain('candidature_finanziate_145');
  });

  const others = [...filesIn('vocabularies', 'filtered.rdf'), ...filesIn('shacl', '')];

  it.each([...others, 'padigitale2026_datapackage.yaml'])('%s is no catalogue in DCAT', async (file) => {
    await expect(dcat(file)).rejects.toMatchObject({ code: 'HARVEST.NOT_A_CATALOGUE' });
  });

  it('leaves no file out', () => {
    const all = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const names = all.map(({ parentPath, name }) => relative(FOLDER, join(parentPath, name)));
    const known = new Set([...READ, ...BROKEN.map(([file]) => file), ...others, 'padigitale2026_datapackage.yaml']);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
