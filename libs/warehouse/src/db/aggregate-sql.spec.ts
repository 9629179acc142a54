import { cellsSql } from './aggregate-sql';
import { duckDbWords } from './duckdb-words';
import { sharedCellsSql } from './shared-cells-sql';
import { dimension, measure } from './spec-support';

const counted = {
  contributors: ['ada', 'ben', 'ada'],
  columns: { dimensions: [dimension('zone')], measures: [measure('hours')], weight: undefined },
};
const columns = new Set(['zone', 'hours']);
const files = (...names: string[]) => names.map((name) => ({ path: `/files/${name}.parquet`, columns }));
const words = duckDbWords({ loose: files('0', '1', '2'), packs: [], packed: [], leftOut: [] });
const oneLine = (sql: string) => sql.replaceAll(/\s+/g, ' ');

describe('the question that the engine is asked', () => {
  it('is the quick one, word for word, unless largest shares are asked for', () => {
    const cellsOf = (at: number) =>
      `SELECT ${at} AS _from, "zone" AS d0, count(*) AS p, sum("hours") AS s0 ` +
      `FROM (SELECT ${at} AS _from, CAST("zone" AS VARCHAR) AS "zone", CAST("hours" AS BIGINT) AS "hours" ` +
      `FROM read_parquet(['/files/${at}.parquet'], union_by_name = true, hive_partitioning = false)) GROUP BY ALL`;
    expect(oneLine(cellsSql(counted, words))).toBe(
      `WITH file_cells AS (${[0, 1, 2].map(cellsOf).join(' UNION ALL ')}), ` +
        `cells AS ( SELECT coalesce(CAST(d0 AS VARCHAR), '_U') AS kd0, sum(p) AS bp, bit_or(CASE WHEN p > 0 THEN w0 ELSE 0::UBIGINT END) AS bw0, ` +
        `coalesce(sum(s0), 0) AS bs0 FROM file_cells JOIN (VALUES (0, 1::UBIGINT), (1, 2::UBIGINT), (2, 1::UBIGINT)) AS source(_from, w0) USING (_from) ` +
        `GROUP BY d0 ), margins_0 AS MATERIALIZED (SELECT kd0 AS ckd0, bp AS tbp, bw0 AS tbw0, bs0 AS tbs0 FROM cells), ` +
        `margins AS MATERIALIZED (SELECT * FROM margins_0 UNION ALL SELECT '_T' AS ckd0, sum(tbp) AS tbp, bit_or(tbw0) AS tbw0, sum(tbs0) AS tbs0 ` +
        `FROM margins_0 HAVING count(*) > 0) ` +
        `SELECT ckd0, CAST(tbp AS HUGEINT), CAST(bit_count(tbw0) AS BIGINT), tbs0 FROM margins ORDER BY ckd0`,
    );
  });

  it('reads packs beside other files, each row under the number of its part, and leaves out what was not asked for', () => {
    const [loose, packs] = [files('0'), files('pack')];
    const mixed = duckDbWords({ loose, packs, packed: [2n ** 62n + 1n, 2n ** 62n], leftOut: [2n ** 62n + 2n] });
    const sql = oneLine(cellsSql(counted, mixed));
    expect(sql).toContain(
      `FROM read_parquet(['/files/0.parquet'], union_by_name = true, hive_partitioning = false)) GROUP BY ALL UNION ALL ` +
        `SELECT _from AS _from, "zone" AS d0, count(*) AS p, sum("hours") AS s0 FROM (` +
        `SELECT "_part" AS _from, CAST("zone" AS VARCHAR) AS "zone", CAST("hours" AS BIGINT) AS "hours" FROM read_parquet(` +
        `['/files/pack.parquet'], union_by_name = true, hive_partitioning = false) WHERE "_part" NOT IN (4611686018427387906)`,
    );
    expect(sql).toContain('(0, 1::UBIGINT), (4611686018427387905, 2::UBIGINT), (4611686018427387904, 1::UBIGINT)');
  });

  it('reads many files together, each row under the number of its file', () => {
    const many = files(...Array.from({ length: 65 }, (_, at) => String(at)));
    const sql = oneLine(cellsSql(counted, duckDbWords({ loose: many, packs: [], packed: [], leftOut: [] })));
    expect(sql).toContain(`WITH file_cells AS (SELECT _from AS _from, "zone" AS d0`);
    expect(sql).toContain(`(SELECT file_index AS _from, CAST("zone" AS VARCHAR) AS "zone"`);
  });

  it('keeps contributors apart through the same margins where they are', () => {
    const sql = oneLine(sharedCellsSql(counted, words, { withLargest: true }));
    expect(sql).toContain('(VALUES (0, 0), (1, 1), (2, 0)) AS source(_from, _contributor)');
    expect(sql).toContain(`SELECT '_T' AS ckd0, c, sum(tbp) AS tbp, sum(tbs0) AS tbs0 FROM shares_0 GROUP BY c`);
    expect(sql).not.toMatch(/string_agg|person/);
  });
});
