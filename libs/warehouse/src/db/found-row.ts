import { identifierIn } from '../domain/direct-identifier';
import { minimumOf, scaleOf, type Field } from '../domain/field';
import { findingOf, type Finding, type FindingCode } from '../domain/finding';
import type { Column } from '../domain/header';
import { rowRulesOf } from '../domain/impossible';
import { fieldsOf, ruleText } from '../domain/row-rule-issues';
import { shownValue } from '../domain/shown-value';
import { MAX_LINE_BYTES } from './csv-bytes';
import type { Layout } from './csv-sql';
import { sourceOf } from './found-sql';
import type { TableRule } from './table-rules';

type Facts = Record<string, string | number>;

/** A row of `foundQueries`: where, what, code, other row or number of cells, and what the cell says. */
export type FoundRow = {
  readonly row: number;
  readonly what: number;
  readonly code: FindingCode;
  readonly other: number;
  readonly says: string | null;
};

/** What is told of the columns and cells of a found row. */
type Told = { readonly column: string | null; readonly facts?: Facts | undefined };

export class FoundRows {
  constructor(
    private readonly layout: Layout,
    private readonly rules: readonly TableRule[],
  ) {}

  toFinding(found: FoundRow): Finding {
    const { row, code, says } = found;
    const { column, facts } = this.told(found);
    const value = says === null || code === 'CELL.DIRECT_IDENTIFIER' ? undefined : shownValue(says);
    return findingOf({ row, column, code, ...(value !== undefined && { value }), ...(facts && { facts }) });
  }

  /** The column that findings of a code and kind are about. */
  columnOf(found: Pick<FoundRow, 'what' | 'code'>): string | null {
    return this.told({ ...found, row: 0, other: 0, says: null }).column;
  }

  private told(found: FoundRow): Told {
    if (found.code.startsWith('CSV.')) return { column: null, facts: this.shapeFacts(found) };
    if (found.code === 'ROW.RULE_BROKEN') return this.brokenRule(found.what);
    const isAboutTable = TABLE_CODES.includes(found.code);
    return isAboutTable ? this.tableRule(found) : this.cell(found);
  }

  private shapeFacts({ code, other }: FoundRow): Facts | undefined {
    if (code === 'CSV.RAGGED_ROW') return { expected: this.layout.width, found: other };
    return code === 'CSV.LINE_TOO_LONG' ? { limit: MAX_LINE_BYTES } : undefined;
  }

  private brokenRule(index: number): Told {
    const rule = rowRulesOf(this.layout.schema)[index];
    if (!rule) throw new RangeError('The engine found a rule broken that is not there.');
    const facts = { rule: index + 1, says: ruleText(rule), ...(rule.title !== undefined && { title: rule.title }) };
    return { column: fieldsOf(rule).join(', '), facts };
  }

  private tableRule({ what, other }: FoundRow): Told {
    const rule = this.rules[what];
    if (!rule) throw new RangeError('The engine found a key broken that is not there.');
    switch (rule.kind) {
      case 'key':
        return { column: this.namesOf(rule.columns), facts: { firstRow: other } };
      case 'reference':
        return { column: this.namesOf(rule.columns) };
      case 'nesting':
        return { column: this.namesOf([rule.fine]), facts: { within: this.namesOf([rule.coarse]), firstRow: other } };
    }
  }

  private namesOf(columns: readonly number[]): string {
    return columns.map((index) => this.column(index).field.name).join(', ');
  }

  private cell({ what, code, says }: FoundRow): Told {
    const column = this.column(what);
    if (code === 'CELL.NO_ANCESTOR') {
      return {
        column: (sourceOf(this.layout.columns, what) ?? column).field.name,
        facts: { level: column.field.name },
      };
    }
    const { decimalMark } = this.layout.dialect;
    const facts = CELL_FACTS[code]?.(column.field, { says: says ?? '', decimalMark });
    return { column: column.field.name, facts };
  }

  private column(index: number): Column {
    const column = this.layout.columns[index];
    if (!column) throw new RangeError('The engine found something in a column that is not there.');
    return column;
  }
}

const TABLE_CODES: readonly FindingCode[] = [
  'ROW.DUPLICATE_KEY',
  'ROW.UNKNOWN_REFERENCE',
  'CELL.NOT_UNIQUE',
  'CELL.NOT_WITHIN',
];

type Cell = { readonly says: string; readonly decimalMark: string };

const CELL_FACTS: Partial<Record<FindingCode, (field: Field, cell: Cell) => Facts>> = {
  'CELL.WRONG_TYPE': (field, cell) => ({ type: field.type, ...numberFacts(field, cell) }),
  'CELL.NOT_IN_LIST': ({ categories = [] }) => ({ categories: categories.length }),
  'CELL.OUT_OF_RANGE': (field) => given({ minimum: minimumOf(field), maximum: field.maximum?.toString() }),
  'CELL.TOO_SHORT': ({ minLength }) => given({ minLength }),
  'CELL.TOO_LONG': ({ maxLength }) => given({ maxLength }),
  'CELL.WRONG_PATTERN': ({ pattern }) => given({ pattern }),
  'CELL.DIRECT_IDENTIFIER': (_, { says }) => ({ kind: identifierIn(says) ?? 'name' }),
};

function numberFacts(field: Field, { says, decimalMark }: Cell): Facts {
  if (field.type !== 'decimal' && field.type !== 'integer') return {};
  const flaw = flawOf(says.trim());
  return { ...(field.type === 'decimal' && { scale: scaleOf(field), decimalMark }), ...(flaw && { flaw }) };
}

function flawOf(says: string): string | null {
  if (/^[+\-\u2212]?\s*(?:\p{Sc}|EUR\b)|(?:\p{Sc}|\bEUR)$/iu.test(says)) return 'currency';
  if (/\d\s*[-\u2212]$/.test(says)) return 'trailingMinus';
  return /^[+\-\u2212]?\d+[.,]0+$/.test(says) ? 'zeros' : null;
}

const given = (facts: Record<string, string | number | undefined>): Facts =>
  Object.fromEntries(Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])));
