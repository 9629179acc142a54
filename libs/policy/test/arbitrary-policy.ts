import type { Identity } from '#identity';
import type { FederationId, OrganisationId, PolicyId, PolicyVersionId } from '#kernel';
import fc from 'fast-check';
import type { Suspension } from '../src/domain/policy';
import { parsePolicy, policyHash, type PolicyDocument } from '../src/domain/policy-document';
import type { PolicyInForce } from '../src/domain/policy-in-force';
import { PURPOSES } from '../src/domain/purpose';
import { ACTIONS_ON, isUseAction, NO_SERIES, USE_ACTIONS, type Records } from '../src/domain/vocabulary';
import {
  COLUMNS,
  DATASETS,
  FEDERATIONS,
  idOf,
  ORGANISATIONS,
  ownDocument,
  PERSONS,
  plain,
  policyDocument,
  ROLES,
  SERIES,
  TERMS,
} from './arbitrary-document';

export { DATASETS, FEDERATIONS, idOf, ORGANISATIONS, ownDocument, PERSONS, policyDocument } from './arbitrary-document';

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
      actions: ACTIONS_ON[subject].filter((action) => !isUseAction(action)),
      ...{ subject, where: 'everything' },
    })),
    {
      assignee: { type: 'role', role: 'member', organisations: ORGANISATIONS },
      ...{ actions: USE_ACTIONS, subject: 'Dataset', where: 'everything', purposes: PURPOSES },
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
  enactedAt: new Date('2026-01-01T00:00:00.000Z'),
  resolution: null,
  document,
  suspension: null,
  delegated: false,
});

const membership = fc.record(
  {
    organisationId: fc.constantFrom(...ORGANISATIONS),
    kind: fc.constantFrom('cooperative' as const, 'foundation' as const),
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
    seriesId: fc.constantFrom(NO_SERIES, ...SERIES),
    contributors: fc.integer({ min: 0, max: 4 }),
  },
  plain,
);
