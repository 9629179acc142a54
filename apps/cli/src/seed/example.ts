import { DatasetService, type Dataset } from '#catalogue';
import { ContributionService, ReceptionService } from '#contributions';
import { IdentityService, MembersBook } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import { Database, UnitOfWork, type Config } from '#platform';
import { PolicyService, type Actor, type PolicyDocument } from '#policy';
import type { INestApplicationContext } from '@nestjs/common';
import { Readable } from 'node:stream';
import { serviceUsersSchema } from '../demo/dataset-schemas';
import { serviceUsers, toCsv } from '../demo/service-users';
import { withRows } from '../shared/services';

const SEED = { id: 'system:seed' };
const PEOPLE_EACH = 400;
const TITLE = 'Persone seguite (esempio)';

/** The federation that was founded, with the cooperatives that share; the first of them publishes. */
export type Founded = {
  readonly federationId: FederationId;
  readonly cooperatives: ReadonlyMap<string, OrganisationId>;
};

/**
 * Gives a new federation a dataset to try: published by a steward, with a file from each cooperative, which the worker checks
 * when it runs, and with a rule about it that is in force from the beginning.
 */
export function publishExample(config: Config, founded: Founded): Promise<Dataset> {
  return withRows(config, async (services) => {
    const stewards = await stewardsOf(services, founded);
    const [first] = stewards;
    if (!first) throw new Error('The example federation has cooperatives with stewards.');
    const dataset = await services.get(DatasetService).publish(first.by, {
      ...{ federationId: founded.federationId, publisherId: first.organisationId, title: TITLE },
      ...{ description: 'Una riga a persona, inventata. One row for each person, all made up.', keywords: ['esempio'] },
      ...{ needCategory: 'socialNeeds', accessRights: 'PUBLIC', schema: serviceUsersSchema },
    });
    await services.get(UnitOfWork).run(SEED, (tx) =>
      services.get(PolicyService).enact(tx, {
        ...{ federationId: founded.federationId, policyId: null, resolution: null },
        document: ruleFor(dataset),
      }),
    );
    // By the policies as they are now.
    for (const steward of await stewardsOf(services, founded)) await contribute(services, dataset, steward);
    return dataset;
  });
}

type Steward = { readonly name: string; readonly organisationId: OrganisationId; readonly by: Actor };

async function stewardsOf(services: INestApplicationContext, { cooperatives }: Founded): Promise<Steward[]> {
  const now = await services.get(UnitOfWork).now();
  const found: Steward[] = [];
  for (const [name, organisationId] of cooperatives) {
    const [id] = await services.get(MembersBook).stewardsOf(services.get(Database), [organisationId], now);
    if (!id) continue;
    const by = await services.get(PolicyService).actorFor(await services.get(IdentityService).identityOf(id));
    found.push({ name, organisationId, by });
  }
  return found;
}

async function contribute(services: INestApplicationContext, { id: datasetId }: Dataset, steward: Steward) {
  const { name, organisationId, by } = steward;
  const draft = { datasetId, organisationId, files: [{ name: 'persone.csv' }], hints: {} };
  const { id } = await services.get(ContributionService).submit(by, draft);
  const csv = toCsv(serviceUsers({ seed: 1, rows: PEOPLE_EACH, cooperative: name }), 'plain');
  await services.get(ReceptionService).receive(() => Promise.resolve(by), id, Readable.from([csv]));
}

/** Anybody may know of it and read what it is; members may count, from five people of two cooperatives on. */
const ruleFor = ({ id }: Dataset): PolicyDocument => {
  const here = { subject: 'Dataset', where: { id: { $eq: id } } } as const;
  return {
    schema: 'granaio-policy/1',
    title: 'Il dataset di esempio / The example dataset',
    permissions: [
      { ...here, assignee: { type: 'public' }, actions: ['discover', 'readMetadata'] },
      {
        ...{ ...here, assignee: { type: 'members' }, actions: ['queryAggregates'], purposes: ['ServiceImprovement'] },
        ...{
          dimensions: ['zone', 'need', 'age_band'],
          measures: ['hours'],
          terms: { minPeople: 5, minContributors: 2 },
        },
      },
    ],
    prohibitions: [],
    validUntil: null,
  };
};

/** What to ask of it, as the explorer takes it. */
export const tryExample = ({ id }: Dataset): string =>
  `{ liveAggregates(input: { datasetId: "${id}", purpose: SERVICE_IMPROVEMENT, dimensions: [{ field: "need" }] }) { isReady rows { codes people } } }`;
