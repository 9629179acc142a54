import { others, ownWords, slips } from './data-arrival';
import { LIVE, PUBLISH_LIST, SEARCH, type FoundSeen, type LiveSeen } from './data-queries';
import { withdrawal } from './data-withdrawal';
import { mustBe, narrator, refusalOf } from './narrator';
import { ApiRefusal, type Person, type Place } from './person';
import { PUBLISH } from './queries';
import { decide, propose } from './steps';
import { seatOf, type Scene } from './story';
import { hoursByDistrict, LEVELS, lookUpPolicy, SECTIONS_OF_THE_CITY, supportHoursSchema } from './support-hours';

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
  narrator.sees(
    'Ada',
    `publishes a code list: ${list.versions[0]?.codes ?? 0} codes, each section within its district`,
  );
  const { publishDataset } = await ada.ask<{ publishDataset: { id: string; title: string } }>(PUBLISH, {
    input: {
      ...of,
      title: 'Ore di sostegno per sezione',
      description: 'Quante ore di sostegno ha ricevuto chi abita in una sezione: una riga a persona.',
      ...{ needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED', schema: supportHoursSchema(list.id) },
    },
  });
  narrator.sees(
    '',
    `and the dataset “${publishDataset.title}”; the district is not asked for, it follows from the section`,
  );
  return publishDataset.id;
}

async function decideOnLookUps({ cast, federationId, datasetId }: Scene): Promise<void> {
  const { id } = await propose(cast.dario, federationId, lookUpPolicy(datasetId));
  await decide(cast.dario, id, new Map([cast.ada, cast.bruno, cast.dario, cast.elena].map((who) => [who, 'YES'])));
}

/** @returns the extract that Elena's look-up is in the books */
async function lookUp({ cast: { dario, elena }, datasetId }: Scene): Promise<string> {
  const input = hoursByDistrict(datasetId);
  const asking = await elena.ask<LiveSeen>(LIVE, { input });
  mustBe(!asking.liveAggregates.isReady, 'the first to ask waits for the table');
  narrator.sees('Elena', 'looks up hours by district, the coarser level of the code list; the table is being made …');
  const { liveAggregates: made } = await elena.askUntil<LiveSeen>(
    LIVE,
    { input },
    (seen) => seen.liveAggregates.isReady,
  );
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
    const counts = facets.flatMap(({ values }) =>
      values.map(({ value, label, count }) => `${label ?? value} ${count}`),
    );
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
