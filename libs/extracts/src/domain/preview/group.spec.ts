import type { FederationId, OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import { groupsOf, representativeOf } from './group';

const [DORA, UNIVERSITY, FEDERATION] = ['dora', 'university', 'federation'] as [
  OrganisationId,
  OrganisationId,
  FederationId,
];
const speakingOf = (...assignees: unknown[]) =>
  ({ permissions: assignees.map((assignee) => ({ assignee })), prohibitions: [] }) as unknown as PolicyDocument;

describe('the groups of a preview', () => {
  it('are everybody, stewards and researchers, and whoever a document names, each once', () => {
    const named = { type: 'role', role: 'researcher', organisations: [UNIVERSITY, DORA] };
    expect(
      groupsOf([
        speakingOf({ type: 'members' }, named),
        speakingOf(named, { type: 'role', role: 'auditor', organisations: 'federation' }),
      ]),
    ).toEqual([
      { role: null, organisationId: null },
      { role: 'steward', organisationId: null },
      { role: 'researcher', organisationId: null },
      { role: 'researcher', organisationId: UNIVERSITY },
      { role: 'researcher', organisationId: DORA },
      { role: 'auditor', organisationId: null },
    ]);
  });

  it('are also the organisations that a document names, and those of a kind', () => {
    const assignees = [{ type: 'organisation', organisations: [DORA] }, { type: 'kind', kinds: ['mutual'] }, { type: 'public' }]; // prettier-ignore
    expect(groupsOf([speakingOf(...assignees)]).slice(3)).toEqual([
      { role: null, organisationId: DORA },
      { role: null, organisationId: null, kind: 'mutual' },
    ]);
    const mutual = { role: null, organisationId: null, kind: 'mutual' } as const;
    expect(representativeOf(mutual, FEDERATION, new Set()).memberships).toMatchObject([
      { kind: 'mutual', role: 'member', federationIds: [FEDERATION] },
    ]);
  });

  it('are represented by somebody of that group and no other', () => {
    const affiliates = new Set([DORA]);
    const of = (role: 'researcher' | null, organisationId: OrganisationId | null) =>
      representativeOf({ role, organisationId }, FEDERATION, affiliates).memberships;
    expect(of('researcher', UNIVERSITY)).toMatchObject([{ organisationId: UNIVERSITY, federationIds: [] }]);
    expect(of('researcher', DORA)).toMatchObject([{ organisationId: DORA, federationIds: [FEDERATION] }]);
    expect(of(null, null)).toMatchObject([{ role: 'member', federationIds: [FEDERATION] }]);
  });
});
