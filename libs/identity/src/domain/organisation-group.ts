import type { FederationId, Id, OrganisationId } from '#kernel';
import { groupInvalid } from './errors';
import { checkedName } from './plain-text';

export const GROUP_KINDS = ['affiliated', 'coalition'] as const;
/**
 * `affiliated`: under one control, so that they are one contributor wherever contributors are counted. `coalition`: they put
 * together what they know, and stay several.
 */
export type GroupKind = (typeof GROUP_KINDS)[number];

export type OrganisationGroupId = Id<'OrganisationGroup'>;

export type OrganisationGroup = {
  readonly id: OrganisationGroupId;
  readonly federationId: FederationId;
  readonly kind: GroupKind;
  readonly name: string;
  /** At least two, ascending. */
  readonly organisationIds: readonly OrganisationId[];
  readonly recordedAt: Date;
  /** null: it holds. */
  readonly endedAt: Date | null;
};

export type GroupDraft = Pick<OrganisationGroup, 'kind' | 'name' | 'organisationIds'>;

const MOST_MEMBERS = 1_000;

/** @throws NAME.INVALID, ORGANISATIONGROUP.INVALID */
export function checkedGroup({ kind, name, organisationIds }: GroupDraft): GroupDraft {
  const distinct = [...new Set(organisationIds)].sort();
  if (distinct.length < 2 || distinct.length > MOST_MEMBERS) throw groupInvalid(MOST_MEMBERS);
  return { kind, name: checkedName(name), organisationIds: distinct };
}

/**
 * Tells which contributor each organisation counts as: those of a group are one, and so are those of groups that share a
 * member. An organisation of no affiliated group is a contributor of its own.
 *
 * @returns by organisation, the first of those that it counts with
 */
export function contributorOf(
  groups: readonly Pick<OrganisationGroup, 'kind' | 'organisationIds'>[],
): (organisation: OrganisationId) => OrganisationId {
  const parents = new Map<OrganisationId, OrganisationId>();
  const root = (organisation: OrganisationId): OrganisationId => {
    let at = organisation;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
    return at;
  };
  for (const { kind, organisationIds } of groups) {
    if (kind !== 'affiliated') continue;
    const [first, ...others] = [...new Set(organisationIds.map(root))].sort();
    if (first !== undefined) for (const other of others) parents.set(other, first);
  }
  return root;
}
