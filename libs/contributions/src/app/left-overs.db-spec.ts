import type { Dataset } from '#catalogue';
import type { ContributionId, OrganisationId } from '#kernel';
import { Config, KeyRing } from '#platform';
import { RowStore, type TableSchema } from '#warehouse';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { CleaningService } from './cleaning.service';
import { ContributionService } from './contribution.service';
import { DecisionService } from './decision.service';
import { InspectionService } from './inspection.service';
import { ProgressService } from './progress.service';
import { ReceptionService } from './reception.service';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const CSV = 'zone\nA\nB\n';

describe('what nobody needs any more', () => {
  let commons: Commons;
  let dataset: Dataset;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
  });

  const keys = async () => (await readdir(commons.get(Config).keys.directory)).filter((name) => !name.startsWith('.'));
  const files = async () => {
    const all = await readdir(join(commons.directory, 'files'), { recursive: true, withFileTypes: true });
    return all.filter((one) => one.isFile()).map(({ name }) => name);
  };
  const submit = async (names: readonly string[]) => {
    const [by, organisationId] = [await commons.steward(0), commons.cooperatives[0] as OrganisationId];
    const draft = { datasetId: dataset.id, organisationId, files: names.map((name) => ({ name })), hints: {} };
    return commons.get(ContributionService).submit(by, draft);
  };
  const receive = async (id: ContributionId, number = 1) => {
    const by = await commons.steward(0);
    return commons.get(ReceptionService).receive(() => Promise.resolve(by), id, Readable.from([CSV]), number);
  };
  const cancel = async (id: ContributionId) => {
    await commons.get(DecisionService).cancel(await commons.steward(0), id);
    await commons.get(CleaningService).discardUpload(SYSTEM, id);
  };

  it('is not left by who inspects what another has inspected', async () => {
    const { id } = await submit(['a.csv']);
    const one = await commons.contribute(dataset, 0, `${CSV}B\n`);
    const before = await files();
    await receive(id);
    const inspection = commons.get(InspectionService);
    await Promise.all([1, 2, 3].map(() => inspection.inspect(SYSTEM, id)));
    await commons.withdraw(0, id);
    await commons.get(CleaningService).discardUpload(SYSTEM, id);
    expect([one.state, await files()]).toEqual(['accepted', before]);
  });

  it('cannot be read, even where a crash left bytes that nothing refers to', async () => {
    const before = await keys();
    const { id, uploadKey } = await submit(['a.csv']);
    await commons.get(KeyRing).create(uploadKey);
    const rows = join(commons.directory, 'rows.parquet');
    await writeFile(rows, 'PAR1');
    await commons.get(RowStore).keep(id, rows);
    expect((await keys()).length).toBe(before.length + 2);
    await cancel(id);
    expect(await keys()).toEqual(before);
  });

  it('ends with a contribution of which only a part ever came', async () => {
    const { id } = await submit(['a.csv', 'b.csv']);
    await receive(id);
    const expiries = await commons.db.query(
      `select 1 from platform.outbox where queue = 'contributions.expire-contribution'
       and payload ->> 'contributionId' = $1 and not_before > now() + interval '29 days'`,
      [id],
    );
    expect(expiries).toHaveLength(1);
    const expire = () => commons.get(CleaningService).expire(SYSTEM, id);
    const state = async () => (await commons.get(ContributionService).read(await commons.steward(0), id)).state;
    await expire();
    expect(await state()).toBe('awaitingFile');
    await commons.db.query(
      `update contributions.file set received_at = received_at - interval '31 days' where contribution_id = $1`,
      [id],
    );
    await expire();
    expect(await state()).toBe('cancelled');
  });

  it('stands in nobody’s way: withdrawn on its way, it is over', async () => {
    const pending = await commons.send(dataset, 0, `${CSV}A\n`);
    await commons.withdraw(0, pending.id);
    const ask = await commons.get(ProgressService).follow(await commons.steward(0), pending.id);
    expect((await ask()).state).toBe('withdrawn');
    const first = await commons.contribute(dataset, 0, CSV);
    expect(await commons.contribute(dataset, 0, CSV)).toMatchObject({ state: 'accepted', sameAsId: first.id });
  });
});
