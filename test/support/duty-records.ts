import type { Question } from './id-question';
import type { Cooperative } from './social-services';
import type { World } from './world';

/** The id of what a contributor objects to. */
export type DutyRecords = Record<'objection', string>;

const FILE = 'mutation ($input: FileObjectionInput!) { fileObjection(input: $input) { id } }';

/** An objection that counts for one purpose alone. */
export async function dutyRecords(world: World, datasetId: string, contributor: Cooperative): Promise<DutyRecords> {
  const { fileObjection } = await contributor.steward.send<{ fileObjection: { id: string } }>(FILE, {
    input: {
      ...{ organisationId: contributor.id, federationId: world.federationId, datasetId },
      ...{ kind: 'VETO', purposes: ['COMMERCIAL_RESEARCH'], reason: 'Le righe sono dei nostri soci.' },
    },
  });
  return { objection: fileObjection.id };
}

type Known = DutyRecords &
  Record<
    'organisation' | 'federation' | 'dataset' | 'obligation' | 'evidenced' | 'theirOrganisation' | 'theirFederation',
    string
  >;

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
      existing: ids.evidenced,
      query: 'mutation ($id: ID!) { acceptEvidence(obligationId: $id) { id } }',
      variables: (id) => ({ id }),
    },
    'Mutation.rejectEvidence(input.obligationId)': {
      existing: ids.evidenced,
      query: 'mutation ($input: RejectEvidenceInput!) { rejectEvidence(input: $input) { id } }',
      variables: (obligationId) => ({ input: { obligationId, reason: 'Non basta.' } }),
    },
  };
};
