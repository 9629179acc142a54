import { CLEAR_DATASET, DatasetService, VersionService, type Dataset } from '#catalogue';
import type { ContributionId, OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Config } from '#platform';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ContributionService } from './contribution.service';
import { DestructionService } from './destruction.service';
import { ReceptionService } from './reception.service';
import { RowsWithdrawal } from './rows-withdrawal';
import { ValidationService } from './validation.service';
import { WithdrawalService } from './withdrawal.service';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const csvOf = (rows: number) => `zone\n${'A\nB\n'.repeat(rows)}`;
const [AURORA, DORA] = [0, 1];

describe('a withdrawal', () => {
  let commons: Commons;
  let service: WithdrawalService;
  let destruction: DestructionService;
  let dataset: Dataset;

  beforeAll(async () => {
    commons = await Commons.start();
    [service, destruction] = [commons.get(WithdrawalService), commons.get(DestructionService)];
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
  });

  const partsOf = async () => (await commons.get(VersionService).latest(dataset.id))?.parts ?? [];
  const contributors = async () => (await partsOf()).map(({ organisationId }) => organisationId);
  const of = (at: number) => ({ datasetId: dataset.id, organisationId: commons.cooperatives[at] as OrganisationId });
  const read = async (id: ContributionId) => commons.get(ContributionService).read(await commons.steward(DORA), id);
  const keys = async () => (await readdir(commons.get(Config).keys.directory)).filter((name) => !name.startsWith('.'));
  const overdue = (id: ContributionId) =>
    commons.db.query(
      `update contributions.destruction set due_at = now() - interval '1 hour' where contribution_id = $1`,
      [id],
    );

  it('is its contributor’s, and nobody else’s', async () => {
    const { id } = await commons.contribute(dataset, DORA, csvOf(3));
    await expect(commons.withdraw(AURORA, id)).rejects.toMatchObject({ code: 'CONTRIBUTION.MISSING' });
    await expect(service.withdrawRows(await commons.steward(AURORA), of(DORA))).rejects.toMatchObject({
      code: 'ORGANISATION.NOT_YOURS',
    });
    await expect(service.withdrawRows(await commons.steward(AURORA), of(AURORA))).rejects.toMatchObject({
      code: 'WITHDRAWAL.NOTHING',
    });
    const member = await commons.person(commons.cooperatives[DORA] as OrganisationId, 'member');
    await expect(service.withdraw(await commons.actor(member), id)).rejects.toMatchObject({
      code: 'ORGANISATION.NOT_YOURS',
    });
    expect(await commons.withdraw(DORA, id)).toMatchObject({ id, state: 'withdrawn' });
    await expect(commons.withdraw(DORA, id)).rejects.toMatchObject({ code: 'CONTRIBUTION.WITHDRAWN' });
  });

  it('takes everything of one organisation out of one dataset, and lets nothing older back in', async () => {
    await commons.contribute(dataset, AURORA, csvOf(2));
    const replaced = await commons.contribute(dataset, DORA, csvOf(3));
    const latest = await commons.contribute(dataset, DORA, csvOf(4));
    await commons.withdraw(DORA, latest.id);
    expect(await contributors()).toEqual([commons.cooperatives[AURORA]]);
    const pending = await commons.send(dataset, DORA, csvOf(5));
    const withdrawn = await service.withdrawRows(await commons.steward(DORA), of(DORA), 'I soci non vogliono.');
    expect(withdrawn.map(({ id }) => id)).toEqual([replaced.id, pending.id]);
    expect(await contributors()).toEqual([commons.cooperatives[AURORA]]);
  });

  it('of what is being checked comes before its acceptance, and leaves nothing of it', async () => {
    const before = await keys();
    const { id } = await commons.send(dataset, DORA, csvOf(6));
    await commons.withdraw(DORA, id);
    await commons.get(ValidationService).validate(SYSTEM, id);
    await destruction.destroy(SYSTEM, id);
    expect([(await read(id)).state, await partsOf()]).toEqual(['withdrawn', []]);
    expect(await destruction.receipt(await commons.steward(DORA), id)).toMatchObject({ left: [] });
    expect(await keys()).toEqual(before);
  });

  it('destroys keys and bytes, once in the log, however often the job comes', async () => {
    const { id } = await commons.contribute(dataset, DORA, csvOf(7));
    const [part] = await partsOf();
    await commons.withdraw(DORA, id);
    const by = await commons.steward(DORA);
    expect(await destruction.receipt(by, id)).toMatchObject({ destroyedAt: null, left: ['key', 'file'] });
    await Promise.all([destruction.destroy(SYSTEM, id), destruction.destroy(SYSTEM, id)]);
    await destruction.destroy(SYSTEM, id);
    expect(await commons.files.has(part?.fileSha256 ?? '')).toBe(false);
    const { verifiedAt } = await destruction.receipt(by, id);
    const again = await destruction.verify(by, id);
    expect([again.left, Number(again.verifiedAt) >= Number(verifiedAt)]).toEqual([[], true]);
    const facts = await commons.db.query(
      `select from platform.event where type = 'rows.destroyed' and facts::jsonb ->> 'contributionId' = $1`,
      [id],
    );
    expect(facts).toHaveLength(1);
    await expect(destruction.receipt(await commons.steward(AURORA), id)).rejects.toMatchObject({
      code: 'CONTRIBUTION.MISSING',
    });
  });

  it('of several files looks for each of them, at once and later', async () => {
    const [by, organisationId] = [await commons.steward(DORA), of(DORA).organisationId];
    const files = ['a', 'b', 'c'].map((name) => ({ name: `${name}.csv` }));
    const draft = { datasetId: dataset.id, organisationId, files, hints: {} };
    const { id } = await commons.get(ContributionService).submit(by, draft);
    for (const at of files.keys()) {
      const content = Readable.from([Buffer.from(csvOf(at + 1))]);
      await commons.get(ReceptionService).receive(() => Promise.resolve(by), id, content, at + 1);
    }
    await commons.withdraw(DORA, id);
    const { uploadSha256s } = await destruction.receipt(by, id);
    expect(uploadSha256s).toHaveLength(3);
    const sealed = await Promise.all(uploadSha256s.map(async (sha256) => buffer(await commons.files.open(sha256))));
    await destruction.destroy(SYSTEM, id);
    expect((await destruction.receipt(by, id)).left).toEqual([]);
    for (const [at, bytes] of sealed.entries()) {
      await commons.files.put(Readable.from([bytes]));
      expect((await destruction.receipt(by, id)).left).toEqual(['upload']);
      await commons.files.delete(uploadSha256s[at] ?? '');
    }
  });

  it('that is not destroyed in time is seen, told, and tried again', async () => {
    const { id } = await commons.contribute(dataset, DORA, csvOf(8));
    await commons.withdraw(DORA, id);
    await overdue(id);
    expect((await destruction.open()).overdue).toBe(1);
    await destruction.check(SYSTEM, id);
    const told = await commons.db.query(
      `select from notifications.notification where kind = 'destructionOverdue' and about = $1`,
      [id],
    );
    expect(told).toHaveLength(1);
    await destruction.destroy(SYSTEM, id);
    expect((await destruction.open()).overdue).toBe(0);
  });

  it('of a dataset by its publisher, or by its retention, destroys rows and recalls nothing', async () => {
    const early = await commons.contribute(dataset, AURORA, csvOf(9));
    const late = await commons.contribute(dataset, DORA, csvOf(10));
    const { receivedAt } = await read(late.id);
    const rows = commons.get(RowsWithdrawal);
    await rows.ofDataset(SYSTEM, dataset.id, { cause: 'retention', receivedBefore: receivedAt });
    expect(await contributors()).toEqual([commons.cooperatives[DORA]]);
    await commons.get(DatasetService).withdraw(await commons.steward(AURORA), dataset.id, 'È superato.');
    const promised = await commons.db.query(
      `select from platform.outbox where queue = $1 and payload ->> 'datasetId' = $2`,
      [...[CLEAR_DATASET.queue, dataset.id]],
    );
    expect(promised).toHaveLength(1);
    await rows.ofDataset(SYSTEM, dataset.id, { cause: 'publisher' });
    await rows.ofDataset(SYSTEM, dataset.id, { cause: 'publisher' });
    expect(await partsOf()).toEqual([]);
    for (const id of [early.id, late.id]) await destruction.destroy(SYSTEM, id);
    const causes = await commons.db.query(
      'select cause from catalogue.withdrawn_part where dataset_id = $1 order by 1',
      [dataset.id],
    );
    expect(causes).toEqual([{ cause: 'publisher' }, { cause: 'retention' }]);
  });
});
