import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { splitRecord } from '../src/domain/dialect';
import type { Field, TableSchema } from '../src/domain/field';
import { nameOf, published } from './published';

const SUITE = published('csv_quality/csvw_tests');

/** The suite's main example, which many tests share and this part of the suite holds once for each folder. */
const SHARED_TABLE = join(SUITE, 'test011/tree-ops.csv');

type Entry = {
  id: string;
  type: string;
  name: string;
  action: string;
  implicit?: string[];
  option?: { metadata?: string };
};

export type SuiteTest = {
  readonly id: string;
  readonly name: string;
  /** What a validator must say; a warning is about the metadata and accepts the data. */
  readonly verdict: 'accept' | 'reject';
  readonly tables: readonly SuiteTable[] | null;
};

/** A table of a test in our words; `resource` is what foreign keys of others call it. */
export type SuiteTable = { readonly resource: string; readonly content: string; readonly schema: TableSchema };

/** Every test of the suite whose files are there; `tables` is null where its table is not. */
export function suiteTests(): SuiteTest[] {
  const manifest = JSON.parse(readFileSync(join(SUITE, 'manifest-validation.jsonld'), 'utf8')) as { entries: Entry[] };
  return manifest.entries.map((entry) => ({
    id: entry.id.slice(-7),
    name: entry.name,
    verdict: entry.type.includes('Negative') ? 'reject' : 'accept',
    tables: tablesOf(entry),
  }));
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function readJson(path: string): Json | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function tablesOf(entry: Entry): SuiteTable[] | null {
  const action = entry.action.split('?')[0] ?? '';
  if (action.endsWith('.json')) {
    const metadata = readJson(join(SUITE, action));
    return (
      metadata &&
      all(describedTables(metadata).map((table) => suiteTable(table, metadata, join(SUITE, dirname(action)))))
    );
  }
  const found = metadataFor(entry, action);
  const table =
    found && describedTables(found.metadata).find((described) => isDescribing(described, action, found.isGiven));
  if (found && table)
    return all([suiteTable({ ...table, url: basename(action) }, found.metadata, join(SUITE, dirname(action)))]);
  return all([suiteTable({ url: basename(action) }, {}, join(SUITE, dirname(action)))]);
}

const all = (tables: (SuiteTable | null)[]): SuiteTable[] | null =>
  tables.length > 0 && tables.every((table) => table !== null) ? tables : null;

/** Given metadata first, then a link’s, then the file’s, then the folder’s. */
function metadataFor({ option, implicit = [] }: Entry, action: string): { metadata: Json; isGiven: boolean } | null {
  const rank = (path: string) =>
    ['user-metadata', 'linked-metadata', `${basename(action)}-metadata`, 'csv-metadata'].findIndex((name) =>
      path.includes(name),
    );
  const paths = [...(option?.metadata ? [option.metadata] : []), ...implicit].filter((path) => path.endsWith('.json'));
  for (const path of paths.sort((a, b) => rank(a) - rank(b))) {
    const metadata = readJson(join(SUITE, path));
    const isGiven = path === option?.metadata;
    if (metadata && describedTables(metadata).some((table) => isDescribing(table, action, isGiven)))
      return { metadata, isGiven };
  }
  return null;
}

const describedTables = (metadata: Json): Json[] =>
  metadata.url === undefined ? list(metadata.tables).filter(isObject) : [metadata];

const isDescribing = ({ url }: Json, action: string, isGiven: boolean): boolean =>
  isGiven || (typeof url === 'string' && basename(url) === basename(action));

function suiteTable(table: Json, metadata: Json, folder: string): SuiteTable | null {
  const path = pathOf(table, folder);
  if (path === null) return null;
  const text = readFileSync(path, 'utf8');
  const described = schemaOf(table, folder) ?? {};
  const columns = list(described.columns)
    .filter(isObject)
    .filter(({ virtual }) => virtual !== true);
  const header = splitRecord(text, ',');
  const cells = header?.cells ?? [];
  const levels = [described, table, metadata];
  const named = columns.length > 0 ? columns : cells.map((cell) => ({ titles: cell }));
  return {
    resource: basename(path),
    content: `${cells.map((cell, i) => renamed(cell, i, columns)).join(',')}\n${text.slice(header?.next ?? 0)}`,
    schema: {
      fields: named.map((column, i) => fieldOf(column, i, levels)),
      ...keysOf(described),
      missingValues: missingOf([...columns, ...levels]),
    },
  };
}

function pathOf({ url }: Json, folder: string): string | null {
  if (typeof url !== 'string') return null;
  const path = join(folder, url);
  if (existsSync(path)) return path;
  return url === 'tree-ops.csv' ? SHARED_TABLE : null;
}

function schemaOf({ tableSchema }: Json, folder: string): Json | null {
  if (isObject(tableSchema)) return tableSchema;
  return typeof tableSchema === 'string' ? readJson(join(folder, tableSchema)) : null;
}

const titlesOf = ({ titles }: Json): unknown[] =>
  isObject(titles) ? Object.values(titles).flatMap(list) : list(titles);

const ownName = (column: Json, i: number): string => {
  const [title] = titlesOf(column);
  return nameOf(typeof column.name === 'string' ? column.name : typeof title === 'string' ? title : '', i);
};

/** A header’s cell under the name of the column that it is the title of; our own mapping is made of exactly such pairs. */
function renamed(cell: string, i: number, columns: readonly Json[]): string {
  if (columns.length === 0) return nameOf(cell, i);
  const at = columns.findIndex((column) => {
    const titles = titlesOf(column).filter((title) => typeof title === 'string');
    return titles.length > 0
      ? titles.includes(cell.trim())
      : typeof column.name !== 'string' || column.name === cell.trim();
  });
  return at < 0 ? `unmatched_${nameOf(cell, i)}` : ownName(columns[at] ?? {}, at);
}

const NUMBERS = ['number', 'decimal', 'double', 'float'];
const INTEGERS = ['integer', 'int', 'long', 'short', 'byte', 'nonNegativeInteger', 'positiveInteger'];

function fieldOf(column: Json, i: number, parents: readonly Json[]): Field {
  const datatype = [column, ...parents].map((level) => level.datatype).find((value) => value !== undefined);
  const base = isObject(datatype) ? (datatype.base ?? 'string') : datatype;
  const required = [column, ...parents].map((level) => level.required).find((value) => value !== undefined);
  const hasFormat = isObject(datatype) && datatype.format !== undefined;
  return {
    name: ownName(column, i),
    ...typeOf(base, hasFormat || column.separator !== undefined),
    disclosureRole: 'dimension',
    required: required === true,
  };
}

function typeOf(base: unknown, isOpen: boolean): Pick<Field, 'type' | 'scale'> {
  if (isOpen || typeof base !== 'string') return { type: 'string' };
  if (NUMBERS.includes(base)) return { type: 'decimal', scale: 6 };
  if (INTEGERS.includes(base)) return { type: 'integer' };
  return base === 'date' || base === 'boolean' ? { type: base } : { type: 'string' };
}

/** What is not allowed is ignored, as the standard says, and the default counts. */
function missingOf(levels: readonly Json[]): string[] {
  const given = levels.map((level) => level.null).filter((value) => typeof value === 'string' || Array.isArray(value));
  const texts = given.flatMap(list).filter((value) => typeof value === 'string');
  return texts.length > 0 ? [...new Set(texts)] : [''];
}

function keysOf({ primaryKey, foreignKeys }: Json): Partial<TableSchema> {
  const names = (value: unknown) =>
    list(value)
      .filter((name) => typeof name === 'string')
      .map(nameOf);
  const key = names(primaryKey);
  const foreign = list(foreignKeys)
    .filter(isObject)
    .flatMap(({ columnReference, reference }) => {
      if (!isObject(reference)) return [];
      const [resource] = [reference.resource, reference.schemaReference].filter((name) => typeof name === 'string');
      const datasetId = basename(resource ?? '');
      return [{ fields: names(columnReference), reference: { datasetId, fields: names(reference.columnReference) } }];
    });
  return { ...(key.length > 0 && { primaryKey: key }), ...(foreign.length > 0 && { foreignKeys: foreign }) };
}
