import { ARRIVED, CANCEL, CHOOSE, SUBMIT_FILE, type ArrivedSeen } from './data-queries';
import { mustBe, narrator } from './narrator';
import type { Person } from './person';
import { contribute } from './steps';
import { seatOf, type Scene } from './story';
import { asSpreadsheet, asTable, MAPPING, withSlips } from './support-hours';

type Arrived = ArrivedSeen['contribution'];

/** Ada's file has her program's columns and numbers that may be read in two ways: she is asked, once. */
export async function ownWords({ cast: { ada }, datasetId }: Scene): Promise<void> {
  const id = await send(ada, datasetId, asSpreadsheet(60, 1));
  const asked = await arrived(ada, id);
  showReading(asked);
  const reading = { decimalMark: 'COMMA' };
  await ada.ask(CHOOSE, { input: { contributionId: id, reading, mapping: MAPPING, saveProfileAs: 'Gestionale' } });
  const { state, report } = await arrived(ada, id);
  mustBe(state === 'ACCEPTED' && report?.rows === 60, 'Ada’s file is accepted');
  narrator.sees('', `answers, says which column is which, and keeps that as “Gestionale”: ${state}, 60 rows`);
  const next = await send(ada, datasetId, asSpreadsheet(60, 2));
  const { suggestedProfile } = await arrived(ada, next);
  mustBe(suggestedProfile?.name === 'Gestionale', 'what Ada kept is offered again');
  narrator.sees(
    '',
    `sends another month, and is offered “${suggestedProfile.name}”; she takes it back, it was too early`,
  );
  await ada.ask(CANCEL, { id: next });
}

function showReading({ state, readingCandidates: [candidate], readingQuestions }: Arrived): void {
  mustBe(state === 'AWAITING_READING' && candidate !== undefined, 'Ada is asked how her file is to be read');
  const { encoding, delimiter } = candidate.reading;
  narrator.sees('Ada', `sends what her program saved; it looks like ${String(encoding)}, with “${String(delimiter)}”:`);
  narrator.table(candidate.header, candidate.sample.slice(0, 2));
  narrator.sees('', ...readingQuestions.map(({ question }) => question));
  mustBe(
    readingQuestions.some(({ code }) => code === 'NUMBER.AMBIGUOUS'),
    'Ada is asked about a number',
  );
}

/** Nothing of a file with slips is stored; what is wrong is said in the sender's language, each kind once. */
export async function slips({ cast: { carla }, datasetId }: Scene): Promise<void> {
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
export async function others({ cast: { bruno, carla }, datasetId }: Scene): Promise<string> {
  const { organisationId } = await seatOf(carla);
  const { state } = await contribute(carla, { datasetId, organisationId, fileName: 'ore.csv' }, asTable(72, 1));
  const id = await send(bruno, datasetId, asTable(48, 1), { reviewReading: false });
  const { report, ...his } = await arrived(bruno, id);
  mustBe(state === 'ACCEPTED' && his.state === 'ACCEPTED', 'corrected files are accepted');
  narrator.sees('Carla', 'sends it again, corrected; Bruno sends his: both accepted');
  mustBe(report?.rows === 48, 'Bruno’s file has 48 rows');
  return id;
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
const arrived = async (by: Person, id: string): Promise<Arrived> =>
  (await by.askUntil<ArrivedSeen>(ARRIVED, { id }, ({ contribution: { state } }) => !UNDER_WAY.includes(state)))
    .contribution;
