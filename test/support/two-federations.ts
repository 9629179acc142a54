import { FoundingService } from '#governance';
import type { FederationId, OrganisationId } from '#kernel';
import type { Member } from './member';
import { membersMay } from './policies';
import { adopt, contribute, publishServiceUsers, researchersMay, usersOf, type Cooperative } from './social-services';
import type { World } from './world';

const EXTRACT = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
export const EVERYTHING = membersMay('read', 'propose', 'vote');

/** Ids of one federation, and of the one that its neighbour belongs to. */
export type Ids = Record<
  'federation' | 'dataset' | 'policy' | 'proposal' | 'ballot' | 'contribution' | 'extract' | 'organisation' | 'token',
  string
> & { readonly theirFederation: string; readonly theirOrganisation: string; readonly theirDataset: string };

/** A dataset as somebody publishes it. */
export const draft = (publisherId: string, federationId: string) => ({
  ...{ publisherId, federationId, title: 'Persone', description: 'Una riga a persona.', keywords: [] },
  ...{ needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED' },
  schema: { fields: [{ name: 'zone', type: 'string', disclosureRole: 'quasiIdentifier' }] },
});
/** Another federation of the same installation, whose members may do everything there. */
export async function neighbourhood(world: World): Promise<{ federation: FederationId; organisation: OrganisationId }> {
  const federation = await world.app.get(FoundingService).found(
    { id: 'system:test' },
    {
      name: 'Federazione vicina',
      statute: {
        rule: { quorum: { part: 1, of: 2 }, majority: { part: 2, of: 3 } },
        ...{ minSeconds: 1, maxSeconds: 2_592_000 },
      },
      organisations: [{ name: 'Vicina', kind: 'cooperative', affiliated: true }],
      ...{ people: [], policy: () => EVERYTHING },
    },
  );
  const [row] = await world.database.query<{ id: OrganisationId }>(
    'select organisation_id as id from identity.affiliation where federation_id = $1',
    [federation],
  );
  return { federation, organisation: row?.id ?? ('' as OrganisationId) };
}

/** What the neighbours have, made by one of them. */
export async function theirs({ federation, organisation }: Awaited<ReturnType<typeof neighbourhood>>, by: Member) {
  const { publishDataset } = await by.send<{ publishDataset: { id: string } }>(
    'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }',
    { input: draft(organisation, federation) },
  );
  return { theirFederation: federation, theirOrganisation: organisation, theirDataset: publishDataset.id };
}

/** A federation with one of everything. */
export async function grownFederation(world: World, cooperatives: [Cooperative, Cooperative, Cooperative]) {
  const [aurora, dora, sangone] = cooperatives;
  const dataset = await publishServiceUsers(world, aurora);
  const contribution = await contribute(world, aurora, dataset, usersOf('aurora'));
  await contribute(world, dora, dataset, usersOf('dora'));
  await contribute(world, sangone, dataset, usersOf('sangone'));
  const university = await world.organisation('Politecnico', { affiliated: false });
  const rita = await world.person('Rita', university, 'researcher');
  await adopt(world, researchersMay(university, dataset), [...cooperatives.map(({ steward }) => steward)]);
  const input = { datasetId: dataset, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures: [] };
  const { requestExtract } = await rita.send<{ requestExtract: { id: string } }>(EXTRACT, { input });
  await world.settle();
  const ballot = await world.openBallot(aurora.steward, EVERYTHING);
  const seen = await aurora.steward.send<{
    ballot: { proposalId: string };
    policies: { items: { id: string }[] };
  }>('query ($id: ID!) { ballot(id: $id) { proposalId } policies { items { id } } }', { id: ballot });
  const [token] = await world.database.query<{ id: string }>('select id from identity.api_token limit 1');
  return {
    ...{ federation: world.federationId, dataset, contribution, ballot, organisation: aurora.id },
    ...{ extract: requestExtract.id, token: token?.id ?? '' },
    ...{ proposal: seen.ballot.proposalId, policy: seen.policies.items[0]?.id ?? '' },
  };
}
