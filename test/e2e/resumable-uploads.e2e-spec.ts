import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { membersMay } from '../support/policies';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id } }';
const READ = 'query ($id: ID!) { contribution(id: $id) { state report { rows } } }';

const schema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['Città'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', required: true, disclosureRole: 'measure' },
    { name: 'code', type: 'string', disclosureRole: 'quasiIdentifier' },
  ],
};

describe('uploads that may break off', () => {
  let world: World;
  let port: number;
  let aurora: Cooperative;
  let dora: Cooperative;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({
      policy: membersMay('read', 'propose', 'vote'),
      extra: { MAX_UPLOAD_BYTES: '2000000' },
    });
    await world.app.listen(0, '127.0.0.1');
    ({ port } = world.app.getHttpServer().address() as AddressInfo);
    [aurora, dora] = await threeCooperatives(world);
    const { publishDataset } = await aurora.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: aurora.id, schema, accessRights: 'RESTRICTED' },
        ...{ title: 'Hours', description: 'Hours of care.', needCategory: 'SOCIAL_NEEDS' },
      },
    });
    datasetId = publishDataset.id;
  });
  afterAll(() => world.stop());

  const submit = async (input: object): Promise<{ id: string }> => {
    const sent = await aurora.steward.send<{ submitContribution: { id: string } }>(SUBMIT, {
      input: { datasetId, organisationId: aurora.id, ...input },
    });
    return sent.submitContribution;
  };
  const seen = async (id: string) => {
    await world.settle();
    return (await aurora.steward.send<{ contribution: object }>(READ, { id })).contribution;
  };
  const files = (folder: string) =>
    readdirSync(join(world.config.dataDirectory, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));

  const users = `zone,hours,code\n${Array.from({ length: 40_000 }, (_, i) => `Città,1.5,${i}`).join('\n')}\n`;
  const bytes = Buffer.from(users);
  const sum = createHash('sha256').update(bytes).digest('hex');
  const tus = { 'tus-resumable': '1.0.0' };
  const meta = (facts: Record<string, string>) =>
    Object.entries(facts)
      .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
      .join(',');
  type Asked = { method: string; path: string; headers?: Record<string, string>; body?: Buffer; by?: Cooperative };
  const ask = ({ method, path, headers = {}, body, by = aurora }: Asked) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const all = { authorization: `Bearer ${by.steward.token}`, ...tus, ...headers };
      const sent = request({ port, host: '127.0.0.1', method, path, headers: all }, (response) => {
        let text = '';
        response
          .on('data', (piece: Buffer) => (text += piece.toString()))
          .on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
          });
      }).on('error', reject);
      sent.end(body);
    });
  const begin = async (id: string, facts: Record<string, string> = {}) => {
    const headers = {
      'upload-length': String(bytes.length),
      'upload-metadata': meta({ contributionId: id, file: '1', ...facts }),
    };
    return ask({ method: 'POST', path: '/uploads/tus', headers });
  };
  const pathOf = ({ headers }: { headers: Record<string, unknown> }) => new URL(String(headers['location'])).pathname;
  const patch = (path: string, offset: number, body: Buffer) =>
    ask({
      ...{ method: 'PATCH', path, body },
      headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    });

  it('goes on where the line went dead, and shows nobody what lies there meanwhile', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const made = await begin(id, { sha256: sum });
    expect(made.status).toBe(201);
    const path = pathOf(made);
    const half = bytes.subarray(0, bytes.length / 2);
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const head = [
      `PATCH ${path} HTTP/1.1`,
      ...['Host: x', `Authorization: Bearer ${aurora.steward.token}`, 'Tus-Resumable: 1.0.0', 'Upload-Offset: 0'],
      ...['Content-Type: application/offset+octet-stream', `Content-Length: ${bytes.length}`, '', ''],
    ].join('\r\n');
    socket.write(head);
    socket.write(half);
    await after(600);
    socket.destroy();
    await after(300);
    const asked = await ask({ method: 'HEAD', path });
    const offset = Number(asked.headers['upload-offset']);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(half.length);
    for (const file of files('arriving')) expect(readFileSync(file, 'latin1')).not.toMatch(/Citt|zone/);
    expect((await patch(path, 0, bytes)).status).toBe(409);
    expect((await ask({ method: 'HEAD', path, by: dora })).status).toBe(403);
    expect((await patch(path, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await seen(id)).toMatchObject({ state: 'ACCEPTED', report: { rows: 40_000 } });
    expect(files('arriving')).toEqual([]);
  });

  it('takes no other file than the one that was announced, and leaves nothing of it', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const path = pathOf(await begin(id, { sha256: '0'.repeat(64) }));
    const { status, text } = await patch(path, 0, bytes);
    expect([status, text]).toEqual([422, expect.stringContaining('FILE.CHECKSUM_MISMATCH')]);
    expect((await ask({ method: 'HEAD', path })).status).toBe(404);
    expect(await seen(id)).toMatchObject({ state: 'AWAITING_FILE' });
    expect(files('arriving')).toEqual([]);
  });

  it('is for who may contribute, and for files that are awaited', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const facts = { 'upload-length': '10', 'upload-metadata': meta({ contributionId: id }) };
    expect((await ask({ method: 'POST', path: '/uploads/tus', headers: facts, by: dora })).status).toBe(403);
    expect((await begin(id, { file: '7' })).status).toBe(422);
    const tooLong = { ...facts, 'upload-length': '3000000' };
    expect(await ask({ method: 'POST', path: '/uploads/tus', headers: tooLong })).toMatchObject({ status: 413 });
    expect(await ask({ method: 'OPTIONS', path: '/uploads/tus' })).toMatchObject({
      status: 204,
      headers: { 'tus-version': '1.0.0', 'tus-max-size': '2000000' },
    });
  });

  it('is forgotten after a day', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const path = pathOf(await begin(id));
    await patch(path, 0, bytes.subarray(0, 1_000));
    expect(files('arriving')).not.toEqual([]);
    world.clock.advanceDays(2);
    await world.settle();
    expect(files('arriving')).toEqual([]);
    expect((await ask({ method: 'HEAD', path })).status).toBe(404);
  });
});
