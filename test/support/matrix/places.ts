import type { Question } from '../id-question';
import type { Member } from '../member';
import type { Ids } from '../two-federations';

/** Types that no query comes to: what a mutation answers, or what is there only while something goes wrong. */
export const WITHOUT_OBJECT: readonly string[] = [];

const quoted = (id: string) => JSON.stringify(id);
const byId = (id: string) => [`id: ${quoted(id)}`];

/** Arguments of the queries that need some, as text; where several are given, the first is what everybody is asked. */
export const rootsOf = (ids: Ids, { holder }: { readonly holder: Member }): ReadonlyMap<string, readonly string[]> =>
  new Map([
    ['application', byId(ids.application)],
    ['assembly', byId(ids.assembly)],
    ['ballot', byId(ids.ballot)],
    ['body', byId(ids.body)],
    ['catalogueAs', [`input: { federationId: ${quoted(ids.federation)}, as: MEMBER, organisationId: ${quoted(ids.organisation)} }`]],
    ['contribution', byId(ids.contribution)],
    ['dataset', byId(ids.dataset)],
    ['duties', ['as: HANDLER']],
    [
      'explainAccess',
      [
        `input: { subject: DATASET, id: ${quoted(ids.dataset)}, action: DISCOVER }`,
        `input: { subject: DATASET, id: ${quoted(ids.dataset)}, action: REQUEST_EXTRACT, purpose: PUBLIC_BENEFIT, personId: ${quoted(holder.id)} }`,
      ],
    ],
    ['extract', byId(ids.extract)],
    ['grant', byId(ids.grant)],
    ['odrlImport', [`input: { federationId: ${quoted(ids.federation)}, text: "{}", format: JSON_LD }`]],
    ['organisation', byId(ids.organisation)],
    ['policy', byId(ids.policy)],
    ['policyComposition', [`federationId: ${quoted(ids.federation)}`]],
    ['proposal', [`id: ${quoted(ids.proposal)}`, `id: ${quoted(ids.decision)}`]],
  ]);

const plain = (query: string, variables: object = {}): Question => ({ existing: '', query, variables: () => variables });

/** Mutations that take no id, and so have no line among the questions about ids. */
export const MUTATIONS: Readonly<Record<string, Question>> = {
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
