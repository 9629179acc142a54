import type { PolicyVersionId } from '#kernel';
import type { Purpose } from '#policy';

export type ExtractRequest = {
  readonly purpose: Purpose;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** How much must stand behind each number. */
export type Terms = { readonly minPeople: number; readonly minContributors: number };

/** What allowed an extract: the clause, the version it stands in, and the ballot that adopted it (null: founded). */
export type Permit = {
  readonly policyVersionId: PolicyVersionId;
  readonly policyHash: string;
  readonly resolution: string | null;
  readonly terms: Terms;
};

/** What would have been allowed, as near to the request as the policies come. */
export type Alternative = {
  readonly purposes: readonly Purpose[];
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

export type Refusal = {
  readonly code: 'EXTRACT.NO_POLICY' | 'EXTRACT.OUTSIDE_POLICY';
  readonly message: string;
  readonly alternative: Alternative | null;
};
