import { newId, type ContributionId, type DatasetId, type OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import type { Actor } from '#policy';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { DatasetService } from '../app/dataset.service';
import { ObjectionService, type ObjectionDraft } from '../app/objection.service';
import { VersionService } from '../app/version.service';
import type { Dataset, DatasetVersion } from '../domain/dataset';
import type { ObjectionId } from '../domain/objection';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const RECORDS = { action: 'exportRecords', purpose: 'AcademicResearch', askedBy: [] } as const;
const TABLE = { action: 'requestExtract', purpose: 'AcademicResearch', askedBy: [] } as const;

describe('contributors’ objections', () => {
  let commons: Commons;
  let objections: ObjectionService;
  let datasets: DatasetService;
  let dataset: Dataset;
  let version: DatasetVersion;
  let aurora: OrganisationId;
  let dora: OrganisationId;

  beforeAll(async () => {
    commons = await Commons.start();
    [objections, datasets] = [commons.get(ObjectionService), commons.get(DatasetService)];
    [aurora, dora] = commons.cooperatives as [OrganisationId, OrganisationId];
    await commons.enact(membersMay('read'));
    dataset = await commons.publish(schema);
    for (const organisationId of commons.cooperatives) version = await rowsOf(organisationId, dataset.id);
  });
  afterAll(() => commons.stop());
  beforeEach(() => commons.db.query('truncate catalogue.objection'));

  const rowsOf = (organisationId: OrganisationId, id: DatasetId) =>
    commons.work((tx) =>
      commons.get(VersionService).accept(tx, id, {
        ...{ organisationId, contributionId: newId<ContributionId>() },
        ...{ fileSha256: '0'.repeat(64), receivedAt: new Date(0) },
      }),
    );
  const draft = (over: Partial<ObjectionDraft> = {}): ObjectionDraft => ({
    ...{ organisationId: dora, federationId: commons.federationId, datasetId: dataset.id },
    ...{ kind: 'veto', purposes: null, reason: 'Le righe sono dei nostri soci.', ...over },
  });
  const contributorsLeft = async (use: Parameters<ObjectionService['apply']>[2], of = version) =>
    (await objections.apply(await datasets.find(of.datasetId), of, use)).version.parts.map(
      ({ organisationId }) => organisationId,
    );
  const idsSeenBy = async (by: Actor) => (await objections.page(by, {}, null, 10)).map(({ id }) => id);

  it('count from the moment they are filed until they are withdrawn, and stay on record', async () => {
    const steward = await commons.steward(1);
    const filed = await objections.file(steward, draft());
    expect(await objections.apply(dataset, version, RECORDS)).toMatchObject({ excluded: [dora] });
    expect(await contributorsLeft(RECORDS)).not.toContain(dora);
    expect(await contributorsLeft(TABLE)).toContain(dora);
    expect(await contributorsLeft({ ...RECORDS, askedBy: [dora] })).toContain(dora);
    expect(await objections.objectorsAmong(dataset, [aurora, dora], RECORDS)).toEqual([dora]);

    const withdrawn = await objections.withdraw(steward, filed.id);
    expect(await objections.apply(dataset, version, RECORDS)).toEqual({ version, excluded: [] });
    expect(await objections.page(steward, {}, null, 10)).toEqual([withdrawn]);
    await expect(objections.withdraw(steward, filed.id)).rejects.toMatchObject({ code: 'OBJECTION.WITHDRAWN' });
    expect((await commons.journal()).slice(-2)).toEqual(['objection.filed', 'objection.withdrawn']);
  });

  it('may be on every dataset of a federation, later ones too, and opt out of people only', async () => {
    await objections.file(await commons.steward(1), draft({ datasetId: null, kind: 'optOut' }));
    expect(await contributorsLeft(TABLE)).not.toContain(dora);
    const places = await datasets.publish(await commons.steward(0), {
      ...{ federationId: commons.federationId, publisherId: aurora, title: 'Sedi', description: 'Una riga a sede.' },
      ...{ needCategory: 'urbanStatistics', accessRights: 'PUBLIC', keywords: [], schema, personalData: false },
    });
    expect((await datasets.find(places.id)).personalData).toBe(false);
    expect(await contributorsLeft(TABLE, await rowsOf(dora, places.id))).toContain(dora);
    const later = await commons.publish(schema, 'Più tardi');
    expect(later.personalData).toBe(true);
    expect(await contributorsLeft(TABLE, await rowsOf(dora, later.id))).toEqual([]);
  });

  it('take in broader and narrower purposes', async () => {
    await objections.file(await commons.steward(1), draft({ purposes: ['ResearchAndDevelopment'] }));
    await objections.file(
      await commons.steward(0),
      draft({ organisationId: aurora, purposes: ['CommercialResearch'] }),
    );
    expect(await objections.apply(dataset, version, RECORDS)).toMatchObject({ excluded: [dora] });
    const broad = { ...RECORDS, purpose: 'ResearchAndDevelopment' } as const;
    expect((await objections.apply(dataset, version, broad)).excluded).toHaveLength(2);
    expect((await objections.apply(dataset, version, { ...RECORDS, purpose: 'PublicBenefit' })).excluded).toEqual([]);
  });

  it('are filed once, however many file the same at the same time', async () => {
    const steward = await commons.steward(1);
    const same = { purposes: ['PublicBenefit', 'AcademicResearch'] as const };
    const filed = await Promise.allSettled([
      objections.file(steward, draft(same)),
      objections.file(steward, draft({ purposes: [...same.purposes].reverse() })),
      objections.file(steward, draft(same)),
    ]);
    expect(filed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(objections.file(steward, draft(same))).rejects.toMatchObject({ code: 'OBJECTION.IN_FORCE' });
  });

  it('are for stewards to file, each for their own organisation, with a token that manages', async () => {
    const steward = await commons.steward(1);
    const member = await commons.actor(await commons.person(dora, 'member'));
    const reader: Actor = { ...steward, identity: steward.identity && { ...steward.identity, scopes: ['read'] } };
    await expect(objections.file(steward, draft({ organisationId: aurora }))).rejects.toMatchObject(NOT_YOURS);
    await expect(objections.file(member, draft())).rejects.toMatchObject(NOT_YOURS);
    await expect(objections.file(reader, draft())).rejects.toMatchObject({ code: 'TOKEN.SCOPE_NEEDED' });
    const { id } = await objections.file(steward, draft());
    for (const asked of [id, newId<ObjectionId>()]) {
      await expect(objections.withdraw({ ...steward, identity: null }, asked)).rejects.toMatchObject({
        code: 'POLICY.SIGN_IN_FIRST',
      });
    }
    await expect(objections.withdraw(member, id)).rejects.toMatchObject(NOT_YOURS);
    await expect(objections.withdraw(await commons.steward(2), id)).rejects.toMatchObject({
      code: 'OBJECTION.MISSING',
    });
  });

  it('stay open to who left the federation with rows in it, and to nobody who never had any', async () => {
    const [gone, stranger] = [await organisation('Andata'), await organisation('Lontana')];
    await rowsOf(gone.id, dataset.id);
    const filed = await objections.file(gone.steward, draft({ organisationId: gone.id }));
    expect(filed.organisationId).toBe(gone.id);
    await objections.file(gone.steward, draft({ organisationId: gone.id, datasetId: null }));
    for (const datasetId of [dataset.id, null, newId<DatasetId>(), 'no id' as DatasetId]) {
      const refused = objections.file(stranger.steward, draft({ organisationId: stranger.id, datasetId }));
      await expect(refused).rejects.toMatchObject(NOT_YOURS);
    }
  });

  it('answer alike to a dataset that does not exist and one that a steward must not see', async () => {
    const other = await commons.publish(schema, 'Altrove');
    await commons.db.query('update catalogue.dataset set federation_id = $2 where id = $1', [other.id, newId()]);
    for (const datasetId of [newId<DatasetId>(), other.id, "' or true --" as DatasetId]) {
      await expect(objections.file(await commons.steward(1), draft({ datasetId }))).rejects.toMatchObject({
        ...{ kind: 'missing', code: 'DATASET.MISSING', details: { id: datasetId } },
      });
    }
    await commons.db.query('update catalogue.dataset set federation_id = $2 where id = $1', [
      other.id,
      commons.federationId,
    ]);
  });

  it('are seen by the contributor’s people, the publisher’s stewards and auditors, and by nobody else', async () => {
    const [one, all] = [
      await objections.file(await commons.steward(1), draft()),
      await objections.file(await commons.steward(1), draft({ datasetId: null, kind: 'optOut' })),
    ];
    const both = [all.id, one.id];
    expect(await idsSeenBy(await commons.actor(await commons.person(dora, 'member')))).toEqual(both);
    expect(await idsSeenBy(await commons.steward(0))).toEqual(both);
    expect(await idsSeenBy(await commons.actor(await commons.person(aurora, 'auditor')))).toEqual(both);
    expect(await idsSeenBy(await commons.actor(await commons.person(aurora, 'member')))).toEqual([]);
    expect(await idsSeenBy(await commons.steward(2))).toEqual([]);
    expect(await idsSeenBy((await organisation('Estranea')).steward)).toEqual([]);
  });

  it('are listed page by page, narrowed to what is asked', async () => {
    const steward = await commons.steward(1);
    const ids: ObjectionId[] = [];
    for (const kind of ['veto', 'optOut'] as const) ids.unshift((await objections.file(steward, draft({ kind }))).id);
    ids.unshift((await objections.file(steward, draft({ datasetId: null }))).id);
    const [last] = await objections.page(steward, {}, null, 1);
    expect((await objections.page(steward, {}, last?.id ?? null, 5)).map(({ id }) => id)).toEqual(ids.slice(1));
    expect(await objections.page(steward, { datasetId: dataset.id }, null, 5)).toHaveLength(2);
    await objections.withdraw(steward, ids[0] as ObjectionId);
    expect(await objections.page(steward, { inForce: false, organisationId: dora }, null, 5)).toHaveLength(1);
    expect(await objections.page(steward, { organisationId: 'x' as OrganisationId }, null, 5)).toEqual([]);
  });

  async function organisation(name: string) {
    const id = newId<OrganisationId>();
    await commons.db.query(`insert into identity.organisation (id, name, kind) values ($1, $2, 'cooperative')`, [
      id,
      name,
    ]);
    return { id, steward: await commons.actor(await commons.person(id, 'steward')) };
  }
});

const NOT_YOURS = { kind: 'forbidden', code: 'ORGANISATION.NOT_YOURS' };
