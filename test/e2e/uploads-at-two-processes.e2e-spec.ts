import { ApiModule } from '../../apps/api/src/api.module';
import { createApi } from '../../apps/api/src/shared/create-api';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { membersMay } from '../support/policies';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { TusClient } from '../support/tus';
import { World } from '../support/world';

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id } }';
const READ = 'query ($id: ID!) { contribution(id: $id) { state report { rows } } }';

const ROWS = 40_000;
const schema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['Città'], disclosureRole: 'dimension' },
    { name: 'code', type: 'string', disclosureRole: 'quasiIdentifier' },
  ],
};
const bytes = Buffer.from(`zone,code\n${Array.from({ length: ROWS }, (_, i) => `Città,${i}`).join('\n')}\n`);
const sha256 = createHash('sha256').update(bytes).digest('hex');
/** As long, and nothing that anybody announced. */
const others = Buffer.alloc(bytes.length, 'x');

describe('one upload at two processes at the same moment', () => {
  let world: World;
  let second: NestFastifyApplication;
  let aurora: Cooperative;
  let here: TusClient;
  let there: TusClient;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    second = await createApi(world.config, ApiModule.forRoot(world.config, world.clock));
    await second.init();
    [aurora] = await threeCooperatives(world);
    [here, there] = [await TusClient.to(world.app, aurora.steward), await TusClient.to(second, aurora.steward)];
    const { publishDataset } = await aurora.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: aurora.id, schema, accessRights: 'RESTRICTED' },
        ...{ title: 'Codes', description: 'Codes.', needCategory: 'SOCIAL_NEEDS' },
      },
    });
    datasetId = publishDataset.id;
  });
  afterAll(async () => {
    await second.close();
    await world.stop();
  });

  const begun = async () => {
    const input = { datasetId, organisationId: aurora.id, fileName: 'a.csv' };
    const sent = await aurora.steward.send<{ submitContribution: { id: string } }>(SUBMIT, { input });
    const { id } = sent.submitContribution;
    return { id, path: await here.begun(bytes.length, { contributionId: id, sha256 }) };
  };
  const isTaken = async (id: string, path: string) => {
    expect(await there.offset(path)).toBe(bytes.length);
    await world.settle();
    const seen = await aurora.steward.send<{ contribution: object }>(READ, { id });
    expect(seen.contribution).toMatchObject({ state: 'ACCEPTED', report: { rows: ROWS } });
  };
  const arriving = () => readdirSync(join(world.config.dataDirectory, 'arriving'));

  it('is written by one, who is asked to stop; the other writes nothing, and may go on from there', async () => {
    const { id, path } = await begun();
    const half = bytes.subarray(0, bytes.length / 2);
    const hangUp = await here.sendPart(path, 0, bytes.length, half);
    const { status, text } = await there.patch(path, 0, others);
    expect([status, text]).toEqual([409, expect.stringContaining('UPLOAD.WRONG_OFFSET')]);
    await hangUp();
    expect(await there.offset(path)).toBe(half.length);
    expect((await there.patch(path, half.length, bytes.subarray(half.length))).status).toBe(204);
    await isTaken(id, path);
  });

  it('goes on with one of many that come at once, and nobody mixes anything in', async () => {
    const { id, path } = await begun();
    const [step, tries] = [Math.ceil(bytes.length / 3), [here, there, here, there]];
    for (let offset = 0; offset < bytes.length; offset = await here.offset(path)) {
      const piece = bytes.subarray(offset, offset + step);
      const answers = await Promise.all(tries.map((at) => at.patch(path, offset, piece)));
      const refused = answers.filter(({ status }) => status !== 204);
      expect(refused.length).toBeGreaterThanOrEqual(tries.length - 1);
      for (const { status, text } of refused) expect([status, text]).toEqual([expect.any(Number), REFUSALS]);
    }
    await isTaken(id, path);
  });

  it('is given up though somebody is writing it, and nothing of it is left', async () => {
    const { path } = await begun();
    const hangUp = await here.sendPart(path, 0, bytes.length, bytes.subarray(0, 1_000));
    expect((await there.ask({ method: 'DELETE', path })).status).toBe(204);
    await hangUp();
    expect(await here.offset(path)).toBeNaN();
    expect(arriving()).toEqual([]);
  });
});

const REFUSALS = expect.stringMatching(/UPLOAD\.(WRONG_OFFSET|BUSY)/) as string;
