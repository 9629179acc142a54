import type { Scope } from '#identity';
import type { OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import type { Member } from './member';
import { researchersMay } from './social-services';
import { draft, EVERYTHING } from './two-federations';

/** Something that somebody does with a token; it may be done more than once. */
export type Deed = {
  readonly needs: readonly Scope[];
  readonly run: (by: Member) => Promise<unknown>;
};
export type Facts = Record<
  | 'dataset'
  | 'policy'
  | 'ballot'
  | 'proposal'
  | 'extract'
  | 'checking'
  | 'organisation'
  | 'other'
  | 'federation'
  | 'body'
  | 'closesAt',
  string
>;

export const PROPOSE = 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id } }';
export const SUBMIT =
  'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id uploadUrl } }';
export const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const ONE_BY_ONE = 'mutation ($input: RequestMicrodataInput!) { requestMicrodata(input: $input) { id } }';
const SAY = 'mutation ($input: CheckOutputInput!) { checkOutput(input: $input) { extractId } }';
const SEE_CHECK = 'query ($id: ID!) { outputCheck(extractId: $id) { round possibleActions } }';
const SEE_CELLS = 'query ($id: ID!) { outputCheckTable(extractId: $id) { rowCount } }';
const LEFT = 'query ($id: ID!) { dataset(id: $id) { releases { items { report { inside { primary } } } } } }';
const GROUPS = 'query ($id: ID!) { organisationGroups(federationId: $id) { items { id } } }';
const GROUP = 'mutation ($input: RecordOrganisationGroupInput!) { recordOrganisationGroup(input: $input) { id } }';
const END_GROUP = 'mutation ($id: ID!) { endOrganisationGroup(id: $id) { id } }';
const LEDGER = 'query ($id: ID!) { privacyLedger(datasetId: $id) { spent { epsilon } } }';
const END = 'mutation ($id: ID!) { proposePolicyEnd(policyId: $id) { id } }';
const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
export const CAST = 'mutation ($id: ID!) { castVote(input: { ballotId: $id, choice: YES }) { ballot { id } } }';
const RESCHEDULE = 'mutation ($input: RescheduleBallotInput!) { rescheduleBallot(input: $input) { id } }';
const DECIDE = 'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }';
const DECISION = { title: 'Una sede', text: 'Affittiamo una sede.', method: { kind: 'YES_NO' } };
const COMMENT = 'mutation ($input: CommentInput!) { comment(input: $input) { id } }';
const STAND = 'mutation ($input: RecordStandingInput!) { recordStanding(input: $input) { id } }';
const APPOINT = 'mutation ($input: AppointRepresentativeInput!) { appointRepresentative(input: $input) { id } }';
const DRAFT = 'mutation ($input: DraftAssemblyInput!) { draftAssembly(input: $input) { id } }';
const MEETING = { title: 'Assemblea', place: 'Torino', firstCall: '2999-01-01T18:00' };
export const SUSPEND = 'mutation ($id: ID!) { suspendPolicy(policyId: $id, reason: "Subito") { state } }';
export const FOUND = 'mutation ($input: FoundBodyInput!) { foundBody(input: $input) { id } }';
const PREFER =
  'mutation ($input: SetNotificationPreferenceInput!) { setNotificationPreference(input: $input) { kind } }';
export const OPEN = 'mutation ($input: OpenBallotInput!) { openBallot(input: $input) { id } }';

const one =
  (field: string, id: string, selection = '{ id }') =>
  (by: Member) =>
    by.send(`query ($id: ID!) { ${field}(id: $id) ${selection} }`, { id });
const some = (field: string) => async (by: Member) => {
  const answer = await by.send<Record<string, { items: object[] }>>(`{ ${field} { items { id } } }`);
  if (answer[field]?.items.length === 0) throw new Error('an empty list');
};

export const deeds = (is: Facts): Record<string, Deed> => ({
  ...Object.fromEntries(
    ['datasets', 'policies', 'proposals', 'ballots', 'contributions', 'extracts', 'bodies'].map((field) => [
      `see ${field}`,
      { needs: ['read'] as const, run: some(field) },
    ]),
  ),
  'see a dataset': { needs: ['read'], run: one('dataset', is.dataset) },
  'see a policy': { needs: ['read'], run: one('policy', is.policy) },
  'see a proposal': { needs: ['read'], run: one('proposal', is.proposal) },
  'see a ballot': { needs: ['read'], run: one('ballot', is.ballot) },
  'see a body': {
    needs: ['read'],
    run: one(
      'body',
      is.body,
      '{ name statute { sentences { it } } statuteHistory { items { number } } seats { items { name } } }',
    ),
  },
  'see statutes to start from': { needs: ['read'], run: (by) => by.send('{ statutePresets { key } }') },
  'see an electorate': { needs: ['read', 'manage'], run: one('body', is.body, '{ electorate { members } }') },
  'propose a decision': {
    needs: ['propose'],
    run: (by) => by.send(DECIDE, { input: { bodyId: is.body, ...DECISION } }),
  },
  comment: { needs: ['vote'], run: (by) => by.send(COMMENT, { input: { proposalId: is.proposal, text: 'Perché?' } }) },
  'move the end of a ballot': {
    needs: ['propose'],
    run: (by) => by.send(RESCHEDULE, { input: { ballotId: is.ballot, closesAt: is.closesAt } }),
  },
  'record a standing': {
    needs: ['read', 'manage'],
    run: (by) => by.send(STAND, { input: { bodyId: is.body, memberId: by.id, category: 'ORDINARY' } }),
  },
  'appoint a representative': {
    needs: ['read', 'manage'],
    run: (by) => by.send(APPOINT, { input: { bodyId: is.body, organisationId: is.organisation, personId: by.id } }),
  },
  'draft an assembly': {
    needs: ['read', 'manage'],
    run: (by) => by.send(DRAFT, { input: { bodyId: is.body, ...MEETING } }),
  },
  'see an extract': { needs: ['read'], run: one('extract', is.extract) },
  'see what one was told': {
    needs: ['read'],
    run: (by) => by.send('{ notifications { items { id } } unreadNotifications notificationPreferences { kind } }'),
  },
  'choose how one is told': {
    needs: ['manage'],
    run: (by) => by.send(PREFER, { input: { kind: 'REMARK_ADDED', delivery: 'AT_ONCE' } }),
  },
  'see an organisation': { needs: ['read'], run: one('organisation', is.organisation) },
  propose: {
    needs: ['propose'],
    run: (by) => by.send(PROPOSE, { input: { federationId: is.federation, document: EVERYTHING } }),
  },
  'propose an end': { needs: ['read', 'propose'], run: (by) => by.send(END, { id: is.policy }) },
  publish: {
    needs: ['manage'],
    run: (by) => by.send(PUBLISH, { input: draft(is.organisation, is.federation) }),
  },
  contribute: {
    needs: ['read', 'contribute'],
    run: (by) =>
      by.send(SUBMIT, { input: { datasetId: is.dataset, organisationId: is.organisation, fileName: 'a.csv' } }),
  },
  'request an extract': {
    needs: ['read', 'extract'],
    run: (by) =>
      by.send(REQUEST, { input: { datasetId: is.dataset, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'] } }),
  },
  'request rows one by one': {
    needs: ['read', 'extract'],
    run: (by) =>
      by.send(ONE_BY_ONE, { input: { datasetId: is.dataset, purpose: 'ACADEMIC_RESEARCH', columns: ['age_band'] } }),
  },
  'download a release': { needs: ['read', 'extract'], run: (by) => got(by, `/releases/${is.extract}.csv`) },
  'download a release as a workbook': {
    needs: ['read', 'extract'],
    run: (by) => got(by, `/releases/${is.extract}.xlsx`),
  },
  'read how a release was made': { needs: ['read'], run: (by) => got(by, `/releases/${is.extract}.report.json`) },
  'see the books of a dataset’s privacy': { needs: ['read'], run: (by) => by.send(LEDGER, { id: is.dataset }) },
  'see what waits to be looked at': {
    needs: ['read'],
    run: async (by) => {
      const { outputChecks } = await by.send<{ outputChecks: { items: object[] } }>(
        '{ outputChecks { items { round } } }',
      );
      if (outputChecks.items.length === 0) throw new Error('an empty list');
    },
  },
  'see that something waits to leave': { needs: ['read'], run: (by) => by.send(SEE_CHECK, { id: is.checking }) },
  'look at what would leave': { needs: ['read', 'extract'], run: (by) => by.send(SEE_CELLS, { id: is.checking }) },
  'take home what would leave': {
    needs: ['read', 'extract'],
    run: (by) => got(by, `/extracts/${is.checking}/check.csv`),
  },
  'see what left of a dataset': { needs: ['read'], run: (by) => by.send(LEFT, { id: is.dataset }) },
  'see who counts as one': { needs: ['read'], run: (by) => by.send(GROUPS, { id: is.federation }) },
  'enter who counts as one, and end it': {
    needs: ['manage'],
    run: async (by) => {
      const group = { federationId: is.federation, kind: 'COALITION', name: 'Consorzio' };
      const input = { ...group, organisationIds: [is.organisation, is.other] };
      const { recordOrganisationGroup } = await by.send<{ recordOrganisationGroup: { id: string } }>(GROUP, { input });
      await by.send(END_GROUP, { id: recordOrganisationGroup.id });
    },
  },
  // The last that is done with it, and only once.
  'say whether it may leave': {
    needs: ['read', 'manage'],
    run: (by) => by.send(SAY, { input: { extractId: is.checking, verdict: 'RELEASE', reasons: 'Non dice nulla.' } }),
  },
});

async function got(by: Member, path: string): Promise<void> {
  const { status } = await by.download(`http://x${path}`);
  if (status !== 200) throw new Error(`HTTP ${status}`);
}

/** Researchers of one may have tables and rows; those of another what two people looked at before. */
export function permitting(own: OrganisationId, other: OrganisationId, datasetId: string): PolicyDocument {
  const { permissions, ...policy } = researchersMay(own, datasetId);
  const of = (organisation: OrganisationId) => ({
    assignee: { type: 'role' as const, role: 'researcher' as const, organisations: [organisation] },
    ...{ subject: 'Dataset' as const, where: { id: { $eq: datasetId } }, measures: [] as [] },
  });
  const terms = { minPeople: 10, minContributors: 3 };
  return {
    ...policy,
    permissions: [
      ...permissions,
      {
        ...{ ...of(own), actions: ['exportRecords'], purposes: ['AcademicResearch'], dimensions: ['age_band'] },
        terms: { ...terms, microdata: { k: 3 } },
      },
      {
        ...{ ...of(other), actions: ['requestExtract'], purposes: ['PublicBenefit'], dimensions: ['sex'] },
        terms: { ...terms, outputCheck: { reviewers: 2 } },
      },
    ],
  };
}
