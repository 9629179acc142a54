/** How the columns of a contributor's file become the fields of a dataset. */
export type Mapping = {
  readonly columns: readonly ColumnMapping[];
  /** Headers that are left out on purpose. */
  readonly ignored: readonly string[];
};

export type ColumnMapping = {
  /** Header in the file. */
  readonly from: string;
  /** Name of the field. */
  readonly to: string;
  /** The file's code for a value → the dataset's; a value that is not listed stays as it is. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** An exact decimal (`0.001`) or a fraction (`1/60`). */
  readonly unit?: { readonly multiplyBy: string } | undefined;
};

/** Replaces what names a person by a keyed hash, before anything is kept. */
export type Pseudonymiser = {
  /** Names of the fields. */
  readonly fields: readonly string[];
  readonly key: Buffer;
  /** Equal values give equal pseudonyms within one context only. */
  readonly context: string;
};
