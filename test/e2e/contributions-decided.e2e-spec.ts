import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { membersMay } from '../support/policies';
import { threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const MAIN = resolve(__dirname, '../../dist/apps/cli/src/main.js');
const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const KEEP = 'mutation ($input: KeepDatasetInput!) { keepDataset(input: $input) { id } }';
const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id uploadUrl } }';
const READ = `query ($id: ID!) { contribution(id: $id) { state reason report { findingCount warningCount }
  findings { code severity } } }`;
const VERSION = 'query ($id: ID!) { dataset(id: $id) { version } }';
const TOLD = '{ notifications { items { kind } } }';
const act = (verb: string) => `mutation ($id: ID!) { ${verb}Contribution(id: $id) { state } }`;
const DECLINE = 'mutation ($id: ID!, $reason: String!) { declineContribution(id: $id, reason: $reason) { state } }';

const zone = { name: 'zone', type: 'string', required: true, categories: ['Centro'], disclosureRole: 'dimension' };
const hours = { name: 'hours', type: 'decimal', required: true, disclosureRole: 'measure' };
const csv = (...rows: string[]) => Buffer.from(`zone,hours\n${rows.map((row) => `Centro,${row}\n`).join('')}`);

describe('contributions that somebody decides on', () => {
  let world: World;
  let aurora: Cooperative;
  let dora: Cooperative;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    [aurora, dora] = await threeCooperatives(world);
  });
  afterAll(() => world.stop());

  const publish = async (schema: object, approvalNeeded?: 'STEWARD'): Promise<string> => {
    const { publishDataset } = await aurora.steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: {
        ...{ federationId: world.federationId, publisherId: aurora.id, schema, accessRights: 'RESTRICTED' },
        ...{ title: 'Hours', description: 'Hours of care.', needCategory: 'SOCIAL_NEEDS' },
      },
    });
    const input = { datasetId: publishDataset.id, approvalNeeded };
    if (approvalNeeded) await aurora.steward.send(KEEP, { input });
    return publishDataset.id;
  };
  const contribute = async (datasetId: string, bytes: Buffer): Promise<string> => {
    const input = { datasetId, organisationId: dora.id, fileName: 'a.csv' };
    const { submitContribution } = await dora.steward.send<{ submitContribution: { id: string; uploadUrl: string } }>(
      SUBMIT,
      { input },
    );
    await dora.steward.upload(submitContribution.uploadUrl, bytes);
    await world.settle();
    return submitContribution.id;
  };
  const seen = async (id: string) => {
    await world.settle();
    return (await dora.steward.send<{ contribution: { state: string } }>(READ, { id })).contribution;
  };
  const versionOf = async (id: string) =>
    (await aurora.steward.send<{ dataset: { version: number } }>(VERSION, { id })).dataset.version;
  const told = async ({ steward }: Cooperative) => {
    const { notifications } = await steward.send<{ notifications: { items: { kind: string }[] } }>(TOLD);
    return notifications.items.map(({ kind }) => kind);
  };

  const operator = (...options: string[]) =>
    spawnSync(process.execPath, [MAIN, 'pseudonyms', world.federationId, ...options], {
      env: { PATH: process.env.PATH, GRANAIO_DATA: world.config.dataDirectory, DATABASE_URL: world.config.databaseUrl },
      encoding: 'utf8',
    });

  it('wait for a steward of the publisher where the dataset asks for that', async () => {
    const datasetId = await publish({ fields: [zone, hours] }, 'STEWARD');
    const id = await contribute(datasetId, csv('1.5'));
    expect([(await seen(id)).state, await versionOf(datasetId)]).toEqual(['AWAITING_APPROVAL', 0]);
    expect(await told(aurora)).toContain('APPROVAL_ASKED');
    await expect(dora.steward.send(act('approve'), { id })).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
    await aurora.steward.send(act('approve'), { id });
    expect([(await seen(id)).state, await versionOf(datasetId)]).toEqual(['ACCEPTED', 1]);
    await expect(aurora.steward.send(act('approve'), { id })).rejects.toMatchObject({
      code: 'CONTRIBUTION.WRONG_STATE',
    });
  });

  it('are declined with a reason, and then nothing is left of their rows', async () => {
    const datasetId = await publish({ fields: [zone, hours] }, 'STEWARD');
    const id = await contribute(datasetId, csv('1.5'));
    await expect(aurora.steward.send(DECLINE, { id, reason: ' ' })).rejects.toMatchObject({
      code: 'CONTRIBUTION.REASON_INVALID',
    });
    await aurora.steward.send(DECLINE, { id, reason: 'These are last year’s.' });
    expect(await seen(id)).toMatchObject({ state: 'REJECTED', reason: 'These are last year’s.' });
    expect(await told(dora)).toContain('CONTRIBUTION_REJECTED');
    expect(
      await world.database.query('select rows_sha256 from contributions.contribution where id = $1', [id]),
    ).toEqual([{ rows_sha256: null }]);
    expect(await versionOf(datasetId)).toBe(0);
  });

  it('wait for a decision for 60 days, then nothing is left of their rows and their contributor is told', async () => {
    const datasetId = await publish({ fields: [zone, hours] }, 'STEWARD');
    const id = await contribute(datasetId, csv('7.5'));
    world.clock.advanceDays(59);
    expect((await seen(id)).state).toBe('AWAITING_APPROVAL');
    world.clock.advanceDays(2);
    expect(await seen(id)).toMatchObject({
      state: 'REJECTED',
      reason: expect.stringMatching(/60 days.*60 giorni/) as string,
    });
    const rows = 'select rows_sha256 from contributions.contribution where id = $1';
    expect(await world.database.query(rows, [id])).toEqual([{ rows_sha256: null }]);
    expect([await versionOf(datasetId), await told(dora)]).toEqual([
      0,
      expect.arrayContaining(['CONTRIBUTION_REJECTED']),
    ]);
    await expect(aurora.steward.send(act('approve'), { id })).rejects.toMatchObject({
      code: 'CONTRIBUTION.WRONG_STATE',
    });
  });

  it('are looked at again where they are unlike the ones before, and confirmed or taken back', async () => {
    const datasetId = await publish({ fields: [zone, hours], plausibility: [{ field: null, mostChangePercent: 50 }] });
    await contribute(datasetId, csv('1.5', '2.5'));
    const many = csv(...Array.from({ length: 10 }, (_, i) => String(i)));
    const id = await contribute(datasetId, many);
    expect(await seen(id)).toMatchObject({
      ...{ state: 'AWAITING_CONFIRMATION', report: { findingCount: 0, warningCount: 1 } },
      findings: [{ code: 'TABLE.IMPLAUSIBLE', severity: 'WARNING' }],
    });
    expect(await versionOf(datasetId)).toBe(1);
    await dora.steward.send(act('confirm'), { id });
    expect([(await seen(id)).state, await versionOf(datasetId)]).toEqual(['ACCEPTED', 2]);

    const other = await contribute(datasetId, csv('1.5'));
    await dora.steward.send(act('cancel'), { id: other });
    expect([(await seen(other)).state, await versionOf(datasetId)]).toEqual(['CANCELLED', 2]);
  });

  it('name nobody: what does becomes a pseudonym at the door, by a key that only the key ring has', async () => {
    const person = { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true };
    const datasetId = await publish({ fields: [zone, hours, person] });
    const named = Buffer.from('zone,hours,person\nCentro,1.5,RSSMRA80A01L219M\n');
    const id = await contribute(datasetId, named);
    expect((await seen(id)).state).toBe('ACCEPTED');
    const keyOf = async () =>
      (await world.database.query('select pseudonym_key from contributions.contribution order by id desc limit 1'))[0];
    expect(await keyOf()).toEqual({ pseudonym_key: 1 });
    expect(operator('--rotate')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/key 2\.\n {2}“Hours” of/) as string,
    });
    expect(operator('--rotate')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PSEUDONYM.ROTATION_UNFINISHED') as string,
    });
    expect(operator('--finish')).toMatchObject({ status: 1 });
    const again = await contribute(datasetId, named);
    expect([(await seen(again)).state, await keyOf()]).toEqual(['ACCEPTED', { pseudonym_key: 2 }]);
    expect(await versionOf(datasetId)).toBe(2);
    expect(operator().stdout).toMatch(/Nothing in use needs key 1 any more/);
    expect(operator('--finish')).toMatchObject({ status: 0, stdout: expect.not.stringMatching(/key 1/) as string });
  });
});
