import { draw, everybody, rowsOf, type Stage } from './disclosure-steps';
import { mustBe, narrator, refusalOf } from './narrator';

/** All numbers are multiples of ten, and still add up. */
export async function roundedTogether({ cast: { rita }, movedId }: Stage): Promise<void> {
  const [header = [], ...rows] = await rowsOf(rita, await draw(rita, movedId, { dimensions: ['zone'] }));
  const zones = rows.filter(([zone]) => zone !== '_T').map(([, people]) => Number(people));
  const [, total = ''] = rows.find(([zone]) => zone === '_T') ?? [];
  const sum = zones.reduce((all, people) => all + people, 0);
  mustBe(zones.every((people) => people % 10 === 0) && sum === Number(total), 'what is rounded adds up');
  narrator.sees(
    'Rita',
    `draws people by zone of another dataset: ${everybody().length} of them, rounded to tens together;`,
  );
  narrator.sees('', `the zones add up to ${sum}, and the total says ${total}`);
  narrator.table(header, [...rows.slice(0, 2), ...rows.slice(-1)]);
}

/** The same people are moved by the same in every table, so that asking differently averages nothing away. */
export async function movedByKeys({ cast: { rita }, movedId }: Stage): Promise<void> {
  const byNeed = await rowsOf(rita, await draw(rita, movedId, { dimensions: ['need'] }));
  const bySex = await rowsOf(rita, await draw(rita, movedId, { dimensions: ['need', 'sex'] }));
  const [need = '', people = '', , most = ''] = byNeed[1] ?? [];
  const again = bySex.find(([one, sex]) => one === need && sex === '_T')?.[2] ?? '';
  mustBe(again === people, 'the same people are moved by the same');
  const off = Number(people) - everybody().filter((one) => one.need === need).length;
  mustBe(Math.abs(off) <= Number(most), 'no count is moved further than it says');
  narrator.sees('Rita', `draws it by need, where counts are moved by cell keys, by ${most} at most: ${need} ${people}`);
  narrator.sees('', `by need and sex: ${need} ${again} again; asking in another way averages nothing away`);
  const refusal = await refusalOf(draw(rita, movedId, { dimensions: ['sex'] }));
  mustBe(refusal.code === 'EXTRACT.CELL_KEY_TABLES_SPENT', `two tables are all, not ${refusal.code}`);
  narrator.sees('', `a third table: ${refusal.code}`);
}
