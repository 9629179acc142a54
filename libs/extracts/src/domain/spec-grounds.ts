import type { FederationId, OrganisationId, PolicyId, PolicyVersionId } from '#kernel';
import type { Bar, DecidingClause, Grounds, Level, PolicyDocument, Prohibition } from '#policy';
import type { UseStanding } from './assess-extract';
import { dimension } from './spec-support';

type Permission = Grounds['permission'];

export const permission = (rest: Partial<Permission> = {}): Permission => ({
  assignee: { type: 'role', role: 'researcher', organisations: 'federation' },
  actions: ['requestExtract'],
  subject: 'Dataset',
  where: 'everything',
  purposes: ['AcademicResearch'],
  dimensions: ['zone', 'need'],
  measures: ['hours'],
  terms: { minPeople: 10, minContributors: 3 },
  ...rest,
});

/** A version in force of that name, founded or adopted, of the federation or of the publisher. */
export const policyOf = (
  document: Partial<PolicyDocument>,
  version = 'v1',
  level: Level = 'federation',
): Grounds['policy'] => ({
  policyId: 'p' as PolicyId,
  versionId: version as PolicyVersionId,
  number: 1,
  federationId: 'f' as FederationId,
  organisationId: level === 'federation' ? null : ('o' as OrganisationId),
  ...{ suspension: null, delegated: false, hash: `hash of ${version}`, resolution: `ballot on ${version}` },
  enactedAt: new Date('2026-01-01T00:00:00Z'),
  document: {
    ...{ schema: 'granaio-policy/1', title: version, permissions: [], prohibitions: [], validUntil: null },
    ...document,
  },
});

const clauseOf = (policy: Grounds['policy'], address: string): DecidingClause => ({
  ...{ policyId: policy.policyId, versionId: policy.versionId, number: policy.number, hash: policy.hash },
  ...{ level: policy.organisationId === null ? 'federation' : 'organisation', resolution: policy.resolution },
  ...{ title: policy.document.title, address, lastDay: null },
  effect: address.startsWith('permissions') ? 'permission' : 'prohibition',
});

/** The permissions of a policy, as the grounds of somebody to whom all of them apply. */
export const groundsOf = (policy: Grounds['policy'], permissions: readonly Permission[]): Grounds[] =>
  permissions.map((one, at) => ({
    ...{ level: policy.organisationId === null ? 'federation' : 'organisation', policy, permission: one },
    ...{ clause: clauseOf(policy, `permissions/${at}`), purposes: one.purposes, suspended: false },
  }));

/** One permission, alone in its policy. */
export function grounds(rest: Partial<Permission> = {}, version = 'v1', level: Level = 'federation'): Grounds {
  const policy = policyOf({}, version, level);
  return {
    ...{ level, policy, clause: clauseOf(policy, 'permissions/0'), permission: permission(rest) },
    ...{ purposes: permission(rest).purposes, suspended: false },
  };
}

export const own = (rest: Partial<Permission> = {}, version = 'o1') => grounds(rest, version, 'organisation');

/** A prohibition of some purposes, or of some columns. */
export function bar(rest: Pick<Prohibition, 'purposes' | 'columns'>): Bar {
  const policy = policyOf({}, 'bar');
  return {
    ...{ policy, clause: clauseOf(policy, 'prohibitions/0'), purposes: rest.purposes ?? null },
    prohibition: {
      ...{ assignee: { type: 'members' }, actions: ['requestExtract'], subject: 'Dataset', where: 'everything' },
      ...rest,
    },
  };
}

/** Zone lies within district, district within region. */
const schema: UseStanding['schema'] = {
  fields: [
    dimension('region', ['R']),
    dimension('district', ['D'], { within: 'region' }),
    dimension('zone', ['Z'], { within: 'district' }),
    dimension('need', ['N']),
  ],
};

export const standing = (all: readonly Grounds[], bars: readonly Bar[] = []): UseStanding => ({
  grounds: all,
  bars,
  schema,
});
