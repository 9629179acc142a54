import type { DatasetId, OrganisationId, PolicyVersionId } from '#kernel';
import type { DemandingItem } from '../src/domain/application/requirements';

/** An item of a cart as the policies granted it. */
export const assessed = (change: Partial<DemandingItem> = {}): DemandingItem => ({
  ...{ datasetId: 'd1' as DatasetId, publisherId: 'p1' as OrganisationId, action: 'requestExtract' },
  ...{ dimensions: ['zone', 'need'], measures: ['hours'], duties: [], grantDays: null, until: null, requires: [] },
  permit: {
    ...{ policyVersionId: 'v' as PolicyVersionId, policyHash: 'h', resolution: null },
    terms: { minPeople: 10, minContributors: 3 },
  },
  ...change,
});
