import { END_GROUP, RECORD_GROUP, type DrawnRelease, type GroupSeen } from './disclosure-queries';
import { draw, ROWS, rowsOf, send, type Stage } from './disclosure-steps';
import { mustBe, narrator } from './narrator';
import { seatOf } from './story';

/** Rita takes shown needs from the zone's total, and has no single cell left. */
export async function subtraction({ cast: { rita } }: Stage, first: DrawnRelease): Promise<void> {
  const [, ...rows] = await rowsOf(rita, first);
  const zones = [...new Set(rows.map(([zone = '']) => zone))];
  const rests = zones.flatMap((zone) => {
    const ofZone = rows.filter((row) => row[0] === zone);
    const total = ofZone.find((row) => row[1] === '_T')?.[2];
    const needs = ofZone.filter((row) => row[1] !== '_T');
    const hidden = needs.filter((row) => row[2] === '').length;
    if (!total || hidden === 0) return [];
    const rest = needs.reduce((sum, row) => sum - Number(row[2]), Number(total));
    return [{ zone, hidden, rest }];
  });
  narrator.sees('Rita', 'subtracts what is shown of each zone from its total:');
  for (const { zone, hidden, rest } of rests)
    narrator.sees('', `  ${zone}: ${hidden} cells are hidden, ${rest} people in all`);
  mustBe(
    rests.every(({ hidden }) => hidden > 1),
    'no hidden cell is alone in its zone',
  );
}

/** A second table of the same people, which others share totals with. */
export async function secondTable({ cast: { rita }, datasetId }: Stage): Promise<void> {
  const second = await draw(rita, datasetId, { dimensions: ['need', 'age_band'], measures: ['hours'] });
  const seen = second.report?.earlierTables ?? 0;
  mustBe(seen > 0, 'the second table is decided beside the first');
  const { published, suppressed } = second.cells;
  narrator.sees(
    'Rita',
    `asks for a second table of the same people, need by age: ${published} cells shown, ${suppressed} hidden`,
    'both have the total of each need, so both were decided as one table; whoever holds the first, it makes no difference',
  );
}

/** A table of the next version, which is the first one and one person more. */
export async function nextVersion({ cast: { ada, rita }, datasetId }: Stage, first: DrawnRelease): Promise<void> {
  await send(ada, datasetId, { cooperative: 'aurora', rows: ROWS + 1 });
  narrator.sees('Ada', 'sends her file again, with one person more: a new version of the dataset');
  const again = await draw(rita, datasetId, { dimensions: ['need', 'zone'], measures: ['hours'] });
  mustBe(again.datasetVersion === first.datasetVersion, 'the table is of the version of before');
  mustBe(again.versionNote !== null, 'the release says why it is of that version');
  narrator.sees('Rita', 'asks for the first table of the new version, to take the old one from it:', again.versionNote);
}

/** Two of three cooperatives turn out to be of one group, and are one contributor from then on. */
export async function onePerGroup({ cast: { ada, bruno, rita }, federationId, datasetId }: Stage): Promise<void> {
  const places = [await seatOf(ada), await seatOf(bruno)];
  const input = { federationId, kind: 'AFFILIATED', name: 'Gruppo Aurora' };
  const organisationIds = places.map(({ organisationId }) => organisationId);
  const { recordOrganisationGroup: group } = await ada.ask<GroupSeen>(RECORD_GROUP, {
    input: { ...input, organisationIds },
  });
  const names = group.organisations.map(({ name }) => name).join(' and ');
  narrator.sees('Ada', `enters in the federation’s book that ${names} are under one control`);
  const question = { dimensions: ['age_band', 'zone'] };
  const grouped = await draw(rita, datasetId, question);
  narrator.sees('Rita', `asks for age by zone: ${grouped.cells.published} cells shown; three cooperatives are two now`);
  await ada.ask(END_GROUP, { id: group.id });
  const apart = await draw(rita, datasetId, question);
  mustBe(apart.cells.published > grouped.cells.published, 'three that are independent show more than two');
  narrator.sees('', `once Ada ended that: ${apart.cells.published} cells shown`);
}
