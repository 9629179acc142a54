import type { Question } from '../id-question';
import { questions } from '../id-questions';
import { offer } from '../policy-questions';
import type { Ids } from '../two-federations';

/** Types that no query comes to in this federation, and why. */
export const WITHOUT_OBJECT: Readonly<Record<string, string>> = {
  CastVote: 'what a mutation answers, and nothing else does',
  CertificateVerdict: 'what a mutation answers, and nothing else does',
  ClauseReference: 'where one policy narrows another: an organisation’s own within its federation’s',
  CreatedApiToken: 'what a mutation answers, and nothing else does',
  Exclusion: 'who must not vote, by a statute that says so',
  HarvestDecision: 'what a mutation answers, and nothing else does',
  HarvestPreview: 'what a mutation answers, and nothing else does',
  LevelsGivenUp: 'of a table with columns that lie within others, which service users have not got',
  NoisyQuantile: 'of a release with noise and quantiles, which nobody here asked for',
  OptionCount: 'the count of an election',
  Recall: 'of a release that counted rows that were withdrawn',
  Resistance: 'of a result with a section whose votes are challenged',
  Round: 'the count of an election by rounds',
  Suspension: 'no policy is suspended',
  SuspensionCall: 'what a mutation answers, and nothing else does',
  TieBreak: 'the count of an election with a tie',
  VoteCap: 'a ceiling on votes, which this statute has not got',
  Warning: 'a result that needs one',
};

const quoted = (id: string) => JSON.stringify(id);
const byId = (id: string) => [`id: ${quoted(id)}`];

/** Arguments of the queries that need some, as text; where several are given, the first is what everybody is asked. */
export const rootsOf = (ids: Ids): ReadonlyMap<string, readonly [string, ...string[]]> => {
  const federation = `federationId: ${quoted(ids.federation)}`;
  const ofDataset = `subject: DATASET, id: ${quoted(ids.dataset)}`;
  const text = quoted(offer(`urn:uuid:${ids.dataset}`));
  const roots: Readonly<Record<string, readonly string[]>> = {
    application: [...byId(ids.application), ...byId(ids.granted)],
    assembly: [...byId(ids.assembly), ...byId(ids.ended)],
    ballot: [...byId(ids.ballot), ...byId(ids.counted)],
    body: byId(ids.body),
    catalogueAs: [`input: { ${federation}, as: MEMBER, organisationId: ${quoted(ids.organisation)} }`],
    ...dataRoots(ids),
    duties: ['as: HANDLER'],
    explainAccess: [
      `input: { ${ofDataset}, action: DISCOVER }`,
      `input: { ${ofDataset}, action: REQUEST_EXTRACT, purpose: PUBLIC_BENEFIT, personId: ${quoted(ids.applicant.id)} }`,
      `input: { ${ofDataset}, action: REQUEST_EXTRACT, purpose: NON_COMMERCIAL_RESEARCH, personId: ${quoted(ids.applicant.id)},
        dimensions: ["zone"], measures: ["hours"] }`,
      `input: { ${ofDataset}, action: REQUEST_EXTRACT, purpose: ACADEMIC_RESEARCH, personId: ${quoted(ids.applicant.id)},
        dimensions: ["age_band"], measures: [] }`,
      `input: { ${ofDataset}, action: EXPORT_RECORDS, purpose: ACADEMIC_RESEARCH, dimensions: ["zone"], measures: [] }`,
    ],
    ...disclosureRoots(ids),
    grant: byId(ids.grant),
    odrlImport: [`input: { ${federation}, text: ${text}, format: JSONLD }`],
    organisation: byId(ids.organisation),
    policy: byId(ids.policy),
    policyComposition: [federation],
    proposal: [...byId(ids.proposal), ...byId(ids.decision), ...byId(ids.discussed), ...byId(ids.changing)],
  };
  return new Map(Object.entries(roots) as [string, [string, ...string[]]][]);
};

/** Of what leaves the commons. */
const disclosureRoots = (ids: Ids): Readonly<Record<string, readonly string[]>> => {
  const looked = [ids.checking, ids.checked].map((id) => `extractId: ${quoted(id)}`);
  const released = [ids.extract, ids.refused, ids.hidden, ids.keyed, ids.perturbed, ids.rows];
  return {
    extract: released.flatMap(byId),
    organisationGroups: [`federationId: ${quoted(ids.federation)}`],
    outputCheck: looked,
    outputCheckTable: looked.slice(0, 1),
    privacyLedger: [`datasetId: ${quoted(ids.noisy)}`],
  };
};

/** Of what data brings with it. */
const dataRoots = (ids: Ids): Readonly<Record<string, readonly string[]>> => {
  const of = (id: string) => `datasetId: ${quoted(id)}`;
  const owned = `organisationId: ${quoted(ids.organisation)}`;
  const about = (input: string) => [`input: { ${input} }`];
  const rows = `contributionId: ${quoted(ids.contribution)}`;
  const research = `purpose: ACADEMIC_RESEARCH`;
  return {
    citation: [of(ids.dataset)],
    codeList: byId(ids.codeList),
    codeListCodes: byId(ids.codeList),
    codeLists: [`federationId: ${quoted(ids.federation)}`],
    contribution: [ids.contribution, ids.spoiled, ids.reading].flatMap(byId),
    contributorCoverage: [of(ids.dataset)],
    dataset: [...byId(ids.dataset), ...byId(ids.described)],
    datasetPreview: [`${of(ids.dataset)}, ${research}`],
    datasetProfile: [`${of(ids.dataset)}, ${research}`],
    datasetQuality: [of(ids.dataset)],
    datasetVersions: [of(ids.dataset)],
    destructionReceipt: [`contributionId: ${quoted(ids.destroyed)}`],
    dictionary: [of(ids.described), of(ids.dataset)],
    harvestItems: [`runId: ${quoted(ids.run)}`],
    harvestRuns: [`sourceId: ${quoted(ids.source)}`],
    harvestSources: [`federationId: ${quoted(ids.federation)}`],
    lineage: about(rows),
    liveAggregates: about(`${of(ids.dataset)}, ${research}, dimensions: [{ field: "zone" }]`),
    mappingProfiles: [`${of(ids.described)}, ${owned}`],
    need: byId(ids.need),
    relatedDatasets: byId(ids.dataset),
    searchDatasets: ['text: "users"'],
    schemaDifference: [`${of(ids.described)}, from: 1, to: 2`],
    schemaVersions: [of(ids.described)],
    uploadQuota: [owned],
    versionDifference: [
      `${of(ids.dataset)}, from: 1, to: 2, ${research}`,
      `${of(ids.described)}, from: 1, to: 2, ${research}`,
    ],
    withdrawalPreview: about(rows),
  };
};

const plain = (query: string, variables: object = {}): Question => ({
  existing: '',
  query,
  variables: () => variables,
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Mutations that take no id, or none that is anybody’s secret, and so have no line among the questions about ids. */
const withoutId = (ids: Ids): Readonly<Record<string, Question>> => ({
  'Mutation.addCodeListVersion(input.codeListId)': plain(
    'mutation ($input: AddCodeListVersionInput!) { addCodeListVersion(input: $input) { version } }',
    { input: { codeListId: ids.codeList, note: 'Altri.', csv: 'level,code,parent\nzone,Est,all\ncity,all,' } },
  ),
  'Mutation.createApiToken(input)': plain(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
    { input: { name: 'another', scopes: ['READ'], expiresAt: inDays(60) } },
  ),
  'Mutation.requestSignIn(email)': plain('mutation { requestSignIn(email: "nobody@example.org") }'),
  'Mutation.revokeAllSessions(keepCurrent)': plain('mutation { revokeAllSessions(keepCurrent: true) { id } }'),
  'Mutation.setNotificationPreference(input)': plain(
    'mutation ($input: SetNotificationPreferenceInput!) { setNotificationPreference(input: $input) { kind } }',
    { input: { kind: 'REMARK_ADDED', delivery: 'AT_ONCE' } },
  ),
  'Mutation.signOut()': plain('mutation { signOut }'),
});

/** What is done with a draft, and what with an application that was granted. */
const OF_DRAFT = [
  'inviteCoApplicant',
  'removeCoApplicant',
  'saveApplication',
  'submitApplication',
  'withdrawApplication',
];
const OF_GRANTED = ['closeApplication', 'liftBlock', 'revokeApplication'];

/** How each mutation is tried, all its ids being of one federation. */
export const attempts = (ids: Ids): ((mutation: string) => Question) => {
  const { federation: theirFederation, organisation: theirOrganisation, dataset: theirDataset } = ids;
  const known = (application: string, assembly: string) => ({
    ...questions({ ...ids, application, assembly, theirFederation, theirOrganisation, theirDataset, their: ids }),
    ...withoutId(ids),
  });
  return (mutation) => {
    const application = OF_DRAFT.includes(mutation) ? ids.draftApplication : ids.application;
    const assembly = mutation === 'signMinutes' ? ids.ended : ids.assembly;
    const about = known(OF_GRANTED.includes(mutation) ? ids.granted : application, assembly);
    const line = Object.keys(about).find((name) => name.startsWith(`Mutation.${mutation}(`));
    const question = line === undefined ? undefined : about[line];
    if (!question) throw new Error(`Say how ${mutation} is tried: in test/support, where the questions about ids are.`);
    return question;
  };
};
