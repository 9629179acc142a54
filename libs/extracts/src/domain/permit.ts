import type { Dominance } from '#disclosure';
import type { ErrorDetails, PlainError, PolicyVersionId } from '#kernel';
import type { Purpose, UseAction } from '#policy';

export type ExtractRequest = {
  readonly purpose: Purpose;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** One use of a dataset, as somebody asks for it. */
export type UseRequest = ExtractRequest & {
  readonly action: UseAction;
  /** Of records: everybody's, one by one, and not those of the organisations alone that who asks belongs to. */
  readonly ofOthers?: boolean;
};

export const hasColumns = ({ dimensions, measures }: Pick<ExtractRequest, 'dimensions' | 'measures'>): boolean =>
  dimensions.length + measures.length > 0;

/**
 * How much must stand behind each number, and what is done to it; what is absent was not asked for, as in permits that
 * were stored before there was a word for it.
 */
export type Terms = {
  readonly minPeople: number;
  readonly minContributors: number;
  /** People who are not of the largest contributor. */
  readonly minPeopleOutside?: number | undefined;
  /** Each of them must hold; one for each `n` at most, ascending. */
  readonly dominance?: readonly Dominance[] | undefined;
  readonly pPercent?: number | undefined;
  /** One value of a sensitive column is held by less than this many per cent of a group. */
  readonly groupDisclosurePercent?: number | undefined;
  /** Levels are rolled up before cells are suppressed. */
  readonly generalise?: boolean | undefined;
  /** Every published number is a multiple of each, in whole units of its column; ascending, none divides another. */
  readonly roundingBases?: readonly number[] | undefined;
  /** How: each number by itself, or together, so that they add up. Never controlled where numbers are perturbed. */
  readonly rounding?: 'independent' | 'controlled' | undefined;
  /** Never beside noise, which hides more. */
  readonly cellKey?: CellKeyTerms | undefined;
  readonly noise?: NoiseTerms | undefined;
  /** Before a release leaves, so many people look at it, none knowing what the others found. */
  readonly outputCheck?: { readonly reviewers: number } | undefined;
  /** Of exports of others' records. */
  readonly microdata?: MicrodataTerms | undefined;
};

/** @see PolicyTerms */
export type CellKeyTerms = {
  readonly maxNoise: number;
  /** Decimal digits: it is exact. */
  readonly variance: string;
  /** So many different tables of one dataset line, at most. */
  readonly tables: number;
};

/** Budgets in decimal digits, because shares of them are exact: of one release, of all of a dataset line, of a year (null: no cap of its own). */
export type NoiseTerms = {
  readonly epsilon: string;
  readonly lifetimeEpsilon: string;
  readonly perYearEpsilon: string | null;
  readonly distribution: 'gaussian' | 'laplace';
};

export type MicrodataTerms = {
  readonly k: number;
  readonly l?: number | undefined;
  /** Decimal digits, above 0 and below 1. */
  readonly t?: string | undefined;
  readonly mostSuppressedPercent?: number | undefined;
};

/** What allowed an extract: the clause, the version it stands in, and the ballot that adopted it (null: founded). */
export type Permit = {
  readonly policyVersionId: PolicyVersionId;
  readonly policyHash: string;
  readonly resolution: string | null;
  readonly terms: Terms;
  /** Which of the terms are so because no policy says otherwise; absent: none, or it was stored before there were any. */
  readonly byDefault?: readonly (keyof Terms)[] | undefined;
  /** Of those organisations only that the asker belongs to; left out: everybody's. */
  readonly rows?: 'own' | undefined;
};

/** What would have been allowed, as near to the request as the policies come. */
export type Alternative = {
  readonly purposes: readonly Purpose[];
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

export type Refusal = {
  readonly code:
    | 'DATASET.WITHDRAWN'
    | 'DATASET.EMBARGOED'
    | 'EXTRACT.NO_POLICY'
    | 'EXTRACT.OUTSIDE_POLICY'
    | 'EXTRACT.NOISE_NEEDED'
    | 'EXTRACT.NO_MICRODATA'
    | 'EXTRACT.NOT_VOTED'
    | 'EXTRACT.NOT_FOR_RECORDS'
    | 'EXTRACT.NEEDS_APPLICATION'
    | 'EXTRACT.BLOCKED'
    | 'EXTRACT.DUTY_OVERDUE'
    | 'RECORDS.NOT_YOURS';
  readonly message: string;
  readonly alternative: Alternative | null;
  /** What its sentence is made of besides; absent: nothing. */
  readonly details?: ErrorDetails | undefined;
};

/**
 * A refusal as it is kept and shown: whoever reads it is told a sentence in their language, made of its code and details.
 *
 * @property message the same in English, for whom there is no other sentence
 * @property details absent where it was kept before there were any
 */
export type ToldRefusal = Pick<PlainError, 'code' | 'message'> & { readonly details?: ErrorDetails | undefined };
