import type { OutputTable } from '#warehouse';
import { CONF_STATUS, CONFIDENTIAL } from '../protected-table';
import type { CellFinding } from './findings';

/** A cell as it would leave, and what there is to say of it. */
export type FoundCell = {
  readonly values: OutputTable['rows'][number];
  /** Hidden, but not for its own sake: others would follow from it. */
  readonly isForOthers: boolean;
  readonly finding: CellFinding | null;
};
export type FoundTable = { readonly columns: OutputTable['columns']; readonly cells: readonly FoundCell[] };

/** Puts each finding beside its cell. Rows one by one have no cells, and no findings. */
export function besideFindings({ columns, rows }: OutputTable, findings: readonly CellFinding[]): FoundTable {
  const byLabels = new Map(findings.map((finding) => [JSON.stringify(finding.labels), finding]));
  const count = findings[0]?.labels.length ?? 0;
  const status = columns.findIndex(({ name }) => name === CONF_STATUS);
  return {
    columns,
    cells: rows.map((values) => {
      const finding = byLabels.get(JSON.stringify(values.slice(0, count))) ?? null;
      const isHidden = values[status] === CONFIDENTIAL;
      return { values, finding, isForOthers: isHidden && (finding?.causes ?? []).length === 0 };
    }),
  };
}

/** The same with a column that says it in words, for a file. */
export const asTable = ({ columns, cells }: FoundTable): OutputTable => ({
  columns: [...columns, { name: 'finding', type: 'string' }],
  rows: cells.map((cell) => [...cell.values, inWords(cell)]),
});

const NOTHING: Omit<CellFinding, 'labels'> = { causes: [], near: [], isNarrow: false, isExposed: false };

function inWords({ finding, isForOthers }: FoundCell): string | null {
  const { causes, near, isNarrow, isExposed } = finding ?? NOTHING;
  const words: readonly (readonly [boolean, string])[] = [
    [causes.length > 0, `hidden: ${causes.join(', ')}`],
    [isForOthers, 'hidden: others'],
    [near.length > 0, `near: ${near.join(', ')}`],
    [isNarrow, 'narrow interval'],
    [isExposed, 'known from earlier releases'],
  ];
  const said = words.filter(([isSaid]) => isSaid).map(([, word]) => word);
  return said.length > 0 ? said.join('; ') : null;
}
