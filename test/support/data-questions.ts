import { LEVELS, needOf, type DataRecords } from './data-records';
import type { Question } from './id-question';

type Known = DataRecords &
  Record<
    | 'dataset'
    | 'contribution'
    | 'organisation'
    | 'federation'
    | 'application'
    | 'series'
    | 'theirDataset'
    | 'theirOrganisation'
    | 'theirFederation',
    string
  >;
type Lines = Readonly<Record<string, Question>>;

const MAPPING = { columns: [{ from: 'Zona', to: 'zone' }] };
/** An id that exists, what is selected, and other arguments as text. */
type Asked = [existing: string, selection: string, more?: string];
type Acted = [selection?: string, name?: string, more?: string];

const words = (text: string) => ({ it: text, en: text });

const ask = (field: string, name: string, ...[existing, selection, more = '']: Asked): Lines => ({
  [`Query.${field}(${name})`]: {
    existing,
    query: `query ($id: ID!) { ${field}(${name}: $id${more}) ${selection} }`,
    variables: (id) => ({ id }),
  },
});
/** A list that an id narrows. */
const narrow = (field: string, name: string, existing: string, selection = '{ items { id } nextCursor }'): Lines => ({
  [`Query.${field}(${name})`]: {
    existing,
    query: `query ($id: ID) { ${field}(${name}: $id) ${selection} }`,
    variables: (id) => ({ id }),
  },
});
/** Asked with an input, one line for each of the ids in it. */
const given = (
  [root, field, selection]: readonly ['Query' | 'Mutation', string, string],
  inputs: Readonly<Record<string, readonly [string, (id: string) => object]>>,
): Lines => {
  const type = `${field[0]?.toUpperCase() ?? ''}${field.slice(1)}Input`;
  const query = `${root.toLowerCase()} ($input: ${type}!) { ${field}(input: $input) ${selection} }`;
  return Object.fromEntries(
    Object.entries(inputs).map(([place, [existing, input]]) => [
      `${root}.${field}(input.${place})`,
      { existing, query, variables: (id) => ({ input: input(id) }) },
    ]),
  );
};
const doing = (field: string, inputs: Parameters<typeof given>[1], selection = '{ id }'): Lines =>
  given(['Mutation', field, selection], inputs);
const actOn = (field: string, existing: string, ...[selection = '{ id }', name = 'id', more = '']: Acted): Lines => ({
  [`Mutation.${field}(${name})`]: {
    existing,
    query: `mutation ($id: ID!) { ${field}(${name}: $id${more}) ${selection} }`,
    variables: (id) => ({ id }),
  },
});

const aboutDatasets = (ids: Known): Lines => {
  const { dataset, theirDataset } = ids;
  const schema = { fields: [{ name: 'zone', type: 'string', disclosureRole: 'quasiIdentifier' }] };
  const of = (datasetId: string, input: object) => ({ datasetId, ...input });
  return {
    ...ask('contributorCoverage', 'datasetId', dataset, '{ contributors sentenceEn }'),
    ...ask('datasetQuality', 'datasetId', dataset, '{ score }'),
    ...ask('datasetVersions', 'datasetId', dataset, '{ items { number } nextCursor }'),
    ...ask('dictionary', 'datasetId', dataset, '{ entries { name } }'),
    ...ask('schemaVersions', 'datasetId', dataset, '{ items { number hash } nextCursor }'),
    ...ask('schemaDifference', 'datasetId', dataset, '{ what }', ', from: 1, to: 1'),
    ...ask('versionDifference', 'datasetId', dataset, '{ joined }', ', from: 1, to: 2, purpose: ACADEMIC_RESEARCH'),
    ...ask('datasetPreview', 'datasetId', dataset, '{ datasetVersion }', ', purpose: ACADEMIC_RESEARCH'),
    ...given(['Query', 'liveAggregates', '{ datasetVersion }'], {
      datasetId: [dataset, (id) => of(id, { purpose: 'ACADEMIC_RESEARCH', dimensions: [{ field: 'zone' }] })],
    }),
    ...ask('datasetProfile', 'datasetId', dataset, '{ datasetVersion }', ', purpose: ACADEMIC_RESEARCH'),
    ...doing(
      'amendSchema',
      { datasetId: [dataset, (id) => of(id, { schema, note: 'Meno.', breaking: true })] },
      '{ number }',
    ),
    ...doing('updateDataset', {
      datasetId: [dataset, (id) => of(id, { title: 'Nuovo' })],
    }),
    ...doing('keepDataset', { datasetId: [dataset, (id) => of(id, { retentionMonths: 36 })] }),
    ...doing('deprecateDataset', {
      datasetId: [dataset, (id) => of(id, { reason: 'Vecchio.' })],
      replacedBy: [dataset, (replacedBy) => of(theirDataset, { reason: 'Vecchio.', replacedBy })],
    }),
    ...actOn('reinstateDataset', dataset, '{ id }', 'datasetId'),
  };
};

const aboutFinding = (ids: Known): Lines => {
  const { federation, organisation, series, need, theirFederation, theirOrganisation } = ids;
  const found =
    '{ items { dataset { id } } nextCursor counts { total facets { facet values { value label count } } } }';
  const search = (name: string, existing: string, filter: (id: string) => object): Lines => ({
    [`Query.searchDatasets(filter.${name})`]: {
      existing,
      query: `query ($filter: DatasetSearchFilterInput) { searchDatasets(filter: $filter) ${found} }`,
      variables: (id) => ({ filter: filter(id) }),
    },
  });
  const saved = (filter: object) => ({ name: 'Mia', text: 'ore', filter, notify: 'NONE' });
  const answer = { note: 'Qui.', needId: need };
  return {
    ...ask('citation', 'datasetId', ids.dataset, '{ identifier text }'),
    ...ask('relatedDatasets', 'id', ids.dataset, '{ id }'),
    ...ask('need', 'id', need, '{ id title }'),
    ...narrow('needs', 'federationId', federation, '{ total items { id } counts { value count } }'),
    ...narrow('needs', 'organisationId', organisation, '{ total items { id } counts { value count } }'),
    ...search('federationIds', federation, (id) => ({ federationIds: [id] })),
    ...search('publisherIds', organisation, (id) => ({ publisherIds: [id] })),
    ...search('seriesId', series, (seriesId) => ({ seriesId })),
    ...doing(
      'saveSearch',
      {
        'filter.federationIds': [federation, (id) => saved({ federationIds: [id] })],
        'filter.publisherIds': [organisation, (id) => saved({ publisherIds: [id] })],
        'filter.seriesId': [series, (seriesId) => saved({ seriesId })],
      },
      '{ name }',
    ),
    ...actOn('deleteSavedSearch', ids.savedSearch, ''),
    ...doing('postNeed', {
      federationId: [federation, (id) => needOf(id, theirOrganisation)],
      organisationId: [organisation, (id) => needOf(theirFederation, id)],
    }),
    ...doing('answerNeed', {
      needId: [need, (needId) => ({ ...answer, needId, datasetId: ids.theirDataset })],
      datasetId: [ids.dataset, (datasetId) => ({ ...answer, datasetId })],
    }),
    ...doing('answerNeedWithApplication', {
      needId: [need, (needId) => ({ ...answer, needId, applicationId: ids.application })],
      applicationId: [ids.application, (applicationId) => ({ ...answer, applicationId })],
    }),
    ...doing('closeNeed', { needId: [need, (needId) => ({ needId, reason: 'Trovato.' })] }),
  };
};

const aboutCodeLists = (ids: Known): Lines => {
  const list = {
    title: words('Codici'),
    levels: LEVELS.slice(0, 1),
    codes: [{ code: 'a', level: 'zone', labels: words('A') }],
  };
  const of = { federationId: ids.theirFederation, publisherId: ids.theirOrganisation };
  return {
    ...doing('publishCodeList', {
      federationId: [ids.federation, (federationId) => ({ ...list, ...of, federationId })],
      publisherId: [ids.organisation, (publisherId) => ({ ...list, ...of, publisherId })],
    }),
  };
};

const aboutContributions = (ids: Known): Lines => {
  const { contribution, dataset, organisation, theirDataset, theirOrganisation, theirFederation } = ids;
  const rowsOf = { datasetId: theirDataset, organisationId: theirOrganisation };
  const traced = '{ contributions { contributionId } releases { items { extractId } } }';
  const taken = '{ contributions rows effects { releases } }';
  const profile = { ...rowsOf, name: 'Mio', mapping: MAPPING };
  const purposes = { purposes: ['COMMERCIAL_RESEARCH'], reason: 'No.', federationId: theirFederation };
  const both = (input: object): Parameters<typeof given>[1] => ({
    datasetId: [dataset, (datasetId) => ({ ...rowsOf, ...input, datasetId })],
    organisationId: [organisation, (organisationId) => ({ ...rowsOf, ...input, organisationId })],
  });
  const named = { contributionId: [contribution, (contributionId: string) => ({ contributionId })] } as const;
  const reading = { reading: { decimalMark: 'COMMA' } };
  return {
    ...ask('destructionReceipt', 'contributionId', ids.destroyed, '{ withdrawnAt left }'),
    ...given(['Query', 'lineage', traced], { ...named, ...both({}) }),
    ...given(['Query', 'withdrawalPreview', taken], { ...named, ...both({}) }),
    ...ask('mappingProfiles', 'datasetId', dataset, '{ id name }', `, organisationId: "${theirOrganisation}"`),
    ...ask('mappingProfiles', 'organisationId', organisation, '{ id name }', `, datasetId: "${theirDataset}"`),
    ...ask('uploadQuota', 'organisationId', organisation, '{ used limit }'),
    ...actOn('approveContribution', ids.waiting),
    ...actOn('declineContribution', ids.declining, '{ id }', 'id', ', reason: "No."'),
    ...actOn('cancelContribution', ids.unsent),
    ...actOn('confirmContribution', ids.warned),
    ...doing('chooseReading', {
      contributionId: [ids.reading, (contributionId) => ({ ...reading, contributionId })],
      mappingProfileId: [
        ids.profile,
        (mappingProfileId) => ({ ...reading, contributionId: ids.reading, mappingProfileId }),
      ],
    }),
    'Mutation.submitContribution(input.mappingProfileId)': {
      existing: ids.profile,
      query: 'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id } }',
      variables: (mappingProfileId) => ({ input: { ...rowsOf, fileName: 'a.csv', mappingProfileId } }),
    },
    ...doing('saveMappingProfile', both(profile)),
    ...actOn('deleteMappingProfile', ids.profile),
    ...actOn('verifyDestruction', ids.destroyed, '{ left }', 'contributionId'),
    ...actOn('withdrawContribution', contribution),
    ...doing('withdrawRows', both({ reason: 'Basta.' })),
    ...doing('withdrawPurposes', {
      ...both(purposes),
      federationId: [ids.federation, (federationId) => ({ ...rowsOf, ...purposes, federationId })],
    }),
  };
};

const aboutHarvest = (ids: Known): Lines => ({
  ...ask('harvestSources', 'federationId', ids.federation, '{ items { id } nextCursor }'),
  ...ask('harvestRuns', 'sourceId', ids.source, '{ items { id } nextCursor }'),
  ...ask('harvestItems', 'runId', ids.run, '{ items { id } nextCursor }'),
  ...narrow('harvestedDatasets', 'federationId', ids.federation),
  ...narrow('harvestedDatasets', 'sourceId', ids.source),
  ...doing('createHarvestSource', {
    federationId: [
      ids.federation,
      (federationId) => ({ federationId, title: 'Altro', url: 'https://altro.example/c.ttl', kind: 'DCAT' }),
    ],
  }),
  ...actOn('previewHarvest', ids.source, '{ title }', 'sourceId'),
  ...actOn('startHarvest', ids.source, '{ id }', 'sourceId'),
  ...actOn('endHarvestSource', ids.source, '{ id }', 'sourceId'),
});

/** One line for every place that takes an id of these; what names others is of the asker’s own federation. */
export const aboutDataRecords = (ids: Known): Lines => ({
  ...aboutDatasets(ids),
  ...aboutFinding(ids),
  ...aboutCodeLists(ids),
  ...aboutContributions(ids),
  ...aboutHarvest(ids),
});
