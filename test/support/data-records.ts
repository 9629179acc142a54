import { newId, type ContributionId } from '#kernel';
import { harvestRecords, type HarvestRecords } from './harvest-records';
import { told } from './assembly-room';
import { contribute, type Cooperative } from './social-services';
import type { World } from './world';

/** Ids of what data brings with it, beside the service users: a dataset that is described, and contributions on every way. */
export type DataRecords = HarvestRecords &
  Record<
    | 'codeList'
    | 'described'
    | 'profile'
    | 'unsent'
    | 'reading'
    | 'warned'
    | 'waiting'
    | 'declining'
    | 'destroyed'
    | 'arrival'
    | 'need'
    | 'savedSearch',
    string
  >;

const words = (text: string) => ({ it: text, en: text });
const make = (field: string, selection = 'id') =>
  `mutation ($input: ${field[0]?.toUpperCase() ?? ''}${field.slice(1)}Input!) { ${field}(input: $input) { ${selection} } }`;

const CODES = 'level,code,parent,label\nzone,Nord,all,Nord\nzone,Sud,all,Sud\ncity,all,,Tutta\n';
export const LEVELS = ['zone', 'city'].map((name) => ({ name, title: words(name) }));

const METADATA = {
  ...{ licence: 'https://creativecommons.org/licenses/by/4.0/', themes: ['SOCI'], languages: ['ITA'] },
  ...{ contactPoint: { name: 'Ada', email: 'ada@example.org' }, temporal: { start: '2026-01-01' } },
  landingPage: 'https://example.org/ore',
};

const PROFILE = {
  columns: [{ from: 'Quartiere', to: 'zone', values: [{ from: 'N', to: 'Nord' }] }],
  ignored: ['Note'],
};

const tableOf = (list: string, more: readonly object[] = []) => ({
  fields: [
    { name: 'zone', type: 'string', disclosureRole: 'dimension', codeList: { list, version: 1, level: 'zone' } },
    { name: 'hours', type: 'decimal', scale: 3, disclosureRole: 'measure' },
    ...more,
  ],
  plausibility: [{ field: null, mostChangePercent: 10 }],
});

const rows = (count: number, first: number): Buffer =>
  Buffer.from(`zone,hours\n${Array.from({ length: count }, (_, at) => `Nord,${String(first + at)}\n`).join('')}`);

/** Made by stewards of two cooperatives as they make them, the harvest apart. */
export async function dataRecords(
  world: World,
  users: string,
  [keeper, other]: readonly [Cooperative, Cooperative],
): Promise<DataRecords> {
  const { id: publisherId, steward } = keeper;
  const { federationId } = world;
  const of = { federationId, publisherId };
  const { id: codeList } = await told<{ id: string }>(steward, make('publishCodeList'), {
    input: { ...of, title: words('Quartieri'), levels: LEVELS, csv: CODES },
  });
  const described = await describe(keeper, { ...of, title: 'Ore', description: 'Ore di cura.' }, codeList);
  const datasetId = described;
  const { id: profile } = await told<{ id: string }>(steward, make('saveMappingProfile'), {
    input: { datasetId, organisationId: publisherId, name: 'Gestionale', mapping: PROFILE },
  });
  const contributions = await contributionRecords(world, described, [keeper, other]);
  const need = await told<{ id: string }>(steward, make('postNeed'), { input: needOf(federationId, publisherId) });
  await steward.send(make('answerNeed'), { input: { needId: need.id, datasetId: users, note: 'Qui.' } });
  const saved = await told<{ id: string }>(steward, make('saveSearch'), {
    input: { name: 'Ore', text: 'ore', filter: { needCategories: ['SOCIAL_NEEDS'] }, notify: 'NONE' },
  });
  return {
    ...{ codeList, described, profile, need: need.id, savedSearch: saved.id },
    ...contributions,
    ...(await harvestRecords(world, steward)),
  };
}

export const needOf = (federationId: string, organisationId: string) => ({
  ...{ federationId, organisationId, needCategory: 'SOCIAL_NEEDS', title: 'Ore' },
  ...{ description: 'Quante, e dove?', people: 'HUNDREDS', territory: 'Torino', until: inDays(20).slice(0, 10) },
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Publishes it, says what it is, and has its schema renamed a column. */
async function describe({ steward }: Cooperative, draft: object, codeList: string): Promise<string> {
  const { id: datasetId } = await told<{ id: string }>(steward, make('publishDataset'), {
    input: { ...draft, schema: tableOf(codeList), needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED' },
  });
  const spatial = [{ label: 'Nord', code: { list: codeList, code: 'Nord' } }];
  await steward.send(make('updateDataset'), { input: { datasetId, metadata: { ...METADATA, spatial } } });
  const note = 'Anche una nota.';
  const schema = tableOf(codeList, [{ name: 'remark', type: 'string', disclosureRole: 'sensitive' }]);
  await steward.send(make('amendSchema', 'number'), { input: { datasetId, note, schema } });
  const renamed = tableOf(codeList, [{ name: 'note', type: 'string', disclosureRole: 'sensitive' }]);
  await steward.send(make('amendSchema', 'number'), {
    input: {
      ...{ datasetId, note: 'Si chiama così.', schema: renamed, breaking: true },
      migration: { note: 'Cambia nome.', renamed: [{ from: 'remark', to: 'note' }] },
    },
  });
  return datasetId;
}

/** One contribution at each place where somebody has to say something, and one that was withdrawn and destroyed. */
async function contributionRecords(
  world: World,
  datasetId: string,
  [keeper, other]: readonly [Cooperative, Cooperative],
) {
  const { steward, id: organisationId } = keeper;
  const announce = async (input: object = {}) =>
    told<{ id: string; uploadUrl: string }>(steward, make('submitContribution', 'id uploadUrl'), {
      input: { datasetId, organisationId, fileName: 'ore.csv', ...input },
    });
  const destroyed = await contribute(world, keeper, datasetId, rows(20, 1));
  const warned = await contribute(world, keeper, datasetId, rows(60, 100));
  await steward.send('mutation ($id: ID!) { withdrawContribution(id: $id) { id } }', { id: destroyed });
  const asked = await announce({ reviewReading: true });
  await steward.upload(asked.uploadUrl, Buffer.from('Quartiere;Ore;Note\nN;1,200;x\nN;2,400;y\n'));
  await world.settle();
  await steward.send(make('keepDataset'), { input: { datasetId, approvalNeeded: 'STEWARD', retentionMonths: 24 } });
  const waiting = await contribute(world, other, datasetId, rows(5, 1_000));
  const declining = await contribute(world, other, datasetId, rows(5, 2_000));
  const broken = await announce();
  return {
    ...{ destroyed, warned, waiting, declining, reading: asked.id, unsent: (await announce()).id },
    arrival: await arrivalOf(world, keeper, broken.id as ContributionId),
  };
}

/** An upload that broke off before its first byte. */
async function arrivalOf({ app }: World, { steward }: Cooperative, contribution: ContributionId): Promise<string> {
  const { headers } = await app.inject({
    ...{ method: 'POST', url: '/uploads/tus' },
    headers: {
      ...{ authorization: `Bearer ${steward.token}`, 'tus-resumable': '1.0.0', 'upload-length': '20' },
      'upload-metadata': `contributionId ${Buffer.from(contribution).toString('base64')}`,
    },
  });
  return String(headers.location).split('/').at(-1) ?? newId();
}
