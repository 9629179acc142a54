import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { membersMay } from '../support/policies';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { tusMetadata, TusClient } from '../support/tus';
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
  let tus: TusClient;
  let aurora: Cooperative;
  let dora: Cooperative;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({
      policy: membersMay('read', 'propose', 'vote'),
      extra: { MAX_UPLOAD_BYTES: '2000000' },
    });
    [aurora, dora] = await threeCooperatives(world);
    tus = await TusClient.to(world.app, aurora.steward);
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

  it('goes on where the line went dead, and shows nobody what lies there meanwhile', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const path = await tus.begun(bytes.length, { contributionId: id, file: '1', sha256: sum });
    const half = bytes.subarray(0, bytes.length / 2);
    await tus.breakOff(path, 0, bytes.length, half);
    const offset = await tus.offset(path);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(half.length);
    for (const file of files('arriving')) expect(readFileSync(file, 'latin1')).not.toMatch(/Citt|zone/);
    expect((await tus.patch(path, 0, bytes)).status).toBe(409);
    expect((await tus.ask({ method: 'HEAD', path, by: dora.steward })).status).toBe(403);
    expect((await tus.patch(path, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await seen(id)).toMatchObject({ state: 'ACCEPTED', report: { rows: 40_000 } });
    expect(files('arriving')).toEqual([]);
  });

  it('is not given up any more once it is a file of its contribution', async () => {
    const { id } = await submit({ files: [{ name: 'a.csv' }, { name: 'b.csv' }] });
    const path = await tus.begun(bytes.length, { contributionId: id, file: '1' });
    expect((await tus.patch(path, 0, bytes)).status).toBe(204);
    const { status, text } = await tus.ask({ method: 'DELETE', path });
    expect([status, text]).toEqual([400, expect.stringContaining('already completed')]);
    expect(await tus.offset(path)).toBe(bytes.length);
  });

  it('takes no other file than the one that was announced, and leaves nothing of it', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const path = await tus.begun(bytes.length, { contributionId: id, sha256: '0'.repeat(64) });
    const { status, text } = await tus.patch(path, 0, bytes);
    expect([status, text]).toEqual([422, expect.stringContaining('FILE.CHECKSUM_MISMATCH')]);
    expect((await tus.ask({ method: 'HEAD', path })).status).toBe(404);
    expect(await seen(id)).toMatchObject({ state: 'AWAITING_FILE' });
    expect(files('arriving')).toEqual([]);
  });

  it('is for who may contribute, and for files that are awaited', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const facts = { 'upload-length': '10', 'upload-metadata': tusMetadata({ contributionId: id }) };
    expect((await tus.ask({ method: 'POST', path: '/uploads/tus', headers: facts, by: dora.steward })).status).toBe(
      403,
    );
    expect((await tus.begin(bytes.length, { contributionId: id, file: '7' })).status).toBe(422);
    const tooLong = { ...facts, 'upload-length': '3000000' };
    expect(await tus.ask({ method: 'POST', path: '/uploads/tus', headers: tooLong })).toMatchObject({ status: 413 });
    expect(await tus.ask({ method: 'OPTIONS', path: '/uploads/tus' })).toMatchObject({
      status: 204,
      headers: { 'tus-version': '1.0.0', 'tus-max-size': '2000000' },
    });
  });

  it('is forgotten after a day', async () => {
    const { id } = await submit({ fileName: 'a.csv' });
    const path = await tus.begun(bytes.length, { contributionId: id });
    await tus.patch(path, 0, bytes.subarray(0, 1_000));
    expect(files('arriving')).not.toEqual([]);
    world.clock.advanceDays(2);
    await world.settle();
    expect(files('arriving')).toEqual([]);
    expect((await tus.ask({ method: 'HEAD', path })).status).toBe(404);
  });
});
