import { newId, type ContributionId, type DatasetId, type OrganisationId } from '#kernel';
import { allows, parsePolicy, type PolicyDocument } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { DatasetService } from '../app/dataset.service';
import { VersionService } from '../app/version.service';
import type { ShownDataset } from '../domain/dataset';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};

describe('the catalogue', () => {
  let commons: Commons;
  let service: DatasetService;
  let versions: VersionService;

  beforeAll(async () => {
    commons = await Commons.start();
    service = commons.get(DatasetService);
    versions = commons.get(VersionService);
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());
  beforeEach(() => commons.db.query('truncate catalogue.dataset cascade'));

  const idsOf = (datasets: readonly Pick<ShownDataset, 'id'>[]) => datasets.map(({ id }) => id);
  const titlesOf = (datasets: readonly ShownDataset[]) => datasets.map(({ title }) => title);
  const part = (at: number, minute: number) => ({
    contributionId: newId<ContributionId>(),
    organisationId: commons.cooperatives[at] as OrganisationId,
    fileSha256: `${at}`.repeat(64),
    receivedAt: new Date(minute * 60_000),
  });

  it('gives back what was published', async () => {
    const published = await commons.publish(schema, 'Città e bisogni');
    expect(await service.read(await commons.steward(1), published.id)).toEqual(published);
    expect((await commons.journal()).at(-1)).toBe('dataset.published');
  });

  it('answers to a stranger as if there were nothing, whatever the id', async () => {
    const { id } = await commons.publish(schema);
    const organisationId = await commons.work(async (tx) => {
      await tx.query(
        `insert into identity.organisation (id, name, kind) values ('${STRANGERS}', 'Lontana', 'cooperative')`,
      );
      return tx.unchanged(STRANGERS);
    });
    const ugo = await commons.actor(await commons.person(organisationId, 'member'));
    for (const asked of [id, newId<DatasetId>(), "' or true --" as DatasetId]) {
      await expect(service.read(ugo, asked)).rejects.toMatchObject({
        ...{ kind: 'missing', code: 'DATASET.MISSING', details: { id: asked } },
      });
    }
    expect(await service.page(ugo, {}, null, 10)).toEqual([]);
    expect(await service.titles(ugo, commons.federationId, [id])).toEqual(new Map());
  });

  it('lets nobody publish for an organisation that is not theirs', async () => {
    const [, dora] = commons.cooperatives;
    const draft = { ...(await commons.publish(schema)), publisherId: dora as OrganisationId, schema };
    await expect(service.publish(await commons.steward(0), draft)).rejects.toMatchObject({
      code: 'ORGANISATION.NOT_YOURS',
    });
  });

  it('selects in its SQL exactly what the policy allows', async () => {
    const [a, b] = [await commons.publish(schema, 'Del bosco'), await commons.publish(schema, 'Del fiume')];
    const policy = await commons.enact(hiding({ id: { $eq: a.id } }));
    const elena = await commons.steward(1);
    expect(titlesOf(await service.page(elena, {}, null, 10))).toEqual(['Del fiume']);
    expect([...(await service.titles(elena, commons.federationId, [a.id, b.id, 'no id'])).values()]).toEqual([
      'Del fiume',
    ]);
    await commons.end(policy);
  });

  it.each([
    { contributors: { $lt: 1 }, needCategory: { $in: ['socialNeeds', 'digitalUsage'] } },
    { contributors: { $gte: 1 } },
    { accessRights: { $ne: 'RESTRICTED' } },
    { publisherId: { $nin: [newId()] }, accessRights: { $eq: 'RESTRICTED' } },
  ])('lists what the ability lets through one by one, under a prohibition of %j', async (where) => {
    const [plain, full] = [await commons.publish(schema, 'Vuota'), await commons.publish(schema, 'Piena')];
    await commons.work((tx) => versions.accept(tx, full.id, part(0, 1)));
    const policy = await commons.enact(hiding(where));
    const elena = await commons.steward(1);
    const all = [await service.find(full.id), await service.find(plain.id)];
    const expected = all.filter((dataset) => allows(elena.ability, 'read', 'Dataset', dataset));
    expect(idsOf(await service.page(elena, {}, null, 10))).toEqual(idsOf(expected));
    await commons.end(policy);
  });

  it('takes the signs of LIKE, quotes and NUL in a text filter for themselves', async () => {
    for (const title of ['100% dei bisogni', 'sotto_linea', 'barra\\rovescia', "l'inverno"]) {
      await commons.publish(schema, title);
    }
    const found = async (text: string) => titlesOf(await service.page(await commons.steward(1), { text }, null, 10));
    expect(await found('%')).toEqual(['100% dei bisogni']);
    expect(await found('_')).toEqual(['sotto_linea']);
    expect(await found('\\')).toEqual(['barra\\rovescia']);
    expect(await found("'")).toEqual(["l'inverno"]);
    expect(await found('BISOGNI')).toEqual(['100% dei bisogni']);
    expect(await found('\0')).toEqual([]);
  });

  it('finds nothing by a publisher that is no id', async () => {
    await commons.publish(schema);
    expect(await service.page(await commons.steward(1), { publisherId: 'x' }, null, 10)).toEqual([]);
    const [publisherId = ''] = commons.cooperatives;
    expect(await service.page(await commons.steward(1), { publisherId }, null, 10)).toHaveLength(1);
  });

  it('pages without gaps or repeats while others publish', async () => {
    const before = [];
    for (let n = 0; n < 12; n += 1) before.push((await commons.publish(schema, `Raccolta ${n}`)).title);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const [page]: [ShownDataset[], unknown] = await Promise.all([
        service.page(await commons.steward(1), {}, after, 5),
        commons.publish(schema, 'Nel frattempo'),
      ]);
      seen.push(...titlesOf(page));
      after = page.at(-1)?.id ?? null;
    } while (after);
    expect(seen.filter((title) => title.startsWith('Raccolta'))).toEqual([...before].reverse());
  });

  it('makes one version after another, however many contributions are accepted at once', async () => {
    const { id } = await commons.publish(schema);
    const accept = (at: number, minute: number) =>
      commons.work(async (tx) => tx.unchanged(await versions.accept(tx, id, part(at, minute))));
    await Promise.all([accept(0, 1), accept(1, 1), accept(2, 1), accept(0, 2), accept(1, 2)]);
    const [dataset, version] = [await service.find(id), await versions.latest(id)];
    expect(dataset).toMatchObject({ contributors: 3, version: version?.number });
    expect(version?.parts).toHaveLength(3);
    const numbers = await commons.db.query<{ number: number }>(
      'select number from catalogue.dataset_version where dataset_id = $1 order by number',
      [id],
    );
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, at) => at + 1));
  });

  it('keeps the later file of an organisation when the earlier one is accepted after it', async () => {
    const { id } = await commons.publish(schema);
    const [earlier, later] = [part(0, 1), part(0, 2)];
    const first = await commons.work((tx) => versions.accept(tx, id, later));
    const second = await commons.work(async (tx) => tx.unchanged(await versions.accept(tx, id, earlier)));
    expect(second).toEqual(first);
    expect((await versions.latest(id))?.parts).toEqual([{ ...later, schemaNumber: 1 }]);
  });
});

const STRANGERS = newId<OrganisationId>();
/** A policy that hides datasets from all members, although another one lets them read. */
const hiding = (where: object): PolicyDocument =>
  parsePolicy({
    schema: 'granaio-policy/1',
    title: 'Si nasconde',
    permissions: [],
    prohibitions: [{ assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where }],
    validUntil: null,
  });
