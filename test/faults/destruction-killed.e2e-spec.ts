import { DestructionService, WithdrawalService } from '#contributions';
import type { ContributionId } from '#kernel';
import { Config, type Database } from '#platform';
import type { TableSchema } from '#warehouse';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Commons } from '../support/commons';
import { dyingWithUs } from '../support/dying-with-us';
import { membersMay } from '../support/policies';

const WORKER = resolve(__dirname, '../../dist/apps/worker/src/main.js');
const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A'], disclosureRole: 'dimension' }],
};
const CONTRIBUTIONS = 12;

/** The built worker, as an operator runs it, killed as a power cut kills it. */
describe('the destruction of withdrawn rows', () => {
  let commons: Commons;
  let db: Database;
  const ids: ContributionId[] = [];

  beforeAll(async () => {
    commons = await Commons.start();
    db = commons.db;
    await commons.enact(membersMay('read'));
    const dataset = await commons.publish(schema);
    for (let n = 1; n <= CONTRIBUTIONS; n += 1) {
      ids.push((await commons.contribute(dataset, 1, `zone\n${'A\n'.repeat(n)}`)).id);
    }
  });
  afterAll(() => commons.stop());

  const keys = async () => (await readdir(commons.get(Config).keys.directory)).filter((name) => !name.startsWith('.'));
  const entered = async () =>
    (await db.query('select from contributions.destruction where destroyed_at is not null')).length;

  async function worker(): Promise<ChildProcess> {
    const { databaseUrl, dataDirectory } = commons.get(Config);
    const [program, ...words] = dyingWithUs(process.execPath, WORKER);
    const env = { PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: databaseUrl, GRANAIO_DATA: dataDirectory };
    const child = spawn(program, words, { env, stdio: 'ignore' });
    await once(child, 'spawn');
    return child;
  }

  /** Kills it the moment that something has become true, or lets it be when there is nothing left to do. */
  async function killOnce(isTrue: () => Promise<boolean>): Promise<void> {
    const child = await worker();
    while (!(await isTrue())) await after(3);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await forgetQueue();
  }

  /** The queue is gone with the worker: waiting until it takes a job for lost would take it half a minute. */
  async function forgetQueue(): Promise<void> {
    const tables = await db.query<{ name: string }>(
      `select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
    );
    await db.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    await db.query('update platform.outbox set published_at = null where done_at is null');
  }

  it('is finished by whoever comes next, wherever the one before was killed', async () => {
    const [first] = ids;
    const { datasetId, organisationId } = await commons
      .get(WithdrawalService)
      .scopeOf(await commons.steward(1), first as ContributionId);
    await commons.get(WithdrawalService).withdrawRows(await commons.steward(1), { datasetId, organisationId });
    expect(await keys()).toHaveLength(CONTRIBUTIONS);

    for (const left of [CONTRIBUTIONS - 1, CONTRIBUTIONS / 2, 2]) {
      await killOnce(async () => (await keys()).length <= left);
    }
    await killOnce(async () => (await entered()) === CONTRIBUTIONS);

    expect(await keys()).toEqual([]);
    const destruction = commons.get(DestructionService);
    for (const id of ids) {
      expect(await destruction.receipt(await commons.steward(1), id)).toMatchObject({
        ...{ left: [], destroyedAt: expect.any(Date) as Date, rowsSha256: expect.any(String) as string },
      });
    }
    const types = await commons.journal();
    expect(types.filter((type) => type === 'rows.destroyed')).toHaveLength(CONTRIBUTIONS);
    expect(await destruction.open()).toEqual({ open: 0, overdue: 0 });
  });
});
