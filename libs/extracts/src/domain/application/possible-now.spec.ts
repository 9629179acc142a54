import type { OrganisationId, PersonId } from '#kernel';
import type { Application } from './application';
import { possibleNow, type Standing } from './possible-now';
import { APPLICATION_ROLES, APPLICATION_TABLE } from './states';
import { APPLICATION_STATES } from './application';

const publisher = 'o1' as OrganisationId;
const ADA = 'ada' as PersonId;
const seat = { organisationId: publisher, role: 'steward', kind: 'cooperative', federationIds: ['f1'] } as never;
const VOTE = { type: 'vote', bodyId: null, bucket: 'b' } as const;
const REVIEWS = { type: 'reviewers', count: 1 } as const;

const application = (change: Partial<Application> = {}): Application =>
  ({
    ...{ federationId: 'f1', applicantId: ADA, state: 'submitted', coApplicants: [], acceptance: null },
    ...{ requirements: [], publishers: [publisher], deciders: [publisher], ...change },
  }) as unknown as Application;
const standing = (change: Partial<Standing> = {}): Standing => ({
  ...{ application: application(), roles: ['handler'], asker: { personId: 'zeno' as PersonId, memberships: [seat] } },
  ...{ reviews: [], approvals: [], buckets: [], unmet: [], ...change },
});
const bucket = (outcome: string | null) => [{ key: 'b', outcome }] as never;
const review = (verdict: string | null, reviewerId = 'rita') => ({ reviewerId, verdict }) as never;
const may = (change: Partial<Standing>) => possibleNow(standing(change));
const unmet = [{ requirement: VOTE, why: '' }];
const withVote = application({ requirements: [VOTE] });
const withReviews = application({ requirements: [REVIEWS] });

describe('what somebody may do with an application now', () => {
  it('is never more than the table says', () => {
    for (const state of APPLICATION_STATES) {
      for (const role of APPLICATION_ROLES) {
        const row: readonly string[] = APPLICATION_TABLE[state][role];
        const actions = may({ application: application({ state }), roles: [role] });
        expect(actions.filter((action) => !row.includes(action))).toEqual([]);
      }
    }
  });

  it.each([
    ['approve while something is missing', 'approve', { unmet }, {}],
    ['approve what is approved for its datasets', 'approveChanged', { approvals: [{ publisherId: publisher }] }, {}],
    ['ask for a vote that nobody asks for', 'putToVote', {}, { application: withVote }],
    [
      'ask for a vote that is under way',
      'putToVote',
      { application: withVote, buckets: bucket(null) },
      { application: withVote, buckets: bucket('inquorate') },
    ],
    [
      'ask for a vote that adopted it',
      'putToVote',
      { application: withVote, buckets: bucket('adopted') },
      { application: withVote },
    ],
    ['reject what a vote adopted', 'reject', { application: withVote }, { application: withVote, unmet }],
    [
      'ask for a review once they are opened',
      'inviteReviewer',
      { application: withReviews, reviews: [review('for')] },
      { application: withReviews, reviews: [review(null)] },
    ],
    [
      'go on without a reviewer who answered',
      'removeReviewer',
      { reviews: [review('for')] },
      { reviews: [review(null)] },
    ],
  ] as const)('is not to %s', (_, action, hindered, free) => {
    expect(may(hindered)).not.toContain(action);
    expect(may(free)).toContain(action);
  });

  it('is not to review twice, nor to submit before all who apply accepted the same terms', () => {
    const asker = { personId: 'rita' as PersonId, memberships: [] };
    expect(may({ roles: ['reviewer'], asker, reviews: [review('for')] })).toEqual(['read']);
    expect(may({ roles: ['reviewer'], asker, reviews: [review(null)] })).toEqual(['read', 'review']);
    const draft = (acceptance: Application['acceptance'], acceptedHash: string | null) =>
      application({ state: 'draft', acceptance, coApplicants: [{ personId: 'eva', acceptedHash }] as never });
    const accepted = { hash: 'h', at: new Date(0) };
    const applying = (one: Application) => may({ application: one, roles: ['applicant'] });
    expect(applying(draft(accepted, 'h'))).toContain('submit');
    for (const one of [draft(null, 'h'), draft(accepted, null), draft(accepted, 'other')]) {
      expect(applying(one)).not.toContain('submit');
    }
  });
});
