import { nextVersion, onePerGroup, secondTable, subtraction } from './disclosure-attacks';
import { outputCheck, rowsOneByOne } from './disclosure-leaving';
import { movedByKeys, roundedTogether } from './disclosure-moved';
import { noise } from './disclosure-noise';
import { protectedUse } from './disclosure-policy';
import { contributeAll, draw, publish, ROWS, rowsOf, type Stage } from './disclosure-steps';
import { meansAndMedians } from './disclosure-statistics';
import { mustBe, narrator } from './narrator';
import type { Person } from './person';
import type { DrawnRelease } from './disclosure-queries';
import { decide, propose } from './steps';
import { seatOf, type Scene } from './story';

/** Numbers that give nobody away: what a policy asks for, what a report says, and what those get who subtract. */
export async function disclosureChapter(scene: Scene): Promise<void> {
  narrator.chapter('Numbers that give nobody away', 11);
  const stage = await prepare(scene);
  await decideOnTerms(stage);
  const first = await firstTable(stage);
  await subtraction(stage, first);
  await meansAndMedians(stage, first);
  await secondTable(stage);
  await onePerGroup(stage);
  await rowsOneByOne(stage);
  await nextVersion(stage, first);
  await outputCheck(stage);
  await roundedTogether(stage);
  await movedByKeys(stage);
  await noise(stage);
}

async function prepare(scene: Scene): Promise<Stage> {
  const datasetId = await publish(scene, 'Persone seguite nel 2026');
  const noisyId = await publish(scene, 'Persone seguite dagli sportelli');
  const movedId = await publish(scene, 'Persone seguite a domicilio');
  await Promise.all([datasetId, noisyId, movedId].map((id) => contributeAll(scene.cast, id)));
  narrator.sees('Ada', `publishes three datasets; three cooperatives send ${ROWS} people each into all of them`);
  return { ...scene, datasetId, noisyId, movedId };
}

async function decideOnTerms({ cast, federationId, datasetId, noisyId, movedId }: Stage): Promise<void> {
  const { organisationId } = await seatOf(cast.rita);
  const document = protectedUse({ organisationId, exactId: datasetId, noisyId, movedId });
  const { id } = await propose(cast.dario, federationId, document);
  await decide(cast.dario, id, new Map([cast.ada, cast.bruno, cast.dario, cast.elena].map((who) => [who, 'YES'])));
}

async function firstTable({ cast: { rita }, datasetId }: Stage): Promise<DrawnRelease> {
  const release = await draw(rita, datasetId, { dimensions: ['zone', 'need'], measures: ['hours'] });
  const { published, suppressed } = release.cells;
  mustBe(suppressed > 0, 'some cells are too small to be shown');
  narrator.sees(
    'Rita',
    `draws zone by need: ${published} cells shown, ${suppressed} hidden, and nobody is told which of them for themselves`,
  );
  const [header = [], ...rows] = await rowsOf(rita, release);
  const small = rows.filter(([zone]) => zone === 'Cavoretto');
  narrator.table(header, small);
  await showReport(rita, release);
  return release;
}

async function showReport(rita: Person, { report }: DrawnRelease): Promise<void> {
  if (!report) throw new Error('A release has a report.');
  narrator.sees('', 'its report says under which rules, which of them by default, and what was checked:');
  for (const { heading, lines } of report.parts.slice(1, 4)) {
    narrator.sees('', `  ${heading}`, ...lines.flatMap(({ what, is }) => [`    ${what}: ${is}`]));
  }
  const json = await rita.download(report.jsonUrl);
  mustBe(Buffer.isBuffer(json), 'the report is there as JSON');
  const { inside } = JSON.parse(json.toString('utf8')) as { inside: unknown };
  mustBe(inside === null, 'who asked for it is not told which rule hides how much');
}
