import type { ApplicationId, DatasetId, FederationId, GrantId, OrganisationId, PersonId } from '#kernel';
import type { Obligation, ObligationId } from './obligation';

/** An open obligation to delete, with whatever is said instead. */
export const anObligation = (over: Partial<Obligation> = {}): Obligation => ({
  ...{ id: 'obligation' as ObligationId, grantId: 'grant' as GrantId, applicationId: 'application' as ApplicationId },
  ...{ federationId: 'po' as FederationId, datasetId: 'people' as DatasetId, publisherId: 'aurora' as OrganisationId },
  ...{ holders: ['rita' as PersonId], duty: { type: 'deleteAfter', days: 30 }, number: 1, state: 'open' },
  ...{
    extractId: null,
    releaseNumber: null,
    since: new Date(0),
    dueAt: new Date('2027-03-31T00:00:00Z'),
    lastStep: null,
  },
  ...over,
});
