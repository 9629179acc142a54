/** Whom and what the policy of the chapter on disclosure is about. */
export type ProtectedUse = {
  readonly organisationId: string;
  /** Numbers of it leave exactly, or hidden. */
  readonly exactId: string;
  /** Numbers of it leave with noise. */
  readonly noisyId: string;
  /** Numbers of it leave rounded together, or moved by cell keys. */
  readonly movedId: string;
};

/**
 * What an assembly decides about disclosure: thresholds alone, the rest as it is by default; by sex, people look first; rows
 * one by one, five of them alike. Of a second dataset with noise, within a budget; of a third by zone rounded together, and by
 * need with cell keys, in two tables.
 */
export const protectedUse = ({ organisationId, exactId, noisyId, movedId }: ProtectedUse): object => {
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
        ...{ dimensions: ['need', 'sex', 'zone'], measures: ['hours'] },
        terms: { ...thresholds, noise: { epsilon: '1', lifetimeEpsilon: '1.5' } },
      }),
      use(movedId, 'requestExtract', {
        dimensions: ['zone'],
        terms: { ...thresholds, roundingBase: 10, rounding: 'controlled' },
      }),
      use(movedId, 'requestExtract', {
        dimensions: ['need', 'sex'],
        terms: { ...thresholds, cellKey: { maxNoise: 5, variance: '3', tables: 2 } },
      }),
    ],
    prohibitions: [],
    validUntil: null,
  };
};
