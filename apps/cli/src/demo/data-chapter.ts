import {
  ARRIVED,
  CANCEL,
  CHOOSE,
  LIVE,
  PUBLISH_LIST,
  SEARCH,
  SUBMIT_FILE,
  type ArrivedSeen,
  type FoundSeen,
  type LiveSeen,
} from './data-queries';
import { withdrawal } from './data-withdrawal';
import { mustBe, narrator, refusalOf } from './narrator';
import { ApiRefusal, type Person, type Place } from './person';
import { PUBLISH } from './queries';
import { contribute, decide, propose } from './steps';
import { seatOf, type Scene } from './story';
import {
  asSpreadsheet,
  asTable,
  LEVELS,
  lookUpPolicy,
  MAPPING,
  SECTIONS_OF_THE_CITY,
  supportHoursSchema,
  withSlips,
} from './support-hours';

type Arrived = ArrivedSeen['contribution'];

/** Data as they are: files of every habit and with slips, found by who may, counted at once, and taken back. */
export async function dataChapter({ cast, federationId }: Scene, place: Place): Promise<void> {
  narrator.chapter('Data arrive as they are, are found, and can be taken back', 10);
  const scene = { cast, federationId, datasetId: await publish(cast.ada, federationId) };
  await ownWords(scene);
  await slips(scene);
  const contributionId = await others(scene);
  await decideOnLookUps(scene);
  const extractId = await lookUp(scene);
  await find(scene);
  await forMachines(scene, place);
  await withdrawal(scene, { contributionId, extractId });
}

async function publish(ada: Person, federationId: string): Promise<string> {
  const { organisationId: publisherId } = await seatOf(ada);
  const of = { federationId, publisherId };
  const { publishCodeList: list } = await ada.ask<{ publishCodeList: { id: string; versions: { codes: number }[] } }>(
    PUBLISH_LIST,
    { input: { ...of, title: { it: 'Sezioni', en: 'Sections' }, levels: LEVELS, csv: SECTIONS_OF_THE_CITY } },
  );
  narrator.sees('Ada', `publishes a code list: ${list.versions[0]?.codes ?? 0} codes, each section within its district`);
  const { publishDataset } = await ada.ask<{ publishDataset: { id: string; title: string } }>(PUBLISH, {
    input: {
      ...of,
      title: 'Ore di sostegno per sezione',
      description: 'Quante ore di sostegno ha ricevuto chi abita in una sezione: una riga a persona.',
      ...{ needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED', schema: supportHoursSchema(list.id) },
    },
  });
  narrator.sees('', `and the dataset “${publishDataset.title}”; the district is not asked for, it follows from the section`);
  return publishDataset.id;
}

/** Ada's file has her program's columns and numbers that may be read in two ways: she is asked, once. */
async function ownWords({ cast: { ada }, datasetId }: Scene): Promise<void> {
  const id = await send(ada, datasetId, asSpreadsheet(60, 1));
  const asked = await arrived(ada, id);
  const [candidate] = asked.readingCandidates;
  const { encoding, delimiter } = candidate?.reading ?? {};
  mustBe(asked.state === 'AWAITING_READING', 'Ada is asked how her file is to be read');
  narrator.sees('Ada', `sends what her program saved; it looks like ${String(encoding)}, with “${String(delimiter)}”:`);
  narrator.table(candidate?.header ?? [], candidate?.sample.slice(0, 2) ?? []);
  for (const { question, example, readings } of asked.readingQuestions) {
    narrator.sees('', `${question}  ${example}: ${readings.join(' / ')}`);
  }
  mustBe(asked.readingQuestions[0]?.code === 'NUMBER.AMBIGUOUS', 'Ada is asked about a number');
  const reading = { decimalMark: 'COMMA' };
  await ada.ask(CHOOSE, { input: { contributionId: id, reading, mapping: MAPPING, saveProfileAs: 'Gestionale' } });
  const { state, report } = await arrived(ada, id);
  mustBe(state === 'ACCEPTED' && report?.rows === 60, 'Ada’s file is accepted');
  narrator.sees('', `answers, says which column is which, and keeps that as “Gestionale”: ${state}, 60 rows`);
  const next = await send(ada, datasetId, asSpreadsheet(60, 2));
  const { suggestedProfile } = await arrived(ada, next);
  mustBe(suggestedProfile?.name === 'Gestionale', 'what Ada kept is offered again');
  narrator.sees('', `sends another month, and is offered “${suggestedProfile.name}”; she takes it back, it was too early`);
  await ada.ask(CANCEL, { id: next });
}

/** Nothing of a file with slips is stored; what is wrong is said in the sender's language, each kind once. */
async function slips({ cast: { carla }, datasetId }: Scene): Promise<void> {
  const { state, findingGroups } = await arrived(carla, await send(carla, datasetId, withSlips(60)));
  mustBe(state === 'REJECTED', 'a file with slips is rejected');
  narrator.sees('Carla', `sends a file with slips: ${state}; each kind of slip is counted, and told in Italian:`);
  for (const { column, count, firstRow, reason, hint } of findingGroups) {
    narrator.sees('', `${count} × ${column ?? 'row'}, first in row ${firstRow ?? '–'}: ${reason} ${hint}`);
  }
  const counted = findingGroups.map(({ code, count }) => `${code} ${count}`).sort();
  mustBe(
    counted.join() === 'CELL.NOT_IN_LIST 2,CELL.REQUIRED 1,CELL.WRONG_TYPE 1',
    `the slips are found, each as what it is; not ${counted.join()}`,
  );
}

/** @returns the contribution that Bruno will take back */
async function others({ cast: { bruno, carla }, datasetId }: Scene): Promise<string> {
  const { organisationId } = await seatOf(carla);
  const { state } = await contribute(carla, { datasetId, organisationId, fileName: 'ore.csv' }, asTable(72, 1));
  const id = await send(bruno, datasetId, asTable(48, 1), { reviewReading: false });
  const { report, ...his } = await arrived(bruno, id);
  mustBe(state === 'ACCEPTED' && his.state === 'ACCEPTED', 'corrected files are accepted');
  narrator.sees('Carla', 'sends it again, corrected; Bruno sends his: both accepted');
  mustBe(report?.rows === 48, 'Bruno’s file has 48 rows');
  return id;
}

async function decideOnLookUps({ cast, federationId, datasetId }: Scene): Promise<void> {
  const { id } = await propose(cast.dario, federationId, lookUpPolicy(datasetId));
  await decide(cast.dario, id, new Map([cast.ada, cast.bruno, cast.dario, cast.elena].map((who) => [who, 'YES'])));
}

const question = (datasetId: string) => ({
  ...{ datasetId, purpose: 'SERVICE_IMPROVEMENT', measures: ['hours'] },
  dimensions: [{ field: 'section', level: 'district' }],
});

/** @returns the extract that Elena's look-up is in the books */
async function lookUp({ cast: { dario, elena }, datasetId }: Scene): Promise<string> {
  const input = question(datasetId);
  const asking = await elena.ask<LiveSeen>(LIVE, { input });
  mustBe(!asking.liveAggregates.isReady, 'the first to ask waits for the table');
  narrator.sees('Elena', 'looks up hours by district, the coarser level of the code list; the table is being made …');
  const { liveAggregates: made } = await elena.askUntil<LiveSeen>(LIVE, { input }, (seen) => seen.liveAggregates.isReady);
  narrator.table(
    ['district', 'people', 'hours'],
    made.rows.map(({ codes, people, measures }) => [codes.join(), people ?? '(hidden)', measures[0] ?? '(hidden)']),
  );
  mustBe(made.rows.find(({ codes }) => codes[0] === '_T')?.people === '180', 'the total is of 180 people');
  const { liveAggregates: again } = await dario.ask<LiveSeen>(LIVE, { input });
  mustBe(again.isReady && again.extractId !== made.extractId, 'the second to ask is answered at once');
  narrator.sees('Dario', 'asks the same, and has it at once: the same table, and an entry of his own in the books');
  const finer = await refusalOf(dario.ask(LIVE, { input: { ...input, dimensions: [{ field: 'section' }] } }));
  narrator.sees('', `asks by section: ${finer.code}`);
  return made.extractId;
}

async function find({ cast: { elena, rita }, datasetId }: Scene): Promise<void> {
  const text = 'orre di sostgeno';
  for (const person of [elena, rita]) {
    const { searchDatasets: found } = await person.ask<FoundSeen>(SEARCH, { text });
    mustBe(
      found.items.some(({ dataset }) => dataset.id === datasetId),
      `${person.name} finds the dataset`,
    );
    const titles = found.items.map(({ dataset }) => `“${dataset.title}”`).join(', ');
    narrator.sees(person.name, `searches for “${text}”; meant was “${found.didYouMean ?? text}”: ${titles}`);
    const facets = found.counts.facets.filter(({ facet }) => facet === 'PUBLISHER' || facet === 'NEED_CATEGORY');
    const counts = facets.flatMap(({ values }) => values.map(({ label, count }) => `${label} ${count}`));
    narrator.sees('', `facets: ${counts.join(', ')}`);
  }
}

async function forMachines({ cast: { ugo }, datasetId }: Scene, { url }: Place): Promise<void> {
  const turtle = await ugo.download(`${url}/catalogue/datasets/${datasetId}.ttl`);
  if (turtle instanceof ApiRefusal) throw turtle;
  const line = turtle
    .toString('utf8')
    .split('\n')
    .find((one) => one.includes('Ore di sostegno'));
  mustBe(line !== undefined, 'the catalogue for machines names the dataset');
  narrator.sees('a machine', 'reads the catalogue as DCAT-AP, in Turtle:', line.trim());
}

/** Announces a file and sends it. */
async function send(by: Person, datasetId: string, bytes: Buffer, how: object = {}): Promise<string> {
  const { organisationId } = await seatOf(by);
  const { submitContribution } = await by.ask<{ submitContribution: { id: string; uploadUrl: string } }>(SUBMIT_FILE, {
    input: { datasetId, organisationId, fileName: 'ore.csv', ...how },
  });
  await by.upload(submitContribution.uploadUrl, bytes);
  return submitContribution.id;
}

const UNDER_WAY = ['AWAITING_FILE', 'INSPECTING', 'VALIDATING'];

/** The contribution as its steward sees it, once nothing more happens by itself. */
export const arrived = async (by: Person, id: string): Promise<Arrived> =>
  (
    await by.askUntil<ArrivedSeen>(ARRIVED, { id }, ({ contribution: { state } }) => !UNDER_WAY.includes(state))
  ).contribution;
