import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countOptions, type OptionMethod } from '../src/domain/voting/count';
import type { Marks, OptionCount, WeightedPaper } from '../src/domain/voting/method';
import { parseMarks } from '../src/domain/voting/parse-marks';

/** Elections that were held; their files stand beside the repository, not in it. */
const FOLDER = join(__dirname, '../../../../shared/data/voting');

/** Options by name, and the papers as they are in the file. */
export type Election = { readonly options: readonly string[]; readonly papers: readonly WeightedPaper[] };

/** Tests that need the files; without them they are skipped, and say why. */
export function describeElections(title: string, tests: () => void): void {
  if (existsSync(FOLDER)) describe(title, tests);
  else describe.skip(`${title}: skipped, there is no ${FOLDER}`, tests);
}

const linesOf = (file: string): string[] => readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/);
const paper = (marks: Marks, weight: string | number = 1): WeightedPaper => ({ marks, weight: BigInt(weight) });
const ranked = (ranking: number[][], weight?: string): WeightedPaper =>
  paper(ranking.length > 0 ? { ranking } : 'blank', weight);

/** Strict orders, incomplete (PrefLib): `60: 3,1,2`, options counted from 1. */
export function readSoi(file: string): Election & { readonly voters: bigint } {
  const lines = linesOf(file);
  const header = (name: string) =>
    lines.flatMap((line) => (line.startsWith(`# ${name}`) ? [line.slice(line.indexOf(':') + 1).trim()] : []));
  const papers = lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [weight = '', order = ''] = line.split(':');
      return ranked(
        order.split(',').map((option) => [Number(option) - 1]),
        weight.trim(),
      );
    });
  return { options: header('ALTERNATIVE NAME'), voters: BigInt(header('NUMBER VOTERS')[0] ?? ''), papers };
}

/** One paper a line: `1 22 3 13 0` is its weight and an order of options from 1; the names are at the end (OpaVote). */
export function readBlt(file: string): Election & { readonly seats: number } {
  const [head = '', ...lines] = linesOf(file);
  const end = lines.indexOf('0');
  const [optionCount = 0, seats = 0] = head.split(' ').map(Number);
  const papers = lines.slice(0, end).map((line) => {
    const [weight, ...order] = line.split(' ');
    return ranked(
      order.slice(0, -1).map((option) => [Number(option) - 1]),
      weight,
    );
  });
  const options = lines.slice(end + 1, end + 1 + optionCount).map((name) => JSON.parse(name) as string);
  return { options, seats, papers };
}

/** Cells under the names of the options, one paper a line. */
export function readTable(file: string, separator: string): { options: string[]; rows: string[][] } {
  const [options = [], ...rows] = linesOf(file).map((line) => line.replaceAll('"', '').split(separator));
  return { options, rows };
}

/** Papers of a table whose cells are places, `1` the first; anything else is left out. */
export function ranksOf({ options, rows }: { options: string[]; rows: string[][] }): Election {
  const papers = rows.map((row) => {
    const marked = row.flatMap((cell, option) => (Number(cell) >= 1 ? [{ place: Number(cell), option }] : []));
    return ranked(marked.sort((a, b) => a.place - b.place).map(({ option }) => [option]));
  });
  return { options, papers };
}

type Rated = { readonly option: number; readonly rating: number | null };
/** Lines of an ABIF file: how many papers, and the options in groups of equals, the best first. */
export type Abif = {
  readonly options: readonly string[];
  readonly lines: readonly { readonly weight: string; readonly groups: readonly (readonly Rated[])[] }[];
};

const TOKEN = /^(\[[^\]]*\]|[^/]+?)(?:\/(\d+))?$/;

/** `26:Nash/5>Chat=Knox>Memph`: weight, options by name with their ratings if there are any, `=` between equals. */
export function readAbif(file: string): Abif {
  const options: string[] = [];
  const optionOf = (name: string) => {
    if (!options.includes(name)) options.push(name);
    return options.indexOf(name);
  };
  const lines = linesOf(file).flatMap((line) => {
    const [, name] = /^=([^:]+):/.exec(line) ?? [];
    if (name !== undefined) optionOf(name.trim());
    const [, weight, body] = /^(\d+)\s*:(.*)$/.exec(line) ?? [];
    if (weight === undefined || body === undefined) return [];
    const groups = body.split('>').filter((group) => group.trim() !== '');
    return [{ weight, groups: groups.map((group) => group.split('=').map((text) => rated(text, optionOf))) }];
  });
  return { options, lines };
}

function rated(text: string, optionOf: (name: string) => number): Rated {
  const [, name = '', rating] = TOKEN.exec(text.trim()) ?? [];
  return { option: optionOf(name), rating: rating === undefined ? null : Number(rating) };
}

export const abifRankings = ({ options, lines }: Abif): Election => ({
  options,
  papers: lines.map(({ weight, groups }) =>
    ranked(
      groups.map((group) => group.map(({ option }) => option)),
      weight,
    ),
  ),
});

/** The rating of each option on each paper; null: not rated. */
export const abifScores = ({ options, lines }: Abif): Election => ({
  options,
  papers: lines.map(({ weight, groups }) => {
    const scores = options.map((_, option) => groups.flat().find((each) => each.option === option)?.rating ?? null);
    return paper(groups.length > 0 ? { scores } : 'blank', weight);
  }),
});

/** Approves of what has a rating above 0. */
export const abifApprovals = ({ options, lines }: Abif): Election => ({
  options,
  papers: lines.map(({ weight, groups }) => {
    const approved = groups.flat().filter(({ rating }) => rating !== null && rating > 0);
    return paper({ options: approved.map(({ option }) => option) }, weight);
  }),
});

/** A paper with two options on one place is good up to there: so Burlington, and most places, count overvotes. */
export const cutAtOvervotes = ({ options, papers }: Election): Election => ({
  options,
  papers: papers.map((paper) => {
    if (typeof paper.marks === 'string' || !('ranking' in paper.marks)) return paper;
    const { ranking } = paper.marks;
    const overvote = ranking.findIndex((group) => group.length > 1);
    const marks = { ranking: overvote < 0 ? ranking : ranking.slice(0, overvote) };
    return { marks: marks.ranking.length > 0 ? marks : 'blank', weight: paper.weight };
  }),
});

/** Chooses the first on each paper. */
export const firstChoices = ({ options, papers }: Election): Election => ({
  options,
  papers: papers.map(({ marks, weight }) => {
    const [first] = typeof marks === 'object' && 'ranking' in marks ? (marks.ranking[0] ?? []) : [];
    return { marks: first === undefined ? marks : { option: first }, weight };
  }),
});

/** A count in which options are called by their names. */
export type NamedCount = {
  readonly count: OptionCount;
  readonly winners: readonly string[];
  readonly runoff: readonly string[] | null;
  /** What the options with anything have in a round, the last if it is not said which. */
  readonly totals: (round?: number) => Readonly<Record<string, string>>;
};

/** Takes every paper as a member's would be taken, and counts them. By lot, who is listed first wins. */
export function count(method: OptionMethod, { options, papers }: Election): NamedCount {
  const taken = papers.map(({ marks, weight }) => ({ marks: parseMarks(method, options.length, marks), weight }));
  const counted = countOptions(method, options.length, taken, [...options.keys()]);
  const name = (option: number) => options[option] ?? '';
  const totals = (round = counted.rounds.length) =>
    Object.fromEntries(
      options
        .map((option, i) => [option, counted.rounds[round - 1]?.totals[i] ?? ''])
        .filter(([, total]) => total !== '0'),
    ) as Record<string, string>;
  return { count: counted, winners: counted.winners.map(name), runoff: counted.runoff?.map(name) ?? null, totals };
}
