import { assertColumns, chainsOf, codesOf } from './shape';
import { dimension, schemaOf } from './spec-support';

const schema = schemaOf(
  dimension('district', ['1', '2']),
  dimension('zone', ['01', '02', '03'], { within: 'district', required: false }),
  dimension('section', ['a', 'b'], { within: 'zone' }),
  dimension('school', ['x', 'y'], { within: 'district' }),
  dimension('need', ['food', 'job']),
  dimension('health', ['good', 'bad'], { disclosureRole: 'sensitive' }),
);
const codeOfRefusal = (dimensions: string[], measures: string[] = []) => {
  try {
    assertColumns(schema, dimensions, measures);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('assertColumns', () => {
  it.each([
    ['a column that is not there', ['age'], [], 'EXTRACT.UNKNOWN_COLUMN'],
    ['a measure as a dimension', ['hours'], [], 'EXTRACT.UNKNOWN_COLUMN'],
    ['a dimension as a measure', ['need'], ['zone'], 'EXTRACT.UNKNOWN_COLUMN'],
    ['a sensitive column as a dimension', ['health'], [], 'EXTRACT.UNKNOWN_COLUMN'],
    ['a name that every object has', ['constructor'], ['__proto__'], 'EXTRACT.UNKNOWN_COLUMN'],
    ['a dimension twice', ['need', 'need'], [], 'EXTRACT.REPEATED_COLUMN'],
    ['a measure twice', ['need'], ['hours', 'hours'], 'EXTRACT.REPEATED_COLUMN'],
    ['no dimension', [], ['hours'], 'EXTRACT.DIMENSION_COUNT'],
    ['two columns within a third', ['zone', 'school'], [], 'EXTRACT.CROSSED_HIERARCHIES'],
    ['two such columns at different depths', ['section', 'school', 'district'], [], 'EXTRACT.CROSSED_HIERARCHIES'],
    ['columns and measures', ['zone', 'district', 'need'], ['hours'], 'allowed'],
    ['a column without the one between', ['section', 'district'], [], 'allowed'],
  ])('answers to %s', (_, dimensions, measures, code) => {
    expect(codeOfRefusal(dimensions, measures)).toBe(code);
  });

  it('answers about a hidden column as about none, and crosses no columns because the one above them is hidden', () => {
    const hiding = (name: string) => ({ ...schema, fields: schema.fields.filter((field) => field.name !== name) });
    const errorOf = (dimensions: string[], known = hiding('zone')) => {
      try {
        assertColumns(schema, dimensions, [], known);
        return null;
      } catch (error) {
        return error as Error & { details: object };
      }
    };
    const [hidden, absent] = [errorOf(['zone']), errorOf(['sect'])];
    expect(hidden?.message.replace('zone', 'sect')).toBe(absent?.message);
    expect(hidden?.details).toEqual({ ...absent?.details, columns: ['zone'] });
    expect(errorOf(['section', 'school'])?.message).toContain('both lie within district');
    expect(errorOf(['section', 'school'], hiding('district'))).toMatchObject({
      ...{ code: 'EXTRACT.CROSSED_HIERARCHIES', details: { columns: ['section', 'school'], within: null } },
    });
    expect(errorOf(['section', 'district', 'need'])).toBeNull();
  });

  it('refuses more than six dimensions, and tables too large to protect, before any work is done', () => {
    const wide = schemaOf(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => dimension(name, ['1', '2', '3'])));
    const long = schemaOf(
      ...['a', 'b'].map((name) =>
        dimension(
          name,
          Array.from({ length: 500 }, (_, i) => `${i}`),
        ),
      ),
    );
    expect(() => {
      assertColumns(wide, ['a', 'b', 'c', 'd', 'e', 'f', 'g'], []);
    }).toThrow(expect.objectContaining({ code: 'EXTRACT.DIMENSION_COUNT' }));
    expect(() => {
      assertColumns(long, ['a', 'b'], []);
    }).toThrow(expect.objectContaining({ code: 'EXTRACT.TOO_MANY_CELLS', details: { cells: 251_001, most: 200_000 } }));
  });
});

describe('chainsOf', () => {
  it('puts columns that lie within each other together, finest first', () => {
    expect(chainsOf(schema, ['district', 'need', 'zone'])).toEqual([['need'], ['zone', 'district']]);
    expect(chainsOf(schema, ['district', 'section'])).toEqual([['section', 'district']]);
    expect(chainsOf(schema, ['district'])).toEqual([['district']]);
  });
});

describe('codesOf', () => {
  it('knows of missing values only where the schema allows them', () => {
    expect(codesOf(schema, 'need')).toEqual(['food', 'job']);
    expect(codesOf(schema, 'zone')).toEqual(['01', '02', '03', '_U']);
  });
});
