import type { Dominance } from '#disclosure';
import type { PolicyVersionId } from '#kernel';
import type { Purpose, UseAction } from '#policy';

export type ExtractRequest = {
  readonly purpose: Purpose;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** One use of a dataset, as somebody asks for it. */
export type UseRequest = ExtractRequest & { readonly action: UseAction };

export const hasColumns = ({ dimensions, measures }: Pick<ExtractRequest, 'dimensions' | 'measures'>): boolean =>
  dimensions.length + measures.length > 0;

/** How much must stand behind each number, and what is done to it; what is absent was not asked for. */
export type Terms = {
  readonly minPeople: number;
  readonly minContributors: number;
  /** Each of them must hold; one for each `n` at most, ascending. */
  readonly dominance?: readonly Dominance[] | undefined;
  readonly pPercent?: number | undefined;
  /** Every published number is a multiple of each, in whole units of its column; ascending, none divides another. */
  readonly roundingBases?: readonly number[] | undefined;
};

/** What allowed an extract: the clause, the version it stands in, and the ballot that adopted it (null: founded). */
export type Permit = {
  readonly policyVersionId: PolicyVersionId;
  readonly policyHash: string;
  readonly resolution: string | null;
  readonly terms: Terms;
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
    | 'EXTRACT.NEEDS_APPLICATION'
    | 'EXTRACT.BLOCKED'
    | 'EXTRACT.DUTY_OVERDUE'
    | 'RECORDS.NOT_YOURS';
  readonly message: string;
  readonly alternative: Alternative | null;
};
