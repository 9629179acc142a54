import type { OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import { accept, act, ASK, FORM, seen } from './access';
import { told } from './assembly-room';
import type { Question } from './id-question';
import type { Member } from './member';
import { researchersMay } from './social-services';
import type { World } from './world';

/** Ids of what was applied for: one application is submitted and waits, one is a draft, and of one came a grant. */
export type ApplicationRecords = Record<
  'application' | 'draftApplication' | 'granted' | 'grant' | 'obligation' | 'evidenced',
  string
>;

const TERMS = { minPeople: 10, minContributors: 3, dominance: { n: 1, k: 80 } } as const;

type Permission = PolicyDocument['permissions'][number];

/** Researchers may draw tables at once; for public benefit if a reviewer says so, and otherwise if everybody does. */
export function researchOnApplication(university: OrganisationId, datasetId: string): PolicyDocument {
  const policy = researchersMay(university, datasetId);
  const deciding = (purpose: 'PublicBenefit' | 'NonCommercialResearch', decision: object): Permission => ({
    ...{ assignee: { type: 'role', role: 'researcher', organisations: [university] } },
    ...{ actions: ['requestExtract'], subject: 'Dataset', where: { id: { $eq: datasetId } }, purposes: [purpose] },
    ...{ dimensions: ['zone'], measures: ['hours'], terms: TERMS, grantDays: 90 },
    ...({
      decision,
      duties: [
        { type: 'shareResults', days: 30 },
        { type: 'reportUse', everyDays: 30 },
      ],
    } as object),
  });
  return {
    ...policy,
    permissions: [
      ...policy.permissions,
      {
        ...{ assignee: { type: 'role', role: 'researcher', organisations: [university] }, subject: 'Dataset' },
        ...{ actions: ['preview', 'queryAggregates'], where: { id: { $eq: datasetId } }, terms: TERMS },
        ...{ purposes: ['AcademicResearch'], dimensions: ['zone'], measures: [] },
      },
      deciding('PublicBenefit', { type: 'reviewers', count: 1 }),
      deciding('NonCommercialResearch', { type: 'reviewers', count: 1 }),
      deciding('NonCommercialResearch', { type: 'vote' }),
      deciding('NonCommercialResearch', { type: 'consent' }),
    ],
  };
}

/** What would change much: anybody may know of it, researchers may draw nothing any more, and one rule contradicts another. */
export function otherRules(university: OrganisationId, datasetId: string): PolicyDocument {
  const assignee: Permission['assignee'] = { type: 'role', role: 'researcher', organisations: [university] };
  const where = { id: { $eq: datasetId } };
  const [, drawing] = researchOnApplication(university, datasetId).permissions;
  return {
    ...researchersMay(university, datasetId),
    title: 'Altre regole',
    permissions: [
      { assignee: { type: 'public' }, actions: ['discover'], subject: 'Dataset', where },
      { assignee: { type: 'members' }, actions: ['discover'], subject: 'Dataset', where },
      {
        ...{ assignee: { type: 'members' }, actions: ['discover'], subject: 'Dataset' },
        where: { needCategory: { $eq: 'urbanStatistics' } },
      },
      ...(drawing ? [drawing] : []),
    ],
    prohibitions: [{ assignee, actions: ['requestExtract'], subject: 'Dataset', where }],
  };
}

type Parties = {
  readonly university: OrganisationId;
  readonly applicant: Member;
  readonly handler: Member;
  readonly reviewer: Member;
};

/** Made as people make them, once a policy like `researchOnApplication` holds. */
export async function applicationRecords(world: World, datasetId: string, by: Parties): Promise<ApplicationRecords> {
  const { applicant, handler, reviewer, university } = by;
  const items = [{ datasetId, dimensions: ['zone'], measures: ['hours'] }];
  const start = async (purpose: string) => {
    const input = { organisationId: university, form: { ...FORM, purpose }, items };
    return (await told<{ id: string }>(applicant, ASK.START, { input })).id;
  };
  const submit = async (id: string) => {
    await accept(applicant, id);
    await applicant.send(ASK.SUBMIT, { id });
  };
  const review = async (id: string) => {
    await act(handler, 'inviteReviewer', { applicationId: id, personId: reviewer.id });
    await act(reviewer, 'reviewApplication', { applicationId: id, verdict: 'FOR', note: 'Utile.' });
  };
  const granted = await start('PUBLIC_BENEFIT');
  await submit(granted);
  await review(granted);
  await act(handler, 'approveApplication', { applicationId: granted });
  await world.settle();
  const [grant] = (await seen(applicant, granted)).grants;
  const { shareResults, reportUse } = await obligationsOf(applicant);
  const evidence = { obligationId: reportUse, text: 'Una tesi.' };
  await applicant.send('mutation ($input: GiveEvidenceInput!) { giveEvidence(input: $input) { id } }', {
    input: evidence,
  });

  const application = await start('NON_COMMERCIAL_RESEARCH');
  const companion = await world.person('Nino', university, 'researcher');
  await act(applicant, 'inviteCoApplicant', { applicationId: application, personId: companion.id });
  await accept(companion, application);
  await submit(application);
  await act(handler, 'returnApplication', { applicationId: application, note: 'Meno a lungo.' });
  const form = { ...FORM, purpose: 'NON_COMMERCIAL_RESEARCH', retentionDays: 200 };
  await act(applicant, 'saveApplication', { applicationId: application, form, items });
  await accept(companion, application);
  await submit(application);
  await review(application);
  await act(handler, 'putApplicationToVote', { applicationId: application });
  await act(handler, 'remarkOnApplication', { applicationId: application, text: 'Fra noi.', audience: 'HANDLERS' });
  await act(applicant, 'remarkOnApplication', { applicationId: application, text: 'Grazie.' });

  const draftApplication = await start('PUBLIC_BENEFIT');
  await accept(applicant, draftApplication);
  return {
    ...{ application, draftApplication, granted, grant: grant?.id ?? '' },
    ...{ obligation: shareResults, evidenced: reportUse },
  };
}

async function obligationsOf(holder: Member): Promise<Record<'shareResults' | 'reportUse', string>> {
  const { items } = await told<{ items: { id: string; kind: string }[] }>(holder, '{ duties { items { id kind } } }');
  const ofKind = (wanted: string) => items.find(({ kind }) => kind === wanted)?.id ?? '';
  return { shareResults: ofKind('SHARE_RESULTS'), reportUse: ofKind('REPORT_USE') };
}

type Known = ApplicationRecords &
  Record<'organisation' | 'dataset' | 'body' | 'person' | 'theirOrganisation' | 'theirDataset', string>;

/** What is done with an application, and what with besides its id. */
const DONE: Readonly<Record<string, (ids: Known) => object>> = {
  acceptApplicationTerms: () => ({ hash: '0' }),
  approveApplication: () => ({}),
  closeApplication: () => ({}),
  giveConsent: ({ theirDataset }) => ({ datasetId: theirDataset }),
  inviteCoApplicant: ({ person }) => ({ personId: person }),
  inviteReviewer: ({ person }) => ({ personId: person }),
  liftBlock: () => ({ note: 'Chiarito.' }),
  putApplicationToVote: () => ({}),
  refuseConsent: ({ theirDataset }) => ({ datasetId: theirDataset }),
  rejectApplication: () => ({ reason: 'OTHER', note: 'No.' }),
  remarkOnApplication: () => ({ text: 'Bene.' }),
  removeCoApplicant: ({ person }) => ({ personId: person }),
  removeReviewer: ({ person }) => ({ personId: person }),
  returnApplication: () => ({ note: 'Più breve.' }),
  reviewApplication: () => ({ verdict: 'FOR' }),
  revokeApplication: () => ({ note: 'Basta.' }),
  saveApplication: ({ theirDataset }) => ({ form: FORM, items: [item(theirDataset)] }),
  withdrawApplication: () => ({}),
};

const item = (datasetId: string) => ({ datasetId, dimensions: ['zone'] });
const inputOf = (field: string) => `${field[0]?.toUpperCase() ?? ''}${field.slice(1)}Input`;

/** One line for every place that takes an id of these. */
export const aboutApplications = (ids: Known): Record<string, Question> => {
  const act = (field: string, existing: string, input: (id: string) => object): Question => ({
    ...{ existing, variables: (id) => ({ input: { ...DONE[field]?.(ids), ...input(id) } }) },
    query: `mutation ($input: ${inputOf(field)}!) { ${field}(input: $input) { id } }`,
  });
  const byId = (root: 'query' | 'mutation', field: string, existing: string): Question => ({
    ...{ existing, variables: (id) => ({ id }) },
    query: `${root} ($id: ID!) { ${field}(id: $id) { id } }`,
  });
  const { application: applicationId, person, dataset } = ids;
  const naming = (field: string, name: string, existing: string, listed = false): [string, Question] => [
    `Mutation.${field}(input.${name})`,
    act(field, existing, (id) => ({ applicationId, [name]: listed ? [id] : id })),
  ];
  const started = { organisationId: ids.theirOrganisation, form: FORM, items: [item(ids.theirDataset)] };
  return {
    'Query.application(id)': byId('query', 'application', applicationId),
    'Query.grant(id)': byId('query', 'grant', ids.grant),
    ...Object.fromEntries(
      Object.keys(DONE).map((field) => [
        `Mutation.${field}(input.applicationId)`,
        act(field, applicationId, (id) => ({ applicationId: id })),
      ]),
    ),
    ...Object.fromEntries(
      ['copyApplication', 'leaveApplication', 'submitApplication'].map((field) => [
        `Mutation.${field}(id)`,
        byId('mutation', field, applicationId),
      ]),
    ),
    ...Object.fromEntries([
      ...['inviteCoApplicant', 'inviteReviewer', 'removeCoApplicant', 'removeReviewer'].map((field) =>
        naming(field, 'personId', person),
      ),
      ...['giveConsent', 'refuseConsent'].map((field) => naming(field, 'datasetId', dataset)),
      ...['liftBlock', 'revokeApplication'].map((field) => naming(field, 'personIds', person, true)),
      naming('putApplicationToVote', 'bodyId', ids.body),
    ]),
    'Mutation.saveApplication(input.items.datasetId)': act('saveApplication', dataset, (id) => ({
      ...{ applicationId, items: [item(id)] },
    })),
    'Mutation.startApplication(input.organisationId)': act('startApplication', ids.organisation, (organisationId) => ({
      ...{ ...started, organisationId },
    })),
    'Mutation.startApplication(input.items.datasetId)': act('startApplication', dataset, (id) => ({
      ...{ ...started, items: [item(id)] },
    })),
  };
};
