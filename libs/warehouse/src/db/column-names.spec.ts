import type { Field, TableSchema } from '../domain/field';
import { dimension, measure, WarehouseFixture } from './spec-support';

/** What columns of the engine's own are called on the way from rows to cells. */
const NAMES = [
  'f',
  'c',
  'd0',
  'd1',
  'p',
  's0',
  's1',
  'w',
  'w0',
  'b',
  'n',
  'person',
  'told',
  'behind',
  'whose',
  'place',
];
const PERSONS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64));

describe('columns that are called like the engine’s own', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  /** Everything that is told of one table whose columns have these names, by the places of the names. */
  async function toldOf([zone = '', need = '', hours = '', cost = '', person = '']: readonly string[]) {
    const key: Field = { name: person, type: 'string', disclosureRole: 'directIdentifier', pseudonym: true };
    const fields = [
      dimension(zone, { categories: ['A', 'B'] }),
      dimension(need),
      measure(hours, { minimum: 0, maximum: 40, grid: 10 }),
      measure(cost, { type: 'decimal', scale: 2 }),
      key,
    ];
    const schema: TableSchema = { fields, personKey: person, mostRowsPerPerson: 2 };
    const header = fields.map(({ name }) => name).join();
    const sources = [];
    for (const from of [0, 1, 2]) {
      const rows = PERSONS.flatMap((id, at) => [
        `A,x,${at + from},0.50,${id}`,
        `${at % 2 ? 'A' : 'B'},y,${10 * at + from},2.25,${id}`,
      ]);
      const { report, parquetPath } = await fixture.ingest([header, ...rows].join('\n'), schema);
      expect(report.findings).toEqual([]);
      sources.push({ file: await fixture.keep(parquetPath), contributor: String(from % 2) });
    }
    const query = { sources, schema, dimensions: [zone, need], measures: [hours, cost] };
    const details = { withPersons: true, withOutside: true, withLargest: true, withShares: true };
    const { warehouse } = fixture;
    const plain = (await warehouse.aggregate(query)).cells;
    const detailed = (await warehouse.aggregate({ ...query, ...details, boundsPersons: true })).cells;
    const onGrid = await warehouse.countOnGrid({ sources, schema, dimensions: [zone], measure: hours });
    return { plain, detailed, onGrid };
  }

  it('are counted as if they were called otherwise', async () => {
    const expected = await toldOf(['zona', 'bisogno', 'ore', 'costo', 'socio']);
    expect(expected.plain.find(({ codes }) => codes.join() === '_T,_T')?.sums).toEqual([222n, 3_300n]);
    for (const at of NAMES.keys()) {
      const names = [0, 1, 2, 3, 4].map((place) => NAMES[(at + place) % NAMES.length] ?? '');
      expect({ names, ...(await toldOf(names)) }).toEqual({ names, ...expected });
    }
  });
});
