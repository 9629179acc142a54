import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { DictionaryService } from './dictionary.service';

const schema: TableSchema = {
  fields: [
    { name: 'persona', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
    { name: 'pratica', type: 'string', disclosureRole: 'quasiIdentifier' },
    { name: 'zona', type: 'string', disclosureRole: 'dimension', categories: ['A', 'B'] },
    { name: 'persone', type: 'integer', disclosureRole: 'weight' },
  ],
  primaryKey: ['pratica'],
  personKey: 'persona',
  missingValues: ['', 'n.d.'],
};

describe('a dictionary', () => {
  let commons: Commons;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());

  it('says where a value is never missing, as files are checked: in keys of rows and of persons, and in the weight', async () => {
    const { id } = await commons.publish(schema);
    const { entries } = await commons.get(DictionaryService).of(await commons.steward(0), id);
    expect(entries.map(({ name, required, missingAs }) => [name, required, missingAs])).toEqual([
      ['persona', true, []],
      ['pratica', true, []],
      ['zona', false, ['', 'n.d.']],
      ['persone', true, []],
    ]);
  });
});
