import type { TableSchema } from '../domain/field';
import { dimension, WarehouseFixture } from './spec-support';

const schema: TableSchema = {
  fields: [dimension('sex', { categories: ['F', 'M'] }), dimension('state', { categories: ['pregnant', 'none'] })],
  impossible: [{ fields: { sex: 'M', state: 'pregnant' } }],
};

describe('a row that nobody can have', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  it('is found, and the rest of the file with it is not accepted', async () => {
    const { report } = await fixture.ingest('sex,state\nF,pregnant\nM,pregnant\nM,none\n', schema);
    expect(report.findings).toMatchObject([
      { row: 3, column: 'sex, state', code: 'ROW.RULE_BROKEN', severity: 'error' },
    ]);
    expect(report.findings[0]?.facts).toEqual({ rule: 1, says: 'state = "pregnant" ⇒ sex != "M"' });
  });

  it('is not one of which a value is missing', async () => {
    const { report } = await fixture.ingest('sex,state\n,pregnant\nM,\n', schema);
    expect(report).toMatchObject({ findings: [], rows: 2 });
  });
});
