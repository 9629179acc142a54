import type { Column } from '../domain/header';
import { minimumOf, scaleOf, type Field } from '../domain/field';
import { Findings, inRowOrder, MAX_FINDINGS, type Finding, type FindingCode } from '../domain/finding';
import { checkedCells, fileNumbered, type Layout } from './csv-sql';
import type { Session } from './engine';
import { text } from './sql';

type Facts = Record<string, string | number>;
type FactsOf = (code: FindingCode, column: Column, firstRow: unknown) => Facts;

/**
 * Lists what is wrong with the cells of a numbered copy: cell by cell, then keys that occur twice and values that lie in two
 * values of their coarser dimension.
 */
export async function diagnoseCells(session: Session, numbered: string, layout: Layout): Promise<Findings> {
  const cells = checkedCells(fileNumbered(numbered, layout), layout, ['r']);
  await session.run('CREATE OR REPLACE TEMP TABLE found (r BIGINT, f SMALLINT, p SMALLINT, k VARCHAR, first BIGINT)');
  for (const query of [cellQuery(cells, layout), ...keyQueries(cells, layout), ...nestingQueries(cells, layout)]) {
    await session.run(`INSERT INTO found ${query}`);
  }
  const [[total] = []] = await session.rows('SELECT count(*) FROM found');
  const rows = await session.rows(`SELECT r, f, k, first FROM found ORDER BY r, p, k LIMIT ${MAX_FINDINGS}`);
  await session.run('DROP TABLE found');
  const facts = factsOf(layout);
  const findings = new Findings();
  findings.add(...rows.map(([r, f, k, first]) => toFinding(layout, facts, { r, f, k, first })));
  findings.count = Number(total);
  return findings;
}

type FoundRow = { r: unknown; f: unknown; k: unknown; first: unknown };

function toFinding(layout: Layout, factsOf: FactsOf, { r, f, k, first }: FoundRow): Finding {
  const code = k as FindingCode;
  const column = layout.columns[Number(f)];
  if (!column) throw new RangeError('The engine found something in a column that is not there.');
  const facts = factsOf(code, column, first);
  const named = code === 'ROW.DUPLICATE_KEY' ? (layout.schema.primaryKey ?? []).join(', ') : column.field.name;
  return { row: Number(r), column: named, code, ...(Object.keys(facts).length > 0 && { facts }) };
}

function cellQuery(cells: string, { columns }: Layout): string {
  const present = columns.flatMap(({ position }, f) => (position === null ? [] : [{ f, position }]));
  const found = present.map(({ f, position }) => `{'f': ${f}, 'p': ${position}, 'k': k${f}}`).join(', ');
  const any = present.map(({ f }) => `k${f} IS NOT NULL`).join(' OR ');
  return `SELECT r, x.f, x.p, x.k, NULL FROM (SELECT r, unnest([${found}]) AS x FROM ${cells} WHERE ${any}) WHERE x.k IS NOT NULL`;
}

const indexOf = ({ columns }: Layout, name: string) => columns.findIndex(({ field }) => field.name === name);

/** Later rows with the key of an earlier one; rows whose key is not complete have findings of their own. */
function keyQueries(cells: string, layout: Layout): string[] {
  const key = (layout.schema.primaryKey ?? []).map((name) => indexOf(layout, name));
  const [first] = key;
  if (first === undefined) return [];
  const values = key.map((f) => `t${f}`).join(', ');
  const complete = key.map((f) => `t${f} IS NOT NULL`).join(' AND ');
  return [
    `SELECT r, ${first}, ${layout.columns[first]?.position ?? 0}, ${text('ROW.DUPLICATE_KEY')}, first
     FROM (SELECT r, min(r) OVER (PARTITION BY ${values}) AS first FROM ${cells} WHERE ${complete}) WHERE r <> first`,
  ];
}

function nestingQueries(cells: string, layout: Layout): string[] {
  return nestings(layout).map(
    ({ fine, coarse, position }) =>
      `SELECT r, ${fine}, ${position}, ${text('CELL.NOT_WITHIN')}, first FROM (
        SELECT r, v, first_value(v) OVER w AS expected, first_value(r) OVER w AS first
        FROM (SELECT r, t${fine} AS g, t${coarse} AS v FROM ${cells} WHERE t${fine} IS NOT NULL)
        WINDOW w AS (PARTITION BY g ORDER BY r)) WHERE v IS DISTINCT FROM expected`,
  );
}

/** Pairs of fields of which the first must lie within the second. */
export function nestings(layout: Layout): { fine: number; coarse: number; position: number }[] {
  return layout.columns.flatMap(({ field, position }, fine) => {
    if (field.within === undefined || position === null) return [];
    return [{ fine, coarse: indexOf(layout, field.within), position }];
  });
}

const factsOf = ({ dialect }: Layout): FactsOf => {
  const facts: Partial<Record<FindingCode, (field: Field, firstRow: number) => Facts>> = {
    'CELL.WRONG_TYPE': ({ type }) => ({ type }),
    'CELL.NOT_IN_LIST': ({ categories = [] }) => ({ categories: categories.length }),
    'CELL.OUT_OF_RANGE': (field) => rangeOf(minimumOf(field), field.maximum),
    'CELL.NOT_WITHIN': ({ within = '' }, firstRow) => ({ within, firstRow }),
    'ROW.DUPLICATE_KEY': (_, firstRow) => ({ firstRow }),
  };
  return (code, { field }, firstRow) => ({
    ...facts[code]?.(field, Number(firstRow)),
    ...(code === 'CELL.WRONG_TYPE' &&
      field.type === 'decimal' && { scale: scaleOf(field), decimalMark: dialect.decimalMark }),
  });
};

const rangeOf = (minimum: string | undefined, maximum: number | string | undefined) => ({
  ...(minimum !== undefined && { minimum }),
  ...(maximum !== undefined && { maximum: String(maximum) }),
});

/** Puts findings of several searches together: all counted, the first thousand in row order. */
export function together(...parts: Findings[]): Findings {
  const all = new Findings();
  all.add(...inRowOrder(parts.flatMap(({ listed }) => listed)));
  all.count = parts.reduce((sum, { count }) => sum + count, 0);
  return all;
}
