/** Whom and what a policy of the chapter on access is about. */
export type CaseByCase = { readonly organisationId: string; readonly datasetId: string };

/**
 * A policy that leaves each request to two reviewers: anybody may know of the dataset and read its account; researchers of
 * one organisation may apply for numbers that no contributor dominates, rounded, for half a year, with duties.
 */
export const caseByCase = ({ organisationId, datasetId }: CaseByCase): object => {
  const here = { subject: 'Dataset', where: { id: { $eq: datasetId } } };
  return {
    schema: 'granaio-policy/1',
    title: 'Ricerca sui bisogni, caso per caso',
    permissions: [
      {
        ...here,
        assignee: { type: 'role', role: 'researcher', organisations: [organisationId] },
        actions: ['requestExtract'],
        purposes: ['AcademicResearch'],
        dimensions: ['zone', 'need'],
        measures: ['hours', 'cost'],
        terms: { minPeople: 10, minContributors: 2, dominance: { n: 1, k: 80 }, roundingBase: 5 },
        decision: { type: 'reviewers', count: 2 },
        duties: [
          { type: 'cite' },
          { type: 'noReidentification' },
          { type: 'reportUse', everyDays: 60 },
          { type: 'deleteAfter', days: 365 },
        ],
        grantDays: 180,
      },
      { ...here, assignee: { type: 'public' }, actions: ['discover'] },
    ],
    prohibitions: [],
    validUntil: null,
  };
};
