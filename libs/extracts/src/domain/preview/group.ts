import type { Identity, OrganisationKind } from '#identity';
import type { FederationId, OrganisationId, PersonId } from '#kernel';
import type { PolicyDocument } from '#policy';

type Assignee = PolicyDocument['permissions'][number]['assignee'];
export type GroupRole = Extract<Assignee, { type: 'role' }>['role'];

/** People whom a policy speaks of together. */
export type Group = {
  /** null: whatever their role. */
  readonly role: GroupRole | null;
  /** null: of any organisation of the federation. */
  readonly organisationId: OrganisationId | null;
  /** Only of organisations of this kind; left out: of any. */
  readonly kind?: OrganisationKind;
};

/** Everybody in the members' books. */
const EVERYBODY: Group = { role: null, organisationId: null };
export const isEverybody = ({ role, organisationId, kind }: Group): boolean =>
  role === null && organisationId === null && kind === undefined;
/** What stands for "some organisation of the federation", one that no policy names. */
const ANY_ORGANISATION = '00000000-0000-7000-8000-000000000000' as OrganisationId;
const NOBODY = '00000000-0000-7000-8000-000000000000' as PersonId;

/**
 * The groups that documents speak of, each once; everybody in the members' books, and the stewards and researchers of
 * the federation, in any case.
 */
export function groupsOf(documents: readonly PolicyDocument[]): Group[] {
  const rules = documents.flatMap(({ permissions, prohibitions }) => [...permissions, ...prohibitions]);
  const groups: Group[] = [
    EVERYBODY,
    ...(['steward', 'researcher'] as const).map((role) => ({ role, organisationId: null })),
    ...rules.flatMap(({ assignee }) => groupsIn(assignee)),
  ];
  return [
    ...new Map(groups.map((group) => [JSON.stringify([group.role, group.organisationId, group.kind]), group])).values(),
  ];
}

function groupsIn(assignee: Assignee): Group[] {
  if (assignee.type === 'members' || assignee.type === 'public') return [EVERYBODY];
  if (assignee.type === 'kind') return assignee.kinds.map((kind) => ({ ...EVERYBODY, kind }));
  const role = assignee.type === 'role' ? assignee.role : null;
  if (assignee.organisations === 'federation') return [{ role, organisationId: null }];
  return assignee.organisations.map((organisationId) => ({ role, organisationId }));
}

/** Whether its people belong to the federation, so that what everybody may, they may too. */
export const isInside = ({ organisationId }: Group, affiliates: ReadonlySet<OrganisationId>): boolean =>
  organisationId === null || affiliates.has(organisationId);

/**
 * Somebody of that group and of no other, to ask what its people may do. Nobody real is like that.
 *
 * @param affiliates the organisations of the federation
 */
export function representativeOf(
  group: Group,
  federationId: FederationId,
  affiliates: ReadonlySet<OrganisationId>,
): Identity {
  return {
    ...{ personId: NOBODY, name: '', email: '', language: 'it', scopes: 'all' },
    memberships: [
      {
        organisationId: group.organisationId ?? ANY_ORGANISATION,
        kind: group.kind ?? 'cooperative',
        role: group.role ?? 'member',
        federationIds: isInside(group, affiliates) ? [federationId] : [],
      },
    ],
  };
}
