import { membersMay } from '../support/policies';
import type { PersonId } from '#kernel';
import { Member } from '../support/member';
import { World } from '../support/world';

const POLICIES = '{ policies { items { id versionId hash document odrl } } }';
const IMPORT = `query ($input: OdrlImportInput!) {
  odrlImport(input: $input) { document remarks { term remark } sentences(language: EN) }
}`;
const PROPOSE = `query { proposals { items { odrl } } }`;

describe('policies as other houses exchange them', () => {
  let world: World;
  let ada: Member;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    ada = await world.member();
  });
  afterAll(() => world.stop());

  const nobody = () => new Member('nobody' as PersonId, '', world.app);
  const adopted = async () => {
    const { policies } = await ada.send<{
      policies: { items: { versionId: string; hash: string; document: object; odrl: object }[] };
    }>(POLICIES);
    const [policy] = policies.items;
    if (!policy) throw new Error('There is no policy.');
    return policy;
  };
  const address = (versionId: string) => `${world.config.http.publicUrl}/policies/${versionId}.jsonld`;
  const imported = (input: object) =>
    ada.send<{ odrlImport: { document: object; sentences: string[] } }>(IMPORT, {
      input: { federationId: world.federationId, ...input },
    });

  it('are at an address of their own, for who may read them', async () => {
    const { versionId, hash, odrl } = await adopted();
    const { status, bytes } = await ada.download(address(versionId));
    expect(status).toBe(200);
    expect(JSON.parse(bytes.toString())).toEqual(odrl);
    expect(odrl).toMatchObject({
      '@type': 'Set',
      uid: address(versionId).replace('.jsonld', ''),
      'granaio:hash': hash,
    });
  });

  it('are not there for others, in the words of what does not exist', async () => {
    const { versionId } = await adopted();
    const [hidden, absent] = await Promise.all(
      [versionId, world.federationId].map((id) => nobody().download(address(id))),
    );
    expect([hidden?.status, absent?.status]).toEqual([404, 404]);
    expect(hidden?.bytes.toString().replaceAll(versionId, '')).toBe(
      absent?.bytes.toString().replaceAll(world.federationId, ''),
    );
  });

  it('are read again as the same document, in sentences', async () => {
    const { odrl, document } = await adopted();
    const { odrlImport } = await imported({ text: JSON.stringify(odrl), format: 'JSONLD' });
    expect(odrlImport.document).toEqual(document);
    expect(odrlImport.sentences).toContainEqual(expect.stringMatching(/may/i));
  });

  it('are refused naming what cannot be said, organisations that are nobody’s included', async () => {
    const turtle = (assignee: string) => `@prefix o: <http://www.w3.org/ns/odrl/2/>.
      <urn:x:1> a o:Set; <http://purl.org/dc/terms/title> "A rule"; o:permission [ o:action o:read; o:assignee <${assignee}> ].`;
    for (const assignee of ['http://example.org/alice', 'urn:uuid:00000000-0000-7000-8000-000000000001']) {
      await expect(imported({ text: turtle(assignee), format: 'TURTLE' })).rejects.toMatchObject({
        code: 'POLICY.ODRL_UNSUPPORTED',
        message: expect.stringContaining('is no organisation of ours') as string,
      });
    }
  });

  it('have a schema that anybody may read', async () => {
    const { status, bytes } = await nobody().download(`${world.config.http.publicUrl}/schemas/granaio-policy-1.json`);
    expect(status).toBe(200);
    expect(JSON.parse(bytes.toString())).toMatchObject({ title: 'granaio-policy/1' });
    expect(await ada.send(PROPOSE)).toEqual({ proposals: { items: [] } });
  });
});
