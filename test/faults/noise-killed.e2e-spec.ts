import type { Dataset } from '#catalogue';
import { ExtractService, type Extract } from '#extracts';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import { Config, type Database } from '#platform';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Commons } from '../support/commons';
import { dyingWithUs } from '../support/dying-with-us';
import { membersMay } from '../support/policies';

const WORKER = resolve(__dirname, '../../dist/apps/worker/src/main.js');
const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'integer', minimum: 0, maximum: 20, grid: 2, disclosureRole: 'measure' },
  ],
};
const ROWS = `zone,hours\n${'A,3\n'.repeat(40)}${'B,7\n'.repeat(60)}`;
const ASKED = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: ['hours.median'] } as const;

/** The built worker, killed as a power cut kills it, between the steps that a table with noise is made in. */
describe('a table with noise', () => {
  let commons: Commons;
  let db: Database;
  let dataset: Dataset;
  let ada: PersonId;
  let id: ExtractId;

  beforeAll(async () => {
    commons = await Commons.start();
    db = commons.db;
    await commons.enact(membersMay('read'));
    ada = await commons.person(commons.cooperatives[1] as OrganisationId, 'member');
    dataset = await commons.publish(schema);
    await commons.enact(withNoise(dataset));
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, ROWS);
    ({ id } = await commons.get(ExtractService).request(await commons.actor(ada), dataset.id, ASKED));
  });
  afterAll(() => commons.stop());

  const extract = async (): Promise<Extract> => commons.get(ExtractService).read(await commons.actor(ada), id);
  const count = async (table: string) => (await db.query(`select from extracts.${table}`)).length;
  const answer = async () =>
    (await db.query<{ answer: Buffer }>('select answer from extracts.noisy_answer'))[0]?.answer;

  async function worker(): Promise<ChildProcess> {
    const { databaseUrl, dataDirectory } = commons.get(Config);
    const [program, ...words] = dyingWithUs(process.execPath, WORKER);
    const env = { PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: databaseUrl, GRANAIO_DATA: dataDirectory };
    const child = spawn(program, words, { env, stdio: 'ignore' });
    await once(child, 'spawn');
    return child;
  }

  /** The queue is gone with the worker: waiting until it takes a job for lost would take it half a minute. */
  async function forgetQueue(): Promise<void> {
    const tables = await db.query<{ name: string }>(
      `select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
    );
    await db.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    await db.query('update platform.outbox set published_at = null where done_at is null');
  }

  async function until(isTrue: () => Promise<boolean>): Promise<void> {
    while (!(await isTrue())) await after(10);
  }

  /** Keeps the worker waiting at a lock until something has become true, and kills it there. */
  async function killAt(lock: string, isTrue: () => Promise<boolean>): Promise<void> {
    await commons.work(async (tx) => {
      await tx.query(lock, [dataset.id]);
      const child = await worker();
      await until(isTrue);
      await after(300);
      child.kill('SIGKILL');
      await once(child, 'exit');
      tx.unchanged(undefined);
    });
    await forgetQueue();
  }

  it('costs its budget once, and tells nothing, when the worker is killed between charge and draw', async () => {
    await killAt(
      'select 1 from catalogue.dataset where id = $1 for update',
      async () => (await count('privacy_charge')) === 1,
    );
    expect([await count('privacy_charge'), await count('noisy_answer'), await count('release')]).toEqual([1, 0, 0]);
    expect(await extract()).toMatchObject({ state: 'granted', release: null });
  });

  it('is drawn under that charge by whoever comes next, and not again when that one is killed after the draw', async () => {
    await killAt(
      'select pg_advisory_xact_lock(765, hashtext($1::text))',
      async () => (await count('noisy_answer')) === 1,
    );
    expect([await count('privacy_charge'), await count('release')]).toEqual([1, 0]);
    const drawn = await answer();

    const child = await worker();
    await until(async () => (await extract()).state === 'released');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(await answer()).toEqual(drawn);
    expect(await count('privacy_charge')).toBe(1);
    const [charge] = await db.query<{ id: string }>('select id from extracts.privacy_charge');
    expect((await extract()).release?.noise?.chargeId).toBe(charge?.id);
    const types = await commons.journal();
    expect(['privacy-budget.charged', 'noise.drawn'].map((one) => types.filter((type) => type === one).length)).toEqual(
      [1, 1],
    );
  });
});

const withNoise = ({ id }: Dataset) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Rumore', prohibitions: [], validUntil: null },
    permissions: [
      {
        ...{
          assignee: { type: 'members' },
          actions: ['requestExtract'],
          subject: 'Dataset',
          where: { id: { $eq: id } },
        },
        ...{ purposes: ['AcademicResearch'], dimensions: ['zone'], measures: ['hours'] },
        terms: { minPeople: 10, minContributors: 3, noise: { epsilon: '1', lifetimeEpsilon: '1' } },
      },
    ],
  });
