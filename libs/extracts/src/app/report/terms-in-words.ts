import { commonBase } from '#disclosure';
import { sentencesOfTerms, type PolicyLanguage, type PolicyTerms } from '#policy';
import type { Terms } from '../../domain/permit';

/**
 * Says what a release was protected under, a sentence each.
 *
 * Each of several dominance rules is a sentence; what is a multiple of each rounding base is one of their common base.
 */
export function termsInWords(terms: Terms, language: PolicyLanguage): string[] {
  const { roundingBases = [], rounding, dominance = [], noise, ...others } = terms;
  const isRounded = roundingBases.length > 0;
  const spoken: Partial<PolicyTerms> = {
    ...others,
    ...(isRounded && { roundingBase: Number(commonBase(roundingBases)), rounding }),
    ...(noise && { noise }),
    ...(noise && noise.perYearEpsilon !== null && { epsilonPerYear: noise.perYearEpsilon }),
  };
  return [
    ...sentencesOfTerms(spoken, language),
    ...dominance.flatMap((one) => sentencesOfTerms({ dominance: one }, language)),
  ];
}
