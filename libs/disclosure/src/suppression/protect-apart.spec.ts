import fc from 'fast-check';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { matrix } from '../../test/tables';
import { pack, unpack } from './packed-table';
import { protectApart } from './protect-apart';
import { protectHere } from './protect-here';
import type { Cell, Table } from './table';

const RULE = { minPeople: 10, minContributors: 3 };
const TABLE = matrix([[3, 50, 60], [20, 21, 90], [70, 80, 95]]); // prettier-ignore
const OTHER = matrix([[4, 40, 60], [0, 12, 31]], { both: ['z0', 'z1'] }); // prettier-ignore

const whole = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
const magnitude = fc.record({ total: whole, largest: fc.tuple(whole, whole) });
const share = fc.record({ holder: fc.double(), people: whole, sums: fc.array(whole, { maxLength: 3 }) });
const anyCell: fc.Arbitrary<Cell> = fc.record(
  {
    codes: fc.array(fc.string(), { maxLength: 3 }),
    people: whole,
    contributors: fc.double(),
    persons: fc.option(whole, { nil: undefined }),
    sums: fc.option(fc.array(whole, { maxLength: 3 }), { nil: undefined }),
    outside: fc.option(whole, { nil: undefined }),
    magnitudes: fc.option(fc.array(magnitude, { maxLength: 3 }), { nil: undefined }),
    shares: fc.option(fc.array(share, { maxLength: 3 }), { nil: undefined }),
  },
  { requiredKeys: ['codes', 'people', 'contributors'] },
);

describe('a table in a thread of its own', () => {
  it('arrives as it was sent, whatever it says', () => {
    fc.assert(
      fc.property(fc.array(anyCell), fc.option(fc.nat(), { nil: undefined }), (cells, holders) => {
        const table: Table = { dimensions: TABLE.dimensions, cells, holders };
        expect(unpack(structuredClone(pack(table)))).toEqual(table);
      }),
    );
  });

  it('has the answer that it has here, alone, after others and beside others', async () => {
    const [here, other] = [await protectHere(TABLE, RULE), await protectHere(OTHER, RULE)];
    expect(await protectApart(TABLE, RULE)).toEqual(here);
    expect(await protectApart(OTHER, RULE)).toEqual(other);
    expect(await protectApart(TABLE, RULE)).toEqual(here);
    const both = await Promise.all([protectApart(OTHER, RULE), protectApart(TABLE, RULE)]);
    expect(both).toEqual([other, here]);
  });

  it('tells how far it is', async () => {
    const told: number[][] = [];
    await protectApart(TABLE, RULE, (...progress) => told.push(progress));
    expect(told).toEqual([[0, 1]]);
  });

  it('is refused and fails as it would here, and spoils no other', async () => {
    const refused = { ...TABLE, cells: TABLE.cells.slice(1) };
    await expect(protectApart(refused, RULE)).rejects.toMatchObject({ code: 'DISCLOSURE.INVALID_TABLE' });
    await expect(protectApart(TABLE, null as never)).rejects.toMatchObject({ name: 'TypeError' });
    await expect(protectApart({ ...TABLE, holders: (() => 1) as never }, RULE)).rejects.toThrow('could not be cloned');
    expect(await protectApart(TABLE, RULE)).toMatchObject({ primary: 1, secondary: 3 });
  });
});

/** The clock is a fake: a thread that nobody tells to end waits for ever, and the process has to end all the same. */
const SCRIPT = `
  const { once } = require('node:events');
  const { protectApart } = require('./libs/disclosure/src/suppression/protect-apart.ts');
  const cells = [['a', 3n], ['b', 20n], ['c', 30n], ['_T', 53n]].map(([code, people]) => ({ codes: [code], people, contributors: 3 }));
  const table = { dimensions: [{ name: 'zone', leaves: ['a', 'b', 'c'], groups: [] }], cells };
  const protect = () => protectApart(table, { minPeople: 10, minContributors: 3 });
  const [threads, resting] = [[], []];
  process.on('worker', (thread) => threads.push(thread));
  globalThis.setTimeout = (end) => ({ unref: () => void resting.push(end) });
  async function main() {
    const lost = protect().catch(({ message }) => message);
    await once(process, 'worker');
    await threads[0].terminate();
    const said = [await lost];
    const another = async () => said.push([(await protect()).primary, threads.length]);
    await another();
    await another();
    await threads[1].terminate();
    await another();
    resting.at(-1)();
    await once(threads[2], 'exit');
    await another();
    console.log(JSON.stringify(said));
  }
  void main();
`;

it('has another thread where one was lost or had nothing to do, and a thread that waits keeps no process', async () => {
  const node = [...['--conditions=source', '--require', './test/support/typescript.cjs'], '-e', SCRIPT];
  const cwd = resolve(__dirname, '../../../..');
  const { stdout } = await promisify(execFile)(process.execPath, node, { cwd, timeout: 100_000 });
  expect(JSON.parse(stdout)).toEqual([
    expect.stringMatching(/^protecting a table ended with code \d+ and no answer$/),
    ...[2, 2, 3, 4].map((threads) => [1, threads]),
  ]);
}, 110_000);
