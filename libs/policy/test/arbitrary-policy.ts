import type { Identity } from '#identity';
import type { DatasetId, FederationId, Id, OrganisationId, PersonId, PolicyId, PolicyVersionId } from '#kernel';
import fc from 'fast-check';
import type { Suspension } from '../src/domain/policy';
import { parseOwnPolicy, parsePolicy, policyHash, type PolicyDocument } from '../src/domain/policy-document';
import type { PolicyInForce } from '../src/domain/policy-in-force';
import {
  ACTIONS_ON,
  FIELDS_OF,
  PURPOSES,
  type FieldKind,
  type Records,
  type SubjectName,
} from '../src/domain/vocabulary';

/** An identifier that reads as its number. */
export const idOf = <T extends Id<string>>(n: number): T =>
  `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as T;

/** Few of each, so that rules and records meet often. */
export const FEDERATIONS = [1, 2].map((n) => idOf<FederationId>(n));
export const ORGANISATIONS = [11, 12, 13].map((n) => idOf<OrganisationId>(n));
export const DATASETS = [21, 22, 23].map((n) => idOf<DatasetId>(n));
export const PERSONS = [31, 32].map((n) => idOf<PersonId>(n));
const TERMS = ['PUBLIC', 'RESTRICTED', 'socialNeeds', 'urbanStatistics'];
const ROLES = ['member', 'steward', 'researcher', 'auditor'] as const;
const plain = { noNullPrototype: true } as const;

const some = <T>(items: readonly T[]) => fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });

const OPERANDS: Record<FieldKind, readonly (string | number)[]> = {
  id: [...ORGANISATIONS, ...DATASETS],
  term: TERMS,
  count: [0, 1, 2, 3, 4],
};

/** Objects with one to three of the keys. */
function someOf(values: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  const entry = fc.oneof(...Object.entries(values).map(([key, value]) => fc.tuple(fc.constant(key), value)));
  return fc
    .uniqueArray(entry, { selector: ([key]) => key, minLength: 1, maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));
}

function comparison(kind: FieldKind): fc.Arbitrary<object> {
  const value = fc.constantFrom(...OPERANDS[kind]);
  const list = some(OPERANDS[kind]);
  const equality = { $eq: value, $ne: value, $in: list, $nin: list };
  const order = { $lt: value, $lte: value, $gt: value, $gte: value };
  return someOf(kind === 'count' ? { ...equality, ...order } : equality);
}

function where(subject: SubjectName): fc.Arbitrary<unknown> {
  const fields = Object.entries(FIELDS_OF[subject]).map(([field, kind]) => [field, comparison(kind)] as const);
  const conditions = someOf(Object.fromEntries(fields));
  return fc.oneof({ weight: 1, arbitrary: fc.constant('everything') }, { weight: 3, arbitrary: conditions });
}

const assignee = fc.oneof(
  fc.record({ type: fc.constant('members') }, plain),
  fc.record(
    {
      type: fc.constant('role'),
      role: fc.constantFrom(...ROLES),
      organisations: fc.oneof(fc.constant('federation'), some(ORGANISATIONS)),
    },
    plain,
  ),
);

const accessTo = (subject: SubjectName) =>
  fc.record(
    {
      assignee,
      actions: some(ACTIONS_ON[subject].filter((action) => action !== 'requestExtract')),
      subject: fc.constant(subject),
      where: where(subject),
    },
    plain,
  );

const COLUMNS = ['zone', 'need', 'age_band', 'hours', 'cost'];

const extract = fc.record(
  {
    assignee,
    actions: fc.constant(['requestExtract']),
    subject: fc.constant('Dataset'),
    where: where('Dataset'),
    purposes: some(PURPOSES),
    dimensions: some(COLUMNS),
    measures: fc.oneof(fc.constant([]), some(COLUMNS)),
    terms: fc.record(
      { minPeople: fc.integer({ min: 3, max: 30 }), minContributors: fc.integer({ min: 1, max: 5 }) },
      plain,
    ),
  },
  plain,
);

const prohibition = fc.record(
  {
    assignee,
    actions: some(['read', 'contribute', 'requestExtract']),
    subject: fc.constant('Dataset'),
    where: where('Dataset'),
  },
  plain,
);

const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });

const documentOf = (permission: fc.Arbitrary<unknown>) =>
  fc
    .record(
      {
        schema: fc.constant('granaio-policy/1'),
        title: fc.constantFrom('Accesso ai dati', 'Regola di prova'),
        permissions: fc.array(permission, { maxLength: 6, size: 'max' }),
        prohibitions: fc.array(prohibition, { maxLength: 2, size: 'max' }),
        validUntil: fc.option(day.map((date) => date.toISOString().slice(0, 10))),
      },
      plain,
    )
    .filter(({ permissions, prohibitions }) => permissions.length + prohibitions.length > 0);

/** Any policy that members could write and that is valid. */
export const policyDocument: fc.Arbitrary<PolicyDocument> = documentOf(
  fc.oneof(
    { weight: 8, arbitrary: accessTo('Dataset') },
    { weight: 4, arbitrary: extract },
    ...(['Ballot', 'Policy', 'Contribution', 'Extract'] as const).map((subject) => ({
      weight: 1,
      arbitrary: accessTo(subject),
    })),
  ),
).map(parsePolicy);

/** Any that an organisation could adopt about what is its own. */
export const ownDocument: fc.Arbitrary<PolicyDocument> = documentOf(
  fc.oneof(
    { weight: 4, arbitrary: accessTo('Dataset') },
    { weight: 2, arbitrary: extract },
    { weight: 2, arbitrary: accessTo('Contribution') },
  ),
).map(parseOwnPolicy);

const number = fc.integer({ min: 100, max: 999 });

export const policyInForce: fc.Arbitrary<PolicyInForce> = fc
  .tuple(policyDocument, fc.constantFrom(...FEDERATIONS), number)
  .map(([document, federationId, n]) => inForce(document, { federationId, n }));

/** A moment that suspensions of these policies may lie before or after. */
export const NOW = new Date('2026-11-22T12:00:00.000Z');

const suspension: fc.Arbitrary<Suspension> = fc
  .constantFrom<Date | null>(null, new Date(NOW.getTime() - 1), NOW, new Date(NOW.getTime() + 1))
  .map((until) => ({ since: new Date('2026-11-20'), until, reason: 'Prova', ratified: until === null }));

const ownPolicyInForce: fc.Arbitrary<PolicyInForce> = fc
  .tuple(ownDocument, fc.constantFrom(...FEDERATIONS), fc.constantFrom(...ORGANISATIONS), number)
  .map(([document, federationId, organisationId, n]) => inForce(document, { federationId, organisationId, n }));

/** Lets whoever is a member anywhere do everything with datasets and contributions, so that there is much to narrow. */
const openDocument = parsePolicy({
  schema: 'granaio-policy/1',
  title: 'Tutto a tutti',
  permissions: [
    ...(['Dataset', 'Contribution'] as const).map((subject) => ({
      assignee: { type: 'role', role: 'member', organisations: ORGANISATIONS },
      actions: ACTIONS_ON[subject].filter((action) => action !== 'requestExtract'),
      ...{ subject, where: 'everything' },
    })),
    {
      assignee: { type: 'role', role: 'member', organisations: ORGANISATIONS },
      ...{ actions: ['requestExtract'], subject: 'Dataset', where: 'everything', purposes: PURPOSES },
      ...{ dimensions: COLUMNS, measures: COLUMNS, terms: { minPeople: 3, minContributors: 1 } },
    },
  ],
  prohibitions: [],
  validUntil: null,
});
const openPolicies = fc
  .subarray(FEDERATIONS)
  .map((some) => some.map((federationId) => inForce(openDocument, { federationId })));

/** Policies of federations and of organisations, some of them suspended, some of no force because of a delegation. */
export const layeredPolicies: fc.Arbitrary<PolicyInForce[]> = fc
  .tuple(
    openPolicies,
    fc.array(policyInForce, { maxLength: 2, size: 'max' }),
    fc.array(ownPolicyInForce, { minLength: 1, maxLength: 4, size: 'max' }),
    fc.array(fc.option(suspension, { freq: 3 }), { minLength: 8, maxLength: 8 }),
    fc.option(fc.constantFrom(...ORGANISATIONS), { freq: 2 }),
  )
  .map(([open, federations, own, suspensions, delegating]) =>
    [...open, ...federations, ...own].map((policy, i) => ({
      ...policy,
      ...{ policyId: idOf<PolicyId>(300 + i), versionId: idOf<PolicyVersionId>(400 + i) },
      suspension: (i < open.length ? null : suspensions[i]) ?? null,
      delegated: policy.organisationId !== null && policy.organisationId === delegating,
    })),
  );

type Place = { federationId?: FederationId; organisationId?: OrganisationId | null; n?: number };

export const inForce = (
  document: PolicyDocument,
  { federationId = idOf<FederationId>(1), organisationId = null, n = 100 }: Place = {},
): PolicyInForce => ({
  policyId: idOf<PolicyId>(n),
  versionId: idOf<PolicyVersionId>(n + 1_000),
  number: 1,
  federationId,
  organisationId,
  hash: policyHash(document),
  resolution: null,
  document,
  suspension: null,
  delegated: false,
});

const membership = fc.record(
  {
    organisationId: fc.constantFrom(...ORGANISATIONS),
    kind: fc.constant('cooperative' as const),
    role: fc.constantFrom(...ROLES),
    federationIds: fc.uniqueArray(fc.constantFrom(...FEDERATIONS)),
  },
  plain,
);

export const identity: fc.Arbitrary<Identity> = fc.record(
  {
    personId: fc.constantFrom(...PERSONS),
    name: fc.constant('Ada'),
    email: fc.constant('ada@example.org'),
    language: fc.constant('it' as const),
    memberships: fc.array(membership, { maxLength: 3 }),
    scopes: fc.oneof(
      fc.constant('all' as const),
      fc.subarray(['read', 'vote', 'propose', 'contribute', 'extract'] as const),
    ),
  },
  plain,
);

export const contribution: fc.Arbitrary<Records['Contribution']> = fc.record(
  {
    id: fc.constantFrom(...DATASETS),
    federationId: fc.constantFrom(...FEDERATIONS),
    organisationId: fc.constantFrom(...ORGANISATIONS),
    datasetId: fc.constantFrom(...DATASETS),
  },
  plain,
);

export const dataset: fc.Arbitrary<Records['Dataset']> = fc.record(
  {
    id: fc.constantFrom(...DATASETS),
    federationId: fc.constantFrom(...FEDERATIONS),
    publisherId: fc.constantFrom(...ORGANISATIONS),
    needCategory: fc.constantFrom(...TERMS),
    accessRights: fc.constantFrom(...TERMS),
    contributors: fc.integer({ min: 0, max: 4 }),
  },
  plain,
);
