import { serviceUsersSchema } from '../../apps/cli/src/demo/dataset-schemas';
import { serviceUsers, toCsv } from '../../apps/cli/src/demo/service-users';
import type { OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import type { Member } from './member';
import { membersMay } from './policies';
import { World } from './world';

type Assignee = PolicyDocument['permissions'][number]['assignee'];

const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const SUBMIT = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id uploadUrl } }';
const CAST = 'mutation ($id: ID!) { castVote(input: { ballotId: $id, choice: YES }) { ballot { id } } }';

export type Cooperative = { readonly id: OrganisationId; readonly steward: Member };

/** Three cooperatives of the federation, each with a steward who is a member too. */
export async function threeCooperatives(world: World): Promise<[Cooperative, Cooperative, Cooperative]> {
  const found = async (name: string): Promise<Cooperative> => {
    const id = await world.organisation(`Cooperativa ${name}`);
    return { id, steward: await world.person(name, id, 'member', 'steward') };
  };
  return [await found('Aurora'), await found('Dora'), await found('Sangone')];
}

/** A dataset of service users, published by a cooperative and still empty. */
export async function publishServiceUsers(
  world: World,
  { id, steward }: Cooperative,
  { seriesId }: { readonly seriesId?: string } = {},
): Promise<string> {
  const { publishDataset } = await steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
    input: {
      ...{ federationId: world.federationId, publisherId: id, schema: serviceUsersSchema, seriesId },
      title: 'Service users',
      description: 'One row for each person.',
      needCategory: 'SOCIAL_NEEDS',
      accessRights: 'RESTRICTED',
    },
  });
  return publishDataset.id;
}

/** Announces a file, sends it, and has it validated. @returns the contribution's id */
export async function contribute(world: World, by: Cooperative, datasetId: string, bytes: Buffer): Promise<string> {
  const { submitContribution } = await by.steward.send<{ submitContribution: { id: string; uploadUrl: string } }>(
    SUBMIT,
    { input: { datasetId, organisationId: by.id, fileName: 'users.csv' } },
  );
  const { status, body } = await by.steward.upload(submitContribution.uploadUrl, bytes);
  if (status !== 202) throw new Error(body);
  await world.settle();
  return submitContribution.id;
}

/** The rows of one cooperative as a plain file. */
export const usersOf = (cooperative: string, rows = 800): Buffer =>
  toCsv(serviceUsers({ seed: 7, rows, cooperative }), 'plain');

export type SharedUsers = {
  readonly world: World;
  readonly cooperatives: readonly [Cooperative, Cooperative, Cooperative];
  readonly datasetId: string;
  /** Has all their stewards adopt a policy. */
  readonly adoptAll: (document: PolicyDocument) => Promise<unknown>;
};

/** A world in which three cooperatives have put rows about their users together. @param rows of each */
export async function sharedServiceUsers(rows: number): Promise<SharedUsers> {
  const world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
  const cooperatives = await threeCooperatives(world);
  const datasetId = await publishServiceUsers(world, cooperatives[0]);
  for (const [at, one] of cooperatives.entries())
    await contribute(world, one, datasetId, usersOf(`cooperative ${at}`, rows));
  const stewards = cooperatives.map(({ steward }) => steward);
  return { world, cooperatives, datasetId, adoptAll: (document) => adopt(world, document, stewards) };
}

/** A policy by which researchers of an organisation may request extracts. */
export function researchersMay(
  organisation: OrganisationId,
  datasetId: string,
  { minPeople = 10, minContributors = 3, validUntil = null as string | null } = {},
): PolicyDocument {
  const assignee: Assignee = { type: 'role', role: 'researcher', organisations: [organisation] };
  return {
    schema: 'granaio-policy/1',
    title: `Research on ${datasetId}`,
    permissions: [
      { assignee, actions: ['read'], subject: 'Dataset', where: { id: { $eq: datasetId } } },
      {
        assignee,
        actions: ['requestExtract'],
        subject: 'Dataset',
        where: { id: { $eq: datasetId } },
        purposes: ['AcademicResearch'],
        dimensions: ['zone', 'need'],
        measures: ['hours'],
        terms: { minPeople, minContributors },
      },
    ],
    prohibitions: [],
    validUntil,
  };
}

/** Has an assembly adopt a policy: everyone given votes yes, and the days pass. @returns the ballot */
export async function adopt(world: World, document: PolicyDocument, voters: readonly Member[]): Promise<string> {
  const [proposer] = voters;
  if (!proposer) throw new Error('Somebody must propose.');
  const id = await world.openBallot(proposer, document);
  for (const voter of voters) await voter.send(CAST, { id });
  world.clock.advanceDays(2);
  await world.settle();
  return id;
}

/** Where somebody has their first seat. */
export async function organisationOf(person: Member): Promise<OrganisationId> {
  const { me } = await person.send<{ me: { memberships: { organisation: { id: string } }[] } }>(
    '{ me { memberships { organisation { id } } } }',
  );
  return me.memberships[0]?.organisation.id as OrganisationId;
}
