/**
 * What data may be used for: terms of the W3C Data Privacy Vocabulary, and the broader term that each is a kind of.
 * Whoever permits a broader purpose permits its kinds, and whoever forbids it forbids them.
 *
 * @see https://w3id.org/dpv (Purposes)
 */
const BROADER = {
  ResearchAndDevelopment: null,
  AcademicResearch: 'ResearchAndDevelopment',
  NonCommercialResearch: 'ResearchAndDevelopment',
  CommercialResearch: 'ResearchAndDevelopment',
  ServiceProvision: null,
  ServiceImprovement: 'ServiceProvision',
  PublicBenefit: null,
  OrganisationGovernance: null,
} as const;

export type Purpose = keyof typeof BROADER;
export const PURPOSES = Object.keys(BROADER) as [Purpose, ...Purpose[]];

/** The purposes that are named and every kind of them. */
export const withKinds = (named: readonly Purpose[]): Purpose[] =>
  PURPOSES.filter((purpose) => {
    const broader = BROADER[purpose];
    return named.includes(purpose) || (broader !== null && named.includes(broader));
  });

/** Whether some purpose is covered by both lists. */
export const sharePurpose = (one: readonly Purpose[], other: readonly Purpose[]): boolean => {
  const kinds = withKinds(other);
  return withKinds(one).some((purpose) => kinds.includes(purpose));
};
