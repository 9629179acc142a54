import type { Dataset } from '#catalogue';
import {
  newId,
  type ApplicationId,
  type GrantId,
  type OrganisationId,
  type PersonId,
  type PolicyVersionId,
} from '#kernel';
import type { Database, Transaction } from '#platform';
import type { Duty } from '#policy';
import type { Commons } from '../../../test/support/commons';
import { ApplicationStores } from '../src/db/application.stores';
import type { Application, ApplicationForm, Decision, Revision } from '../src/domain/application/application';
import type { Grant } from '../src/domain/grant/grant';

const TERMS = { minPeople: 10, minContributors: 3 };
const FORM: ApplicationForm = {
  ...{ purpose: 'AcademicResearch', legalBasis: 'publicTask', sensitiveBasis: null, funding: '', retentionDays: 90 },
  ...{ project: { title: 'Bisogni di cura', summary: 'Chi cura chi.' }, startsOn: null, endsOn: null },
};

type Life = Pick<Application, 'state'> & {
  readonly applicantId: PersonId;
  readonly organisationId: OrganisationId;
  /** Each time it was submitted. */
  readonly submittedAt: readonly Date[];
  readonly decidedAt?: Date;
  readonly decision?: Pick<Decision, 'outcome' | 'reason'>;
};

/** An application about one dataset, as its life left it, without the people who decided. */
export async function anApplication(tx: Transaction, dataset: Dataset, life: Life): Promise<Application> {
  const { applications } = storesOf(tx);
  const { id: datasetId, federationId, publisherId } = dataset;
  const permit = {
    policyVersionId: newId<PolicyVersionId>(),
    policyHash: '0'.repeat(64),
    resolution: null,
    terms: TERMS,
  };
  const item = { datasetId, action: 'requestExtract', dimensions: ['zone'], measures: [] } as const;
  const assessed = { ...item, publisherId, permit, duties: [], grantDays: null, until: null };
  const revisions = life.submittedAt.map((submittedAt, at): Revision => ({
    number: at + 1,
    form: FORM,
    items: [assessed],
    coApplicants: [],
    submittedAt,
  }));
  const application: Application = {
    ...{ id: newId<ApplicationId>(), federationId, organisationId: life.organisationId, applicantId: life.applicantId },
    ...{ state: life.state, revision: revisions.length, form: FORM, items: [item], coApplicants: [], acceptance: null },
    ...{ requirements: [], publishers: [publisherId], deciders: [], createdAt: await tx.now() },
    ...{ submittedAt: life.submittedAt.at(-1) ?? null, decidedAt: life.decidedAt ?? null },
    decision: life.decision ? { ...life.decision, decidedBy: null, note: '', changed: false } : null,
    ...{ submitted: revisions.at(-1) ?? null, approvedItems: null },
  };
  await applications.insert(tx, application);
  for (const revision of revisions) await applications.insertRevision(tx, application.id, revision);
  return application;
}

type Given = Pick<Grant, 'startsAt' | 'endsAt'> & {
  readonly holders: readonly [PersonId, ...PersonId[]];
  readonly organisationId: OrganisationId;
  readonly duties?: readonly Duty[];
};

/** A grant of aggregates of a dataset, with its application. */
export async function aGrant(tx: Transaction, dataset: Dataset, given: Given): Promise<Grant> {
  const { holders, organisationId, startsAt, endsAt, duties = [] } = given;
  const [applicantId] = holders;
  const application = await anApplication(tx, dataset, {
    ...{ applicantId, organisationId, state: 'approved', submittedAt: [startsAt], decidedAt: startsAt },
    decision: { outcome: 'approved', reason: null },
  });
  const grant: Grant = {
    ...{ id: newId<GrantId>(), applicationId: application.id, federationId: dataset.federationId },
    ...{ datasetId: dataset.id, action: 'requestExtract', purpose: FORM.purpose, dimensions: ['zone'], measures: [] },
    permit: { policyVersionId: newId<PolicyVersionId>(), policyHash: '0'.repeat(64), resolution: null, terms: TERMS },
    ...{ terms: TERMS, duties, holders, startsAt, endsAt, endedAt: null, endReason: null },
  };
  await storesOf(tx).grants.insert(tx, grant);
  return grant;
}

/** What a test does in a transaction of its own. */
export const within = <T>(commons: Commons, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  commons.work(async (tx) => tx.unchanged(await work(tx)));

const storesOf = (tx: Transaction) => new ApplicationStores(tx as unknown as Database);
