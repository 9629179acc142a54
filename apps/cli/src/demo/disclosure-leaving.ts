import { OBJECT } from './access-queries';
import {
  CHECK_OUTPUT,
  FINDINGS,
  TO_CHECK,
  UNDO_OBJECTION,
  type FindingsSeen,
  type ToCheckSeen,
} from './disclosure-queries';
import { ask, drawRows, releaseOf, rowsOf, settled, type Stage } from './disclosure-steps';
import { mustBe, narrator, refusalOf } from './narrator';
import type { Person } from './person';
import { seatOf } from './story';

/** Rows leave one by one only as the vote and each contributor have it. */
export async function rowsOneByOne({ cast: { bruno, rita }, federationId, datasetId }: Stage): Promise<void> {
  const { organisationId } = await seatOf(bruno);
  const reason = 'Non una a una.';
  const input = { organisationId, federationId, datasetId, kind: 'OPT_OUT', reason };
  const { fileObjection } = await bruno.ask<{ fileObjection: { id: string } }>(OBJECT, { input });
  const columns = ['age_band', 'need', 'sex'];
  const refusal = await refusalOf(drawRows(rita, datasetId, columns));
  mustBe(refusal.code === 'EXTRACT.TOO_FEW_CONTRIBUTORS', `rows of two are too few, not ${refusal.code}`);
  narrator.sees('Bruno', `objects to the use of his rows: “${reason}”`);
  narrator.sees('Rita', `asks for rows one by one, which the vote allows: ${refusal.code}: ${refusal.message}`);
  await bruno.ask(UNDO_OBJECTION, fileObjection);
  const release = await drawRows(rita, datasetId, columns);
  const { rows = 0, suppressedRows = 0, groups = 0, smallestGroup = 0 } = release.microdata ?? {};
  mustBe(smallestGroup >= 5, 'at least five look alike');
  narrator.sees(
    '',
    `once he took that back: ${rows} rows in ${groups} groups that look alike, ${suppressedRows} left out`,
  );
  narrator.sees(
    '',
    `the smallest group has ${smallestGroup} people; they are sorted, so that their order tells nothing:`,
  );
  const [header = [], ...lines] = await rowsOf(rita, release);
  narrator.table(header, lines.slice(0, 2));
}

/** Where the policy asks for it, two people look at a table before it leaves, each without knowing of the other. */
export async function outputCheck({ cast: { ada, carla, rita }, datasetId }: Stage): Promise<void> {
  const { id, state } = await ask(rita, datasetId, { dimensions: ['sex'] });
  mustBe(state === 'CHECKING', `people look at it before it leaves, it is not ${state}`);
  narrator.sees('Rita', `asks for people by sex, for which the policy wants two people to look first: ${state}`);
  await showFindings(ada, id);
  for (const checker of [ada, carla]) {
    const input = { extractId: id, verdict: 'RELEASE', reasons: 'Nessuno si riconosce in questi numeri.' };
    await checker.ask(CHECK_OUTPUT, { input });
    narrator.sees(checker.name, 'lets it go, and does not know what the other says');
  }
  const { published, suppressed } = releaseOf(await settled(rita, id, 'CHECKING')).cells;
  narrator.sees('Rita', `has it now: ${published} cells shown, ${suppressed} hidden`);
}

async function showFindings(by: Person, id: string): Promise<void> {
  const { outputChecks } = await by.ask<ToCheckSeen>(TO_CHECK);
  const mine = outputChecks.items.find(({ extractId }) => extractId === id);
  mustBe(mine !== undefined, `${by.name} is asked to look at it`);
  const { outputCheckTable: table } = await by.ask<FindingsSeen>(FINDINGS, { id });
  narrator.sees(
    by.name,
    `is asked to look at “${mine.datasetTitle}” by ${mine.dimensions.join(', ')}, with what was found:`,
  );
  narrator.table(
    [...table.columns, 'finding'],
    table.cells.map(({ values, ...found }) => [...values.map((value) => value ?? ''), inWords(found)]),
  );
}

function inWords({
  causes,
  isForOthers,
  near,
}: Omit<FindingsSeen['outputCheckTable']['cells'][number], 'values'>): string {
  if (causes.length > 0) return `hidden: ${causes.join(', ')}`;
  if (isForOthers) return 'hidden for others';
  return near.length > 0 ? `near: ${near.join(', ')}` : '';
}
