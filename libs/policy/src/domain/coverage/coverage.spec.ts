import type { DatasetId, OrganisationId } from '#kernel';
import { idOf, inForce, NOW } from '../../../test/arbitrary-policy';
import { document, extracts, MEMBERS, role, rule, USERS } from '../../../test/documents';
import { NO_SERIES } from '../vocabulary';
import { reviewRules, type Coverage, type Reviewed } from './coverage';

const dataset = (n: number, change: object = {}): Reviewed['datasets'][number] => ({
  ...{ id: idOf<DatasetId>(n), federationId: idOf(1), publisherId: idOf(11), seriesId: NO_SERIES },
  ...{ needCategory: 'socialNeeds', accessRights: 'RESTRICTED', contributors: 3, ...change },
});
const DATASETS = [dataset(21), dataset(22, { accessRights: 'NON_PUBLIC' })];
const draftOf = (change: object, organisationId: OrganisationId | null = null) =>
  inForce(document(change), { n: 1, organisationId });
const othersOf = (...changes: object[]) => changes.map((change, at) => inForce(document(change), { n: 2 + at }));

const review = (reviewed: Partial<Reviewed>): Coverage =>
  reviewRules({
    ...{ draft: null, others: [], earlier: [], datasets: DATASETS, hasPeople: () => true, now: NOW },
    ...reviewed,
  });
const idle = (reviewed: Partial<Reviewed>) =>
  review(reviewed).idle.map(({ address, reason }) => `${address} ${reason}`);

describe('reviewRules', () => {
  it('finds the datasets that no policy covers', () => {
    const draft = draftOf({ permissions: [rule({ where: { accessRights: { $eq: 'RESTRICTED' } } })] });
    expect(review({}).uncovered).toEqual(DATASETS.map(({ id }) => id));
    expect(review({ draft }).uncovered).toEqual([DATASETS[1]?.id]);
    expect(review({ draft, others: othersOf({ permissions: [rule({})] }) }).uncovered).toEqual([]);
  });

  it('does not count as covered what may only be published, or what an organisation alone permits', () => {
    expect(
      review({ draft: draftOf({ permissions: [rule({ actions: ['create', 'contribute'] })] }) }).uncovered,
    ).toHaveLength(2);
    expect(review({ draft: draftOf({ permissions: [rule({})] }, idOf(11)) }).uncovered).toHaveLength(2);
  });

  it('finds clauses that nothing can match', () => {
    const permissions = [
      rule({ where: { contributors: { $gte: 5, $lt: 5 } } }),
      rule({ where: { needCategory: { $eq: 'urbanStatistics' } } }),
      rule({ actions: ['create'], where: { needCategory: { $eq: 'urbanStatistics' } } }),
      rule({ assignee: role('auditor') }),
      rule({ subject: 'Ballot' }),
    ];
    const hasPeople: Reviewed['hasPeople'] = (assignee) => assignee.type === 'members';
    expect(idle({ draft: draftOf({ permissions }), hasPeople })).toEqual([
      'permissions/0 contradictsItself',
      'permissions/1 noRecord',
      'permissions/3 nobody',
    ]);
  });

  it('finds an organisation’s clause about another’s records', () => {
    const permissions = [rule({ where: { publisherId: { $eq: idOf(12) } } })];
    expect(idle({ draft: draftOf({ permissions }, idOf(11)) })).toEqual(['permissions/0 contradictsItself']);
  });

  it('finds contradictions in which the draft has a part, and no others', () => {
    const forbidding = { prohibitions: [rule({ assignee: MEMBERS })] };
    const permitting = {
      permissions: [rule({ assignee: role('steward') }), extracts({ where: { id: { $eq: USERS } } })],
    };
    const places = ({ contradictions }: Coverage) =>
      contradictions.map(({ permission, prohibition }) => `${permission.address} < ${prohibition.address}`);
    expect(places(review({ draft: draftOf(permitting), others: othersOf(forbidding) }))).toEqual([
      'permissions/0 < prohibitions/0',
    ]);
    expect(places(review({ draft: draftOf(forbidding), others: othersOf(permitting) }))).toHaveLength(1);
    expect(places(review({ others: othersOf(forbidding, permitting) }))).toEqual([]);
  });

  it('finds what is wider than anything before', () => {
    const earlier = document({ permissions: [extracts({})] }).permissions;
    const draft = draftOf({
      permissions: [extracts({ terms: { minPeople: 3, minContributors: 3 } }), extracts({}), rule({})],
    });
    expect(review({ draft, earlier }).wider.map(({ address, respects }) => [address, respects])).toEqual([
      ['permissions/0', ['terms']],
      ['permissions/2', null],
    ]);
  });
});
