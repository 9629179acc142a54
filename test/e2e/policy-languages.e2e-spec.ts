import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const PROPOSE = `mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) {
  sentences { it en } policyWordingHash
  ca: policySentences(language: CA) lv: policySentences(language: LV) lt: policySentences(language: LT)
  it: policySentences(language: IT)
} }`;
const IN_FORCE = '{ policies { items { sentences(language: SV) wordingHash } } }';
const END = `mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) {
  policySentences(language: ES) policyWordingHash
} }`;

describe('a policy in seven languages', () => {
  let world: World;
  let ada: Member;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    ada = await world.member('Ada');
  });
  afterAll(() => world.stop());

  it('is read before the vote in each of them, from the document that is voted', async () => {
    const document = { ...membersMay('propose'), validFrom: '2026-12-01', validForDays: 21 };
    const { proposePolicy: proposal } = await ada.send<{ proposePolicy: Record<string, unknown> }>(PROPOSE, {
      input: { federationId: world.federationId, document },
    });
    expect(proposal).toMatchObject({
      ca: expect.arrayContaining(['Aquesta regla regeix a partir de l’1 de desembre del 2026.']) as unknown,
      lv: expect.arrayContaining(['Šī politika pati zaudē spēku vēlākais 21 dienu pēc tās pieņemšanas.']) as unknown,
      lt: expect.arrayContaining(['Nuo 2026 m. gruodžio 1 d. ši taisyklė galioja.']) as unknown,
      policyWordingHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(proposal['it']).toEqual((proposal['sentences'] as { it: string[] }).it);
  });

  it('is read in force in each of them, and has no sentences where there is no policy', async () => {
    const { policies } = await ada.send<{ policies: { items: { sentences: string[]; wordingHash: string }[] } }>(
      IN_FORCE,
    );
    expect(policies.items[0]?.sentences[0]).toMatch(/^De personer som .* får lägga fram|^De personer som .* får se/);
    const { bodies } = await ada.send<{ bodies: { items: { id: string }[] } }>('{ bodies { items { id } } }');
    const input = {
      ...{ bodyId: bodies.items[0]?.id, title: 'Festa di primavera', text: 'Si fa una festa.' },
      method: { kind: 'YES_NO' },
    };
    expect(await ada.send(END, { input })).toEqual({
      proposeDecision: { policySentences: null, policyWordingHash: null },
    });
  });
});
