/** Whom and what the policy of the chapter on disclosure is about. */
export type ProtectedUse = {
  readonly organisationId: string;
  /** Numbers of it leave exactly, or hidden. */
  readonly exactId: string;
  /** Numbers of it leave with noise. */
  readonly noisyId: string;
};

/**
 * What an assembly decides about disclosure: thresholds alone, the rest as it is by default; by sex, people look first; of
 * the other dataset with noise, within a budget; rows one by one, five of them alike.
 */
export const protectedUse = ({ organisationId, exactId, noisyId }: ProtectedUse): object => {
  const thresholds = { minPeople: 10, minContributors: 3 };
  const use = (id: string, action: string, more: object): object => ({
    assignee: { type: 'role', role: 'researcher', organisations: [organisationId] },
    ...{ subject: 'Dataset', where: { id: { $eq: id } }, actions: [action], purposes: ['AcademicResearch'] },
    ...{ measures: [], ...more },
  });
  return {
    schema: 'granaio-policy/1',
    title: 'Numeri che non rivelano nessuno',
    permissions: [
      use(exactId, 'requestExtract', {
        ...{ dimensions: ['zone', 'need', 'age_band'], measures: ['hours'], terms: thresholds },
      }),
      use(exactId, 'requestExtract', {
        ...{ dimensions: ['sex'], terms: { ...thresholds, outputCheck: { reviewers: 2 } } },
      }),
      use(exactId, 'exportRecords', {
        dimensions: ['age_band', 'need', 'sex'],
        terms: { ...thresholds, microdata: { k: 5 } },
      }),
      use(noisyId, 'requestExtract', {
        dimensions: ['need', 'sex', 'zone'],
        terms: { ...thresholds, noise: { epsilon: '1', lifetimeEpsilon: '1.5' } },
      }),
    ],
    prohibitions: [],
    validUntil: null,
  };
};
