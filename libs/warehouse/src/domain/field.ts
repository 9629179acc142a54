import type { ForeignKey, Plausibility, RowRule } from './row-rule';

export type FieldType = 'string' | 'integer' | 'decimal' | 'date' | 'boolean';

/**
 * What a column may give away. `dimension`, `quasiIdentifier` and `sensitive` columns can be grouped by, `measure` columns can
 * be summed; the `weight` says how many people one row stands for. A `directIdentifier` names a person.
 */
export type DisclosureRole = 'directIdentifier' | 'quasiIdentifier' | 'sensitive' | 'dimension' | 'measure' | 'weight';

/** One level of a published code list in one of its versions. */
export type CodeListLevel = { list: string; version: number; level: string };

export type Field = {
  /** `^[a-z][a-z0-9_]{0,62}$`, unique in the schema; the header of the column, in any case. */
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  type: FieldType;
  /** Decimals only: digits after the mark, 0 to 6; absent means 2. */
  scale?: number | undefined;
  required?: boolean | undefined;
  /** No value twice; missing values may repeat. */
  unique?: boolean | undefined;
  /** Text only: the closed list of values. */
  categories?: string[] | undefined;
  /** Where the categories come from; who publishes the schema fills them in. */
  codeList?: CodeListLevel | undefined;
  /** Smallest value allowed: an exact decimal, or an ISO date. */
  minimum?: number | string | undefined;
  maximum?: number | string | undefined;
  /** Measures with both bounds only: how wide the intervals are in which its quantiles may be told; an exact decimal. */
  grid?: number | string | undefined;
  /** Text only: fewest and most characters (Unicode code points). */
  minLength?: number | undefined;
  maxLength?: number | undefined;
  /** Text only: a regular expression (RE2) for the whole value. */
  pattern?: string | undefined;
  /** What numbers count, such as `h` or `EUR`. */
  unit?: string | undefined;
  disclosureRole: DisclosureRole;
  /** Direct identifiers only: the column holds a keyed hash, which can be neither grouped, summed nor exported. */
  pseudonym?: boolean | undefined;
  /** The coarser dimension: every value of this field lies in exactly one value of that one (a zone within a district). */
  within?: string | undefined;
  /** The finer field whose code tells this one's; it is not expected in the file. */
  derivedFrom?: string | undefined;
};

/** Values of two categorical fields that do not go together: no row has both. */
export type ImpossibleCombination = { fields: Record<string, string> };

export type TableSchema = {
  fields: Field[];
  primaryKey?: string[] | undefined;
  /** The pseudonym by which the rows of one person are known, whoever sends them; without it, each row is a person of its own. */
  personKey?: string | undefined;
  /** Of one person, in all of the dataset: where people are protected by noise, further rows are not counted. */
  mostRowsPerPerson?: number | undefined;
  /** Combinations of values that nobody can have, as everybody knows: their absence tells nothing of anyone. */
  impossible?: ImpossibleCombination[] | undefined;
  /** Further keys; a row that lacks one of a key's values has no such key. */
  uniqueKeys?: string[][] | undefined;
  foreignKeys?: ForeignKey[] | undefined;
  /** What must hold between the cells of each row. */
  rules?: RowRule[] | undefined;
  /** What a contributor's new file is compared with its previous rows by; it warns and never rejects. */
  plausibility?: Plausibility[] | undefined;
  /** Texts that stand for "no value"; absent means `['']`. */
  missingValues?: string[] | undefined;
};

/** Digits after the decimal mark: sums of this field are whole numbers of 10^-scale. */
export const scaleOf = ({ type, scale }: Field): number => (type === 'decimal' ? (scale ?? 2) : 0);

/** Whether an aggregate may group by this field. */
export const isGrouping = ({ disclosureRole }: Field): boolean =>
  disclosureRole === 'dimension' || disclosureRole === 'quasiIdentifier' || disclosureRole === 'sensitive';

export const missingValuesOf = ({ missingValues }: TableSchema): readonly string[] => missingValues ?? [''];

/** Whether every row must have a value here: keys of rows and persons and the weight count as required without saying so. */
export const isRequired = (field: Field, { primaryKey = [], personKey }: TableSchema): boolean =>
  field.required === true ||
  field.disclosureRole === 'weight' ||
  personKey === field.name ||
  primaryKey.includes(field.name);

/** The smallest value allowed, as exact text; nobody stands for fewer than no people. */
export function minimumOf({ minimum, disclosureRole }: Field): string | undefined {
  if (disclosureRole === 'weight' && (minimum === undefined || Number(minimum) < 0)) return '0';
  return minimum === undefined ? undefined : String(minimum);
}
