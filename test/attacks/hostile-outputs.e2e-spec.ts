import { readBack } from '../../libs/catalogue/test/read-back';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { told } from '../support/assembly-room';
import { needOf } from '../support/data-records';
import { ask, at } from '../support/matrix/ask';
import { membersMay } from '../support/policies';
import { publishServiceUsers, threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const HOSTILE = resolve(__dirname, '../../../shared/data/hostile_input/blns.json');
const here = existsSync(HOSTILE) ? it : it.skip;
const hostile = existsSync(HOSTILE) ? (JSON.parse(readFileSync(HOSTILE, 'utf8')) as string[]) : [];
const FORMULA = /^[=+\-@\t\r]/;
const OWN = [
  '=1+1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '<b>Segno</b> & "uno"',
  ']]> }{ \\ % $ # _',
  '</script><script>',
];

const UPDATE = 'mutation ($input: UpdateDatasetInput!) { updateDataset(input: $input) { title description keywords } }';
const POST = 'mutation ($input: PostNeedInput!) { postNeed(input: $input) { title description territory } }';
const PROFILE = 'mutation ($input: SaveMappingProfileInput!) { saveMappingProfile(input: $input) { name } }';
const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { fileName } }';
const CITE = 'query ($id: ID!) { citation(datasetId: $id) { bibtex cslJson } }';
const PUBLISH = 'mutation ($input: PublishCodeListInput!) { publishCodeList(input: $input) { id } }';
const AMEND = 'mutation ($input: AmendSchemaInput!) { amendSchema(input: $input) { number } }';

/** What is stored of a hostile text is the text, and wherever it is written it does no harm. */
describe('hostile texts that are kept', () => {
  let world: World;
  let aurora: Cooperative;
  let datasetId: string;

  beforeAll(async () => {
    if (hostile.length === 0) console.warn(`Only our own hostile texts: ${HOSTILE} is not here.`);
    world = await World.start({ policy: membersMay('read') });
    [aurora] = await threeCooperatives(world);
    datasetId = await publishServiceUsers(world, aurora);
  });
  afterAll(() => world.stop());

  const get = async (url: string) => {
    const headers = { authorization: `Bearer ${aurora.steward.token}` };
    const { body, statusCode } = await world.app.inject({ url, headers });
    expect([url, statusCode]).toEqual([url, 200]);
    return body;
  };
  const inputs = (text: string): readonly (readonly [string, object, readonly string[]])[] => [
    [UPDATE, { datasetId, title: text }, ['updateDataset', 'title']],
    [UPDATE, { datasetId, description: text }, ['updateDataset', 'description']],
    [UPDATE, { datasetId, keywords: [text] }, ['updateDataset', 'keywords']],
    [POST, { ...needOf(world.federationId, aurora.id), title: text }, ['postNeed', 'title']],
    [POST, { ...needOf(world.federationId, aurora.id), description: text }, ['postNeed', 'description']],
    [PROFILE, { datasetId, organisationId: aurora.id, name: text, mapping: MAPPING }, ['saveMappingProfile', 'name']],
    [SUBMIT, { datasetId, organisationId: aurora.id, fileName: text }, ['submitContribution', 'fileName']],
  ];

  here(
    'come back as they were sent, or are refused by their code',
    async () => {
      const codes = new Set<string>();
      let kept = 0;
      for (const text of hostile) {
        for (const [query, input, path] of inputs(text)) {
          const { data, errors } = await ask(world, aurora.steward, query, { input });
          const [error] = errors;
          if (error) codes.add(error.extensions.code);
          else {
            const stored = at(data, path);
            expect([path, [text, text.normalize('NFC')]]).toEqual([path, expect.arrayContaining([[stored].flat()[0]])]);
            kept += 1;
          }
          await world.database.query('delete from contributions.mapping_profile');
        }
      }
      expect(
        [...codes].filter((code) => !/^(DATASET|NEED|MAPPING|PROFILE|FILE|CONTRIBUTION|TEXT|LIMIT)\./.test(code)),
      ).toEqual([]);
      expect(kept).toBeGreaterThan(hostile.length);
    },
    300_000,
  );

  it('are escaped in pages, in RDF, in citations and in JSON', async () => {
    for (const text of [...OWN, ...hostile.filter((_, nth) => nth % 9 === 0 || nth > 480)]) {
      const input = { datasetId, title: text, description: text };
      if ((await ask(world, aurora.steward, UPDATE, { input })).errors.length > 0) continue;
      const page = `/catalogue/datasets/${datasetId}`;
      const [html, rdf, turtle, json] = await Promise.all(
        ['.html', '.rdf', '.ttl', '.schema.jsonld'].map((end) => get(page + end)),
      );
      if (/[<>]/.test(text)) expect(html).not.toContain(text);
      for (const [syntax, body] of [
        ['rdfxml', rdf],
        ['turtle', turtle],
      ] as const) {
        const quads = await readBack(syntax, body ?? '');
        const titles = quads
          .filter(({ predicate }) => predicate.value.endsWith('terms/title'))
          .map(({ object }) => object.value);
        expect(titles.some((title) => title.normalize('NFC') === text.normalize('NFC'))).toBe(true);
      }
      expect(JSON.parse(json ?? '')).toMatchObject({ '@type': 'Dataset' });
      const { bibtex, cslJson } = await told<{ bibtex: string; cslJson: string }>(aurora.steward, CITE, {
        id: datasetId,
      });
      expect(() => JSON.parse(cslJson) as unknown).not.toThrow();
      expect([text, depthOf(bibtex)]).toEqual([text, 0]);
    }
  });

  it('begin no formula in the tables that are downloaded', async () => {
    const texts = [...OWN, ...hostile].filter((text) => FORMULA.test(text) && text.trim().length > 2);
    expect(texts.length).toBeGreaterThan(3);
    const codes = texts.map((text, nth) => ({ code: `c${String(nth)}`, level: 'a', labels: { it: text, en: text } }));
    const levels = [{ name: 'a', title: { it: 'A', en: 'A' } }];
    const kept = [];
    for (const code of codes) {
      const list = { federationId: world.federationId, publisherId: aurora.id, note: 'Uno.', levels, codes: [code] };
      const input = { ...list, title: { it: 'Codici', en: 'Codes' } };
      const { data } = await ask(world, aurora.steward, PUBLISH, { input });
      const id = at(data, ['publishCodeList', 'id']);
      if (typeof id === 'string') kept.push(await get(`/code-lists/${id}/1.csv`));
    }
    const [formula = ''] = texts;
    const field = { name: 'zone', type: 'string', disclosureRole: 'dimension', title: formula, description: formula };
    const schema = {
      fields: [{ ...field, categories: texts.filter((text) => /^[=+@-][ -~]{1,60}$/.test(text)).slice(0, 5) }],
    };
    const amended = { datasetId, note: 'Un titolo.', schema, breaking: true, migration: { note: 'Di nuovo.' } };
    await aurora.steward.send(AMEND, { input: amended });
    kept.push(await get(`/datasets/${datasetId}/dictionary.csv`));
    expect(kept.length).toBeGreaterThan(3);
    for (const csv of kept) expect(cellsOf(csv).filter((cell) => FORMULA.test(cell))).toEqual([]);
  });
});

const MAPPING = { columns: [{ from: 'Zona', to: 'zone' }] };

/** How many braces are left open, those that are escaped apart. */
const depthOf = (bibtex: string): number =>
  Array.from(bibtex.replaceAll(/\\./g, '')).reduce(
    (depth, sign) => depth + Number(sign === '{') - Number(sign === '}'),
    0,
  );

/** Of CSV as RFC 4180 has it. */
const cellsOf = (csv: string): string[] =>
  [...csv.matchAll(/(?:^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
