import fc from 'fast-check';
import type { DatasetId, PersonId } from '#kernel';
import { assessed } from '../../../test/assessed';
import { agreementHash, agreementOn, earlier, yetToAccept } from './agreement';
import type { Application, ApplicationForm } from './application';
import { applyChanges } from './changes';
import { differences } from './differences';

const FORM: ApplicationForm = {
  ...{ purpose: 'AcademicResearch', legalBasis: 'publicTask', sensitiveBasis: null, funding: '', retentionDays: 365 },
  ...{ project: { title: 'Bisogni', summary: 'Quante persone.' }, startsOn: null, endsOn: null },
};
const revision = (form: Partial<ApplicationForm> = {}, items = [assessed()], coApplicants: PersonId[] = []) => ({
  ...{ form: { ...FORM, ...form }, items, coApplicants },
});
const anyForm = fc.record({
  funding: fc.string(),
  retentionDays: fc.integer({ min: 1, max: 9 }),
  endsOn: fc.constantFrom(null, '2027-01-01'),
});

describe('what changed between two revisions', () => {
  it('is said place by place: what came, what went, what is another', () => {
    const before = revision({ startsOn: '2027-01-01' });
    const after = revision({ project: { title: 'Cura', summary: 'Quante persone.' } }, [
      assessed({ datasetId: 'd2' as DatasetId, measures: [] }),
    ]);
    expect(differences(before, after)).toEqual(
      expect.arrayContaining([
        { path: 'form.project.title', before: 'Bisogni', after: 'Cura' },
        { path: 'form.startsOn', before: '2027-01-01', after: null },
        { path: 'items.d1.requestExtract.measures', before: '["hours"]', after: null },
        { path: 'items.d2.requestExtract.measures', before: null, after: '[]' },
      ]),
    );
  });

  it('is nothing for the order of columns and of people, but something for the terms of a policy that changed', () => {
    const [a, b] = ['a' as PersonId, 'b' as PersonId];
    const turned = assessed({ dimensions: ['need', 'zone'] });
    expect(differences(revision({}, [assessed()], [a, b]), revision({}, [turned], [b, a]))).toEqual([]);
    const stricter = assessed({ permit: { ...assessed().permit, terms: { minPeople: 20, minContributors: 3 } } });
    expect(differences(revision(), revision({}, [stricter])).map(({ path }) => path)).toEqual([
      'items.d1.requestExtract.terms',
    ]);
  });

  it('is nothing for the same, and the same the other way round', () => {
    fc.assert(
      fc.property(anyForm, anyForm, (one, other) => {
        expect(differences(revision(one), revision(one))).toEqual([]);
        const there = differences(revision(one), revision(other));
        const back = differences(revision(other), revision(one));
        expect(back).toEqual(there.map(({ path, before, after }) => ({ path, before: after, after: before })));
        expect(there.length > 0).toBe(JSON.stringify(one) !== JSON.stringify(other));
      }),
    );
  });
});

describe('what is agreed to', () => {
  const hash = (items: Parameters<typeof agreementOn>[1]) => agreementHash(agreementOn(FORM, items));

  it('is the same for what was asked for and approved unchanged, and another for anything less', () => {
    const asked = [assessed({ until: '2027-06-30' })];
    expect(hash(applyChanges(asked, []))).toBe(hash(asked));
    expect(hash(applyChanges(asked, [{ item: 0, measures: [] }]))).not.toBe(hash(asked));
    expect(hash(applyChanges(asked, [{ item: 0, endsOn: '2027-01-01' }]))).not.toBe(hash(asked));
    expect(hash(applyChanges(asked, [{ item: 0, endsOn: '2028-01-01' }]))).toBe(hash(asked));
  });

  it('is accepted by each for themselves', () => {
    const application = {
      ...{ applicantId: 'a' as PersonId, acceptance: { hash: 'x', at: new Date(0) } },
      coApplicants: [
        { personId: 'b' as PersonId, invitedAt: new Date(0), acceptedAt: new Date(0), acceptedHash: 'x' },
        { personId: 'c' as PersonId, invitedAt: new Date(0), acceptedAt: null, acceptedHash: null },
      ],
    } as unknown as Application;
    expect([yetToAccept(application, 'x'), yetToAccept(application, 'y')]).toEqual([['c'], ['a', 'b', 'c']]);
    expect([earlier(null, null), earlier('2027-01-01', null), earlier('2027-01-02', '2027-01-01')]).toEqual([
      ...[null, '2027-01-01', '2027-01-01'],
    ]);
  });

  it.each([
    ['a column more', { dimensions: ['zone', 'need', 'age'] }],
    ['fewer people behind a number', { terms: { minPeople: 9, minContributors: 3 } }],
    ['fewer contributors behind a number', { terms: { minPeople: 10, minContributors: 2 } }],
  ])('is never approved with %s', (_, change) => {
    const code = 'APPLICATION.NOT_NARROWER';
    expect(() => applyChanges([assessed()], [{ item: 0, ...change }])).toThrow(expect.objectContaining({ code }));
  });
});
