import { newId, sha256 } from '#kernel';
import type { PolicyDocument } from '#policy';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import {
  adopt,
  contribute,
  publishServiceUsers,
  threeCooperatives,
  usersOf,
  type Cooperative,
} from '../support/social-services';
import { World } from '../support/world';

const EXPLAIN = `query ($input: ExplainAccessInput!) { explainAccess(input: $input) {
  outcome rows clauses { sentence(language: EN) } } }`;

describe('a contributor’s own rows', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let dataset: string;
  let mara: Member;
  /** More than waits in a connection that nobody reads. */
  const file = repeated(usersOf('dora', 20_000), 20);

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    const [aurora, dora] = cooperatives;
    mara = await world.person('Mara', dora.id, 'member');
    dataset = await publishServiceUsers(world, aurora);
    await contribute(world, aurora, dataset, usersOf('aurora'));
    await contribute(world, dora, dataset, file);
    await adopt(world, backTo(dataset), [...cooperatives.map(({ steward }) => steward)]);
  });
  afterAll(() => world.stop());

  const address = (organisation: string, id = dataset) =>
    `/datasets/${id}/records.csv?organisation=${organisation}&purpose=ACADEMIC_RESEARCH`;
  const download = async ({ token }: Member, url: string) => {
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const { statusCode, body, headers: answered } = await world.app.inject({ method: 'GET', url, headers });
    return { status: statusCode, body, headers: answered };
  };
  const waiting = async () => {
    const names = await readdir(join(world.config.dataDirectory, 'tmp'));
    return names.filter((name) => name.startsWith('rows'));
  };

  it('come back as they were handed in, in the columns that the members voted', async () => {
    const [, dora] = cooperatives;
    const { status, body, headers } = await download(mara, address(dora.id));
    expect([status, headers['content-type'], headers['etag']]).toEqual([
      ...[200, 'text/csv; charset=utf-8', `"${sha256(body)}"`],
    ]);
    expect(headers['content-disposition']).toBe(`attachment; filename="records-${dataset}.csv"`);
    const columns = ['zone', 'need', 'hours'];
    expect(body.split('\r\n').slice(0, -1)).toEqual(linesOf(file, columns));
    expect(await world.auditTrail()).toMatch(/records\.exported$/);
    expect(await explained()).toMatchObject({ outcome: 'ALLOWED', rows: 'OWN' });
    expect(JSON.stringify(await explained())).toContain('only the rows of the organisations that they belong to');
  });

  it('are nobody else’s to take, contributor or not, in the same words; and the refusal stays', async () => {
    const [aurora] = cooperatives;
    const [refused, absent] = [await download(mara, address(aurora.id)), await download(mara, address(newId()))];
    expect([refused.status, refused.body]).toEqual([422, absent.body]);
    expect(refused.body).toContain('RECORDS.NOT_YOURS');
    expect(await world.auditTrail()).toMatch(/records\.refused > records\.refused$/);
    const unsaid = await download(mara, `/datasets/${dataset}/records.csv?organisation=${aurora.id}&purpose=toString`);
    expect([unsaid.status, unsaid.body]).toEqual([400, expect.stringContaining('RECORDS.PURPOSE_UNKNOWN')]);
  });

  it('are as absent as the dataset to who may not know of it', async () => {
    const elsewhere = await world.organisation('Altrove', { affiliated: false });
    const ugo = await world.person('Ugo', elsewhere, 'member');
    const before = await world.auditTrail();
    const [existing, none] = [
      await download(ugo, address(elsewhere)),
      await download(ugo, address(elsewhere, newId())),
    ];
    expect([existing.status, none.status]).toEqual([404, 404]);
    expect(existing.body.replaceAll(dataset, '')).toBe(none.body.replace(/[0-9a-f-]{36}/g, ''));
    expect(await world.auditTrail()).toBe(before);
  });

  it('lie nowhere when they were read, nor when somebody hung up', async () => {
    const [, dora] = cooperatives;
    await world.app.listen(0, '127.0.0.1');
    const { port } = world.app.getHttpServer().address() as { port: number };
    const request = get({ port, path: address(dora.id), headers: { authorization: `Bearer ${mara.token}` } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    expect(await waiting()).toHaveLength(1);
    response.destroy();
    while ((await waiting()).length > 0) await setTimeout(20);
  });

  const explained = async () => {
    const input = { subject: 'DATASET', id: dataset, action: 'EXPORT_RECORDS' };
    return (await mara.send<{ explainAccess: object }>(EXPLAIN, { input })).explainAccess;
  };
});

/** The same rows many times. */
function repeated(csv: Buffer, times: number): Buffer {
  const head = csv.subarray(0, csv.indexOf('\n') + 1);
  return Buffer.concat([head, ...Array<Buffer>(times).fill(csv.subarray(head.length))]);
}

/** Some columns of a plain file, line by line. */
function linesOf(csv: Buffer, columns: readonly string[]): string[] {
  const [head = [], ...rows] = csv
    .toString()
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const places = columns.map((name) => head.indexOf(name));
  return [head, ...rows].map((row) => places.map((at) => row[at]).join(','));
}

const backTo = (dataset: string): PolicyDocument => ({
  schema: 'granaio-policy/1',
  title: 'Rows go back to whom they came from',
  permissions: [
    {
      ...{ assignee: { type: 'members' }, actions: ['exportRecords'], subject: 'Dataset' },
      ...{ where: { id: { $eq: dataset } }, purposes: ['AcademicResearch'], dimensions: ['need', 'zone'] },
      ...{ measures: ['hours'], terms: { minPeople: 10, minContributors: 3, roundingBase: 5 }, rows: 'own' },
    },
  ],
  prohibitions: [],
  validUntil: null,
});
