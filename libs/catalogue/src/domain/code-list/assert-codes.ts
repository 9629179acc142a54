import { isDay, type Period } from '../metadata';
import { hasLength, UNPRINTABLE } from '../texts';
import type { Code, Labels, Level } from './code-list';
import { codeListTooLong, invalidCodeList } from './errors';

/** Codes of all levels together, in one version. */
export const MOST_CODES = 200_000;
/** What tables say for a total and for a missing value. @see SDMX, cross-domain code lists */
const RESERVED: ReadonlySet<string> = new Set(['_T', '_U']);
const MOST = { levels: 10, codeCharacters: 100, labelCharacters: 300, languages: 30, problems: 50 };
const MUST_SPEAK = ['it', 'en'];

/**
 * Checks that a hierarchy can be climbed from every code, in exactly one way, to the coarsest level.
 *
 * A code's parent is always on the next level, so nothing can lie within itself.
 *
 * @param levels from the finest to the coarsest
 * @throws CODELIST.INVALID with the first 50 problems, CODELIST.TOO_LONG
 */
export function assertCodes(levels: readonly Level[], codes: readonly Code[]): void {
  if (codes.length > MOST_CODES) throw codeListTooLong(codes.length, MOST_CODES);
  const problems = [...levelProblems(levels), ...firstOf(codeProblems(levels, codes))];
  if (problems.length > 0) throw invalidCodeList(problems.slice(0, MOST.problems));
}

/** @throws CODELIST.INVALID */
export function assertTitle(title: Labels): void {
  const problems = labelProblems(title).map((problem) => `its title: ${problem}`);
  if (problems.length > 0) throw invalidCodeList(problems);
}

/** @throws CODELIST.INVALID */
export function assertVersionWords(note: string, valid: Period): void {
  const isNoted = note.length <= 2_000 && !UNPRINTABLE.test(note);
  const problems = [...(isNoted ? [] : ['its note has at most 2,000 characters, none of them control characters'])];
  if (!isPeriod(valid)) problems.push('its days are written YYYY-MM-DD, the first before the last');
  if (problems.length > 0) throw invalidCodeList(problems);
}

function levelProblems(levels: readonly Level[]): string[] {
  const names = levels.map(({ name }) => name);
  return [
    ...(levels.length >= 1 && levels.length <= MOST.levels ? [] : [`a list has 1 to ${MOST.levels} levels`]),
    ...(new Set(names).size < names.length ? ['two levels have the same name'] : []),
    ...levels.flatMap(({ name, title }) => [
      ...(/^[a-z][a-zA-Z0-9]{0,39}$/.test(name)
        ? []
        : [`“${visible(name)}” cannot name a level: use letters and digits`]),
      ...labelProblems(title).map((problem) => `level ${visible(name)}: ${problem}`),
    ]),
  ];
}

type Codes = ReadonlyMap<string, Code>;

function* codeProblems(levels: readonly Level[], codes: readonly Code[]): Generator<string> {
  const byLevel = new Map(levels.map(({ name }) => [name, new Map<string, Code>()]));
  for (const code of codes) yield* entered(code, byLevel);
  for (const [at, { name }] of levels.entries()) {
    const here = byLevel.get(name) ?? new Map<string, Code>();
    const coarser = byLevel.get(levels[at + 1]?.name ?? '');
    if (here.size === 0) yield `level ${visible(name)} has no codes`;
    for (const code of here.values()) yield* problemsOf(code, coarser);
  }
}

/** Enters a code on its level, or says why not. */
function* entered(code: Code, byLevel: ReadonlyMap<string, Map<string, Code>>): Generator<string> {
  const [here, called] = [byLevel.get(code.level), `${visible(code.level)} ${visible(code.code)}`];
  const present = here?.get(code.code);
  if (!here) yield `${called} is on a level that there is not`;
  else if (!present) here.set(code.code, code);
  else yield present.parent === code.parent ? `${called} is there twice` : `${called} has two parents`;
}

function* problemsOf(code: Code, coarser: Codes | undefined): Generator<string> {
  const called = `${code.level} ${visible(code.code)}`;
  if (!isCode(code.code))
    yield `${called}: a code has 1 to ${MOST.codeCharacters} characters, with no spaces around them`;
  if (RESERVED.has(code.code)) yield `${called}: _T and _U are reserved`;
  const misplaced = coarser
    ? parentProblem(code.parent, coarser)
    : code.parent !== null && 'names a parent of a coarsest code';
  if (misplaced) yield `${called} ${misplaced}`;
  if (!isPeriod(code.valid)) yield `${called}: its days are written YYYY-MM-DD, the first before the last`;
  for (const problem of labelProblems(code.labels)) yield `${called}: ${problem}`;
}

function parentProblem(parent: string | null, coarser: Codes): string | null {
  if (parent === null) return 'has no parent';
  return coarser.has(parent) ? null : `lies in ${visible(parent)}, which is not there`;
}

const isCode = (code: string) =>
  hasLength(code, 1, MOST.codeCharacters) && code.trim() === code && !UNPRINTABLE.test(code) && !/[\t\n\r]/.test(code);

function labelProblems(labels: Labels): string[] {
  const languages = Object.keys(labels);
  const silent = MUST_SPEAK.filter((language) => !Object.hasOwn(labels, language));
  const isWord = (text: string) => hasLength(text, 1, MOST.labelCharacters) && !UNPRINTABLE.test(text);
  return [
    ...(silent.length > 0 ? [`it has no label in ${silent.join(' and ')}`] : []),
    ...(languages.length <= MOST.languages && languages.every((language) => /^[a-z]{2}$/.test(language))
      ? []
      : ['its languages are two letters each, such as it or en']),
    ...(Object.values(labels).every(isWord) ? [] : [`a label has 1 to ${MOST.labelCharacters} characters`]),
  ];
}

const isPeriod = ({ start, end }: Period) =>
  [start, end].every((day) => day === null || isDay(day)) && (start === null || end === null || start <= end);

/** As a message can show it. */
const visible = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD').slice(0, MOST.codeCharacters);

/** No more than anybody reads: a hostile list has a problem on each line. */
function firstOf(problems: Generator<string>): string[] {
  const first: string[] = [];
  for (const problem of problems) if (first.push(problem) >= MOST.problems) break;
  return first;
}
