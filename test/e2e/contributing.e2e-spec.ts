import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { membersMay } from '../support/policies';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const SUBMIT = `mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) {
  id uploadUrl resumableUploadUrl files { number uploadUrl } } }`;
const READ = `query ($id: ID!) { contribution(id: $id) { state reason sameAsId
  report { rows findingCount warningCount } files { number reading { format encoding delimiter decimalMark } }
  findings { file row column code severity value reason hint } findingGroups { code column count firstRow file } } }`;
const LOOK = `query ($id: ID!) { contribution(id: $id) {
  readingCandidates { header sample reading { decimalMark delimiter } } readingQuestions { code column example readings }
  suggestedProfile { id name } } }`;
const CHOOSE = 'mutation ($input: ChooseReadingInput!) { chooseReading(input: $input) { state } }';

const schema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['Città', 'Vallette'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 3, required: true, disclosureRole: 'measure' },
    { name: 'code', type: 'string', disclosureRole: 'quasiIdentifier' },
  ],
  primaryKey: ['code'],
};
const GOOD = 'zone,hours,code\nCittà,1.5,001\nVallette,2.25,002\n';

type Sent = { id: string; uploadUrl: string; files: { number: number; uploadUrl: string }[] };
type Seen = {
  state: string;
  reason: string | null;
  sameAsId: string | null;
  report: { rows: number; findingCount: number; warningCount: number } | null;
  files: { reading: object | null }[];
  findings: { file: number | null; row: number; column: string; code: string; value: string | null; hint: string }[];
  findingGroups: { code: string; column: string; count: number; firstRow: number; file: number | null }[];
};
type Looked = {
  readingCandidates: { header: string[]; sample: string[][]; reading: { decimalMark: string } }[];
  readingQuestions: { code: string; column: string; example: string; readings: string[] }[];
  suggestedProfile: { id: string; name: string } | null;
};

describe('contributing', () => {
  let world: World;
  let port: number;
  let aurora: Cooperative;
  let dora: Cooperative;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({
      policy: membersMay('read', 'propose', 'vote'),
      extra: { MAX_UPLOAD_BYTES: '2000000', UPLOAD_QUOTA_BYTES: '3000000' },
    });
    await world.app.listen(0, '127.0.0.1');
    ({ port } = world.app.getHttpServer().address() as AddressInfo);
    [aurora, dora] = await threeCooperatives(world);
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    datasetId = await publish(schema);
  });

  const publish = async (table: object): Promise<string> => {
    const { publishDataset } = await aurora.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: aurora.id, schema: table, accessRights: 'RESTRICTED' },
        ...{ title: 'Hours', description: 'Hours of care.', needCategory: 'SOCIAL_NEEDS' },
      },
    });
    return publishDataset.id;
  };
  const submit = async (input: object, by = aurora): Promise<Sent> => {
    const sent = await by.steward.send<{ submitContribution: Sent }>(SUBMIT, {
      input: { datasetId, organisationId: by.id, ...input },
    });
    return sent.submitContribution;
  };
  const seen = async (id: string): Promise<Seen> => {
    await world.settle();
    return (await aurora.steward.send<{ contribution: Seen }>(READ, { id })).contribution;
  };
  const look = async (id: string) => (await aurora.steward.send<{ contribution: Looked }>(LOOK, { id })).contribution;
  const contribute = async (bytes: Buffer | string, input: object = { fileName: 'hours.csv' }) => {
    const { id, uploadUrl } = await submit(input);
    expect(await aurora.steward.upload(uploadUrl, Buffer.from(bytes))).toMatchObject({ status: 202 });
    return { id, ...(await seen(id)) };
  };
  const files = (folder: string) =>
    readdirSync(join(world.config.dataDirectory, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));

  it('reads what an Italian spreadsheet writes, without asking', async () => {
    const csv = Buffer.from('zone;hours;code\r\nCittà;1,50;001\r\nVallette;12,25;NA\r\n', 'latin1');
    const { state, report, files: read } = await contribute(csv);
    expect([state, report?.rows]).toEqual(['ACCEPTED', 2]);
    expect(read).toMatchObject([{ reading: { format: 'CSV', delimiter: ';', decimalMark: 'COMMA' } }]);
  });

  it('asks what only the contributor knows, shows samples to them alone, and remembers how their columns are called', async () => {
    const csv = 'Quartiere;Ore;Codice;Note\nC;1,200;001;x\nV;2,400;002;y\n';
    const { id, state } = await contribute(csv, { fileName: 'ore.csv', reviewReading: true });
    expect(state).toBe('AWAITING_READING');
    const { readingCandidates, suggestedProfile } = await look(id);
    expect(suggestedProfile).toBeNull();
    expect(readingCandidates[0]).toMatchObject({ header: ['Quartiere', 'Ore', 'Codice', 'Note'] });
    expect(readingCandidates[0]?.sample[0]).toEqual(['C', '1,200', '001', 'x']);
    await expect(dora.steward.send(LOOK, { id })).rejects.toMatchObject({ kind: 'forbidden' });
    for (const table of ['contributions.contribution', 'contributions.file', 'contributions.note', 'platform.event']) {
      expect(JSON.stringify(await world.database.query(`select to_jsonb(t) from ${table} t`))).not.toContain('1,200');
    }

    const mapping = {
      columns: [
        {
          from: 'Quartiere',
          to: 'zone',
          values: [
            { from: 'C', to: 'Città' },
            { from: 'V', to: 'Vallette' },
          ],
        },
        { from: 'Ore', to: 'hours' },
        { from: 'Codice', to: 'code' },
      ],
      ignored: ['Note'],
    };
    const input = { contributionId: id, reading: { decimalMark: 'COMMA' }, mapping, saveProfileAs: 'Gestionale' };
    const wrong = { ...mapping, columns: [{ from: 'Ore', to: 'nothing' }] };
    await expect(aurora.steward.send(CHOOSE, { input: { ...input, mapping: wrong } })).rejects.toMatchObject({
      code: 'MAPPING.INVALID',
    });
    await aurora.steward.send(CHOOSE, { input });
    expect(await seen(id)).toMatchObject({ state: 'ACCEPTED', report: { rows: 2, findingCount: 0 } });

    const again = await contribute(csv.replaceAll('00', '10'), { fileName: 'ore.csv', reviewReading: true });
    const offered = (await look(again.id)).suggestedProfile;
    expect(offered).toMatchObject({ name: 'Gestionale' });
    const named = { fileName: 'ore.csv', dialect: { decimalMark: 'COMMA' }, mappingProfileId: offered?.id };
    expect(await contribute(csv.replaceAll('00', '20'), named)).toMatchObject({ state: 'ACCEPTED' });
  });

  it('asks about a number that may be one thousand two hundred, or one and a fifth', async () => {
    const { id, state } = await contribute('zone,hours,code\nCittà,"1,200",001\nVallette,"2,400",002\n');
    expect(state).toBe('AWAITING_READING');
    const { readingQuestions, readingCandidates } = await look(id);
    expect(readingQuestions).toMatchObject([{ code: 'NUMBER.AMBIGUOUS', column: 'hours', example: '1,200' }]);
    const point = readingCandidates.findIndex(({ reading }) => reading.decimalMark === 'COMMA') + 1;
    await aurora.steward.send(CHOOSE, { input: { contributionId: id, reading: { candidate: point } } });
    expect(await seen(id)).toMatchObject({ state: 'ACCEPTED' });
  });

  it('takes several files as one, and says in which of them something is wrong', async () => {
    const sent = await submit({ files: [{ name: 'gennaio.csv' }, { name: 'febbraio.csv' }] });
    const [january, february] = sent.files.map(({ uploadUrl }) => uploadUrl);
    await aurora.steward.upload(january ?? '', Buffer.from(GOOD));
    expect((await seen(sent.id)).state).toBe('AWAITING_FILE');
    await aurora.steward.upload(february ?? '', Buffer.from('zone,hours,code\nCittà,tante,003\nVallette,2.25,002\n'));
    const { state, findings, findingGroups } = await seen(sent.id);
    expect(state).toBe('REJECTED');
    expect(findings).toMatchObject([
      { file: 2, row: 2, column: 'hours', code: 'CELL.WRONG_TYPE', value: 'tante' },
      { file: 2, row: 3, column: 'code', code: 'ROW.DUPLICATE_KEY' },
    ]);
    expect(findingGroups).toMatchObject([{ code: 'CELL.WRONG_TYPE', count: 1, firstRow: 2, file: 2 }, { count: 1 }]);
    const list = await aurora.steward.download(`http://x/contributions/${sent.id}/findings.csv`);
    expect([list.status, list.bytes.toString()]).toEqual([200, expect.stringContaining('febbraio.csv,2,hours,tante')]);
    expect(list.bytes.toString()).toContain('file,row,column,value,code');
    const italian = await aurora.steward.download(`http://x/contributions/${sent.id}/findings.csv?lang=it`);
    expect(italian.bytes.toString()).toContain('file,riga,colonna,valore,codice');
    expect((await dora.steward.download(`http://x/contributions/${sent.id}/findings.csv`)).status).toBe(403);
    const stored = await world.database.query('select to_jsonb(f) from contributions.finding f');
    expect(JSON.stringify(stored)).not.toContain('tante');
  });

  it('makes no new version of what is in place already', async () => {
    const first = await contribute(GOOD);
    const again = await contribute(GOOD);
    expect(again).toMatchObject({ state: 'ACCEPTED', sameAsId: first.id, report: { rows: 2, findingCount: 0 } });
    const { dataset } = await aurora.steward.send<{ dataset: { version: number } }>(
      'query ($id: ID!) { dataset(id: $id) { version } }',
      { id: datasetId },
    );
    expect(dataset.version).toBe(1);
  });

  it('destroys what is taken back before it was accepted', async () => {
    const { id } = await contribute(GOOD, { fileName: 'a.csv', reviewReading: true });
    await aurora.steward.send('mutation ($id: ID!) { cancelContribution(id: $id) { state } }', { id });
    expect(await seen(id)).toMatchObject({ state: 'CANCELLED' });
    expect(await world.database.query('select 1 from contributions.upload where contribution_id = $1', [id])).toEqual(
      [],
    );
    expect(await look(id)).toMatchObject({ readingCandidates: [] });
  });

  it('refuses what does not fit any more, before and after it was sent, and tells the way out', async () => {
    const file = { name: 'big.csv', bytes: 2_900_000 };
    await submit({ files: [file] }, dora);
    await expect(submit({ files: [file] }, dora)).rejects.toMatchObject({ code: 'QUOTA.EXCEEDED' });
    const quota = 'query ($id: ID!) { uploadQuota(organisationId: $id) { used limit } }';
    expect(await dora.steward.send(quota, { id: dora.id })).toEqual({
      uploadQuota: { used: 2_900_000, limit: 3_000_000 },
    });
    await expect(aurora.steward.send(quota, { id: dora.id })).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
  });

  it('rejects a contribution whose file was lost here, so that nobody waits for ever', async () => {
    const { id, uploadUrl } = await submit({ fileName: 'a.csv' });
    const before = new Set(files('files'));
    await world.app.inject({
      ...{ method: 'PUT', url: new URL(uploadUrl).pathname, payload: GOOD },
      headers: { authorization: `Bearer ${aurora.steward.token}` },
    });
    await world.database.query('update contributions.upload set sha256 = $2 where contribution_id = $1', [
      id,
      createHash('sha256').update(randomUUID()).digest('hex'),
    ]);
    expect(before.size).toBeLessThanOrEqual(files('files').length);
    expect(await seen(id)).toMatchObject({ state: 'REJECTED', findings: [{ code: 'FILE.LOST' }] });
  });

  it('tells how far it is while it works, and ends when nothing more happens', async () => {
    const { id, uploadUrl } = await submit({ fileName: 'a.csv' });
    let begun: () => void;
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    const events = new Promise<string>((resolve, reject) => {
      const headers = { authorization: `Bearer ${aurora.steward.token}` };
      get({ port, host: '127.0.0.1', path: `/contributions/${id}/progress`, headers }, (response) => {
        expect(response.headers['content-type']).toMatch(/^text\/event-stream/);
        let text = '';
        response
          .on('data', (piece: Buffer) => {
            text += piece.toString();
            begun();
          })
          .on('end', () => {
            resolve(text);
          });
      }).on('error', reject);
    });
    await beginning;
    await aurora.steward.upload(uploadUrl, Buffer.from(GOOD));
    await world.settle();
    const text = await events;
    expect(text).toMatch(/event: progress\ndata: {"state":"AWAITING_FILE"/);
    expect(text).toMatch(/event: end\ndata: {"state":"ACCEPTED","phase":null,"done":1}\n\n$/);
    const denied = await dora.steward.download(`http://x/contributions/${id}/progress`);
    expect(denied.status).toBe(403);
  });
});
