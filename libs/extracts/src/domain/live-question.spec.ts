import type { TableSchema } from '#warehouse';
import { cubeOf } from './live-question';

const level = (name: string) => ({ list: 'torino', version: 1, level: name });
const schema: TableSchema = {
  fields: [
    {
      ...{ name: 'section', type: 'string', disclosureRole: 'dimension', categories: ['1', '2'], required: true },
      ...{ codeList: level('section'), within: 'district' },
    },
    {
      ...{ name: 'district', type: 'string', disclosureRole: 'dimension', categories: ['I', 'II'], required: true },
      ...{ codeList: level('district'), derivedFrom: 'section' },
    },
    { name: 'need', type: 'string', disclosureRole: 'dimension', categories: ['casa', 'cura'] },
    { name: 'hours', type: 'integer', disclosureRole: 'measure' },
  ],
};
const ask = (change: Partial<Parameters<typeof cubeOf>[1]>) =>
  cubeOf(schema, { dimensions: [], measures: [], filters: [], ...change });

describe('a question for live aggregates', () => {
  it('is a part of one table, whatever order it is asked in', () => {
    const one = ask({ dimensions: [{ field: 'need' }, { field: 'section', level: 'district' }], measures: ['hours'] });
    expect(one).toEqual(ask({ dimensions: [{ field: 'district' }, { field: 'need' }], measures: ['hours'] }));
    expect(one).toMatchObject({ dimensions: ['district', 'need'], measures: ['hours'] });
  });

  it('counts by what it filters by, so that codes choose among rows and change no number', () => {
    const filters = [{ field: 'section', level: 'district', codes: ['II', '_T'] }];
    const { dimensions, kept } = ask({ dimensions: [{ field: 'need' }], filters });
    expect(dimensions).toEqual(['district', 'need']);
    expect([...kept]).toEqual([['district', ['II', '_T']]]);
  });

  it('holds to all filters of a column', () => {
    const filters = [
      { field: 'need', codes: ['casa', 'cura'] },
      { field: 'need', codes: ['cura', '_U'] },
    ];
    expect([...ask({ filters }).kept]).toEqual([['need', ['cura']]]);
  });

  it.each([
    ['_U where a value is never missing', [{ field: 'section', codes: ['_U'] }]],
    ['a code that is not declared', [{ field: 'need', codes: ["' OR 1=1 --"] }]],
    ['no code', [{ field: 'need', codes: [] }]],
  ])('refuses %s', (_, filters) => {
    expect(() => ask({ filters })).toThrow(expect.objectContaining({ code: 'AGGREGATES.UNKNOWN_CODE' }));
  });

  it('says which levels a column has', () => {
    expect(() => ask({ dimensions: [{ field: 'section', level: 'province' }] })).toThrow(
      expect.objectContaining({
        code: 'AGGREGATES.UNKNOWN_LEVEL',
        details: { field: 'section', levels: ['section', 'district'] },
      }),
    );
    expect(() => ask({ dimensions: [{ field: 'need', level: 'district' }] })).toThrow('as it is');
  });

  it('leaves a column that nobody knows to be refused like any other', () => {
    expect(ask({ dimensions: [{ field: 'secret' }], filters: [{ field: 'other', codes: ['x'] }] }).dimensions).toEqual([
      'secret',
      'other',
    ]);
  });
});
