import { Fraction } from 'fraction.js';
import type { Requirement } from '#disclosure';
import type { Granted, Refused } from './assess-extract';
import { NO_MICRODATA, NOT_FOR_RECORDS, NOT_VOTED } from './microdata-errors';
import type { MicrodataTerms, Refusal, Terms } from './permit';

/** Values of a sensitive column in every group, where no policy says how many: one alone would be known of everybody in it. */
const DEFAULT_L = 2;
/** Rows that may be left out, in a hundred, where no policy says how many. */
const DEFAULT_SUPPRESSED = 5;

/**
 * Whether what is permitted may be done with rows of others, one by one: only under terms for them, by policies of which
 * each was voted on, and which ask for nothing that rows cannot have. Stricter than a permission of one's own rows.
 */
export function forOthersRecords<Of extends Granted>(assessment: Of | Refused): Of | Refused {
  if (assessment.outcome === 'refused') return assessment;
  const refusal = whyNot(assessment);
  return refusal ? { outcome: 'refused', refusal, clauses: assessment.clauses } : assessment;
}

function whyNot({ permit, clauses }: Granted): Refusal | null {
  const { terms, rows } = permit;
  if (rows === 'own' || !terms.microdata) return NO_MICRODATA;
  if (clauses.some(({ resolution }) => resolution === null)) return NOT_VOTED;
  return terms.noise || terms.cellKey || terms.roundingBases?.length ? NOT_FOR_RECORDS : null;
}

/**
 * What every group of rows that look alike must keep.
 *
 * @param isSensitive whether a sensitive column is asked for
 */
export function requirementOf({ microdata }: Terms, isSensitive: boolean): Requirement {
  if (!microdata) throw new TypeError('These terms are not for rows.');
  const { k, l, t, mostSuppressedPercent } = withDefaults(microdata);
  return {
    ...{ k, mostSuppressedPercent, suppression: 'values' },
    ...(isSensitive && { diversity: { kind: 'distinct', l } }),
    ...(isSensitive && t !== undefined && { closeness: shareOf(t) }),
  };
}

/** With what holds where no policy says it. */
export const withDefaults = (terms: MicrodataTerms) => ({
  ...terms,
  l: terms.l ?? DEFAULT_L,
  mostSuppressedPercent: terms.mostSuppressedPercent ?? DEFAULT_SUPPRESSED,
});

function shareOf(decimal: string) {
  const { n, d } = new Fraction(decimal);
  return { part: Number(n), of: Number(d) };
}
