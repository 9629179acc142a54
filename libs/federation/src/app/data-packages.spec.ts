import fc from 'fast-check';
import { stringify } from 'yaml';
import type { HarvestedEntry } from '../domain/harvested';
import { readPage } from './read-page';

const ASKED = 'https://dati.example/altro/datapackage';
const PLACE = 'https://dati.example/progetti/casa/datapackage.yaml?ref=main';
const FOLDER = 'https://dati.example/progetti/casa/';

const read = (body: string, type: string) =>
  readPage({
    ...{ kind: 'dataPackage', asked: ASKED },
    fetched: { url: PLACE, type, charset: null, bytes: Buffer.from(body) },
  });
const entryOf = async (given: object): Promise<HarvestedEntry> => {
  const { entries } = await read(JSON.stringify(given), 'application/json');
  return entries[0] as HarvestedEntry;
};
const pathOf = async (path: unknown) => {
  const { entries, defects } = await read(JSON.stringify({ resources: [{ name: 'a', path }] }), 'text/plain');
  return { places: entries[0]?.distributions.map(({ downloadUrl }) => downloadUrl), defects };
};

const word = fc.stringMatching(/^[a-zàèìòù][a-zàèìòù .:#'"-]{0,20}[a-zàèìòù]$/);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const anyResource = fc.record({
  ...{ name: word, title: maybe(word), format: fc.constantFrom('csv', 'parquet'), bytes: fc.nat() },
  path: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}\/[a-z0-9-]{1,9}\.csv$/),
  hash: fc.stringMatching(/^sha256:[0-9a-f]{64}$/),
});
const anyPackage = fc.record({
  ...{ title: word, description: word, keywords: fc.uniqueArray(word, { maxLength: 5 }), created: word },
  licence: fc.constantFrom('CC-BY-4.0', 'https://creativecommons.org/licenses/by/4.0/'),
  publisher: word,
  resources: fc.array(anyResource, { minLength: 1, maxLength: 6 }),
});

describe('a Data Package', () => {
  it('says as JSON and as YAML what was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyPackage, async ({ licence, publisher, ...rest }) => {
        const written = {
          ...rest,
          licenses: [URL.canParse(licence) ? { path: licence } : { name: licence }],
          contributors: [
            { title: 'Altri', role: 'wrangler' },
            { title: publisher, roles: ['publisher'] },
          ],
        };
        const [asJson, asYaml] = [
          await read(JSON.stringify(written), 'application/json'),
          await read(stringify(written), 'application/yaml'),
        ];
        expect(asYaml).toEqual(asJson);
        const { title, description, keywords, created: modified } = rest;
        expect(asJson.entries[0]).toMatchObject({ title, description, keywords, publisher, licence, modified });
        expect(asJson.entries[0]?.distributions).toEqual(
          rest.resources.map(({ name, title = name, path, format, bytes, hash }) => {
            const place = FOLDER + path;
            return { title, format, bytes, hash, licence: null, accessUrl: place, downloadUrl: place };
          }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('need have nothing but resources, and is known by its address', async () => {
    expect(await entryOf({ resources: [{ name: 'case', data: [1] }, { name: 'letti' }] })).toMatchObject({
      ...{ identity: ASKED, uri: ASKED, title: 'case, letti', licence: null, publisher: null, landingPage: null },
      distributions: [
        { title: 'case', accessUrl: PLACE, downloadUrl: null },
        { title: 'letti', accessUrl: null },
      ],
    });
    const nameless = await read('resources:\n  - path: a.csv\n', 'text/yaml');
    expect(nameless.unreadable).toEqual([{ identity: ASKED, reason: 'ENTRY.NO_TITLE' }]);
    expect(nameless.counts).toEqual({ triples: 0, datasets: 1, distributions: 0 });
  });

  it('is one dataset with what has its identifier, and not with what has its home or its sources', async () => {
    const given = {
      title: 'Case',
      resources: [],
      homepage: 'https://dati.example/',
      sources: [{ path: 'https://istat.example/' }],
    };
    const [one, other] = [await entryOf(given), await entryOf({ ...given, id: '10.5281/zenodo.7' })];
    expect(one).toMatchObject({ landingPage: 'https://dati.example/', derivedFrom: ['https://istat.example/'] });
    expect([one.keys.length, other.keys.length]).toEqual([1, 2]);
  });

  it('of the first versions is read as well, without anybody’s mail address', async () => {
    const entry = await entryOf({
      ...{ name: 'case', license: 'ODC-PDDL-1.0', author: 'Ada Bianchi <ada@example.org>' },
      resources: [{ name: 'a', url: 'https://altro.example/a.csv', hash: 'd41d8cd98f00b204e9800998ecf8427e' }],
    });
    expect(entry).toMatchObject({ title: 'case', licence: 'ODC-PDDL-1.0', publisher: 'Ada Bianchi' });
    expect(entry.distributions).toMatchObject([
      { downloadUrl: 'https://altro.example/a.csv', hash: 'md5:d41d8cd98f00b204e9800998ecf8427e' },
    ]);
    expect(JSON.stringify(entry)).not.toContain('@');
  });

  it.each([
    ['data/a.csv', [`${FOLDER}data/a.csv`]],
    ['data/../a.csv', [`${FOLDER}a.csv`]],
    [
      ['a-1.csv', 'a-2.csv'],
      [`${FOLDER}a-1.csv`, `${FOLDER}a-2.csv`],
    ],
    ['http://altro.example/a.csv', ['http://altro.example/a.csv']],
  ])('has its file %j', async (path, places) => {
    expect(await pathOf(path)).toMatchObject({ places });
  });

  it.each([
    ...[
      '../a.csv',
      'data/../../a.csv',
      '%2e%2e/a.csv',
      '..\\a.csv',
      '.%2E/casa-2/a.csv',
      '/etc/passwd',
      '\\etc\\passwd',
    ],
    ...['//altro.example/a.csv', '\\\\altro.example\\a', '/\t/altro.example/', 'file:///etc/passwd', 'C:\\a.csv'],
    ...[
      'javascript:alert(1)',
      'data:text/csv,a',
      'ftp://altro.example/a.csv',
      's3://altro/a.csv',
      `a/${'x'.repeat(3_000)}`,
    ],
  ])('has no file %j', async (path) => {
    const { places, defects } = await pathOf(path);
    expect(places).toEqual([null]);
    expect(defects).toContainEqual({
      code: 'NOT_AN_ADDRESS',
      about: expect.stringContaining(ASKED) as string,
    });
  });

  it('takes what cannot be read for what is not there', async () => {
    const entry = await entryOf({
      ...{ title: 'Case', description: { it: 'Case' }, keywords: [1, 'casa', null], licenses: [{ name: ' ' }, 7] },
      ...{ contributors: 'Ada', sources: [null], homepage: 'casa', resources: [7, null, { bytes: -1, path: [3] }] },
    });
    expect(entry).toMatchObject({ description: null, keywords: ['casa'], licence: null, publisher: null });
    expect(entry.distributions).toMatchObject([{ bytes: null, accessUrl: null }]);
  });
});
