import type { Field, TableSchema } from '#warehouse';
import { everSchema } from './ever-schema';
import { withCoarser } from './shape';

const column = (name: string, within?: string): Field => ({
  ...{ name, type: 'string', required: true, categories: ['1', '2'], disclosureRole: 'dimension' },
  ...(within && { within }),
});
const schema = (...fields: Field[]): TableSchema => ({ fields });
const above = (of: TableSchema, name: string) => withCoarser(of, [name]).slice(1);

describe('a schema with all that it ever had', () => {
  it('is itself where nothing was amended', () => {
    const now = schema(column('zone', 'district'), column('district'));
    expect(everSchema(now, [])).toEqual(now);
    expect(everSchema(now, [now])).toEqual(now);
  });

  it('has columns that were taken out, which rows need not have, and what lay within them', () => {
    const before = schema(column('zone', 'district'), column('district', 'city'), column('city'));
    const ever = everSchema(schema(column('zone')), [before]);
    expect(ever.fields.map(({ name, required }) => [name, required])).toEqual([
      ['zone', true],
      ['district', false],
      ['city', false],
    ]);
    expect(above(ever, 'zone')).toEqual(['district', 'city']);
  });

  it('puts what a column lay within above what it lies within now', () => {
    const before = schema(column('zone', 'district'), column('district'), column('parish'));
    const now = schema(column('zone', 'parish'), column('district'), column('parish'));
    expect(above(everSchema(now, [before]), 'zone')).toEqual(['parish', 'district']);
  });

  it('knows a level that came in between', () => {
    const before = schema(column('zone', 'city'), column('city'));
    const now = schema(column('zone', 'district'), column('district', 'city'), column('city'));
    expect(everSchema(now, [before])).toEqual(now);
  });

  it('goes in no circle where two columns changed places', () => {
    const before = schema(column('zone', 'district'), column('district'));
    const now = schema(column('zone'), column('district', 'zone'));
    expect(everSchema(now, [before])).toEqual(now);
  });
});
