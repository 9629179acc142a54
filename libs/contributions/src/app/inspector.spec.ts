import type { TableSchema } from '#warehouse';
import { wantedBy } from './inspector';

const schema: TableSchema = {
  fields: [
    { name: 'codice', type: 'string', disclosureRole: 'dimension' },
    { name: 'zona', type: 'string', derivedFrom: 'codice', disclosureRole: 'dimension' },
    { name: 'importo', type: 'decimal', scale: 3, disclosureRole: 'measure' },
  ],
};

describe('what is looked for in a file', () => {
  it('are the columns that somebody has to fill', () => {
    expect(wantedBy(schema).columns).toEqual([
      { name: 'codice', type: 'string' },
      { name: 'importo', type: 'decimal' },
    ]);
  });

  it('are called as the file calls them where that is known, and what is left out is no number', () => {
    const mapping = { columns: [{ from: 'Quota', to: 'importo' }], ignored: ['Totale'] };
    expect(wantedBy(schema, mapping).columns).toEqual([
      { name: 'Quota', type: 'decimal' },
      { name: 'Totale', type: 'string' },
      { name: 'codice', type: 'string' },
    ]);
  });
});
