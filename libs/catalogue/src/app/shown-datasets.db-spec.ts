import type { OrganisationId, PersonId } from '#kernel';
import { parsePolicy, PolicyService, type Actor, type PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../test/support/commons';
import type { Dataset } from '../domain/dataset';
import { DatasetService } from './dataset.service';

const schema: TableSchema = {
  fields: [
    { name: 'district', type: 'string', required: true, categories: ['1', '2'], disclosureRole: 'dimension' },
    {
      name: 'zone',
      type: 'string',
      required: true,
      categories: ['A', 'B'],
      disclosureRole: 'dimension',
      within: 'district',
    },
    { name: 'health', type: 'string', disclosureRole: 'sensitive' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
  primaryKey: ['zone', 'health'],
};
const CSV = 'district,zone,health,hours\n1,A,x,1.5\n';
const MEMBERS = { type: 'members' };
const NOTHING_READ = { description: null, keywords: null, version: null, contributors: null };

/** Everybody in the book may know of all datasets; what is known of some, only stewards may read. */
describe('a dataset that somebody may know of and not read about', () => {
  let commons: Commons;
  let service: DatasetService;
  let ada: PersonId;
  let open: Dataset;
  let secret: Dataset;

  const policy = (change: object) =>
    parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'Una regola', permissions: [], prohibitions: [], validUntil: null },
      ...change,
    });
  const rule = (change: object) => ({
    assignee: MEMBERS,
    actions: ['discover'],
    subject: 'Dataset',
    where: 'everything',
    ...change,
  });
  const stewards = { type: 'role', role: 'steward', organisations: 'federation' };

  beforeAll(async () => {
    commons = await Commons.start();
    service = commons.get(DatasetService);
    await commons.enact(
      policy({
        permissions: [
          rule({}),
          rule({ assignee: stewards, actions: ['read', 'create', 'contribute'] }),
          rule({ assignee: { type: 'public' } }),
        ],
      }),
    );
    ada = await commons.person(commons.cooperatives[1] as OrganisationId, 'member');
    const steward = await commons.steward(0);
    const publish = (title: string, description: string) =>
      service.publish(steward, {
        ...{
          federationId: commons.federationId,
          publisherId: commons.cooperatives[0] as OrganisationId,
          title,
          description,
        },
        ...{ needCategory: 'socialNeeds', accessRights: 'RESTRICTED', keywords: ['bisogni'], schema },
      });
    open = await publish('Alloggi', 'Case popolari e richieste.');
    secret = await publish('Persone seguite', 'Dipendenze e cure, una riga a persona.');
    for (const dataset of [open, secret]) await commons.contribute(dataset, 0, CSV);
    await commons.enact(
      policy({ permissions: [rule({ actions: ['readMetadata'], where: { id: { $eq: open.id } } })] }),
    );
  });
  afterAll(() => commons.stop());

  const actor = () => commons.actor(ada);
  const titles = async (by: Actor, text?: string) =>
    (await service.page(by, { text }, null, 10)).map(({ title }) => title);
  const during = async (change: object, work: () => Promise<void>) => {
    const version: PolicyVersion = await commons.enact(policy(change));
    try {
      await work();
    } finally {
      await commons.end(version);
    }
  };

  it('is shown by its name alone, in a list and by itself', async () => {
    const by = await actor();
    const [first, second] = await service.page(by, {}, null, 10);
    expect(first).toEqual({
      ...first,
      id: secret.id,
      title: 'Persone seguite',
      needCategory: 'socialNeeds',
      ...NOTHING_READ,
    });
    expect(second).toMatchObject({
      id: open.id,
      description: open.description,
      keywords: ['bisogni'],
      version: 1,
      contributors: 1,
    });
    expect(await service.show(by, secret.id)).toEqual(first);
    expect(await service.show(by, open.id)).toEqual(second);
    expect(JSON.stringify([first, await service.show(by, secret.id)])).not.toMatch(/Dipendenze|bisogni/);
  });

  it('is shown whole to whom a policy lets read it', async () => {
    const [first] = await service.page(await commons.steward(1), {}, null, 10);
    expect(first).toMatchObject({
      description: secret.description,
      keywords: ['bisogni'],
      version: 1,
      contributors: 1,
    });
  });

  it('is found by its title, and by no word of what may not be read', async () => {
    const by = await actor();
    expect(await titles(by, 'persone')).toEqual(['Persone seguite']);
    for (const text of ['Dipendenze', 'cure', 'una riga', 'persona.', '%cure%'])
      expect(await titles(by, text)).toEqual([]);
    expect(await titles(by, 'popolari')).toEqual(['Alloggi']);
    expect(await titles(await commons.steward(1), 'Dipendenze')).toEqual(['Persone seguite']);
  });

  it('does not tell by the length of a page that there was something to find', async () => {
    const by = await actor();
    const pages = async (text: string) => {
      const first = await service.page(by, { text }, null, 1);
      return [first.length, (await service.page(by, { text }, first.at(-1)?.id ?? null, 1)).length];
    };
    expect(await pages('Dipendenze')).toEqual(await pages('Nessuna parola'));
    expect(await pages('e')).toEqual([1, 1]);
  });

  it('has no schema for them, and its title where titles are looked up', async () => {
    const by = await actor();
    expect([...(await service.schemas(by, [open.id, secret.id])).keys()]).toEqual([open.id]);
    expect(await service.titles(by, commons.federationId, [open.id, secret.id])).toEqual(
      new Map([[open.id, 'Alloggi'], [secret.id, 'Persone seguite']]), // prettier-ignore
    );
  });

  it('is for the public what it is for members, and the catalogue as somebody else sees it shows no more than one’s own', async () => {
    const nobody = await commons.get(PolicyService).actorFor(null);
    expect(await service.page(nobody, {}, null, 10)).toMatchObject([
      { id: secret.id, ...NOTHING_READ },
      { id: open.id, ...NOTHING_READ },
    ]);
    const [by, steward] = [await actor(), await commons.steward(1)];
    const page = { after: null, limit: 10 };
    const own = await service.page(by, {}, null, 10);
    const seen = async (one: Actor, other: Actor) =>
      (await service.pageAs(one, other, {}, page)).map(({ dataset }) => dataset);
    expect([await seen(by, steward), await seen(steward, by)]).toEqual([own, own]);
    expect(await service.pageAs(by, steward, { text: 'Dipendenze' }, page)).toEqual([]);
  });

  it('hides it whole where it may not even be known of', async () => {
    await during({ prohibitions: [rule({ where: { id: { $eq: secret.id } } })] }, async () => {
      const by = await actor();
      expect(await titles(by)).toEqual(['Alloggi']);
      expect(await titles(by, 'Persone')).toEqual([]);
      await expect(service.show(by, secret.id)).rejects.toMatchObject({ code: 'POLICY.FORBIDDEN' });
    });
  });

  describe('and of which columns are hidden', () => {
    const hiding = (columns: string[]) => ({
      prohibitions: [
        rule({
          assignee: { type: 'role', role: 'member', organisations: 'federation' },
          actions: ['readMetadata'],
          columns,
        }),
      ],
    });
    const fieldsOf = async (by: Actor) => (await service.schemas(by, [open.id])).get(open.id);

    it('has a schema in which nothing names them', async () => {
      await during(hiding(['district', 'health']), async () => {
        const shown = await fieldsOf(await actor());
        expect(shown?.fields.map(({ name }) => name)).toEqual(['zone', 'hours']);
        expect(JSON.stringify(shown)).not.toMatch(/district|health/);
        expect(shown?.primaryKey).toEqual(['zone']);
        expect(await fieldsOf(await commons.steward(1))).toEqual(open.schema);
      });
      expect(await fieldsOf(await actor())).toEqual(open.schema);
    });

    it('stays whole for those who check contributions by it', async () => {
      await during(hiding(['zone']), async () => {
        expect((await service.find(open.id)).schema).toEqual(open.schema);
      });
    });
  });
});
