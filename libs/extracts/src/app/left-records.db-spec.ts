import type { Dataset } from '#catalogue';
import { newId, type Id } from '#kernel';
import { PolicyService } from '#policy';
import type { TableSchema } from '#warehouse';
import type { Commons } from '../../../../test/support/commons';
import { dimension, Drawing, permitting, PURPOSE } from '../../test/drawing';
import { ExtractsRememberLeftRecords1795300000795 } from '../db/migrations/1795300000795-extracts-remember-left-records';
import type { Extract } from '../domain/extract';
import { MicrodataService } from './microdata.service';

const schema: TableSchema = {
  fields: [
    dimension('zone', ['x', 'y']),
    dimension('need', ['home', 'care']),
    dimension('service', ['day', 'night']),
    { name: 'age', type: 'string', required: true, disclosureRole: 'quasiIdentifier' },
  ],
};
/** Everywhere there are young and old people; one is over ninety, and needs care. */
const ROWS = ['x', 'y'].flatMap((zone) =>
  ['home', 'care'].flatMap((need) =>
    ['day', 'night'].flatMap((service) =>
      ['young', 'old'].flatMap((age) => Array<string>(6).fill(`${zone},${need},${service},${age}`)),
    ),
  ),
);
const NINETY = 'x,care,day,ninety';
const HELD_BACK = { state: 'failed', release: null, refusal: { code: 'EXTRACT.HELD_BACK' } };

describe('a table beside rows that left one by one', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;

  beforeAll(async () => {
    drawing = await Drawing.start();
    commons = drawing.commons;
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema, newId());
    await permit();
    await contribute(0, ...ROWS);
  });

  /** By a ballot, without which no rows leave one by one. */
  const permit = async () => {
    const names = ['zone', 'need', 'service'];
    const terms = { minPeople: 5, minContributors: 2 };
    const document = permitting(
      dataset,
      { actions: ['requestExtract'], dimensions: names, terms },
      { actions: ['exportRecords'], dimensions: [...names, 'age'], terms: { ...terms, microdata: { k: 3 } } },
    );
    const owner = { federationId: commons.federationId, organisationId: null, policyId: null };
    const enactment = { ...owner, document, resolution: newId<Id<'Ballot'>>() };
    await commons.work((tx) => commons.get(PolicyService).enact(tx, enactment as never));
  };
  const contribute = async (at: number, ...rows: string[]) =>
    commons.contribute(dataset, at, ['zone,need,service,age', ...rows].join('\n'));
  const table = (...dimensions: string[]) => drawing.draw(dataset, dimensions);
  const records = async (...columns: string[]) => {
    const service = commons.get(MicrodataService);
    const { id } = await service.request(await drawing.by(), dataset.id, { purpose: PURPOSE, columns });
    return drawing.made(id);
  };
  /** How many more people a table has in each cell than the records have rows. */
  const leftOut = async (one: Extract, other: Extract, names: readonly string[]) => {
    const [inTable, inRecords] = [await drawing.rows(one), await drawing.rows(other)];
    const codes = ({ columns }: typeof inTable, row: (typeof inTable.rows)[number]) =>
      names.map((name) => String(row[columns.findIndex((column) => column.name === name)])).join(' ');
    const counted = new Map<string, bigint>();
    for (const row of inRecords.rows)
      counted.set(codes(inRecords, row), (counted.get(codes(inRecords, row)) ?? 0n) + 1n);
    const people = inTable.columns.findIndex(({ name }) => name === 'people');
    return inTable.rows.flatMap((row) => {
      const difference = ((row[people] as bigint | null) ?? 0n) - (counted.get(codes(inTable, row)) ?? 0n);
      return row[people] !== null && difference === 1n && !codes(inTable, row).includes('_T')
        ? [codes(inTable, row)]
        : [];
    });
  };

  it('of which some were left out is held back by their columns: it would tell what they are like', async () => {
    await contribute(1, ...ROWS, NINETY);
    const left = await records('zone', 'need', 'age');
    expect(left.release?.microdata).toMatchObject({
      suppressedRows: 1,
      columns: [{ level: 0 }, { level: 0 }, { level: 0 }],
    });
    expect(await table('zone', 'need')).toMatchObject(HELD_BACK);
    await drawing.forget(dataset);
    expect(await leftOut(await table('zone', 'need'), left, ['zone', 'need'])).toEqual(['x care']);
  });

  it('of which some have a value starred is held back by their columns: it would tell what the value was', async () => {
    await contribute(1, ...ROWS, NINETY, ...Array<string>(2).fill('y,care,day,ninety'));
    const left = await records('zone', 'need', 'age');
    expect(left.release?.microdata).toMatchObject({
      suppressedRows: 0,
      columns: [
        { level: 0, starred: 3 },
        { level: 0, starred: 0 },
        { level: 0, starred: 0 },
      ],
    });
    const { rows } = await drawing.rows(left);
    expect(rows.filter((row) => row.includes('*'))).toEqual(Array(3).fill(['*', 'care', 'ninety']));
    expect(await table('zone', 'need')).toMatchObject(HELD_BACK);
    await drawing.forget(dataset);
    expect(await leftOut(await table('zone', 'need'), left, ['zone', 'need'])).toEqual(['x care']);
  });

  it('of which some were left out keeps its margins where it shares none of their columns', async () => {
    await contribute(1, ...ROWS, NINETY);
    await records('zone', 'need', 'age');
    const shown = async (...names: string[]) =>
      (await drawing.rows(await table(...names))).rows.flatMap((row) =>
        row.at(-1) === 'F' ? [row.slice(0, names.length).join(' ')] : [],
      );
    expect((await shown('service')).sort()).toEqual(['_T', 'day', 'night']);
    const cells = await shown('zone', 'service');
    expect(cells).toContain('y night');
    expect(cells.filter((codes) => codes.endsWith(' _T'))).toEqual([]);
  });

  it('of which none were left out is beside them what it would be beside a table by their columns', async () => {
    await contribute(1, ...ROWS);
    const left = await records('zone', 'need', 'age');
    expect(left.release?.microdata).toMatchObject({ suppressedRows: 0 });
    expect(await table('zone', 'need')).toMatchObject({ state: 'released' });
    await contribute(2, ...ROWS.slice(0, 9), NINETY);
    const later = await table('zone');
    expect(later.release).toMatchObject({ datasetVersion: 2, newestVersion: 3 });
    await drawing.forget(dataset);
    expect((await table('zone')).release).toMatchObject({ datasetVersion: 3 });
  });

  it('that left before this was remembered is beside them too', async () => {
    await contribute(1, ...ROWS, NINETY);
    await records('zone', 'need', 'age');
    const migration = new ExtractsRememberLeftRecords1795300000795();
    const { db } = commons;
    const runner = { query: (sql: string) => db.query(sql) } as never;
    await migration.down(runner);
    await migration.up(runner);
    expect(await table('zone')).toMatchObject(HELD_BACK);
    expect(await table('service')).toMatchObject({ state: 'released' });
  });

  it('comes before them: then none are left out', async () => {
    await contribute(1, ...ROWS, NINETY);
    const before = await table('zone', 'need');
    const left = await records('zone', 'need', 'age');
    expect(left.release?.microdata).toMatchObject({ suppressedRows: 0 });
    expect(await leftOut(before, left, ['zone', 'need'])).toEqual([]);
  });
});
