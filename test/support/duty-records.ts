import { newId } from '#kernel';
import type { Question } from './id-question';
import type { Cooperative } from './social-services';
import type { World } from './world';

/** Ids of what a contributor objects to, and of what a grant obliges to. */
export type DutyRecords = Record<'objection' | 'obligation', string>;

const FILE = 'mutation ($input: FileObjectionInput!) { fileObjection(input: $input) { id } }';

/** An objection that counts for one purpose alone; and an obligation, written straight into the tables. */
export async function dutyRecords(
  world: World,
  datasetId: string,
  [publisher, contributor]: readonly [Cooperative, Cooperative],
): Promise<DutyRecords> {
  const { fileObjection } = await contributor.steward.send<{ fileObjection: { id: string } }>(FILE, {
    input: {
      ...{ organisationId: contributor.id, federationId: world.federationId, datasetId },
      ...{ kind: 'VETO', purposes: ['COMMERCIAL_RESEARCH'], reason: 'Le righe sono dei nostri soci.' },
    },
  });
  const [application, grant, obligation] = [newId<never>(), newId<never>(), newId<never>()] as string[];
  const holder = contributor.steward.id;
  await world.database.query(
    `insert into extracts.application (id, federation_id, organisation_id, applicant_id, state, revision, form, items,
       requirements, dataset_ids, publishers, deciders, created_at, decided_at)
     values ($1, $2, $3, $4, 'approved', 1, '{"purpose": "PublicBenefit"}', '[]', '[]', array[$5::uuid], array[$6::uuid],
       '{}', now(), now())`,
    [application, world.federationId, contributor.id, holder, datasetId, publisher.id],
  );
  await world.database.query(
    `insert into extracts.access_grant (id, application_id, federation_id, dataset_id, action, purpose, dimensions,
       measures, terms, duties, permit, starts_at, ends_at)
     values ($1, $2, $3, $4, 'requestExtract', 'PublicBenefit', '{}', '{}', '{}', '[]', '{}', now(), now() + interval '90 days')`,
    [grant, application, world.federationId, datasetId],
  );
  await world.database.query('insert into extracts.grant_holder values ($1, $2)', [grant, holder]);
  await world.database.query(
    `insert into extracts.obligation (id, grant_id, application_id, federation_id, dataset_id, publisher_id, duty, number,
       state, since, due_at)
     values ($1, $2, $3, $4, $5, $6, '{"type": "shareResults", "days": 30}', 1, 'open', now(), now() + interval '120 days')`,
    [obligation, grant, application, world.federationId, datasetId, publisher.id],
  );
  return { objection: fileObjection.id, obligation: obligation ?? '' };
}

type Known = DutyRecords &
  Record<'organisation' | 'federation' | 'dataset' | 'theirOrganisation' | 'theirFederation', string>;

/** One line for every place that takes an id of these. */
export const aboutDuties = (ids: Known): Record<string, Question> => {
  const objecting = (existing: string, input: (id: string) => object): Question => ({
    ...{ existing, query: FILE },
    variables: (id) => ({
      input: {
        ...{ organisationId: ids.theirOrganisation, federationId: ids.theirFederation },
        ...{ kind: 'VETO', reason: 'Sono nostre.', ...input(id) },
      },
    }),
  });
  const narrowed = (name: string, existing: string): Question => ({
    ...{ existing, query: `query ($id: ID) { objections(${name}: $id) { items { id } nextCursor } }` },
    variables: (id) => ({ id }),
  });
  return {
    'Query.objections(datasetId)': narrowed('datasetId', ids.dataset),
    'Query.objections(organisationId)': narrowed('organisationId', ids.organisation),
    'Mutation.fileObjection(input.organisationId)': objecting(ids.organisation, (organisationId) => ({
      organisationId,
    })),
    'Mutation.fileObjection(input.federationId)': objecting(ids.federation, (federationId) => ({ federationId })),
    'Mutation.fileObjection(input.datasetId)': objecting(ids.dataset, (datasetId) => ({ datasetId })),
    'Mutation.withdrawObjection(id)': {
      existing: ids.objection,
      query: 'mutation ($id: ID!) { withdrawObjection(id: $id) { id } }',
      variables: (id) => ({ id }),
    },
    'Mutation.giveEvidence(input.obligationId)': {
      existing: ids.obligation,
      query: 'mutation ($input: GiveEvidenceInput!) { giveEvidence(input: $input) { id } }',
      variables: (obligationId) => ({ input: { obligationId, text: 'Fatto.' } }),
    },
    'Mutation.acceptEvidence(obligationId)': {
      existing: ids.obligation,
      query: 'mutation ($id: ID!) { acceptEvidence(obligationId: $id) { id } }',
      variables: (id) => ({ id }),
    },
    'Mutation.rejectEvidence(input.obligationId)': {
      existing: ids.obligation,
      query: 'mutation ($input: RejectEvidenceInput!) { rejectEvidence(input: $input) { id } }',
      variables: (obligationId) => ({ input: { obligationId, reason: 'Non basta.' } }),
    },
  };
};
