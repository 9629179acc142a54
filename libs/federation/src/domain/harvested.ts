/** A way to a dataset's data, as another catalogue tells it. */
export type HarvestedDistribution = {
  readonly title: string | null;
  readonly accessUrl: string | null;
  readonly downloadUrl: string | null;
  readonly format: string | null;
  readonly licence: string | null;
  readonly bytes: number | null;
  /** After the name of its algorithm, where that is told: `sha256:…`. */
  readonly hash: string | null;
};

/** What another catalogue says of one of its datasets. Texts are as they came, cut to a length; null: it does not say. */
export type HarvestedEntry = {
  /** By which its source knows it: its address, or what else it is told apart by. */
  readonly identity: string;
  readonly uri: string | null;
  /** By which the same dataset is known in other catalogues too. */
  readonly keys: readonly string[];
  /** Where its source says that it took the entry from. */
  readonly derivedFrom: readonly string[];
  readonly title: string;
  readonly description: string | null;
  readonly publisher: string | null;
  readonly keywords: readonly string[];
  readonly themes: readonly string[];
  readonly licence: string | null;
  readonly landingPage: string | null;
  readonly distributions: readonly HarvestedDistribution[];
  readonly spatial: readonly string[];
  readonly temporal: { readonly start: string | null; readonly end: string | null } | null;
  /** As written there, which need be no date. */
  readonly modified: string | null;
};

/** Something in a catalogue that cannot be as it was meant; it does no harm to the rest. */
export type Defect = { readonly code: DefectCode; readonly about: string };

export const DEFECT_CODES = [
  'EMPTY_LICENCE',
  'NO_DESCRIPTION',
  'NO_DISTRIBUTION',
  'RELATIVE_ADDRESS',
  'NOT_AN_ADDRESS',
  'TOO_MANY_DISTRIBUTIONS',
  'TEXT_CUT',
  'PAGE_LOOP',
] as const;
export type DefectCode = (typeof DEFECT_CODES)[number];

/** A dataset of the source that cannot be taken over, and why. */
export type Unreadable = { readonly identity: string; readonly reason: string };

/** One page of another catalogue, read. */
export type CataloguePage = {
  readonly title: string | null;
  readonly entries: readonly HarvestedEntry[];
  readonly unreadable: readonly Unreadable[];
  readonly defects: readonly Defect[];
  readonly counts: { readonly triples: number; readonly datasets: number; readonly distributions: number };
  /** Address of the next page; null: this is the last. */
  readonly next: string | null;
};
