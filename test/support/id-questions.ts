import { aboutApplications } from './application-records';
import { STATUTE } from './body-records';
import { aboutDataRecords } from './data-questions';
import { aboutDisclosure } from './disclosure-records';
import { aboutDuties } from './duty-records';
import type { Question } from './id-question';
import { aboutIdentities } from './identity-records';
import { aboutPolicies } from './policy-questions';
import { draft, EVERYTHING as ALL, type Ids } from './two-federations';

export type { Question };

const byId = (field: string, existing: string, selection = '{ id }', name = 'id'): Question => ({
  existing,
  query: `query ($id: ID!) { ${field}(${name}: $id) ${selection} }`,
  variables: (id) => ({ id }),
});
const listOf = (field: string, name: string, existing: string): Question => ({
  existing,
  query: `query ($id: ID) { ${field}(${name}: $id) { items { id } nextCursor } }`,
  variables: (id) => ({ id }),
});
const change = (field: string, existing: string, input: (id: string) => object, selection = '{ id }'): Question => ({
  existing,
  query: `mutation ($input: ${field[0]?.toUpperCase() ?? ''}${field.slice(1)}Input!) { ${field}(input: $input) ${selection} }`,
  variables: (id) => ({ input: input(id) }),
});
const changeById = (field: string, name: string, existing: string): Question => ({
  existing,
  query: `mutation ($id: ID!) { ${field}(${name}: $id) { id } }`,
  variables: (id) => ({ id }),
});

export const naming = (dataset: string) => ({
  ...{ schema: 'granaio-policy/1', title: 'Su un dataset', prohibitions: [], validUntil: null },
  permissions: [
    { assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: { id: { $eq: dataset } } },
  ],
});

/** One line for every place of the schema that takes an id; what names others is of the asker's own federation. */
export const questions = (ids: Ids): Record<string, Question> => ({
  ...aboutData(ids),
  ...aboutDataRecords(ids),
  ...aboutIdentities(ids),
  ...aboutDuties(ids),
  ...aboutDisclosure(ids),
  ...aboutApplications(ids),
  ...aboutPolicies(ids),
  ...aboutBodies(ids),
  ...aboutMotions(ids),
  ...aboutBallots(ids),
  ...aboutAssemblies(ids),
});

const aboutData = (ids: Ids): Record<string, Question> => ({
  'Query.contribution(id)': byId('contribution', ids.contribution, '{ id uploadUrl findings { code } }'),
  'Query.contributions(datasetId)': listOf('contributions', 'datasetId', ids.dataset),
  'Query.dataset(id)': byId('dataset', ids.dataset, '{ id publisher { name } }'),
  'Query.datasets(publisherId)': listOf('datasets', 'publisherId', ids.organisation),
  'Query.datasets(seriesId)': listOf('datasets', 'seriesId', ids.series),
  'Query.extract(id)': byId('extract', ids.extract),
  'Mutation.verifyCertificate(extractId)': {
    existing: ids.extract,
    query: 'mutation ($id: ID!) { verifyCertificate(extractId: $id) { outcome } }',
    variables: (id) => ({ id }),
  },
  'Query.extracts(datasetId)': listOf('extracts', 'datasetId', ids.dataset),
  'Mutation.markNotificationsRead(input.ids)': change(
    'markNotificationsRead',
    ids.notification,
    (id) => ({ ids: [id] }),
    '',
  ),
  'Mutation.markNotificationsRead(input.upTo)': change(
    'markNotificationsRead',
    ids.notification,
    (upTo) => ({ upTo }),
    '',
  ),
  'Mutation.publishDataset(input.federationId)': change('publishDataset', ids.federation, (federationId) => {
    return draft(ids.theirOrganisation, federationId);
  }),
  'Mutation.publishDataset(input.publisherId)': change('publishDataset', ids.organisation, (publisherId) => {
    return draft(publisherId, ids.theirFederation);
  }),
  'Mutation.publishDataset(input.seriesId)': change('publishDataset', ids.series, (seriesId) => ({
    ...{ ...draft(ids.theirOrganisation, ids.theirFederation), seriesId },
  })),
  'Mutation.createDatasetSeries(input.federationId)': change('createDatasetSeries', ids.federation, (federationId) => ({
    ...{ federationId, publisherId: ids.theirOrganisation, title: 'Ogni anno' },
  })),
  'Mutation.createDatasetSeries(input.publisherId)': change('createDatasetSeries', ids.organisation, (publisherId) => ({
    ...{ publisherId, federationId: ids.theirFederation, title: 'Ogni anno' },
  })),
  'Mutation.requestExtract(input.datasetId)': change('requestExtract', ids.dataset, (datasetId) => ({
    ...{ datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures: [] },
  })),
  'Mutation.withdrawDataset(input.datasetId)': change('withdrawDataset', ids.dataset, (datasetId) => ({
    ...{ datasetId, reason: 'Non più.' },
  })),
  'Mutation.revokeApiToken(id)': changeById('revokeApiToken', 'id', ids.token),
  'Mutation.submitContribution(input.datasetId)': change('submitContribution', ids.dataset, (datasetId) => ({
    ...{ datasetId, organisationId: ids.theirOrganisation, fileName: 'a.csv' },
  })),
  'Mutation.submitContribution(input.organisationId)': change(
    'submitContribution',
    ids.organisation,
    (organisationId) => ({
      ...{ organisationId, datasetId: ids.theirDataset, fileName: 'a.csv' },
    }),
  ),
});

const aboutBodies = (ids: Ids): Record<string, Question> => {
  const { theirFederation: federationId, theirOrganisation: organisationId, their } = ids;
  const founding = { federationId, organisationId, statute: STATUTE, chair: their.person, secretary: their.person };
  const standing = { bodyId: their.body, category: 'ORDINARY' };
  const speaker = { bodyId: their.body, organisationId, personId: their.person };
  return {
    'Query.body(id)': byId('body', ids.body, '{ id name statute { number } seats { items { name } } }'),
    'Mutation.foundBody(input.federationId)': change('foundBody', ids.federation, (id) => ({
      ...{ ...founding, federationId: id },
    })),
    'Mutation.foundBody(input.organisationId)': change('foundBody', ids.organisation, (id) => ({
      ...{ ...founding, organisationId: id },
    })),
    'Mutation.foundBody(input.chair)': change('foundBody', ids.person, (chair) => ({ ...founding, chair })),
    'Mutation.foundBody(input.secretary)': change('foundBody', ids.person, (secretary) => ({ ...founding, secretary })),
    'Mutation.recordStanding(input.bodyId)': change('recordStanding', ids.body, (bodyId) => ({
      ...{ ...standing, bodyId, memberId: their.person },
    })),
    'Mutation.recordStanding(input.memberId)': change('recordStanding', ids.person, (memberId) => ({
      ...{ ...standing, memberId },
    })),
    'Mutation.appointRepresentative(input.bodyId)': change('appointRepresentative', ids.body, (bodyId) => ({
      ...{ ...speaker, bodyId },
    })),
    'Mutation.appointRepresentative(input.organisationId)': change('appointRepresentative', ids.organisation, (id) => ({
      ...{ ...speaker, organisationId: id },
    })),
    'Mutation.appointRepresentative(input.personId)': change('appointRepresentative', ids.person, (personId) => ({
      ...{ ...speaker, personId },
    })),
  };
};

const aboutMotions = (ids: Ids): Record<string, Question> => {
  const { theirFederation: federationId, their } = ids;
  const election = { title: 'Elezione', office: 'BOARD', method: { kind: 'APPROVAL', seats: 1 } };
  const committee = { title: 'Comitato', kind: 'COMMITTEE', statute: STATUTE, bodyId: their.body };
  const standing = (personId: string) => [{ personId, name: 'Una' }];
  const put = (field: string, input: object) => change(field, ids.body, (bodyId) => ({ ...input, bodyId }));
  return {
    'Query.proposal(id)': byId('proposal', ids.proposal, '{ id ballot { id } }'),
    'Mutation.proposePolicy(input.federationId)': change('proposePolicy', ids.federation, (id) => ({
      ...{ federationId: id, document: ALL },
    })),
    'Mutation.proposePolicy(input.bodyId)': put('proposePolicy', { document: ALL }),
    'Mutation.proposePolicy(input.policyId)': change('proposePolicy', ids.policy, (policyId) => ({
      ...{ federationId, policyId, document: ALL },
    })),
    'Mutation.proposePolicy(input.document)': change(
      'proposePolicy',
      ids.dataset,
      (dataset) => ({ federationId, document: naming(dataset) }),
      '{ sentences { it en } }',
    ),
    'Mutation.proposePolicyEnd(policyId)': changeById('proposePolicyEnd', 'policyId', ids.policy),
    'Mutation.proposeRatification(policyId)': changeById('proposeRatification', 'policyId', ids.policy),
    'Mutation.suspendPolicy(policyId)': {
      existing: ids.policy,
      query: 'mutation ($id: ID!) { suspendPolicy(policyId: $id, reason: "Subito") { state } }',
      variables: (id) => ({ id }),
    },
    'Mutation.proposeStatute(input.bodyId)': put('proposeStatute', { base: 1, document: STATUTE }),
    'Mutation.proposeDecision(input.bodyId)': put('proposeDecision', {
      ...{ title: 'Una sede', text: 'Affittiamo una sede.', method: { kind: 'YES_NO' } },
    }),
    'Mutation.proposeElection(input.bodyId)': put('proposeElection', {
      ...{ ...election, candidates: standing(their.person) },
    }),
    'Mutation.proposeElection(input.candidates.personId)': change('proposeElection', ids.person, (personId) => ({
      ...{ ...election, bodyId: their.body, candidates: standing(personId) },
    })),
    'Mutation.proposeAdmission(input.bodyId)': put('proposeAdmission', {
      ...{ title: 'Una socia', personId: their.person },
    }),
    'Mutation.proposeAdmission(input.personId)': change('proposeAdmission', ids.person, (personId) => ({
      ...{ title: 'Una socia', bodyId: their.body, personId },
    })),
    'Mutation.proposeBody(input.bodyId)': put('proposeBody', { ...committee, members: [their.person] }),
    'Mutation.proposeBody(input.members)': change('proposeBody', ids.person, (person) => ({
      ...{ ...committee, members: [person] },
    })),
  };
};

const aboutBallots = (ids: Ids): Record<string, Question> => {
  const closesAt = '2100-01-01T00:00:00Z';
  const receipt = '{ receipt ballot { id } }';
  return {
    'Query.ballot(id)': byId('ballot', ids.ballot, '{ id result { outcome } }'),
    'Mutation.openBallot(input.proposalId)': change('openBallot', ids.proposal, (proposalId) => ({
      ...{ proposalId, closesAt },
    })),
    'Mutation.rescheduleBallot(input.ballotId)': change('rescheduleBallot', ids.ballot, (ballotId) => ({
      ...{ ballotId, closesAt },
    })),
    'Mutation.castVote(input.ballotId)': change(
      'castVote',
      ids.ballot,
      (ballotId) => ({ ballotId, choice: 'YES' }),
      receipt,
    ),
    'Mutation.castVote(input.memberId)': change(
      'castVote',
      ids.person,
      (memberId) => ({ ballotId: ids.their.ballot, memberId, choice: 'YES' }),
      receipt,
    ),
    'Mutation.closeBallot(id)': changeById('closeBallot', 'id', ids.ballot),
  };
};

const aboutAssemblies = (ids: Ids): Record<string, Question> => {
  const { their } = ids;
  const at = (field: string, input: object) => change(field, ids.assembly, (assemblyId) => ({ ...input, assemblyId }));
  const proxy = { assemblyId: their.assembly, holderId: their.person };
  return {
    'Query.assembly(id)': byId('assembly', ids.assembly, '{ id agenda { id } notices { memberId } minutes { hash } }'),
    'Mutation.draftAssembly(input.bodyId)': change('draftAssembly', ids.body, (bodyId) => ({
      ...{ bodyId, title: 'Assemblea', place: 'Torino', firstCall: '2999-01-01T18:00' },
    })),
    'Mutation.addAgendaItem(input.assemblyId)': change('addAgendaItem', ids.draft, (assemblyId) => ({
      ...{ assemblyId, proposalId: their.decision },
    })),
    'Mutation.addAgendaItem(input.proposalId)': change('addAgendaItem', ids.proposal, (proposalId) => ({
      ...{ assemblyId: their.draft, proposalId },
    })),
    'Mutation.removeAgendaItem(id)': changeById('removeAgendaItem', 'id', ids.item),
    'Mutation.conveneAssembly(id)': changeById('conveneAssembly', 'id', ids.draft),
    'Mutation.openCall(input.assemblyId)': at('openCall', { call: 'FIRST' }),
    'Mutation.openItem(id)': changeById('openItem', 'id', ids.item),
    'Mutation.recordAttendance(input.assemblyId)': at('recordAttendance', { memberId: their.person, mode: 'ROOM' }),
    'Mutation.recordAttendance(input.memberId)': change('recordAttendance', ids.person, (memberId) => ({
      ...{ assemblyId: their.assembly, memberId, mode: 'ROOM' },
    })),
    'Mutation.recordLeave(input.assemblyId)': at('recordLeave', { memberId: their.person }),
    'Mutation.recordLeave(input.memberId)': change('recordLeave', ids.person, (memberId) => ({
      ...{ assemblyId: their.assembly, memberId },
    })),
    'Mutation.declareConflict(input.proposalId)': change('declareConflict', ids.decision, (proposalId) => ({
      ...{ proposalId, memberId: their.person, statement: 'Ne sono parte.' },
    })),
    'Mutation.declareConflict(input.memberId)': change('declareConflict', ids.person, (memberId) => ({
      ...{ proposalId: their.decision, memberId, statement: 'Ne sono parte.' },
    })),
    'Mutation.adjournAssembly(id)': changeById('adjournAssembly', 'id', ids.assembly),
    'Mutation.closeAssembly(id)': changeById('closeAssembly', 'id', ids.assembly),
    'Mutation.signMinutes(id)': {
      existing: ids.assembly,
      query: 'mutation ($id: ID!) { signMinutes(id: $id, hash: "0") { id } }',
      variables: (id) => ({ id }),
    },
    'Mutation.grantProxy(input.assemblyId)': at('grantProxy', { holderId: their.person }),
    'Mutation.grantProxy(input.holderId)': change('grantProxy', ids.person, (holderId) => ({ ...proxy, holderId })),
    'Mutation.grantProxy(input.itemId)': change('grantProxy', ids.item, (itemId) => ({ ...proxy, itemId })),
    'Mutation.grantProxy(input.principalId)': change('grantProxy', ids.person, (principalId) => ({
      ...{ ...proxy, principalId },
    })),
    'Mutation.revokeProxy(id)': changeById('revokeProxy', 'id', ids.proxy),
    'Mutation.comment(input.proposalId)': change('comment', ids.proposal, (proposalId) => ({
      ...{ proposalId, text: 'Perché?' },
    })),
    'Mutation.comment(input.answers)': change('comment', ids.comment, (answers) => ({
      ...{ proposalId: their.decision, kind: 'ANSWER', text: 'Perché sì.', answers },
    })),
    'Mutation.submitAmendment(input.proposalId)': change('submitAmendment', ids.proposal, (proposalId) => ({
      ...{ proposalId, clause: 'title', kind: 'REPLACE', text: 'Un altro titolo', reason: 'Più chiaro.' },
    })),
    'Mutation.acceptAmendments(ids)': {
      existing: ids.amendment,
      query: 'mutation ($ids: [ID!]!) { acceptAmendments(ids: $ids) { id } }',
      variables: (id) => ({ ids: [id] }),
    },
    'Mutation.rejectAmendment(id)': changeById('rejectAmendment', 'id', ids.amendment),
  };
};
