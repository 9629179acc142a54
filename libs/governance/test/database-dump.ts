import type { Queryable } from '#platform';

/** One row as an administrator sees it: its columns, and where and by which transaction it was written. */
export type DumpedRow = { readonly table: string; readonly cells: ReadonlyMap<string, string> };

/** Everything in the database, every table, every row in the order in which it lies on the disk. */
export async function dump(on: Queryable): Promise<DumpedRow[]> {
  const tables = await on.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const rows: DumpedRow[] = [];
  for (const { name } of tables) {
    const found = await on.query<{ cells: Record<string, unknown> }>(
      `select to_jsonb(t) || jsonb_build_object('ctid', t.ctid::text, 'xmin', t.xmin::text, 'cmin', t.cmin::text) as cells
       from ${name} t order by t.ctid`,
    );
    rows.push(...found.map(({ cells }, place) => ({ table: name, cells: cellsOf({ ...cells, row: place }) })));
  }
  return rows;
}

const cellsOf = (cells: Record<string, unknown>) =>
  new Map(
    Object.entries(cells).map(([column, value]) => [column, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

/** All the text of a dump. */
export const textOf = (rows: readonly DumpedRow[]): string =>
  rows.map(({ table, cells }) => `${table} ${[...cells.values()].join(' ')}`).join('\n');

/** One way of guessing, and how many members it found the choice of. */
export type Attack = { readonly by: string; readonly hits: number };
/** What somebody wants to find out: of each member, the text that their choice is written in. */
export type Truth = ReadonlyMap<string, string>;

/**
 * Tries to join members to choices by everything that a dump has: every column of a row that names a member, against
 * every column of a row that holds a choice. Rows are put beside each other in the order of both columns, forwards and
 * backwards, and where the columns have the same value, or one as long, or one beginning alike.
 *
 * @param truth choices must be different texts, or guessing by chance hits too often
 * @returns every attack, the best first; one that guesses at random hits one member on average, whatever their number
 */
export function attacks(rows: readonly DumpedRow[], truth: Truth): Attack[] {
  const members = sightings(rows, [...truth.keys()]);
  const choices = sightings(rows, [...truth.values()]);
  const all: Attack[] = [];
  for (const member of members) {
    for (const choice of choices) {
      for (const [how, guess] of Object.entries(GUESSES)) {
        const hits = guess(member.seen, choice.seen).filter(([who, what]) => truth.get(who) === what).length;
        all.push({ by: `${member.by} × ${choice.by}: ${how}`, hits });
      }
    }
  }
  return all.sort((a, b) => b.hits - a.hits);
}

/** Where something that is looked for was seen, and the value of one column there. */
type Seen = readonly (readonly [what: string, value: string])[];

/** By table and column: everything that is looked for, each once, with the value of that column beside it. */
function sightings(rows: readonly DumpedRow[], wanted: readonly string[]): { by: string; seen: Seen }[] {
  const found = new Map<string, Map<string, string>>();
  for (const { table, cells } of rows) {
    const text = [...cells.values()].join('\n');
    const named = wanted.filter((it) => text.includes(it));
    const [only] = named;
    if (only === undefined || named.length > 1) continue;
    for (const [column, value] of cells) {
      const key = `${table}.${column}`;
      const seen = found.get(key) ?? new Map<string, string>();
      found.set(key, seen);
      if (!seen.has(only)) seen.set(only, value);
    }
  }
  return [...found].map(([by, seen]) => ({ by, seen: [...seen] }));
}

type Guess = (members: Seen, choices: Seen) => [who: string, what: string][];

const byValue = ([, a]: readonly [string, string], [, b]: readonly [string, string]): number => {
  const [x, y] = [numbersIn(a), numbersIn(b)];
  const at = x.findIndex((number, i) => number !== y[i]);
  const byNumber = at < 0 || !ORDERED.test(a) ? 0 : (x[at] ?? 0) - (y[at] ?? 0);
  return byNumber || (a < b ? -1 : Number(a > b));
};
/** Places on the disk, `(12,3)`, and transaction ids are ordered as numbers. */
const ORDERED = /^\(?\d+(?:,\d+\))?$/;
const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).map(Number);

const abreast = (members: Seen, choices: Seen): [string, string][] =>
  members.flatMap(([who], i) => (choices[i] ? [[who, choices[i][0]] as [string, string]] : []));

/** Who shares a key with exactly one choice. */
const joinedBy =
  (key: (value: string) => string): Guess =>
  (members, choices) =>
    members.flatMap(([who, value]) => {
      const same = choices.filter(([, other]) => key(other) === key(value));
      return same.length === 1 && same[0] ? [[who, same[0][0]] as [string, string]] : [];
    });

const GUESSES: Record<string, Guess> = {
  'in order': (members, choices) => abreast(members.toSorted(byValue), choices.toSorted(byValue)),
  'in reverse': (members, choices) => abreast(members.toSorted(byValue), choices.toSorted(byValue).reverse()),
  'as they lie': abreast,
  same: joinedBy((value) => value),
  'as long': joinedBy((value) => `${value.length}`),
  'beginning alike': joinedBy((value) => value.slice(0, 13)),
};
