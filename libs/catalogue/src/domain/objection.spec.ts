import fc from 'fast-check';
import type { ContributionId, DatasetId, FederationId, OrganisationId } from '#kernel';
import { PURPOSES, USE_ACTIONS } from '#policy';
import type { Part } from './dataset';
import {
  assertObjection,
  partsAllowed,
  type ObjectedDataset,
  type Objection,
  type ObjectionId,
  type RowUse,
} from './objection';

const ORGANISATIONS = ['aurora', 'dora', 'sangone'] as OrganisationId[];
const FEDERATIONS = ['po', 'ticino'] as FederationId[];
const DATASETS = ['people', 'places'] as DatasetId[];

const anyObjection: fc.Arbitrary<Objection> = fc.record({
  id: fc.constant('objection' as ObjectionId),
  federationId: fc.constantFrom(...FEDERATIONS),
  organisationId: fc.constantFrom(...ORGANISATIONS),
  datasetId: fc.option(fc.constantFrom(...DATASETS)),
  kind: fc.constantFrom('veto', 'optOut'),
  purposes: fc.option(fc.subarray(PURPOSES, { minLength: 1 })),
  reason: fc.constant('Ours.'),
  since: fc.constant(new Date(0)),
  withdrawnAt: fc.option(fc.constant(new Date(1))),
});
const anyDataset: fc.Arbitrary<ObjectedDataset> = fc.record({
  id: fc.constantFrom(...DATASETS),
  federationId: fc.constantFrom(...FEDERATIONS),
  personalData: fc.boolean(),
});
const anyUse: fc.Arbitrary<RowUse> = fc.record({
  action: fc.constantFrom(...USE_ACTIONS),
  purposes: fc.subarray(PURPOSES, { minLength: 1 }),
  askedBy: fc.subarray(ORGANISATIONS),
});
const part = (organisationId: OrganisationId): Part => ({
  ...{ organisationId, contributionId: `of ${organisationId}` as ContributionId },
  ...{ fileSha256: '0'.repeat(64), receivedAt: new Date(0) },
});
const parts = ORGANISATIONS.map(part);
const anyObjections = fc.array(anyObjection, { maxLength: 6 });

const people: ObjectedDataset = {
  id: DATASETS[0] as DatasetId,
  federationId: FEDERATIONS[0] as FederationId,
  personalData: true,
};
const [aurora, dora] = ORGANISATIONS as [OrganisationId, OrganisationId];
const asking = (action: RowUse['action'], ...askedBy: OrganisationId[]): RowUse => ({
  ...{ action, askedBy },
  purposes: ['AcademicResearch', 'ResearchAndDevelopment'],
});
const objection = (over: Partial<Objection> = {}): Objection => ({
  ...{ id: 'o' as ObjectionId, federationId: people.federationId, organisationId: aurora, datasetId: null },
  ...{ kind: 'veto', purposes: null, reason: 'Ours.', since: new Date(0), withdrawnAt: null },
  ...over,
});
const excluded = (objections: readonly Objection[], use: RowUse, dataset = people) =>
  partsAllowed(parts, objections, dataset, use).excluded;

/** Whether using its organisation's rows so would go against an objection, in the words of the rule. */
function isBroken(one: Objection, dataset: ObjectedDataset, use: RowUse): boolean {
  if (one.withdrawnAt || one.federationId !== dataset.federationId) return false;
  if (one.datasetId !== null && one.datasetId !== dataset.id) return false;
  if (!(one.purposes ?? PURPOSES).some((purpose) => use.purposes.includes(purpose))) return false;
  return one.kind === 'veto' ? use.action === 'exportRecords' : dataset.personalData;
}

describe('objections', () => {
  it('keep single rows of a contributor who vetoes from everybody else, and its sums from nobody', () => {
    expect(excluded([objection()], asking('exportRecords', dora))).toEqual([aurora]);
    expect(excluded([objection()], asking('requestExtract', dora))).toEqual([]);
    expect(excluded([objection()], asking('exportRecords', aurora))).toEqual([]);
  });

  it('keep the rows of a contributor who opts out from sums too, where they are about people', () => {
    const optOut = [objection({ kind: 'optOut' })];
    expect(excluded(optOut, asking('queryAggregates'))).toEqual([aurora]);
    expect(excluded(optOut, asking('queryAggregates'), { ...people, personalData: false })).toEqual([]);
  });

  it('are against what shares a purpose with them', () => {
    expect(excluded([objection({ purposes: ['ResearchAndDevelopment'] })], asking('exportRecords'))).toEqual([aurora]);
    expect(excluded([objection({ purposes: ['PublicBenefit'] })], asking('exportRecords'))).toEqual([]);
  });

  it('let no part through that is objected to, whatever the purposes and datasets', () => {
    fc.assert(
      fc.property(anyObjections, anyDataset, anyUse, (objections, dataset, use) => {
        const { allowed } = partsAllowed(parts, objections, dataset, use);
        for (const { organisationId } of allowed.filter((one) => !use.askedBy.includes(one.organisationId))) {
          for (const one of objections.filter((its) => its.organisationId === organisationId)) {
            expect(isBroken(one, dataset, use)).toBe(false);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave out whole contributors and nothing else: every part is allowed or excluded', () => {
    fc.assert(
      fc.property(anyObjections, anyDataset, anyUse, (objections, dataset, use) => {
        const { allowed, excluded: left } = partsAllowed(parts, objections, dataset, use);
        expect([...allowed.map(({ organisationId }) => organisationId), ...left].sort()).toEqual(
          [...ORGANISATIONS].sort(),
        );
        const objecting = objections.filter(({ withdrawnAt }) => withdrawnAt === null);
        for (const id of left) expect(objecting.map(({ organisationId }) => organisationId)).toContain(id);
      }),
    );
  });

  it('restore what they took once they are withdrawn, and take nothing back by being more', () => {
    fc.assert(
      fc.property(anyObjections, anyObjection, anyDataset, anyUse, (objections, another, dataset, use) => {
        const withdrawn = objections.map((one) => ({ ...one, withdrawnAt: new Date(2) }));
        expect(partsAllowed(parts, withdrawn, dataset, use).allowed).toEqual(parts);
        const before = partsAllowed(parts, objections, dataset, use).allowed;
        const after = partsAllowed(parts, [...objections, another], dataset, use).allowed;
        expect(before).toEqual(expect.arrayContaining([...after]));
      }),
    );
  });

  it.each([
    ['no reason', { reason: '' }],
    ['an empty reason', { reason: ' \n ' }],
    ['a reason without an end', { reason: 'x'.repeat(2_001) }],
    ['a reason with NUL', { reason: 'a\u0000b' }],
    ['a reason with half a character', { reason: 'half \ud800' }],
    ['no purpose at all', { purposes: [] }],
  ])('are not filed with %s', (_, over) => {
    expect(() => {
      assertObjection({ kind: 'veto', purposes: null, reason: 'They are our members.', ...over });
    }).toThrow(expect.objectContaining({ code: 'OBJECTION.INVALID' }) as Error);
  });
});
