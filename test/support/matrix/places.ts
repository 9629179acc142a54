import type { Question } from '../id-question';
import { questions } from '../id-questions';
import { offer } from '../policy-questions';
import type { Ids } from '../two-federations';

/** Types that no query comes to in this federation, and why. */
export const WITHOUT_OBJECT: Readonly<Record<string, string>> = {};

const quoted = (id: string) => JSON.stringify(id);
const byId = (id: string) => [`id: ${quoted(id)}`];

/** Arguments of the queries that need some, as text; where several are given, the first is what everybody is asked. */
export const rootsOf = (ids: Ids): ReadonlyMap<string, readonly [string, ...string[]]> => {
  const federation = `federationId: ${quoted(ids.federation)}`;
  const ofDataset = `subject: DATASET, id: ${quoted(ids.dataset)}`;
  const text = quoted(offer(`urn:uuid:${ids.dataset}`));
  const roots: Readonly<Record<string, readonly string[]>> = {
    application: byId(ids.application),
    assembly: byId(ids.assembly),
    ballot: [...byId(ids.ballot), ...byId(ids.counted)],
    body: byId(ids.body),
    catalogueAs: [`input: { ${federation}, as: MEMBER, organisationId: ${quoted(ids.organisation)} }`],
    contribution: byId(ids.contribution),
    dataset: byId(ids.dataset),
    duties: ['as: HANDLER'],
    explainAccess: [
      `input: { ${ofDataset}, action: DISCOVER }`,
      `input: { ${ofDataset}, action: REQUEST_EXTRACT, purpose: PUBLIC_BENEFIT, personId: ${quoted(ids.applicant.id)} }`,
      `input: { ${ofDataset}, action: REQUEST_EXTRACT, purpose: PUBLIC_BENEFIT, personId: ${quoted(ids.applicant.id)},
        dimensions: ["zone"], measures: ["hours"] }`,
    ],
    extract: byId(ids.extract),
    grant: byId(ids.grant),
    odrlImport: [`input: { ${federation}, text: ${text}, format: JSONLD }`],
    organisation: byId(ids.organisation),
    policy: byId(ids.policy),
    policyComposition: [federation],
    proposal: [...byId(ids.proposal), ...byId(ids.decision), ...byId(ids.discussed)],
  };
  return new Map(Object.entries(roots) as [string, [string, ...string[]]][]);
};

const plain = (query: string, variables: object = {}): Question => ({
  existing: '',
  query,
  variables: () => variables,
});

/** Mutations that take no id, and so have no line among the questions about ids. */
const WITHOUT_ID: Readonly<Record<string, Question>> = {
  'Mutation.createApiToken(input)': plain(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
    { input: { name: 'another', scopes: ['READ'], expiresAt: '2030-01-01T00:00:00Z' } },
  ),
  'Mutation.requestSignIn(email)': plain('mutation { requestSignIn(email: "nobody@example.org") }'),
  'Mutation.revokeAllSessions(keepCurrent)': plain('mutation { revokeAllSessions(keepCurrent: true) { id } }'),
  'Mutation.setNotificationPreference(input)': plain(
    'mutation ($input: SetNotificationPreferenceInput!) { setNotificationPreference(input: $input) { kind } }',
    { input: { kind: 'REMARK_ADDED', delivery: 'AT_ONCE' } },
  ),
  'Mutation.signOut()': plain('mutation { signOut }'),
};

/** How each mutation is tried, all its ids being of one federation. */
export const attempts = (ids: Ids): ((mutation: string) => Question) => {
  const { federation: theirFederation, organisation: theirOrganisation, dataset: theirDataset } = ids;
  const known = {
    ...questions({ ...ids, theirFederation, theirOrganisation, theirDataset, their: ids }),
    ...WITHOUT_ID,
  };
  return (mutation) => {
    const line = Object.keys(known).find((name) => name.startsWith(`Mutation.${mutation}(`));
    const question = line === undefined ? undefined : known[line];
    if (!question) throw new Error(`Say how ${mutation} is tried: in test/support, where the questions about ids are.`);
    return question;
  };
};
