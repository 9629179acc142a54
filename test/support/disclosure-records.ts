import type { OrganisationId } from '#kernel';
import { parsePolicy, type PolicyDocument } from '#policy';
import { told } from './assembly-room';
import type { Question } from './id-question';
import type { Member } from './member';
import { adopt, contribute, publishServiceUsers, usersOf, type Cooperative } from './social-services';
import type { World } from './world';

/**
 * Ids of what disclosure control keeps: releases of two datasets, one of which is counted with noise; what people look at
 * before it leaves, some of it decided; and organisations that know as one.
 */
export type DisclosureRecords = Record<
  'careful' | 'noisy' | 'hidden' | 'keyed' | 'checked' | 'checking' | 'rows' | 'perturbed' | 'group' | 'partner',
  string
>;
type Drawn = Omit<DisclosureRecords, 'group'>;

const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const ONE_BY_ONE = 'mutation ($input: RequestMicrodataInput!) { requestMicrodata(input: $input) { id } }';
const SAY = 'mutation ($input: CheckOutputInput!) { checkOutput(input: $input) { extractId } }';
const GROUP = 'mutation ($input: RecordOrganisationGroupInput!) { recordOrganisationGroup(input: $input) { id } }';

const VERDICT = { verdict: 'RELEASE', reasons: 'Nessuna cella dice troppo di qualcuno.' };
const COLUMNS = ['zone', 'age_band', 'sex', 'need'];
const LIMITS = { minPeople: 10, minContributors: 3 };
/** Of each contributor. */
const ROWS = 120;

/** What researchers may have of two datasets: of one as it is, by purpose in different ways; of the other with noise alone. */
function withCare(university: OrganisationId, careful: string, noisy: string): PolicyDocument {
  const assignee = { type: 'role', role: 'researcher', organisations: [university] };
  const of = (id: string) => ({ assignee, subject: 'Dataset', where: { id: { $eq: id } } });
  const drawing = (id: string, purpose: string, terms: object) => ({
    ...{ ...of(id), actions: ['requestExtract'], purposes: [purpose], measures: [] },
    ...{ dimensions: COLUMNS, terms: { ...LIMITS, ...terms } },
  });
  const checked = { outputCheck: { reviewers: 2 }, roundingBase: 5, rounding: 'controlled' };
  const rows = { actions: ['exportRecords'], dimensions: COLUMNS };
  return parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Con cautela', prohibitions: [], validUntil: null },
    permissions: [
      { ...of(careful), actions: ['read'] },
      { ...of(noisy), actions: ['read'] },
      drawing(careful, 'AcademicResearch', { generalise: false }),
      drawing(careful, 'ServiceImprovement', checked),
      drawing(careful, 'CommercialResearch', { cellKey: { maxNoise: 3, variance: '2', tables: 10 } }),
      { ...drawing(careful, 'AcademicResearch', { microdata: { k: 3, mostSuppressedPercent: 40 } }), ...rows },
      drawing(noisy, 'AcademicResearch', { minContributors: 1, noise: { epsilon: '1', lifetimeEpsilon: '4' } }),
    ],
  });
}

/** Published by the first of three, with rows of all, and drawn from by a researcher of the university. */
export async function disclosureRecords(
  world: World,
  cooperatives: readonly [Cooperative, Cooperative, Cooperative],
  by: { readonly university: OrganisationId; readonly applicant: Member },
): Promise<Drawn> {
  const [aurora, dora] = cooperatives;
  const publish = async (name: string, contributors: readonly Cooperative[]) => {
    const id = await publishServiceUsers(world, aurora);
    for (const [at, one] of contributors.entries()) await contribute(world, one, id, usersOf(`${name} ${at}`, ROWS));
    return id;
  };
  const [careful, noisy] = [await publish('careful', cooperatives), await publish('noisy', [aurora])];
  const stewards = cooperatives.map(({ steward }) => steward);
  await adopt(world, withCare(by.university, careful, noisy), stewards);
  const ask = async (purpose: string, dimensions: readonly string[], datasetId = careful) => {
    const input = { datasetId, purpose, dimensions, measures: [] };
    return (await told<{ id: string }>(by.applicant, REQUEST, { input })).id;
  };
  const draw = async (...asked: Parameters<typeof ask>) => {
    const id = await ask(...asked);
    await world.settle();
    return id;
  };
  const perturbed = await ask('ACADEMIC_RESEARCH', ['zone'], noisy);
  const checked = await draw('SERVICE_IMPROVEMENT', ['sex']);
  for (const { steward } of [aurora, dora]) await steward.send(SAY, { input: { ...VERDICT, extractId: checked } });
  // It leaves by a job of its own, and what is drawn next is decided beside it.
  await world.settle();
  const hidden = await draw('ACADEMIC_RESEARCH', ['zone', 'sex']);
  const keyed = await draw('COMMERCIAL_RESEARCH', ['zone']);
  const checking = await draw('SERVICE_IMPROVEMENT', ['age_band']);
  const input = { datasetId: careful, purpose: 'ACADEMIC_RESEARCH', columns: ['age_band', 'sex'] };
  const { id: rows } = await told<{ id: string }>(by.applicant, ONE_BY_ONE, { input });
  await world.settle();
  return { careful, noisy, hidden, keyed, checked, checking, perturbed, rows, partner: dora.id };
}

/** Entered by whoever keeps the book of a federation. @returns the group */
export async function groupRecord(
  { federationId }: World,
  officer: Member,
  members: readonly Cooperative[],
): Promise<string> {
  const input = { federationId, kind: 'COALITION', name: 'Consorzio', organisationIds: members.map(({ id }) => id) };
  return (await told<{ id: string }>(officer, GROUP, { input })).id;
}

type Known = DisclosureRecords &
  Record<'organisation' | 'federation' | 'theirOrganisation' | 'theirFederation', string>;

const byId = (field: string, name: string, existing: string, selection: string): Question => ({
  existing,
  query: `query ($id: ID!) { ${field}(${name}: $id) ${selection} }`,
  variables: (id) => ({ id }),
});
const doing = (query: string, existing: string, input: (id: string) => object): Question => ({
  ...{ existing, query },
  variables: (id) => ({ input: input(id) }),
});

/** One line for every place that takes an id of these. */
export const aboutDisclosure = (ids: Known): Record<string, Question> => {
  const { checking, organisation, theirOrganisation } = ids;
  const group = { federationId: ids.theirFederation, kind: 'COALITION', name: 'Altro consorzio' };
  const asked = { purpose: 'ACADEMIC_RESEARCH', columns: ['age_band', 'sex'] };
  return {
    'Query.organisationGroups(federationId)': byId(
      'organisationGroups',
      'federationId',
      ids.federation,
      '{ items { id name } }',
    ),
    'Query.outputCheck(extractId)': byId('outputCheck', 'extractId', checking, '{ datasetTitle answers { reasons } }'),
    'Query.outputCheckTable(extractId)': byId('outputCheckTable', 'extractId', checking, '{ rowCount }'),
    'Query.privacyLedger(datasetId)': byId('privacyLedger', 'datasetId', ids.noisy, '{ spent { epsilon } }'),
    'Mutation.checkOutput(input.extractId)': doing(SAY, checking, (extractId) => ({ ...VERDICT, extractId })),
    'Mutation.requestMicrodata(input.datasetId)': doing(ONE_BY_ONE, ids.careful, (datasetId) => ({
      ...asked,
      datasetId,
    })),
    'Mutation.recordOrganisationGroup(input.federationId)': doing(GROUP, ids.federation, (federationId) => ({
      ...{ ...group, federationId, organisationIds: [theirOrganisation, ids.partner] },
    })),
    'Mutation.recordOrganisationGroup(input.organisationIds)': doing(GROUP, organisation, (id) => ({
      ...{ ...group, organisationIds: [theirOrganisation, id] },
    })),
    'Mutation.endOrganisationGroup(id)': {
      existing: ids.group,
      query: 'mutation ($id: ID!) { endOrganisationGroup(id: $id) { id } }',
      variables: (id) => ({ id }),
    },
  };
};
