import type { Membership } from '#identity';
import type { FederationId, OrganisationId, PersonId } from '#kernel';
import type { Application } from './application';
import { historyFor, type ApplicationEvent } from './history';
import { isIndependent, rolesOf } from './roles';

const [f1, f2] = ['f1' as FederationId, 'f2' as FederationId];
const [publisher, applying, other] = ['o1', 'o2', 'o3'] as OrganisationId[] as [
  OrganisationId,
  OrganisationId,
  OrganisationId,
];
const ADA = 'ada' as PersonId;
const application = {
  ...{ federationId: f1, organisationId: applying, applicantId: ADA, revision: 1, publishers: [publisher] },
  coApplicants: [{ personId: 'eva' as PersonId, invitedAt: new Date(0), acceptedAt: null, acceptedHash: null }],
} as unknown as Application;
const seat = (
  organisationId: OrganisationId,
  role: Membership['role'],
  ...federationIds: FederationId[]
): Membership => ({
  ...{ organisationId, role, kind: 'cooperative', federationIds },
});
const asker = (name: string, ...memberships: Membership[]) => ({ personId: name as PersonId, memberships });
const parties = { reviewers: ['rita' as PersonId], contributors: [other] };

describe('what somebody is to an application', () => {
  const roles = (name: string, ...memberships: Membership[]) =>
    rolesOf(application, asker(name, ...memberships), parties);

  it('is all that they are, but for who applies', () => {
    const everything = [seat(publisher, 'steward', f1), seat(other, 'steward', f1), seat(other, 'auditor', f1)];
    expect(roles('zeno', ...everything)).toEqual(['handler', 'contributor', 'auditor']);
    expect(roles('ada', ...everything)).toEqual(['applicant']);
    expect(roles('eva', ...everything)).toEqual(['coApplicant']);
  });

  it('is nothing outside of the federation, before it was submitted, or for who did not sign in', () => {
    const elsewhere = [seat(publisher, 'steward', f2), seat(other, 'auditor'), seat(publisher, 'member', f1)];
    expect([roles('zeno', ...elsewhere), roles('rita')]).toEqual([['nobody'], ['nobody']]);
    const draft = { ...application, revision: 0 };
    expect(rolesOf(draft, asker('zeno', seat(publisher, 'steward', f1)), parties)).toEqual(['nobody']);
    expect(rolesOf(application, null, parties)).toEqual(['nobody']);
  });

  it('is never reviewer for who decides', () => {
    expect(roles('rita', seat(other, 'member', f1))).toEqual(['reviewer']);
    expect(roles('rita', seat(publisher, 'steward', f1))).toEqual(['handler']);
  });

  it.each([
    ['a member of another organisation', true, asker('zeno', seat(other, 'member', f1))],
    ['who applies', false, asker('eva', seat(other, 'member', f1))],
    ['a colleague of who applies', false, asker('zeno', seat(other, 'member', f1), seat(applying, 'researcher'))],
    ['who decides', false, asker('zeno', seat(publisher, 'steward', f1))],
    ['somebody from outside', false, asker('zeno', seat(other, 'member', f2))],
  ])('lets %s review: %s', (_, expected, candidate) => {
    expect(isIndependent(application, candidate)).toBe(expected);
  });
});

describe('what somebody is shown of the history', () => {
  const event = (visibility: ApplicationEvent['visibility'], actorId: string, revision = 1) =>
    ({
      visibility,
      actorId,
      revision,
      kind: 'reviewed',
      note: 'Ecco.',
      facts: { verdict: 'for' },
    }) as unknown as ApplicationEvent;
  const events = [
    event('public', 'ada'),
    event('handlers', 'zeno'),
    event('review', 'rita'),
    event('review', 'remo', 2),
  ];
  const shown = (id: string, handles: boolean) =>
    historyFor(events, { id, applies: id === 'ada', handles, opened: (revision) => revision === 1 }).map(
      ({ actorId, note }) => [actorId, note],
    );

  it('is what is public, one’s own, and among handlers all but who says what in blind reviews', () => {
    expect(shown('ada', false)).toEqual([['ada', 'Ecco.']]);
    expect(shown('remo', false)).toEqual([['ada', 'Ecco.'], ['remo', 'Ecco.']]); // prettier-ignore
    expect(shown('zeno', true)).toEqual([
      ...[
        ['ada', 'Ecco.'],
        ['zeno', 'Ecco.'],
        ['rita', 'Ecco.'],
        [null, ''],
      ],
    ]);
  });
});
