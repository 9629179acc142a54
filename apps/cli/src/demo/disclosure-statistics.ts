import type { DrawnRelease } from './disclosure-queries';
import { draw, everybody, rowsOf, type Stage } from './disclosure-steps';
import { mustBe, narrator } from './narrator';

const ZONE = 'Aurora';

/** The mean follows from numbers that are shown; the median is told in steps of the schema. */
export async function meansAndMedians({ cast: { rita }, datasetId }: Stage, first: DrawnRelease): Promise<void> {
  const table = await draw(rita, datasetId, { dimensions: ['zone'], measures: ['hours.mean', 'hours.median'] });
  const [header = [], ...rows] = await rowsOf(rita, table);
  narrator.sees(
    'Rita',
    'asks for mean and median hours by zone; the median in steps of 2.5 hours, nobody’s own value:',
  );
  narrator.table(header, rows.slice(0, 3));

  const [, people = '', mean = '', median = ''] = rows.find(([zone]) => zone === ZONE) ?? [];
  const [, , , hours = ''] = (await rowsOf(rita, first)).find(([zone, need]) => zone === ZONE && need === '_T') ?? [];
  mustBe(Math.abs(Number(mean) * Number(people) - Number(hours)) < 1, 'the mean is the sum by the people');
  mustBe(Number(median) === stepOf(trueMedian()), 'the median is the step that the true one lies in');
  narrator.sees('', `${mean} × ${people} is ${hours}, which she had; of the ${people} values she does not know one`);
}

/** In tenths of hours. */
function trueMedian(): number {
  const values = everybody().filter(({ zone }) => zone === ZONE).map(({ tenthsOfHours }) => tenthsOfHours); // prettier-ignore
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length / 2) - 1] ?? 0;
}

const stepOf = (tenths: number) => Math.floor(tenths / 25) * 2.5;
