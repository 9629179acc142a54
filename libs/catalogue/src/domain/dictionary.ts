import type { Field, TableSchema } from '#warehouse';
import type { Labels } from './code-list/code-list';

export type DictionaryCode = { readonly code: string; readonly labels: Labels };

/** What one column means, for who reads a table or fills in a file. */
export type DictionaryEntry = Pick<Field, 'name' | 'type'> & {
  readonly title: string | null;
  readonly description: string | null;
  readonly unit: string | null;
  readonly role: Field['disclosureRole'];
  readonly required: boolean;
  /** What stands for a missing value in a file; none where there is always one. */
  readonly missingAs: readonly string[];
  readonly minimum: string | null;
  readonly maximum: string | null;
  /** How wide the steps are in which its quantiles are told. */
  readonly grid: string | null;
  readonly within: string | null;
  readonly derivedFrom: string | null;
  readonly codeList: Field['codeList'] | null;
  readonly codes: readonly DictionaryCode[];
};

/**
 * What the columns of a schema mean, in their order.
 *
 * @param schema as far as its reader may know of it
 * @param required columns in which every row has a value
 * @param labels of the codes of columns that take them from a list, by column
 */
export const dictionaryOf = (
  schema: TableSchema,
  required: ReadonlySet<string>,
  labels: ReadonlyMap<string, ReadonlyMap<string, Labels>>,
): DictionaryEntry[] =>
  schema.fields.map((field) =>
    entryOf(field, required.has(field.name) ? null : (schema.missingValues ?? ['']), labels.get(field.name)),
  );

/** @param missingAs null: no value is missing */
function entryOf(
  field: Field,
  missingAs: readonly string[] | null,
  labels: ReadonlyMap<string, Labels> | undefined,
): DictionaryEntry {
  return {
    ...{ name: field.name, type: field.type, role: field.disclosureRole, required: missingAs === null },
    ...wordsOf(field),
    missingAs: missingAs ?? [],
    codes: (field.categories ?? []).map((code) => ({ code, labels: labels?.get(code) ?? { it: code, en: code } })),
  };
}

const wordsOf = ({ title, description, unit, minimum, maximum, grid, within, derivedFrom, codeList }: Field) => ({
  ...{ title: title ?? null, description: description ?? null, unit: unit ?? null },
  ...{ minimum: textOf(minimum), maximum: textOf(maximum), grid: textOf(grid) },
  ...{ within: within ?? null, derivedFrom: derivedFrom ?? null, codeList: codeList ?? null },
});

const textOf = (bound: number | string | undefined) => (bound === undefined ? null : String(bound));
