import type { DatasetId, FederationId, GrantId, PersonId, PolicyVersionId } from '#kernel';
import { idOf } from '../../../test/arbitrary-policy';
import { agreementOf, offerOf, type Granted } from './agreement';

const BASE = 'https://granaio.example';
const GRANT: Granted = {
  id: idOf<GrantId>(1),
  assigner: idOf<FederationId>(2),
  assignees: [idOf<PersonId>(3), idOf<PersonId>(4)],
  datasetId: idOf<DatasetId>(5),
  action: 'requestExtract',
  purpose: 'AcademicResearch',
  dimensions: ['zone'],
  measures: ['hours'],
  terms: { minPeople: 10, minContributors: 3, epsilonPerYear: '0.5' },
  duties: [{ type: 'cite' }, { type: 'deleteAfter', days: 90 }],
  startsAt: new Date('2027-01-01T00:00:00Z'),
  endsAt: new Date('2027-07-01T00:00:00Z'),
  policyVersionId: idOf<PolicyVersionId>(6),
  hash: 'abc',
};
const operands = (policy: object) =>
  (
    policy as { permission: { constraint: { leftOperand: string; operator: string; rightOperand: unknown }[] }[] }
  ).permission[0]?.constraint.map(({ leftOperand, operator, rightOperand }) => [leftOperand, operator, rightOperand]);

describe('a grant', () => {
  const agreement = agreementOf(GRANT, BASE);

  it('is an agreement of the federation with everybody who accepted the terms', () => {
    expect(agreement).toMatchObject({
      '@type': 'Agreement',
      uid: `${BASE}/grants/${GRANT.id}`,
      assigner: { '@id': `${BASE}/federations/${GRANT.assigner}` },
      assignee: GRANT.assignees.map((id) => ({ '@id': `${BASE}/persons/${id}` })),
      'granaio:policyVersion': { '@id': `${BASE}/policies/${GRANT.policyVersionId}` },
      'granaio:policyHash': 'abc',
    });
  });

  it('says what for, how fine, under which terms, from when until when, and what is owed', () => {
    expect(agreement).toMatchObject({
      permission: [
        {
          target: { '@id': `${BASE}/datasets/${GRANT.datasetId}` },
          action: 'granaio:requestExtract',
          duty: [
            { action: 'odrl:attribute' },
            {
              action: 'odrl:delete',
              constraint: [{ leftOperand: 'odrl:elapsedTime', rightOperand: { '@value': 'P90D' } }],
            },
          ],
        },
      ],
    });
    expect(operands(agreement)).toEqual([
      ['odrl:purpose', 'odrl:isAnyOf', { '@id': 'dpv:AcademicResearch' }],
      ['granaio:dimension', 'odrl:isAnyOf', 'zone'],
      ['granaio:measure', 'odrl:isAnyOf', 'hours'],
      ['granaio:minPeople', 'odrl:gteq', 10],
      ['granaio:minContributors', 'odrl:gteq', 3],
      ['granaio:epsilonPerYear', 'odrl:lteq', { '@value': '0.5', '@type': 'xsd:decimal' }],
      ['odrl:dateTime', 'odrl:gteq', { '@value': '2027-01-01T00:00:00.000Z', '@type': 'xsd:dateTime' }],
      ['odrl:dateTime', 'odrl:lt', { '@value': '2027-07-01T00:00:00.000Z', '@type': 'xsd:dateTime' }],
    ]);
  });

  it('says whose rows it is of, where not everybody’s', () => {
    const own = { ...GRANT, action: 'exportRecords', rows: 'own' } as const;
    for (const policy of [agreementOf(own, BASE), offerOf(own, BASE)]) {
      expect(operands(policy)).toContainEqual(['granaio:rows', 'odrl:eq', { '@id': 'granaio:own' }]);
    }
  });

  it('was offered in the same words, to nobody and for no time yet', () => {
    const offer = offerOf(GRANT, BASE);
    expect(offer).toMatchObject({ '@type': 'Offer', uid: `${BASE}/grants/${GRANT.id}/offer` });
    expect(offer).not.toHaveProperty('assignee');
    expect(operands(offer)).toEqual(operands(agreement)?.slice(0, 6));
  });

  it('keeps every rule of terms that were put together from several policies', () => {
    const dominance = [
      { n: 1, k: 40 },
      { n: 2, k: 60 },
    ];
    const strict = operands(agreementOf({ ...GRANT, terms: { minPeople: 10, minContributors: 3, dominance } }, BASE));
    expect(strict).toContainEqual(['granaio:largestPercent', 'odrl:lteq', 40]);
    expect(strict).toContainEqual(['granaio:twoLargestPercent', 'odrl:lteq', 60]);
  });

  it('says each part of terms that have several', () => {
    const said = operands(
      agreementOf(
        {
          ...GRANT,
          terms: {
            ...{ minPeople: 10, minContributors: 3, minPeopleOutside: 5, groupDisclosurePercent: 90, generalise: true },
            noise: { epsilon: '0.5', lifetimeEpsilon: '4', distribution: 'laplace' },
            outputCheck: { reviewers: 2 },
          },
        },
        BASE,
      ),
    );
    expect(said).toEqual(
      expect.arrayContaining([
        ['granaio:minPeopleOutsideLargest', 'odrl:gteq', 5],
        ['granaio:groupPercent', 'odrl:lt', 90],
        ['granaio:generalise', 'odrl:eq', true],
        ['granaio:epsilonPerRelease', 'odrl:lteq', { '@value': '0.5', '@type': 'xsd:decimal' }],
        ['granaio:epsilonPerLifetime', 'odrl:lteq', { '@value': '4', '@type': 'xsd:decimal' }],
        ['granaio:noiseDistribution', 'odrl:eq', { '@id': 'granaio:laplace' }],
        ['granaio:outputReviewers', 'odrl:gteq', 2],
      ]),
    );
  });
});
