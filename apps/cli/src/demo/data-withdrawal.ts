import {
  CONTRIBUTORS,
  EFFECTS,
  LINEAGE,
  LIVE,
  RECALLED,
  RECEIPT,
  WITHDRAW,
  type EffectsSeen,
  type LineageSeen,
  type RecalledSeen,
  type ReceiptSeen,
} from './data-queries';
import { mustBe, narrator, refusalOf } from './narrator';
import { ApiRefusal } from './person';
import { contribute } from './steps';
import { seatOf, type Scene } from './story';
import { asTable, hoursByDistrict } from './support-hours';

/** What is taken back, and a table that it went into. */
type Taken = { readonly contributionId: string; readonly extractId: string };

/** Bruno takes his rows back; everything that was made of them follows. */
export async function withdrawal(scene: Scene, taken: Taken): Promise<void> {
  await preview(scene, taken);
  const before = await recalled(scene, taken);
  await withdraw(scene, taken, before.release?.csv.url ?? '');
  await receipt(scene, taken);
  await heldBack(scene, taken);
  await lineage(scene, taken);
  await madeAgain(scene, taken);
}

async function preview({ cast: { bruno } }: Scene, { contributionId }: Taken): Promise<void> {
  const { withdrawalPreview } = await bruno.ask<EffectsSeen>(EFFECTS, { input: { contributionId } });
  const { rows, people, effects } = withdrawalPreview;
  mustBe(
    rows === 48 && effects.releases === 3,
    `Bruno is told what his withdrawal touches; not ${JSON.stringify(withdrawalPreview)}`,
  );
  narrator.sees(
    'Bruno',
    'asks what it would touch if he took his rows back:',
    `${rows} rows about ${people} people; ${effects.releases} releases with ${effects.numbers} numbers`,
    `${effects.recipients} people who hold them; ${effects.heldBack} of the releases would be held back for now`,
  );
}

async function withdraw({ cast, datasetId }: Scene, { contributionId }: Taken, oldFile: string): Promise<void> {
  const reason = 'I nostri soci non vogliono più.';
  await cast.bruno.ask(WITHDRAW, { id: contributionId, reason });
  const { dataset } = await cast.bruno.ask<{ dataset: { version: number; contributors: number } }>(CONTRIBUTORS, {
    id: datasetId,
  });
  mustBe(dataset.contributors === 2, 'Bruno’s rows are out at once');
  narrator.sees('', `takes them back: “${reason}” At once the dataset has ${dataset.contributors} contributors`);
  const download = await cast.elena.download(oldFile);
  if (!(download instanceof ApiRefusal)) throw new Error('A release with rows that were taken back was handed out.');
  narrator.sees('Elena', `opens the file of her table: ${download.code}: ${download.message}`);
}

async function receipt({ cast: { bruno } }: Scene, { contributionId }: Taken): Promise<void> {
  const { destructionReceipt } = await bruno.askUntil<ReceiptSeen>(
    RECEIPT,
    { id: contributionId },
    (seen) => seen.destructionReceipt.verifiedAt !== null,
  );
  const { dueAt, destroyedAt, rowsSha256, left } = destructionReceipt;
  mustBe(left.length === 0 && destroyedAt !== null && destroyedAt < dueAt, 'nothing is left of Bruno’s rows');
  narrator.sees(
    'Bruno',
    `has a receipt: destroyed at ${destroyedAt}, by ${dueAt} at the latest; left: ${JSON.stringify(left)}`,
    `what was destroyed, key first: the sealed file ${String(rowsSha256).slice(0, 16)}…`,
  );
}

async function lineage({ cast: { bruno } }: Scene, { contributionId }: Taken): Promise<void> {
  const { lineage: traced } = await bruno.ask<LineageSeen>(LINEAGE, { input: { contributionId } });
  const { items } = traced.releases;
  mustBe(items.length === 3, 'the rows went into three releases');
  const asked = items.reduce((sum, { deletions }) => sum + deletions.asked, 0);
  narrator.sees(
    'Bruno',
    'asks which numbers his rows went into:',
    ...items.map(
      ({ dimensions, cells, state }) => `a table by ${dimensions.join(', ')} of ${cells} cells, now ${state}`,
    ),
    `whoever holds one was asked to delete it, ${asked} times; who did says so, and he sees it here`,
  );
}

/** The trap that is none: the old table minus the new one would be Bruno's rows. */
async function heldBack({ cast: { elena }, datasetId }: Scene, taken: Taken): Promise<void> {
  const input = hoursByDistrict(datasetId);
  const { extract: held } = await elena.askUntil<RecalledSeen>(
    RECALLED,
    { id: taken.extractId },
    (seen) => seen.extract.recall?.state !== 'TO_RECOMPUTE',
  );
  mustBe(held.recall?.state === 'HELD', 'the table is held back');
  narrator.sees('Elena', 'has no new table yet: hers minus the new one would be Bruno’s rows. It is held back.');
  const { code, message } = await refusalOf(elena.ask(LIVE, { input }));
  mustBe(code === 'EXTRACT.HELD_BACK', `a look-up is held back, not ${code}`);
  narrator.sees('', `looks it up again: ${code}: ${message}`);
}

async function madeAgain(scene: Scene, taken: Taken): Promise<void> {
  const { cast, datasetId } = scene;
  for (const [person, people] of [
    [cast.ada, 66],
    [cast.carla, 78],
  ] as const) {
    const { organisationId } = await seatOf(person);
    await contribute(person, { datasetId, organisationId, fileName: 'ore-2.csv' }, asTable(people, 3));
  }
  narrator.sees('Ada and Carla', 'send another month: enough has changed now to hide what was taken back');
  const seen = await cast.elena.askUntil<RecalledSeen>(
    RECALLED,
    { id: taken.extractId },
    ({ extract }) => !extract.recall,
  );
  const states = seen.extract.releases.map(({ number, state }) => `${number} ${state}`);
  mustBe(states.join() === '1 REPLACED,2 CURRENT', `the table is made again; not ${states.join()}`);
  narrator.sees(
    'Elena',
    `has her table again, of version ${seen.extract.release?.datasetVersion ?? 0}, without Bruno’s rows`,
  );
}

const recalled = async ({ cast: { elena } }: { cast: Pick<Scene['cast'], 'elena'> }, { extractId }: Taken) =>
  (await elena.ask<RecalledSeen>(RECALLED, { id: extractId })).extract;
