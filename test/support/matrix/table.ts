/** Answers by place (`Dataset.title`), in the order of the columns. */
export type Answers = ReadonlyMap<string, readonly string[]>;

type Row = readonly string[];
const byFirst = ([a = '']: Row, [b = '']: Row) => (a < b ? -1 : Number(a > b));
const byPlace = ([a]: readonly [string, Row], [b]: readonly [string, Row]) => byFirst([a], [b]);

/**
 * As people read it, columns aligned: a type, what each is answered, and the fields that this is the answer to. Mutations,
 * queries and routes have a line each.
 */
export function written(columns: readonly string[], answers: Answers): string {
  const groups = new Map<string, string[]>();
  for (const [place, said] of [...answers].sort(byPlace)) {
    const [type, name] = split(place);
    const key = [ALONE.includes(type) ? place : type, ...said].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), ALONE.includes(type) ? '' : name]);
  }
  const lines = [...groups].map(([key, names]): Row => [...key.split('\n'), names.join(' ')]);
  return aligned([['', ...columns, 'fields'], ...lines.sort(byFirst)]);
}

export const read = (text: string): Answers =>
  new Map(
    text
      .split('\n')
      .slice(1)
      .filter((row) => row !== '')
      .map((row) => row.split(/ {2,}/))
      .flatMap(([type = '', ...rest]): [string, Row][] => {
        if (ALONE.includes(split(type)[0])) return [[type, rest]];
        return (rest.at(-1) ?? '').split(' ').map((name) => [`${type}.${name}`, rest.slice(0, -1)]);
      }),
  );

/** Where two tables differ, in words for whoever added a field. */
export function differences(columns: readonly string[], agreed: Answers, answers: Answers): string[] {
  const fresh = [...answers].filter(([place]) => !agreed.has(place));
  const gone = [...agreed.keys()].filter((place) => !answers.has(place));
  return [
    ...fresh.map(([place, said]) => `${place} has no line. Should it be answered so? ${said.join(', ')}`),
    ...gone.map((place) => `${place} has a line, and was not asked: take it out.`),
    ...[...answers].flatMap(([place, said]) =>
      columns.flatMap((who, column) => {
        const [expected, answer] = [agreed.get(place)?.[column], said[column]];
        return expected === undefined || expected === answer ? [] : [`${place}, ${who}: ${expected} became ${answer}`];
      }),
    ),
  ];
}

const ALONE = ['Query', 'Mutation', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** `Dataset.title` and `GET /health` alike. */
const split = (place: string): readonly [string, string] => {
  const [, type = place, name = ''] = /^(\w+)[. ](.*)$/.exec(place) ?? [];
  return [type, name];
};
function aligned(rows: readonly Row[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const text = (row: Row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `${text(row).trimEnd()}\n`).join('');
}
