import type { DatasetId, FederationId, GrantId, PersonId, PolicyVersionId } from '#kernel';
import type { DimensionRule, Duty } from '../document/use';
import type { Purpose } from '../purpose';
import type { UseAction } from '../vocabulary';
import { OUR_CONTEXT } from './context';
import { constraintOf } from './constraint';
import type { JsonLd } from './export-policy';
import { actionOf, owed, usesOf, withSome } from './export-rule';
import { PROFILE } from './namespaces';
import type { StatedTerms } from './terms';
import { addressOf } from './things';

/** What was granted, to whom, by which version of a policy, and for how long. */
export type Granted = {
  readonly id: GrantId;
  /** The federation whose policy it is. */
  readonly assigner: FederationId;
  /** Everybody who accepted the terms. */
  readonly assignees: readonly PersonId[];
  readonly datasetId: DatasetId;
  readonly action: UseAction;
  readonly purpose: Purpose;
  readonly dimensions: readonly DimensionRule[];
  readonly measures: readonly string[];
  readonly terms: StatedTerms;
  /** Of the organisations only that the assignees belong to; left out: everybody's. */
  readonly rows?: 'own' | undefined;
  readonly duties: readonly Duty[];
  readonly startsAt: Date;
  /** The first moment at which it is over; null: it has no end of its own. */
  readonly endsAt: Date | null;
  readonly policyVersionId: PolicyVersionId;
  /** Of the document of that version. */
  readonly hash: string;
};

/** What the policy offered for this use: the agreement without who accepted it, and from when until when. */
export type Offered = Omit<Granted, 'assignees' | 'startsAt' | 'endsAt'>;

/**
 * A grant as an `odrl:Agreement`: what assigner and assignees are bound by.
 *
 * @param base address of the installation, without a slash at its end
 */
export function agreementOf({ assignees, startsAt, endsAt, ...offered }: Granted, base: string): JsonLd {
  const moment = (operator: string, at: Date) =>
    constraintOf('odrl:dateTime', operator, [{ '@value': at.toISOString(), '@type': 'xsd:dateTime' }]);
  const period = [moment('gteq', startsAt), ...(endsAt ? [moment('lt', endsAt)] : [])];
  return {
    ...head('Agreement', offered, base),
    uid: addressOf(base, 'grants', offered.id),
    assignee: assignees.map((id) => ({ '@id': addressOf(base, 'persons', id) })),
    permission: [permissionFor(offered, period, base)],
  };
}

/** The offer behind a grant. @param base address of the installation, without a slash at its end */
export const offerOf = (offered: Offered, base: string): JsonLd => ({
  ...head('Offer', offered, base),
  uid: `${addressOf(base, 'grants', offered.id)}/offer`,
  permission: [permissionFor(offered, [], base)],
});

const head = (type: 'Agreement' | 'Offer', { assigner, policyVersionId, hash }: Offered, base: string) => ({
  '@context': OUR_CONTEXT,
  '@type': type,
  profile: PROFILE,
  conflict: 'prohibit',
  assigner: { '@id': addressOf(base, 'federations', assigner) },
  'granaio:policyVersion': { '@id': addressOf(base, 'policies', policyVersionId) },
  'granaio:policyHash': hash,
});

function permissionFor(
  { datasetId, action, purpose, duties, ...uses }: Offered,
  period: readonly object[],
  base: string,
) {
  const rule = {
    '@type': 'Permission',
    target: { '@id': addressOf(base, 'datasets', datasetId) },
    action: actionOf(action),
    constraint: [...usesOf({ ...uses, purposes: [purpose] }), ...period],
  };
  return withSome(rule, 'duty', owed(duties, base));
}
