import { sha256 } from '#kernel';
import type { FindingCode } from '#warehouse';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { AGE_BANDS, NEEDS, SEXES, ZONES, type AgeBand, type Need, type Sex, type Zone } from './dataset-schemas';

/** One person whom a cooperative supports; numbers are whole, in the smallest unit that the file writes. */
export type ServiceUser = {
  readonly zone: Zone;
  readonly ageBand: AgeBand;
  readonly sex: Sex;
  readonly need: Need;
  readonly tenthsOfHours: number;
  readonly cents: number;
};

export type CsvDialect = 'plain' | 'italian';

/** @param rows how many people @param cooperative any name: whom it supports, and where, follows from it */
export type Recipe = { readonly seed: number; readonly rows: number; readonly cooperative: string };

type Dice = (from: number, to: number) => number;

/** How many people of a hundred live where: Cavoretto is small, so that little can be told of it. */
const PEOPLE_OF_ZONE = [15, 18, 8, 2, 6, 12, 12, 9, 11, 7];
const PEOPLE_OF_AGE = [14, 13, 18, 26, 19, 10];
const PEOPLE_OF_SEX = [55, 44, 1];
const PEOPLE_WITH_NEED = [25, 17, 20, 18, 15, 5];
/** One of this many combinations of zone and need is out of a cooperative's reach. */
const OUT_OF_REACH = 25;
const CENTS_PER_HOUR: Record<Need, number> = {
  home_care: 2_250,
  childcare: 1_800,
  housing: 2_900,
  job: 2_400,
  food: 1_150,
  mental_health: 4_700,
};

/**
 * Invents the people whom a cooperative supports: the same recipe, the same people, on every machine.
 *
 * Most combinations of zone and need have dozens of people from every cooperative; some have few, and some are out of
 * the reach of one cooperative or another, so that a protected table of them has cells to hide.
 */
export function serviceUsers({ seed, rows, cooperative }: Recipe): ServiceUser[] {
  const generator = xoroshiro128plus(seed ^ numberOf(cooperative));
  const dice: Dice = (from, to) => uniformInt(generator, from, to);
  return Array.from({ length: rows }, () => serviceUser(dice, cooperative));
}

/** The rows as a file: `plain` is UTF-8 with commas; `italian` what a spreadsheet in Italy saves, in Windows-1252. */
export function toCsv(rows: readonly ServiceUser[], dialect: CsvDialect): Buffer {
  const { delimiter, decimalMark, lineEnd, encoding } = HABITS[dialect];
  const number = (minor: number, scale: number) => decimal(minor, scale).replace('.', decimalMark);
  const lines = rows.map(({ zone, ageBand, sex, need, tenthsOfHours, cents }) =>
    [zone, ageBand, sex, need, number(tenthsOfHours, 1), number(cents, 2)].join(delimiter),
  );
  return Buffer.from([HEADER.join(delimiter), ...lines, ''].join(lineEnd), encoding);
}

export type KnownFinding = { readonly row: number; readonly column: string | null; readonly code: FindingCode };

/** A file that was damaged on purpose, and what a check must find in it: rows as a spreadsheet numbers them. */
export type Mistaken = { readonly bytes: Buffer; readonly findings: readonly KnownFinding[] };

type Mistake = KnownFinding & { readonly make: (cells: readonly string[]) => string[] };

/** @param csv a plain file of at least 17 rows */
export function withMistakes(csv: Uint8Array): Mistaken {
  const lines = Buffer.from(csv).toString('utf8').split('\n');
  for (const { row, make } of MISTAKES) lines[row - 1] = make((lines[row - 1] ?? '').split(',')).join(',');
  return {
    bytes: Buffer.from(lines.join('\n')),
    findings: MISTAKES.map(({ row, column, code }) => ({ row, column, code })),
  };
}

const HEADER = ['zone', 'age_band', 'sex', 'need', 'hours', 'cost'];
const HABITS = {
  plain: { delimiter: ',', decimalMark: '.', lineEnd: '\n', encoding: 'utf8' },
  // Every letter in these files has the same byte in ISO 8859-1 and in Windows-1252.
  italian: { delimiter: ';', decimalMark: ',', lineEnd: '\r\n', encoding: 'latin1' },
} as const;

const writing =
  (column: string, text: string): Mistake['make'] =>
  (cells) =>
    cells.with(HEADER.indexOf(column), text);

const MISTAKES: readonly Mistake[] = [
  { row: 3, column: 'hours', code: 'CELL.WRONG_TYPE', make: writing('hours', 'tante') },
  { row: 5, column: 'zone', code: 'CELL.NOT_IN_LIST', make: writing('zone', 'Barriera Milano') },
  { row: 8, column: 'need', code: 'CELL.REQUIRED', make: writing('need', '') },
  { row: 13, column: 'cost', code: 'CELL.OUT_OF_RANGE', make: writing('cost', '-20.00') },
  { row: 17, column: null, code: 'CSV.RAGGED_ROW', make: (cells) => [...cells, 'nota'] },
];

function serviceUser(dice: Dice, cooperative: string): ServiceUser {
  const { zone, need } = reachable(dice, cooperative);
  const tenthsOfHours = dice(5, 80) + (dice(1, 5) === 1 ? dice(50, 400) : 0);
  return {
    zone,
    ageBand: drawn(dice, AGE_BANDS, PEOPLE_OF_AGE),
    sex: drawn(dice, SEXES, PEOPLE_OF_SEX),
    need,
    tenthsOfHours,
    cents: Math.trunc((tenthsOfHours * CENTS_PER_HOUR[need]) / 10) + dice(0, 999),
  };
}

function reachable(dice: Dice, cooperative: string): { zone: Zone; need: Need } {
  for (;;) {
    const [zone, need] = [drawn(dice, ZONES, PEOPLE_OF_ZONE), drawn(dice, NEEDS, PEOPLE_WITH_NEED)];
    if (numberOf(`${cooperative}/${zone}/${need}`) % OUT_OF_REACH !== 0) return { zone, need };
  }
}

/** One of the options, as often as its weight says. */
function drawn<T>(dice: Dice, options: readonly T[], weights: readonly number[]): T {
  let left = dice(
    1,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  const at = weights.findIndex((weight) => (left -= weight) <= 0);
  return options[at] as T;
}

/** A whole number below 2^31 that a text always leads to. */
const numberOf = (text: string): number => parseInt(sha256(text).slice(0, 8), 16) >>> 1;

const decimal = (minor: number, scale: number): string => {
  const digits = String(minor).padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
