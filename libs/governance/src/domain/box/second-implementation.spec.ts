import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someBallot } from '../../../test/boxes';
import type { OptionCount } from '../voting/method';
import { closeBox } from './export';
import { recount } from './recount';

const SCRIPT = join(__dirname, '../../../test/second-counter.mjs');
const RUNS = 400;

/** What the other implementation says of a file. */
type Second = {
  readonly isWhole: boolean;
  readonly root: string;
  readonly counts: Readonly<Record<string, string>>;
  readonly outcome?: string;
  readonly totals?: readonly string[];
  readonly winners?: readonly number[];
  readonly runoff?: readonly number[] | null;
};

/** What the other implementation finds out of an election, by its method. */
const COMPARED: Readonly<Record<OptionCount['method'], readonly (keyof Second)[]>> = {
  choice: ['totals', 'winners', 'runoff'],
  approval: ['totals', 'winners', 'runoff'],
  score: ['totals', 'winners', 'runoff'],
  schulze: ['winners', 'runoff'],
  instantRunoff: ['totals'],
  stv: ['totals'],
};

/** The same as the other implementation says it, as far as that goes. */
function firstOf(lines: readonly string[]): Second {
  const { header, problems, root, result } = recount(lines);
  if (!header || !root || !result) throw new TypeError('Nothing was counted.');
  const { count, verdict } = result;
  const whole = { isWhole: problems.length === 0, root };
  if (count.method === 'yesNo') {
    const { yes, no, abstain, blank } = count;
    return { ...whole, counts: { yes, no, abstain, blank }, outcome: verdict.outcome };
  }
  const { method, valid, abstain, blank, winners, runoff, rounds } = count;
  const found = { totals: rounds[0]?.totals ?? header.options.map(() => '0'), winners, runoff };
  const compared = Object.entries(found).filter(([key]) => COMPARED[method].includes(key as keyof Second));
  return { ...whole, counts: { valid, abstain, blank }, ...Object.fromEntries(compared) };
}

describe('a second implementation, written from EXPORT.md', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'granaio-ballots-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  const readBySecond = (files: readonly (readonly string[])[]): Second[] => {
    const path = join(directory, 'ballots.ndjson');
    writeFileSync(path, files.map((lines) => `${lines.join('\n')}\n`).join('\n'));
    const printed = execFileSync(process.execPath, [SCRIPT, path], { encoding: 'utf8' });
    return printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Second);
  };

  const sample = (seed: number) =>
    fc.sample(someBallot, { numRuns: RUNS, seed }).map(({ facts, papers }) => {
      const box = closeBox(facts, papers);
      return [box.header, ...box.papers];
    });

  it('agrees on root, weights, counts and result of random ballots of every method', () => {
    const files = sample(20261122);
    readBySecond(files).forEach((second, i) => {
      expect({ i, ...second }).toEqual({ i, ...firstOf(files[i] ?? []) });
    });
  });

  it('agrees that a ballot without one of its papers is not whole', () => {
    const files = sample(7)
      .filter((lines) => lines.length > 1)
      .map((lines) => lines.slice(0, -1));
    for (const { isWhole } of readBySecond(files)) expect(isWhole).toBe(false);
    for (const lines of files) expect(recount(lines).problems).not.toEqual([]);
  });
});
