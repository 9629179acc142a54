import type { DatasetId, ExtractId, FederationId, PersonId } from '#kernel';
import type { Grounds, Purpose } from '#policy';
import fc from 'fast-check';
import { assertTermsHold, assessUse } from '../assess-extract';
import { statedTerms } from '../terms';
import type { Extract, Release } from '../extract';
import type { Terms } from '../permit';
import { groundsOf, permission as anyPermission, policyOf, standing as useStanding } from '../spec-grounds';
import { effectOn, replay } from './replay';
import type { Standing } from './standing';

type Permission = Grounds['permission'];
const permission = (change: Partial<Permission> = {}): Permission =>
  anyPermission({ assignee: { type: 'members' }, dimensions: ['zone'], ...change });
const grounds = (permissions: readonly Permission[], version = 'v1'): Grounds[] =>
  groundsOf(policyOf({ title: 'Ricerca' }, version), permissions);
const standing = (all: readonly Grounds[], change: Partial<Standing> = {}): Standing => ({
  ...{ sees: true, use: useStanding(all), forbiddenBy: null },
  ...change,
});
const NOTHING = standing([]);

const releaseUnder = (terms: Terms) => ({ permit: { terms } }) as unknown as Release;
const extract = (change: Partial<Extract> = {}): Extract => ({
  id: 'e' as ExtractId,
  datasetId: 'd' as DatasetId,
  federationId: 'f' as FederationId,
  requestedBy: 'r' as PersonId,
  requestedAt: new Date(0),
  ...{ action: 'requestExtract', purpose: 'AcademicResearch', dimensions: ['zone'], measures: ['hours'] },
  ...{ state: 'granted', refusal: null, permit: null, grantId: null, release: null },
  ...change,
});
const RELEASED = extract({ state: 'released', release: releaseUnder({ minPeople: 10, minContributors: 3 }) });

describe('a request that is replayed', () => {
  it('is granted by the clause that sets the terms', () => {
    const strict = permission({ terms: { minPeople: 20, minContributors: 1 } });
    expect(replay(standing(grounds([permission(), strict])), extract())).toMatchObject({
      granted: true,
      terms: { minPeople: 20, minContributors: 3 },
      clause: { address: 'permissions/1' },
    });
  });

  it('is granted by the publisher’s own clause, where that is the stricter', () => {
    const own = grounds([permission({ terms: { minPeople: 20, minContributors: 3 } })], 'own').map(
      (ground): Grounds => ({ ...ground, level: 'organisation' }),
    );
    expect(replay(standing([...grounds([permission()]), ...own]), extract())).toMatchObject({
      clause: { policy: { versionId: 'own' }, address: 'permissions/0' },
    });
  });

  it('is refused where no clause covers it, by the prohibition if there is one', () => {
    expect(replay(NOTHING, extract())).toEqual({ granted: false, code: 'EXTRACT.NO_POLICY', clause: null });
    expect(replay(standing(grounds([permission({ dimensions: ['need'] })])), extract())).toMatchObject({
      code: 'EXTRACT.OUTSIDE_POLICY',
    });
    expect(replay(standing([], { forbiddenBy: 'prohibitions/1' }), extract())).toEqual({
      ...{ granted: false, code: 'EXTRACT.NO_POLICY' },
      clause: { policy: null, address: 'prohibitions/1' },
    });
  });

  it('is refused by who may not see the dataset any more, whatever permits extracts of it', () => {
    expect(replay(standing(grounds([permission()]), { sees: false }), extract())).toMatchObject({
      ...{ granted: false, code: 'DATASET.MISSING' },
    });
  });
});

describe('the effect of a draft on a request', () => {
  const allowed = standing(grounds([permission()]));

  it('says what it becomes, and which clause to look at', () => {
    expect(effectOn(extract(), NOTHING, allowed)).toMatchObject({
      ...{ kind: 'becomesGranted', release: null },
      clause: { address: 'permissions/0', policy: { versionId: 'v1' } },
    });
    expect(effectOn(extract(), allowed, NOTHING)).toMatchObject({
      kind: 'becomesRefused',
      clause: { address: 'permissions/0', policy: { versionId: 'v1' } },
    });
    const draft = standing(grounds([permission({ terms: { minPeople: 10, minContributors: 2 } })], 'v2'));
    expect(effectOn(extract(), allowed, draft)).toMatchObject({
      kind: 'termsChange',
      clause: { policy: { versionId: 'v2' } },
    });
  });

  it('tells that a release is lost or can be had again', () => {
    const stricter = standing(grounds([permission({ terms: { minPeople: 11, minContributors: 1 } })]));
    expect(effectOn(RELEASED, allowed, stricter)).toMatchObject({ kind: 'termsChange', release: 'lost' });
    expect(effectOn(RELEASED, stricter, allowed)).toMatchObject({ kind: 'termsChange', release: 'regained' });
    const rounded = { minPeople: 10, minContributors: 3, pPercent: 10, roundingBase: 5 };
    expect(effectOn(RELEASED, allowed, standing(grounds([permission({ terms: rounded })])))).toMatchObject({
      ...{ kind: 'termsChange', release: 'lost' },
    });
    const weaker = standing(grounds([permission({ terms: { minPeople: 3, minContributors: 1 } })]));
    expect(effectOn(RELEASED, allowed, weaker)).toMatchObject({ kind: 'termsChange', release: null });
    expect(effectOn(RELEASED, allowed, { ...allowed, sees: false })).toMatchObject({
      ...{ kind: 'becomesRefused', release: 'lost' },
    });
  });

  it('is none where the answer was refused and stays so, if for another reason', () => {
    expect(effectOn(extract(), NOTHING, standing(grounds([permission({ dimensions: ['need'] })])))).toBeNull();
  });
});

describe('the laws of replaying', () => {
  const COLUMNS = ['zone', 'need', 'hours'];
  const some = <T>(items: readonly T[]) => fc.uniqueArray(fc.constantFrom(...items), { minLength: 1 });
  const terms = fc.record({
    minPeople: fc.integer({ min: 3, max: 6 }),
    minContributors: fc.integer({ min: 1, max: 3 }),
  });
  const purposes: Purpose[] = ['AcademicResearch', 'CommercialResearch'];
  const permissions = fc.array(
    fc.record({ purposes: some(purposes), dimensions: some(COLUMNS), measures: some(COLUMNS), terms }).map(permission),
    { maxLength: 4 },
  );
  const request = fc
    .record({
      ...{ purpose: fc.constantFrom(...purposes), dimensions: some(COLUMNS), measures: fc.subarray(COLUMNS) },
      release: fc.option(terms.map(releaseUnder)),
    })
    .map(extract);

  it('an unchanged draft flips nothing', () => {
    fc.assert(
      fc.property(permissions, fc.boolean(), request, (all, sees, one) => {
        const [now, draft] = ['v1', 'v2'].map((version) => standing(grounds(all, version), { sees }));
        expect(now && draft && effectOn(one, now, draft)).toBeNull();
      }),
    );
  });

  it('a wider draft never turns granted into refused', () => {
    fc.assert(
      fc.property(permissions, permissions, permissions, request, (before, wider, added, one) => {
        const widened = before.map((rule, at): Permission => {
          const { purposes: more = [], dimensions = [], measures = [] } = wider[at] ?? {};
          return {
            ...rule,
            purposes: [...new Set([...rule.purposes, ...more])],
            dimensions: [...new Set([...rule.dimensions, ...dimensions])],
            measures: [...new Set([...rule.measures, ...measures])],
          };
        });
        const effect = effectOn(one, standing(grounds(before)), standing(grounds([...widened, ...added], 'v2')));
        expect(effect?.kind).not.toBe('becomesRefused');
      }),
    );
  });

  it('it answers as the assessment does, and loses a release exactly when a download would be refused', () => {
    fc.assert(
      fc.property(permissions, request, (all, one) => {
        const answer = assessUse(useStanding(grounds(all)), one);
        const outcome = replay(standing(grounds(all)), one);
        expect(outcome.granted).toBe(answer.outcome === 'granted');
        if (answer.outcome === 'refused' || !one.release) return;
        const { release } = one;
        const holds = permits(() => {
          assertTermsHold(release.permit.terms, statedTerms(answer.permit), 'refused');
        });
        expect(effectOn(one, standing(grounds(all)), NOTHING)?.release).toBe(holds ? 'lost' : null);
      }),
    );
  });
});

function permits(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
