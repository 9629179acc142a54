import type { OrganisationId } from '#kernel';
import { parsePolicy, PolicyService, type Actor } from '#policy';
import { Commons } from '../../../../test/support/commons';
import { DcatService } from '../app/dcat/dcat.service';
import { MetadataService } from '../app/metadata.service';
import type { Dataset } from '../domain/dataset';

const RULE = { assignee: { type: 'members' }, subject: 'Dataset', where: 'everything' };
const POLICY = {
  ...{ schema: 'granaio-policy/1', title: 'Una regola', prohibitions: [], validUntil: null },
  permissions: [
    { ...RULE, actions: ['read', 'create', 'contribute'] },
    { ...RULE, assignee: { type: 'public' }, actions: ['discover'] },
  ],
};

/** Anybody may know of all datasets, and members alone read about them. */
describe('the mark of the feed', () => {
  let commons: Commons;
  let dcat: DcatService;
  let dataset: Dataset;
  let steward: Actor;

  beforeAll(async () => {
    commons = await Commons.start();
    dcat = commons.get(DcatService);
    await commons.enact(parsePolicy(POLICY));
    dataset = await commons.publish({
      fields: [{ name: 'zone', type: 'string', required: true, categories: ['A'], disclosureRole: 'dimension' }],
    });
    steward = await commons.steward(0);
  });
  afterAll(() => commons.stop());

  const states = async () => {
    const nobody = await commons.get(PolicyService).actorFor(null);
    return { nobody: await dcat.state(nobody), member: await dcat.state(await commons.steward(0)) };
  };
  const describedAs = (changes: object) => commons.get(MetadataService).update(steward, dataset.id, changes);

  it('tells whoever may only know that a dataset is there nothing of its rows, its words or whose rights they are', async () => {
    const before = await states();
    await commons.contribute(dataset, 0, 'zone\nA\n');
    const filled = await states();
    expect(filled.nobody).toEqual(before.nobody);
    expect(filled.member.mark).not.toBe(before.member.mark);
    const rightsHolderId = commons.cooperatives[2] as OrganisationId;
    await describedAs({ description: 'Una riga a persona seguita.', metadata: { rightsHolderId } });
    const described = await states();
    expect(described.nobody).toEqual(before.nobody);
    expect(described.member.mark).not.toBe(filled.member.mark);
  });

  it('is another one for everybody where something changed that everybody sees', async () => {
    const before = await states();
    await describedAs({ title: 'Un altro titolo' });
    const after = await states();
    expect(after.nobody.mark).not.toBe(before.nobody.mark);
    expect(after.member.mark).not.toBe(before.member.mark);
  });
});
