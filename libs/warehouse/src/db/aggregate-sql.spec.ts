import { cellsSql, sharedCellsSql } from './aggregate-sql';
import { dimension, measure } from './spec-support';

const counted = {
  sources: ['ada', 'ben', 'ada'].map((contributor, at) => ({ path: `/files/${at}.parquet`, contributor })),
  columns: { dimensions: [dimension('zone')], measures: [measure('hours')], weight: undefined },
  present: new Set(['zone', 'hours']),
};
const oneLine = (sql: string) => sql.replaceAll(/\s+/g, ' ');

describe('the question that the engine is asked', () => {
  it('is the quick one, word for word, unless largest shares are asked for', () => {
    expect(oneLine(cellsSql(counted))).toBe(
      `WITH file_cells AS ( SELECT file_index AS f, CAST("zone" AS VARCHAR) AS d0, count(*) AS people, sum(CAST("hours" AS BIGINT)) AS s0 ` +
        `FROM read_parquet(['/files/0.parquet', '/files/1.parquet', '/files/2.parquet'], union_by_name = true, hive_partitioning = false) GROUP BY ALL ), ` +
        `cells AS ( SELECT coalesce(CAST(d0 AS VARCHAR), '_U') AS d0, sum(people) AS people, bit_or(CASE WHEN people > 0 THEN w0 ELSE 0 END) AS w0, ` +
        `coalesce(sum(s0), 0) AS s0 FROM file_cells JOIN (VALUES (0, 1::UBIGINT), (1, 2::UBIGINT), (2, 1::UBIGINT)) AS source(f, w0) USING (f) ` +
        `GROUP BY file_cells.d0 ) SELECT CASE WHEN grouping(d0) = 1 THEN '_T' ELSE d0 END AS cd0, CAST(sum(people) AS HUGEINT), ` +
        `CAST(bit_count(bit_or(w0)) AS BIGINT), sum(s0) FROM cells GROUP BY GROUPING SETS ((), (d0)) ORDER BY cd0`,
    );
  });

  it('keeps contributors apart through the same margins where they are', () => {
    const sql = oneLine(sharedCellsSql(counted));
    expect(sql).toContain('(VALUES (0, 0), (1, 1), (2, 0)) AS source(f, c)');
    expect(sql).toContain('GROUP BY GROUPING SETS ((c), (c, d0))');
  });
});
