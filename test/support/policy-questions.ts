import type { Question } from './id-question';
import type { Ids } from './two-federations';

const CATALOGUE = `query ($input: CatalogueAsInput!) { catalogueAs(input: $input) { items { id title } nextCursor } }`;
const EXPLAIN = `query ($input: ExplainAccessInput!) { explainAccess(input: $input) {
  outcome instead until requires { type } refusal { code message } alternative { purposes } clauses { policyId } } }`;
const IMPORT = 'query ($input: OdrlImportInput!) { odrlImport(input: $input) { document sentences(language: EN) } }';

const COMPOSE = `query ($organisation: ID, $federation: ID!) {
  policyComposition(federationId: $federation, organisationId: $organisation) {
    delegated clauses { title sentence(language: EN) } } }`;

const composing = (existing: string, variables: (id: string) => object): Question => ({
  ...{ existing, variables, query: COMPOSE },
});
const asking = (query: string, existing: string, input: (id: string) => object): Question => ({
  ...{ existing, query },
  variables: (id) => ({ input: input(id) }),
});

/** A policy of another house, as it is published: members may read something. */
export const offer = (target: string): string =>
  JSON.stringify({
    '@context': ['http://www.w3.org/ns/odrl.jsonld', { dct: 'http://purl.org/dc/terms/' }],
    ...{ '@type': 'Set', uid: 'urn:uuid:0b1f4a3e-6d3c-4f6e-9d55-0f2c5b6b7a10', 'dct:title': 'A rule' },
    permission: [{ target, action: 'read', assignee: 'https://w3id.org/granaio/odrl#members' }],
  });

/** One line for every place that takes an id to say what policies answer. */
export const aboutPolicies = (ids: Ids): Record<string, Question> => {
  const importing = { federationId: ids.theirFederation, text: offer('urn:x'), format: 'JSONLD' };
  const explaining = { subject: 'DATASET', action: 'DISCOVER' };
  return {
    'Query.policy(id)': {
      existing: ids.policy,
      query: 'query ($id: ID!) { policy(id: $id) { id sentences(language: EN) } }',
      variables: (id) => ({ id }),
    },
    'Query.policyComposition(federationId)': composing(ids.federation, (federation) => ({ federation })),
    'Query.policyComposition(organisationId)': composing(ids.organisation, (organisation) => ({
      ...{ organisation, federation: ids.theirFederation },
    })),
    'Query.catalogueAs(input.federationId)': asking(CATALOGUE, ids.federation, (federationId) => ({
      ...{ federationId, as: 'PUBLIC' },
    })),
    'Query.explainAccess(input.id)': asking(EXPLAIN, ids.dataset, (id) => ({ ...explaining, id })),
    'Query.explainAccess(input.personId)': asking(EXPLAIN, ids.person, (personId) => ({
      ...{ ...explaining, id: ids.theirDataset, personId },
    })),
    'Query.odrlImport(input.federationId)': asking(IMPORT, ids.federation, (federationId) => ({
      ...{ ...importing, federationId },
    })),
    'Query.odrlImport(input.organisationId)': asking(IMPORT, ids.organisation, (organisationId) => ({
      ...{ ...importing, organisationId },
    })),
    'Query.odrlImport(input.names.id)': asking(IMPORT, ids.dataset, (id) => ({
      ...{ ...importing, names: [{ iri: 'urn:x', id }] },
    })),
  };
};
