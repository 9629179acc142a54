import type { AggregateQuery } from '../app/warehouse';
import type { Field } from '../domain/field';
import { distinct, list, type Counted } from './counted-rows';
import { FILE, type EngineWords } from './engine-words';
import { name, text } from './sql';

/** Names that no field may have. */
const PLACE = '_place';
const SENDER = '_sender';

/**
 * The words of an engine, for the rows that a question counts: where it bounds persons, no more of one person than the
 * schema says, whoever sent them. Which ones depends on the person's own rows and on what is asked: those that come first in
 * the order of what they say; of equal ones those of the contributor whose name comes first.
 */
export function boundedFor(
  { boundsPersons = false, schema: { mostRowsPerPerson: most } }: Pick<AggregateQuery, 'boundsPersons' | 'schema'>,
  { columns: { person, dimensions, measures, weight }, contributors }: Counted,
  words: EngineWords,
): EngineWords {
  if (!boundsPersons || most === undefined || !person) return words;
  const asked = distinct([...dimensions, ...measures, ...(weight ? [weight] : []), person]);
  const names = (fields: readonly Field[]) => fields.map((field) => name(field.name));
  const senders = words.values(
    contributors.map((contributor, file) => `(${words.file(file)}, ${text(contributor)})`),
    [FILE, SENDER],
  );
  const place = `row_number() OVER (PARTITION BY ${name(person.name)} ORDER BY ${list(names(asked), [SENDER])}) AS ${PLACE}`;
  return {
    ...words,
    parts: undefined,
    rows: (fields) => {
      const read = distinct([...fields, ...asked]);
      return `(SELECT ${list([FILE], names(fields))} FROM (
        SELECT ${list([FILE], names(read), [place])} FROM ${words.rows(read)} AS every_row JOIN ${senders} USING (${FILE})
      ) AS placed WHERE ${PLACE} <= ${most})`;
    },
  };
}
