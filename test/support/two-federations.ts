import { FoundingService } from '#governance';
import type { FederationId, OrganisationId } from '#kernel';
import { Notifications } from '#notifications';
import { UnitOfWork } from '#platform';
import { applicationRecords, otherRules, researchOnApplication, type ApplicationRecords } from './application-records';
import { bodyRecords, endedAssembly, STATUTE, type BodyRecords } from './body-records';
import { dataRecords, type DataRecords } from './data-records';
import { disclosureRecords, groupRecord, type DisclosureRecords } from './disclosure-records';
import { dutyRecords, type DutyRecords } from './duty-records';
import { identityRecords, type IdentityRecords } from './identity-records';
import type { Member } from './member';
import { membersMay } from './policies';
import { adopt, contribute, publishServiceUsers, usersOf, type Cooperative } from './social-services';
import type { World } from './world';

const EXTRACT = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const ANNOUNCE = 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id } }';
const PROPOSE = 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id } }';
const SERIES = 'mutation ($input: CreateDatasetSeriesInput!) { createDatasetSeries(input: $input) { id } }';
export const EVERYTHING = membersMay('read', 'propose', 'vote');

/** Ids of one federation, and of the one that its neighbour belongs to and leads. */
export type Ids = BodyRecords &
  IdentityRecords &
  DutyRecords &
  ApplicationRecords &
  DataRecords &
  DisclosureRecords &
  Record<
    | 'federation'
    | 'university'
    | 'dataset'
    | 'policy'
    | 'policyVersion'
    | 'proposal'
    | 'ballot'
    | 'counted'
    | 'contribution'
    | 'spoiled'
    | 'changing'
    | 'announced'
    | 'extract'
    | 'refused'
    | 'ended'
    | 'organisation'
    | 'series'
    | 'token'
    | 'notification',
    string
  > & {
    /** A researcher of the university, who applied for everything and holds the grant. */
    readonly applicant: Member;
    readonly theirFederation: string;
    readonly theirOrganisation: string;
    readonly theirDataset: string;
    readonly their: BodyRecords & { readonly ballot: string };
  };

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
      statute: STATUTE,
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

/** What the neighbours have, made by one of them, who leads them too. */
export async function theirs(
  world: World,
  { federation, organisation }: Awaited<ReturnType<typeof neighbourhood>>,
  by: Member,
) {
  const { publishDataset } = await by.send<{ publishDataset: { id: string } }>(
    'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }',
    { input: draft(organisation, federation) },
  );
  const other = await world.person('Vito', organisation, 'member');
  const records = await bodyRecords(world, federation, { officer: by, other });
  const { proposeDecision } = await by.send<{ proposeDecision: { id: string } }>(
    'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }',
    { input: { bodyId: records.body, title: 'Altro', text: 'Altro.', method: { kind: 'YES_NO' } } },
  );
  const ballot = await world.openBallotOn(by, proposeDecision.id);
  const theirDataset = publishDataset.id;
  return {
    ...{ theirFederation: federation, theirOrganisation: organisation, theirDataset },
    their: { ...records, ballot },
  };
}

/** A federation with one of everything. */
export async function grownFederation(world: World, cooperatives: [Cooperative, Cooperative, Cooperative]) {
  const [aurora, dora, sangone] = cooperatives;
  const { createDatasetSeries: series } = await aurora.steward.send<{ createDatasetSeries: { id: string } }>(SERIES, {
    input: { federationId: world.federationId, publisherId: aurora.id, title: 'Ogni anno' },
  });
  const dataset = await publishServiceUsers(world, aurora, { seriesId: series.id });
  const contribution = await contribute(world, aurora, dataset, usersOf('aurora'));
  await contribute(world, dora, dataset, usersOf('dora'));
  await contribute(world, sangone, dataset, usersOf('sangone'));
  const spoiled = await contribute(world, aurora, dataset, Buffer.from('zone\nNord\n'));
  const { submitContribution: announced } = await aurora.steward.send<{ submitContribution: { id: string } }>(
    ANNOUNCE,
    {
      input: { datasetId: dataset, organisationId: aurora.id, fileName: 'later.csv' },
    },
  );
  const university = await world.organisation('Politecnico', { affiliated: false });
  const rita = await world.person('Rita', university, 'researcher');
  // Before the others, so that the newest policy is of the service users.
  const careful = await disclosureRecords(world, cooperatives, { university, applicant: rita });
  const counted = await adopt(world, researchOnApplication(university, dataset), [
    ...cooperatives.map(({ steward }) => steward),
  ]);
  const input = { datasetId: dataset, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures: [] };
  const { requestExtract } = await rita.send<{ requestExtract: { id: string } }>(EXTRACT, { input });
  const { proposePolicy: changing } = await aurora.steward.send<{ proposePolicy: { id: string } }>(PROPOSE, {
    input: { federationId: world.federationId, document: otherRules(university, dataset) },
  });
  const refused = await refusedExtract(world, rita, dataset);
  await world.settle();
  const ballot = await world.openBallot(aurora.steward, EVERYTHING);
  const seen = await aurora.steward.send<{
    ballot: { proposalId: string };
    policies: { items: { id: string; versionId: string }[] };
  }>('query ($id: ID!) { ballot(id: $id) { proposalId } policies { items { id versionId } } }', { id: ballot });
  const [policy] = seen.policies.items;
  const records = await bodyRecords(world, world.federationId, { officer: aurora.steward, other: dora.steward });
  const notification = await toldOf(world, aurora.steward, dataset);
  const [token] = await world.database.query<{ id: string }>('select id from identity.api_token order by id limit 1');
  return {
    ...records,
    ...(await applicationRecords(world, dataset, {
      ...{ university, applicant: rita, handler: aurora.steward },
      reviewer: await world.person('Rosa', sangone.id, 'member'),
    })),
    ...(await identityRecords(world, aurora.id, aurora.steward)),
    ...(await dutyRecords(world, dataset, dora)),
    ...(await dataRecords(world, dataset, [aurora, dora])),
    ...{ ...careful, group: await groupRecord(world, aurora.steward, [dora, sangone]) },
    ...{ federation: world.federationId, dataset, contribution, ballot, counted, organisation: aurora.id },
    ...{ university, applicant: rita, series: series.id },
    ...{
      changing: changing.id,
      spoiled,
      announced: announced.id,
      refused,
      ended: await endedAssembly(world, aurora.steward, records.body),
    },
    ...{ extract: requestExtract.id, token: token?.id ?? '', notification },
    ...{ proposal: seen.ballot.proposalId, policy: policy?.id ?? '', policyVersion: policy?.versionId ?? '' },
  };
}

/** A request that the policies refused, and that is remembered. */
async function refusedExtract(world: World, by: Member, datasetId: string): Promise<string> {
  const input = { datasetId, purpose: 'COMMERCIAL_RESEARCH', dimensions: ['zone'], measures: [] };
  await by.send(EXTRACT, { input }).catch(() => null);
  const [row] = await world.database.query<{ id: string }>(
    `select id from extracts.extract where state = 'refused' order by id desc`,
  );
  return row?.id ?? '';
}

/** Something that somebody was told about a dataset. */
async function toldOf(world: World, { id }: Member, dataset: string): Promise<string> {
  const facts = {
    subject: { type: 'dataset', id: dataset },
    title: 'Persone',
    federationId: world.federationId,
  } as const;
  await world.app.get(UnitOfWork).run({ id: 'system:test' }, async (tx) => {
    await world.app.get(Notifications).tell(tx, { to: [id], kind: 'policyChanged', facts });
    return tx.unchanged(null);
  });
  const [told] = await world.database.query<{ id: string }>(
    `select id from notifications.notification where person_id = $1 and kind = 'policyChanged' order by id desc`,
    [id],
  );
  return told?.id ?? '';
}
