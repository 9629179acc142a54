import { parseCart, parseForm, parseNote } from './form';
import { parseChanges } from './changes-input';

const VOCABULARY = { purposes: ['AcademicResearch'], actions: ['requestExtract', 'exportRecords'] } as const;
const FORM = {
  ...{ purpose: 'AcademicResearch', legalBasis: 'publicTask', sensitiveBasis: null, funding: '', retentionDays: 365 },
  ...{ project: { title: 'Bisogni di cura', summary: 'Quante persone, e dove.\nPer zona.' } },
  ...{ startsOn: '2026-12-01', endsOn: '2026-12-01' },
};
const ITEM = {
  ...{ datasetId: '019a0000-0000-7000-8000-000000000001', action: 'requestExtract' },
  ...{ dimensions: ['zone'], measures: [] },
};
const invalid = expect.objectContaining({ code: 'APPLICATION.INVALID' }) as Error;

describe('what an application says', () => {
  it('is taken as it was written', () => {
    expect(parseForm(FORM, VOCABULARY)).toEqual(FORM);
    expect(parseCart([ITEM, { ...ITEM, action: 'exportRecords' }], VOCABULARY)).toHaveLength(2);
  });

  it.each([
    ['an unknown purpose', { purpose: 'Everything' }],
    ['an unknown legal basis', { legalBasis: 'because' }],
    ['an end before the beginning', { endsOn: '2026-11-30' }],
    ['a day that is none', { startsOn: '2026-02-30' }],
    ['a moment for a day', { startsOn: '2026-12-01T00:00:00Z' }],
    ['invisible characters', { project: { title: 'Bisogni\u202e di cura', summary: 'Quante persone, e dove.' } }],
    ['a second line in its title', { project: { title: 'Bisogni\nApprovato', summary: 'Quante persone, e dove.' } }],
    ['a field that does not exist', { admin: true }],
    ['no retention', { retentionDays: 0 }],
    ['a retention of half a day', { retentionDays: 0.5 }],
  ])('is refused with %s', (_, change) => {
    expect(() => parseForm({ ...FORM, ...change }, VOCABULARY)).toThrow(invalid);
  });

  it.each([
    ['nothing in it', []],
    ['more than twenty items', Array.from({ length: 21 }, () => ITEM)],
    ['the same use twice', [ITEM, { ...ITEM, dimensions: [] }]],
    ['a column twice', [{ ...ITEM, dimensions: ['zone', 'zone'] }]],
    ['what is no column', [{ ...ITEM, measures: ['hours; drop table'] }]],
    ['what is no dataset', [{ ...ITEM, datasetId: 'x' }]],
    ['what cannot be asked for', [{ ...ITEM, action: 'contribute' }]],
  ])('is refused with a cart with %s', (_, items) => {
    expect(() => parseCart(items, VOCABULARY)).toThrow(invalid);
  });

  it('is refused as anything else', () => {
    for (const input of [null, undefined, 1, 'x', []]) {
      expect(() => parseForm(input, VOCABULARY)).toThrow(invalid);
    }
    expect(() => parseNote('', 1)).toThrow(invalid);
    expect(() => parseNote('a\u0000b')).toThrow(invalid);
    for (const changes of [{}, [{ item: 20 }], [{ item: 0 }, { item: 0 }], [{ item: 0, terms: { minPeople: 1 } }]]) {
      expect(() => parseChanges(changes)).toThrow(invalid);
    }
  });

  it('is told where it is wrong, and how, in words', () => {
    const wordsOf = (attempt: () => unknown) => {
      try {
        return attempt();
      } catch (error) {
        return (error as Error).message.replace('This application cannot be taken: ', '');
      }
    };
    const form = (change: object) => wordsOf(() => parseForm({ ...FORM, ...change }, VOCABULARY));
    const cart = (items: unknown) => wordsOf(() => parseCart(items, VOCABULARY));
    expect([
      ...[cart([]), cart([{ ...ITEM, measures: ['hours; drop'] }]), cart([{ ...ITEM, action: 'contribute' }])],
      ...[form({ retentionDays: 0 }), form({ project: { title: 'X', summary: 'Quante persone, e dove.' } })],
      ...[form({ startsOn: '2026-02-30' }), form({ endsOn: '2026-11-30' }), form({ admin: true, purpose: undefined })],
      ...[wordsOf(() => parseNote('', 1)), wordsOf(() => parseChanges([{ item: 20 }]))],
    ]).toEqual([
      'items: needs at least 1.',
      'items.0.measures.0: is not a column name.',
      'items.0.action: is none of requestExtract, exportRecords.',
      'form.retentionDays: needs at least 1.',
      'form.project.title: needs at least 3 characters.',
      'form.startsOn: is not a day, written like 2026-11-22.',
      'form.endsOn: is before it begins.',
      'form.purpose: is none of AcademicResearch; form: has what is not known there: admin.',
      'note: needs at least 1 character.',
      'changes.0.item: takes at most 19.',
    ]);
  });
});
