import type { OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import { told } from './assembly-room';
import type { Member } from './member';
import { membersMay } from './policies';
import { contribute, publishServiceUsers, threeCooperatives, usersOf, type Cooperative } from './social-services';
import { World } from './world';

type Use = Extract<PolicyDocument['permissions'][number], { purposes: unknown }>;

/** A federation with one dataset of Aurora's and one of Dora's, each with rows of all three, and a university. */
export type AccessWorld = {
  readonly world: World;
  readonly cooperatives: readonly [Cooperative, Cooperative, Cooperative];
  readonly university: OrganisationId;
  readonly rita: Member;
  readonly carlo: Member;
  /** Members of Sangone, which publishes nothing. */
  readonly reviewers: readonly [Member, Member];
  readonly datasets: readonly [string, string];
};

export async function accessWorld(): Promise<AccessWorld> {
  const world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
  const cooperatives = await threeCooperatives(world);
  const [aurora, dora, sangone] = cooperatives;
  const datasets = [await publishServiceUsers(world, aurora), await publishServiceUsers(world, dora)] as const;
  for (const dataset of datasets) {
    for (const [at, name] of ['aurora', 'dora', 'sangone'].entries()) {
      await contribute(world, cooperatives[at] as Cooperative, dataset, usersOf(name));
    }
  }
  const university = await world.organisation('Università', { kind: 'enablingOrganisation', affiliated: false });
  return {
    ...{ world, cooperatives, university, datasets },
    rita: await world.person('Rita', university, 'researcher'),
    carlo: await world.person('Carlo', university, 'researcher'),
    reviewers: [await world.person('Rosa', sangone.id, 'member'), await world.person('Remo', sangone.id, 'member')],
  };
}

/** A policy by which researchers of the university may draw tables, in the way that `how` says it is decided. */
export function researchDecided(
  { university, datasets }: AccessWorld,
  how: Partial<Pick<Use, 'decision' | 'duties' | 'grantDays'>> & { readonly only?: string },
): PolicyDocument {
  const { only, ...rest } = how;
  const assignee = { type: 'role' as const, role: 'researcher' as const, organisations: [university] };
  const where = { id: { $in: only ? [only] : [...datasets] } };
  return {
    schema: 'granaio-policy/1',
    title: 'Research, decided case by case',
    permissions: [
      { assignee, actions: ['read'], subject: 'Dataset', where },
      {
        ...{ assignee, actions: ['requestExtract'], subject: 'Dataset', where, purposes: ['AcademicResearch'] },
        ...{ dimensions: ['zone', 'need'], measures: ['hours'], terms: { minPeople: 10, minContributors: 3 }, ...rest },
      },
    ],
    prohibitions: [],
    validUntil: null,
  };
}

export const FORM = {
  purpose: 'ACADEMIC_RESEARCH',
  legalBasis: 'PUBLIC_TASK',
  project: { title: 'Chi resta a casa', summary: 'Quanto e dove le persone sono assistite a casa.' },
  retentionDays: 300,
};

export const MINE = { dimensions: ['zone', 'need'], measures: ['hours'] };

/** What is asked and said in the life of an application. */
export const ASK = {
  SEE: `query ($id: ID!) { application(id: $id) { state revision roles possibleActions form { retentionDays }
    items { title } coApplicants { personId acceptance { hash } } requirements { kind count } unmet { why }
    reviewProgress { asked answered } reviews { verdict note } remarks { items { note audience } }
    decision { outcome reason changed } votes { proposalId outcome } consents { answer }
    grants { id datasetId holderIds endsAt endReason terms { minPeople } } } }`,
  HISTORY: 'query ($id: ID!) { application(id: $id) { history(first: 100) { items { kind actorId note } } } }',
  AGREEMENT: 'query ($id: ID!) { application(id: $id) { agreement { hash items { terms { minPeople } } } } }',
  DIFFERENCES:
    'query ($id: ID!) { application(id: $id) { differences(from: 1, to: 2) { path before after } decisions { occasion granted } } }',
  LIST: 'query ($list: ApplicationList!) { applications(list: $list) { items { id state possibleActions } } }',
  GRANTS: '{ grants { items { id title endReason agreementUrl offerUrl } } }',
  START: 'mutation ($input: StartApplicationInput!) { startApplication(input: $input) { id state } }',
  SAVE: 'mutation ($input: SaveApplicationInput!) { saveApplication(input: $input) { id } }',
  SUBMIT: 'mutation ($id: ID!) { submitApplication(id: $id) { state revision } }',
  COPY: 'mutation ($id: ID!) { copyApplication(id: $id) { id state } }',
  REQUEST: 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }',
  EXTRACT: `query ($id: ID!) { extract(id: $id) { state grantId refusal { code } decisions { occasion granted code }
    release { contributors permit { terms { minPeople } } csv { url } } } }`,
} as const;

export type SeenApplication = {
  readonly state: string;
  readonly possibleActions: readonly string[];
  readonly votes: readonly { proposalId: string; outcome: string | null }[];
  readonly grants: readonly { id: string; datasetId: string; holderIds: string[]; endReason: string | null }[];
};

export type SeenExtract = {
  readonly state: string;
  readonly refusal: { readonly code: string } | null;
  readonly decisions: readonly object[];
  readonly release: { readonly csv: { readonly url: string } };
};

export const seen = (by: Member, id: string): Promise<SeenApplication> => told(by, ASK.SEE, { id });

/** Does something with an application: `act(rita, 'withdrawApplication', { applicationId })`. */
export const act = (by: Member, name: string, input: object): Promise<{ state: string }> =>
  told(
    by,
    `mutation ($input: ${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!) { ${name}(input: $input) { state } }`,
    {
      input,
    },
  );

/** Reads the agreement and accepts what it says. */
export async function accept(by: Member, applicationId: string): Promise<void> {
  const { agreement } = await told<{ agreement: { hash: string } }>(by, ASK.AGREEMENT, { id: applicationId });
  await act(by, 'acceptApplicationTerms', { applicationId, hash: agreement.hash });
}

let applications = 0;

/** Starts an application for some datasets, unlike any other, accepts its terms and submits it. @returns its id */
export async function apply(
  by: Member,
  { university }: AccessWorld,
  datasets: readonly string[],
  columns: object = MINE,
): Promise<string> {
  const items = datasets.map((datasetId) => ({ datasetId, ...columns }));
  const form = { ...FORM, funding: `Borsa ${(applications += 1)}` };
  const input = { organisationId: university, form, items };
  const { id } = await told<{ id: string }>(by, ASK.START, { input });
  await accept(by, id);
  await by.send(ASK.SUBMIT, { id });
  return id;
}

/** Draws what was granted. @returns the extract, once it was run */
export async function draw({ world }: AccessWorld, by: Member, datasetId: string): Promise<SeenExtract> {
  const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', ...MINE };
  const { id } = await told<{ id: string }>(by, ASK.REQUEST, { input });
  await world.settle();
  return told<SeenExtract>(by, ASK.EXTRACT, { id });
}
