import { ApiModule } from '../../apps/api/src/api.module';
import { createApi } from '../../apps/api/src/shared/create-api';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { membersMay } from '../support/policies';
import { ObjectStore } from '../support/s3';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { TusClient } from '../support/tus';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id } }';
const READ = 'query ($id: ID!) { contribution(id: $id) { state report { rows } } }';

/** More than one part of a bucket's uploads, and no whole number of them. */
const ROWS = 300_000;
const PART_BYTES = 8 * 1024 * 1024;
const QUOTA_BYTES = 60_000_000;

const schema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['Città'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', required: true, disclosureRole: 'measure' },
    { name: 'note', type: 'string', disclosureRole: 'quasiIdentifier' },
  ],
};
const row = (_: unknown, i: number) => `Città,1.5,${String(i).padStart(12, '0')} ${'una nota '.repeat(4)}`;
const bytes = Buffer.from(`zone,hours,note\n${Array.from({ length: ROWS }, row).join('\n')}\n`);
const sum = createHash('sha256').update(bytes).digest('hex');

describe('uploads that may break off, into a bucket', () => {
  let store: ObjectStore;
  let world: World;
  let second: NestFastifyApplication;
  let aurora: Cooperative;
  let tus: TusClient;
  let elsewhere: TusClient;
  let datasetId: string;

  beforeAll(async () => {
    store = await ObjectStore.start('keys');
    const { bucket, endpoint = '', credentials } = store.config;
    world = await World.start({
      policy: membersMay('read', 'propose', 'vote'),
      extra: {
        ...{ S3_BUCKET: bucket, S3_KEYS_BUCKET: 'keys', S3_ENDPOINT: endpoint, S3_REGION: 'us-east-1' },
        S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? '',
        S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '',
        UPLOAD_QUOTA_BYTES: String(QUOTA_BYTES),
      },
    });
    second = await createApi(world.config, ApiModule.forRoot(world.config, world.clock));
    await second.init();
    [aurora] = await threeCooperatives(world);
    [tus, elsewhere] = [await TusClient.to(world.app, aurora.steward), await TusClient.to(second, aurora.steward)];
    const { publishDataset } = await aurora.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: aurora.id, schema, accessRights: 'RESTRICTED' },
        ...{ title: 'Hours', description: 'Hours of care.', needCategory: 'SOCIAL_NEEDS' },
      },
    });
    datasetId = publishDataset.id;
  });
  afterAll(async () => {
    await second.close();
    await world.stop();
    await store.stop();
  });

  const submit = async (): Promise<string> => {
    const input = { datasetId, organisationId: aurora.id, fileName: 'a.csv' };
    const sent = await aurora.steward.send<{ submitContribution: { id: string } }>(SUBMIT, { input });
    return sent.submitContribution.id;
  };
  const seen = async (id: string) => {
    await world.settle();
    return (await aurora.steward.send<{ contribution: object }>(READ, { id })).contribution;
  };
  const arriving = () => [
    ...store.keys(store.config.bucket).filter((key) => key.startsWith('arriving/')),
    ...store.unfinished(store.config.bucket),
  ];

  it('goes on where the line went dead, at another process, and leaves only sealed rows', async () => {
    const id = await submit();
    const path = await tus.begun(bytes.length, { contributionId: id, file: '1', sha256: sum });
    const hangUp = await tus.sendPart(path, 0, bytes.length, bytes.subarray(0, PART_BYTES + 3_000_000));
    while (store.wholeParts(store.config.bucket) === 0) await after(10);
    await hangUp();
    const whole = await elsewhere.offset(path);
    expect(whole).toBeGreaterThanOrEqual(PART_BYTES);
    expect(whole).toBeLessThanOrEqual(PART_BYTES + 3_000_000);

    const next = bytes.subarray(whole, whole + 1_000_000);
    expect((await elsewhere.patch(path, whole, next)).status).toBe(204);
    expect(await tus.offset(path)).toBe(whole + next.length);
    const last = store.keys(store.config.bucket).filter((key) => key.endsWith('.part'));
    expect(last).toHaveLength(1);
    for (const key of last) expect(readFileSync(store.pathOf(key), 'latin1')).not.toMatch(/Citt|nota/);

    const offset = whole + next.length;
    expect((await tus.patch(path, 0, bytes)).status).toBe(409);
    expect((await tus.patch(path, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await elsewhere.offset(path)).toBe(bytes.length);
    expect(await seen(id)).toMatchObject({ state: 'ACCEPTED', report: { rows: ROWS } });
    expect(arriving()).toEqual([]);
  });

  it('loses no more than the piece that was on its way, however often the line goes dead', async () => {
    const id = await submit();
    const path = await tus.begun(bytes.length, { contributionId: id, sha256: sum });
    expect((await tus.patch(path, 0, bytes.subarray(0, 2_000_000))).status).toBe(204);
    await elsewhere.breakOff(path, 2_000_000, bytes.length - 2_000_000, bytes.subarray(2_000_000, 3_000_000));
    for (const at of [tus, elsewhere, tus]) {
      const offset = await at.offset(path);
      const rest = bytes.subarray(offset);
      const hangUp = await at.sendPart(path, offset, rest.length, rest.subarray(0, PART_BYTES + 100_000));
      while (store.wholeParts(store.config.bucket) === 0) await after(10);
      await hangUp();
    }
    const offset = await tus.offset(path);
    expect(offset).toBeGreaterThanOrEqual(PART_BYTES);
    expect((await tus.patch(path, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await seen(id)).toMatchObject({ state: 'ACCEPTED' });
    expect(arriving()).toEqual([]);
  });

  it('takes no other file than the one that was announced, and leaves nothing of it', async () => {
    const id = await submit();
    const path = await tus.begun(bytes.length, { contributionId: id, sha256: '0'.repeat(64) });
    const { status, text } = await tus.patch(path, 0, bytes);
    expect([status, text]).toEqual([422, expect.stringContaining('FILE.CHECKSUM_MISMATCH')]);
    expect(await tus.offset(path)).toBeNaN();
    expect(arriving()).toEqual([]);
  });

  it('is given up when its sender says so', async () => {
    const path = await tus.begun(bytes.length, { contributionId: await submit() });
    await tus.patch(path, 0, bytes.subarray(0, PART_BYTES + 1_000));
    expect(arriving()).not.toEqual([]);
    expect((await elsewhere.ask({ method: 'DELETE', path })).status).toBe(204);
    expect(arriving()).toEqual([]);
  });

  it('is forgotten after a day, by whoever cleans up, and counts towards the quota until then', async () => {
    const path = await tus.begun(bytes.length, { contributionId: await submit() });
    await tus.patch(path, 0, bytes.subarray(0, PART_BYTES + 1_000));
    const refused = [];
    for (let i = 0; i < 4; i += 1) refused.push(await tus.begin(bytes.length, { contributionId: await submit() }));
    expect(refused.map(({ status }) => status)).toContain(422);
    expect(refused.at(-1)?.text).toContain('QUOTA.EXCEEDED');
    world.clock.advanceDays(2);
    await world.settle();
    expect(arriving()).toEqual([]);
    expect(await tus.offset(path)).toBeNaN();
  });
});
