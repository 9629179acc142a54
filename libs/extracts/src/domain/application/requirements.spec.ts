import fc from 'fast-check';
import type { BodyId, DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';
import { assessed } from '../../../test/assessed';
import { joinable, outcomesOf, type BucketId, type VoteBucket } from './bucket';
import { bucketOf, decidersOf, requirementsOf, unmetOf, type Voices } from './requirements';
import { opened, type Review, type Verdict } from './reviews';

const USE = { federationId: 'f' as FederationId, purpose: 'AcademicResearch' } as const;
const [d1, d2] = ['d1' as DatasetId, 'd2' as DatasetId];
const [o1, o2] = ['o1' as OrganisationId, 'o2' as OrganisationId];
const nothing: Voices = { reviews: [], consents: [], votes: new Map() };
const reviews = (...verdicts: (Verdict | null)[]): Review[] =>
  verdicts.map((verdict, at) => ({ reviewerId: `r${at}` as PersonId, verdict, note: '', at: null }));
const anyVerdicts = fc.array(fc.constantFrom<Verdict | null>('for', 'against', null), { maxLength: 6 });

describe('what an application must fulfil', () => {
  it('is nothing where the rules decide by themselves', () => {
    expect(requirementsOf(USE, [assessed(), assessed({ requires: [{ type: 'automatic' }] })])).toEqual([]);
    expect(decidersOf([assessed({ requires: [{ type: 'automatic' }] })])).toEqual([]);
  });

  it('is everything that any item asks for: the most reviewers, each body once, the consent of each dataset', () => {
    const body = 'b1' as BodyId;
    const items = [
      assessed({ requires: [{ type: 'reviewers', count: 1 }, { type: 'vote' }] }),
      assessed({ datasetId: d2, requires: [{ type: 'reviewers', count: 3 }, { type: 'consent' }] }),
      assessed({ action: 'exportRecords', publisherId: o2, requires: [{ type: 'vote', body }, { type: 'vote' }] }),
    ];
    expect(requirementsOf(USE, items)).toEqual([
      { type: 'reviewers', count: 3 },
      { type: 'vote', bodyId: null, bucket: bucketOf(USE, null, items) },
      { type: 'vote', bodyId: body, bucket: bucketOf(USE, body, items) },
      { type: 'consent', datasetId: d2 },
    ]);
    expect(decidersOf(items)).toEqual(['p1', o2]);
  });

  it('is fulfilled by reviewers when all have answered, enough are for it, and more than against', () => {
    fc.assert(
      fc.property(anyVerdicts, fc.integer({ min: 1, max: 4 }), (verdicts, count) => {
        const unmet = unmetOf([{ type: 'reviewers', count }], { ...nothing, reviews: reviews(...verdicts) }, new Map());
        const votesFor = verdicts.filter((verdict) => verdict === 'for').length;
        const against = verdicts.filter((verdict) => verdict === 'against').length;
        const isMet = !verdicts.includes(null) && votesFor >= count && votesFor > against;
        expect(unmet.length === 0).toBe(isMet);
      }),
    );
  });

  it('says the same of blind reviews whatever they say', () => {
    fc.assert(
      fc.property(anyVerdicts, anyVerdicts, fc.integer({ min: 1, max: 4 }), (one, other, count) => {
        const [a, b] = [reviews(...one), reviews(...other)];
        fc.pre(!opened(a, count) && !opened(b, count));
        const why = (said: Review[]) =>
          unmetOf([{ type: 'reviewers', count }], { ...nothing, reviews: said }, new Map());
        expect(why(a)).toEqual(why(b));
      }),
    );
  });

  it('is fulfilled by consent when every contributor of the moment has given it', () => {
    const unmet = (answers: readonly (readonly [OrganisationId, 'given' | 'refused' | null])[]) =>
      unmetOf(
        [{ type: 'consent', datasetId: d1 }],
        {
          ...nothing,
          consents: answers.map(([organisationId, answer]) => ({ datasetId: d1, organisationId, answer })),
        },
        new Map([[d1, [o1, o2]]]),
      ).map(({ why }) => why);
    expect(unmet([[o1, 'given'], [o2, 'given']])).toEqual([]); // prettier-ignore
    expect(unmet([[o1, 'given'], [o2, 'refused']])).toEqual(['1 contributor has refused consent']); // prettier-ignore
    expect(unmet([[o1, 'given'], [o2, null]])).toEqual(['1 contributor has not answered yet']); // prettier-ignore
    expect(unmet([[o1, 'refused'], [o2, null]])).toEqual(['1 contributor has refused consent, and 1 contributor has not answered yet']); // prettier-ignore
    expect(unmet([])).toEqual(['2 contributors have not answered yet']);
  });
});

describe('a bucket of equal use', () => {
  const items = [assessed(), assessed({ datasetId: d2 })];
  const key = bucketOf(USE, null, items);

  it('does not look at the order of items and columns, nor at who asks or for how long', () => {
    const shuffled = items.toReversed().map((item) => ({ ...item, dimensions: item.dimensions.toReversed() }));
    expect(bucketOf(USE, null, shuffled)).toBe(key);
    expect(bucketOf(USE, null, items.map((item) => ({ ...item, until: '2027-01-01', grantDays: 3 })))).toBe(key); // prettier-ignore
  });

  it.each([
    ['another purpose', bucketOf({ ...USE, purpose: 'CommercialResearch' }, null, items)],
    ['another body', bucketOf(USE, 'b' as BodyId, items)],
    ['another federation', bucketOf({ ...USE, federationId: 'g' as FederationId }, null, items)],
    ['fewer datasets', bucketOf(USE, null, items.slice(1))],
    ['another action', bucketOf(USE, null, [assessed({ action: 'exportRecords' }), assessed({ datasetId: d2 })])],
    ['fewer columns', bucketOf(USE, null, [assessed({ measures: [] }), assessed({ datasetId: d2 })])],
    [
      'weaker terms',
      bucketOf(USE, null, [
        assessed({ permit: { ...assessed().permit, terms: { minPeople: 5, minContributors: 3 } } }),
        assessed({ datasetId: d2 }),
      ]),
    ],
  ])('is another one for %s', (_, other) => {
    expect(other).not.toBe(key);
  });

  it('is joined while it is open, and for 180 days after it adopted the use', () => {
    const settledAt = new Date('2026-01-01T00:00:00Z');
    const bucket = (change: Partial<VoteBucket>): VoteBucket => ({
      ...{ id: 'b' as BucketId, key, federationId: USE.federationId, proposalId: 'p' as never, openedAt: settledAt },
      ...{ outcome: null, settledAt: null, ...change },
    });
    const at = (days: number) => new Date(settledAt.getTime() + days * 86_400_000);
    const adopted = bucket({ outcome: 'adopted', settledAt });
    expect(joinable([bucket({})], at(1_000))).toBeDefined();
    expect([joinable([adopted], at(179)), joinable([adopted], at(180))]).toEqual([adopted, undefined]);
    expect(joinable([bucket({ outcome: 'rejected', settledAt })], at(0))).toBeUndefined();
    expect(outcomesOf([bucket({}), bucket({ outcome: 'inquorate' }), adopted])).toEqual(new Map([[key, 'inquorate']]));
  });
});
