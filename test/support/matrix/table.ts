/** Answers by line, in the order of the columns. */
export type Answers = ReadonlyMap<string, readonly string[]>;

/** As people read it: a line for each place, columns aligned. */
export function written(columns: readonly string[], answers: Answers): string {
  const lines = [...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([line, said]) => [line, ...said]);
  const rows = [['', ...columns], ...lines];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const text = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `${text(row).trimEnd()}\n`).join('');
}

export const read = (text: string): Answers =>
  new Map(
    text
      .split('\n')
      .slice(1)
      .filter((row) => row !== '')
      .map((row) => row.trim().split(/ {2,}/))
      .map(([line = '', ...said]) => [line, said]),
  );

/** Where two tables differ, in words for whoever added a field. */
export function differences(columns: readonly string[], agreed: Answers, answers: Answers): string[] {
  const fresh = [...answers].filter(([line]) => !agreed.has(line));
  const gone = [...agreed.keys()].filter((line) => !answers.has(line));
  return [
    ...fresh.map(([line, said]) => `${line} has no line. Should it be answered so? ${said.join('  ')}`),
    ...gone.map((line) => `${line} has a line, and was not asked: take it out.`),
    ...[...answers].flatMap(([line, said]) =>
      columns.flatMap((who, column) => {
        const expected = agreed.get(line)?.[column];
        const answer = said[column];
        return expected === undefined || expected === answer ? [] : [`${line}, ${who}: ${expected} became ${answer}`];
      }),
    ),
  ];
}
