import { VersionService, type Dataset } from '#catalogue';
import { newId, type ContributionId, type OutboxId } from '#kernel';
import { FileStore } from '#platform';
import type { TableSchema } from '#warehouse';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { CleaningService } from '../app/cleaning.service';
import { ContributionService } from '../app/contribution.service';
import { FindingService } from '../app/finding.service';
import { InspectionService } from '../app/inspection.service';
import { ReceptionService } from '../app/reception.service';
import { ValidationService } from '../app/validation.service';

const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['Borgo Po', 'Vallette'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
};
const GOOD = 'zone,hours\nBorgo Po,1.5\nVallette,2.0\n';
const BAD = 'zone,hours\nBorgo Po,tante\nNessun Luogo,2.0\n';

describe('contributions', () => {
  let commons: Commons;
  let service: ContributionService;
  let validation: ValidationService;
  let cleaning: CleaningService;
  let reception: ReceptionService;
  let dataset: Dataset;

  beforeAll(async () => {
    commons = await Commons.start();
    [service, validation] = [commons.get(ContributionService), commons.get(ValidationService)];
    [cleaning, reception] = [commons.get(CleaningService), commons.get(ReceptionService)];
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
  });

  const findings = async (id: ContributionId, skip: number, limit: number) =>
    commons.get(FindingService).page(await commons.steward(0), id, skip, limit);
  const latest = () => commons.get(VersionService).latest(dataset.id);
  const count = async (sql: string) =>
    Number((await commons.db.query<{ n: string }>(`select count(*) n from ${sql}`))[0]?.n);
  const uploadOf = async (id: ContributionId) => {
    const rows = await commons.db.query<{ sha256: string }>(
      'select sha256 from contributions.upload where contribution_id = $1',
      [id],
    );
    return rows[0]?.sha256 ?? '';
  };

  it('become a version of their dataset when nothing is wrong', async () => {
    const { id, state, report } = await commons.contribute(dataset, 0, GOOD);
    expect(state).toBe('accepted');
    expect(report).toMatchObject({ rows: 2, people: 2n, findingCount: 0 });
    expect(await latest()).toMatchObject({ number: 1, parts: [{ contributionId: id }] });
    expect((await commons.journal()).slice(-6)).toEqual([
      ...['contribution.submitted', 'contribution.received', 'contribution.read'],
      ...['contribution.accepted', 'dataset.versioned'],
      'upload.discarded',
    ]);
  });

  it('are rejected whole with a single finding, and the version before stays', async () => {
    await commons.contribute(dataset, 0, GOOD);
    const before = await latest();
    const { id, state } = await commons.contribute(dataset, 0, BAD);
    expect(state).toBe('rejected');
    expect(await latest()).toEqual(before);
    expect(await findings(id, 0, 10)).toMatchObject([
      { row: 2, column: 'hours', code: 'CELL.WRONG_TYPE' },
      { row: 3, column: 'zone', code: 'CELL.NOT_IN_LIST' },
    ]);
    expect(await findings(id, 1, 1)).toMatchObject([{ row: 3 }]);
  });

  it('leave no value of theirs in the database, and no readable file', async () => {
    const secret = 'zone,hours\nVia Segreta 9,Geheimnis\n';
    const { id } = await commons.send(dataset, 0, secret);
    const stored = await commons.files.localPath(await uploadOf(id));
    expect(await readFile(stored.path, 'latin1')).not.toMatch(/Segreta|Geheimnis/);
    await validation.validate(SYSTEM, id);
    await cleaning.discardUpload(SYSTEM, id);
    for (const table of ['contributions.contribution', 'contributions.finding', 'platform.event', 'platform.outbox']) {
      const rows = await commons.db.query(`select to_jsonb(t) as row from ${table} t`);
      expect(JSON.stringify(rows)).not.toMatch(/Segreta|Geheimnis/);
    }
    const left = (await readdir(join(commons.directory, 'tmp'))).filter((name) => name !== 'duckdb');
    expect(left).toEqual([]);
  });

  it('are checked and discarded once, however often the jobs come', async () => {
    const { id } = await commons.contribute(dataset, 0, GOOD);
    const [events, version] = [await commons.journal(), await latest()];
    for (let n = 0; n < 3; n += 1) {
      await validation.validate(SYSTEM, id);
      await cleaning.discardUpload(SYSTEM, id);
    }
    expect(await commons.journal()).toEqual(events);
    expect(await latest()).toEqual(version);
  });

  it('are decided once when the same job runs twice at the same time', async () => {
    const { id } = await commons.send(dataset, 0, BAD);
    await Promise.all([validation.validate(SYSTEM, id), validation.validate(SYSTEM, id)]);
    expect(await findings(id, 0, 10)).toHaveLength(2);
    const discards = `platform.outbox where queue = 'contributions.discard-upload' and payload->>'contributionId' = '${id}'`;
    expect(await count(discards)).toBe(1);
  });

  it('keep the promise of a job that finds nothing to do', async () => {
    const { id } = await commons.contribute(dataset, 0, GOOD);
    const outboxId = newId<OutboxId>();
    await commons.db.query(`insert into platform.outbox (id, queue, payload) values ($1, 'again', '{}')`, [outboxId]);
    await validation.validate({ ...SYSTEM, outboxId }, id);
    expect(await count(`platform.outbox where id = '${outboxId}' and done_at is not null`)).toBe(1);
  });

  it('do not touch each other when two organisations send the same bytes', async () => {
    const [one, other] = [await commons.send(dataset, 0, GOOD), await commons.send(dataset, 1, GOOD)];
    await validation.validate(SYSTEM, one.id);
    await cleaning.discardUpload(SYSTEM, one.id);
    await cleaning.discardUpload(SYSTEM, other.id);
    await validation.validate(SYSTEM, other.id);
    expect((await service.read(await commons.steward(1), other.id)).state).toBe('accepted');
    expect((await latest())?.parts.map(({ organisationId }) => organisationId).sort()).toEqual(
      commons.cooperatives.slice(0, 2).sort(),
    );
    await cleaning.discardUpload(SYSTEM, other.id);
    expect(await count(`contributions.upload where contribution_id in ('${one.id}', '${other.id}')`)).toBe(0);
  });

  it('do not destroy a file of the store that has the same bytes as the upload', async () => {
    const { sha256 } = await commons.get(FileStore).put(Readable.from([Buffer.from(GOOD)]));
    await commons.contribute(dataset, 0, GOOD);
    expect(await commons.files.has(sha256)).toBe(true);
  });

  it('take the place of the same organisation’s earlier ones, by the time the files arrived', async () => {
    const earlier = await commons.send(dataset, 0, GOOD);
    const later = await commons.contribute(dataset, 0, `${GOOD}Vallette,3.0\n`);
    await validation.validate(SYSTEM, earlier.id);
    expect((await service.read(await commons.steward(0), earlier.id)).state).toBe('accepted');
    expect(await latest()).toMatchObject({ number: 1, parts: [{ contributionId: later.id }] });
  });

  it('take one file, and leave nothing of a second', async () => {
    const { id } = await commons.send(dataset, 0, GOOD);
    const by = await commons.steward(0);
    const files = await readdir(join(commons.directory, 'files'), { recursive: true });
    await expect(reception.receive(() => Promise.resolve(by), id, Readable.from([GOOD]))).rejects.toMatchObject({
      code: 'CONTRIBUTION.NOT_AWAITING_FILE',
    });
    expect(await readdir(join(commons.directory, 'files'), { recursive: true })).toEqual(files);
  });

  it('take one of two files that arrive at the same time', async () => {
    const [by, organisationId] = [await commons.steward(0), commons.cooperatives[0] ?? ('' as never)];
    const { id } = await service.submit(by, {
      datasetId: dataset.id,
      organisationId,
      files: [{ name: 'a.csv' }],
      hints: {},
    });
    const sent = await Promise.allSettled(
      [1, 2, 3].map(() => reception.receive(() => Promise.resolve(by), id, Readable.from([GOOD]))),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await count(`contributions.upload where contribution_id = '${id}'`)).toBe(1);
    await commons.get(InspectionService).inspect(SYSTEM, id);
    await validation.validate(SYSTEM, id);
    expect((await service.read(by, id)).state).toBe('accepted');
  });

  it('are many at once without waiting for each other’s connections', async () => {
    const [by, organisationId] = [await commons.steward(0), commons.cooperatives[0] ?? ('' as never)];
    const draft = { datasetId: dataset.id, organisationId, files: [{ name: 'a.csv' }], hints: {} };
    const all = await Promise.all(Array.from({ length: 40 }, () => service.submit(by, draft)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(40);
  });

  it('are seen by their organisation’s stewards, and are missing for everyone else', async () => {
    const { id } = await commons.send(dataset, 0, GOOD);
    const [ada, bruno] = [await commons.steward(0), await commons.steward(1)];
    expect((await service.page(ada, dataset.id, null, 10)).map((one) => one.id)).toEqual([id]);
    expect(await service.page(bruno, dataset.id, null, 10)).toEqual([]);
    expect(await service.page(ada, 'no id' as typeof dataset.id, null, 10)).toEqual([]);
    await expect(service.read(bruno, id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service.read(ada, 'no id' as ContributionId)).rejects.toMatchObject({ kind: 'missing' });
  });

  it('are not made by stewards in the name of another organisation', async () => {
    const [by, organisationId] = [await commons.steward(0), commons.cooperatives[1] ?? ('' as never)];
    const draft = { datasetId: dataset.id, organisationId, files: [{ name: 'a.csv' }], hints: {} };
    await expect(service.submit(by, draft)).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
  });

  it('keep findings about headers that no database could hold as they are', async () => {
    const { id, state } = await commons.contribute(dataset, 0, `zone,hours,${'x'.repeat(62)}🏡\nBorgo Po,1.5,\n`);
    expect(state).toBe('rejected');
    expect(await findings(id, 0, 10)).toMatchObject([{ code: 'COLUMN.UNKNOWN' }]);
  });
});
