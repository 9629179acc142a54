import { visibleLine } from '#kernel';
import type { Language } from '#identity';
import { closing } from './closing';
import { constitution } from './constitution';
import { heading, numbered, paragraph, type Block, type MinutesDocument } from './document-tree';
import { minutesHash, type MinutesRecord } from './minutes-record';
import { resolution } from './resolution';
import { tellingOf, type Telling } from './telling';

/**
 * Tells the record of an assembly as minutes: the one document that every rendering is made from.
 *
 * Nothing that the record holds is left out, and whatever people wrote is made one visible line, so that no name can pass for
 * a line of the minutes.
 *
 * @throws RangeError if the record holds a time or a zone that is none
 * @see Codice civile, art. 2375 (what minutes must hold)
 */
export function minutesDocument(record: MinutesRecord, language: Language): MinutesDocument {
  const telling = tellingOf(record, language);
  const { say } = telling;
  const document = {
    title: `${say.title}: ${record.assembly.title}`,
    author: record.body.name,
    blocks: [
      paragraph(record.body.name, 'overline'),
      heading(1, say.title),
      paragraph(record.assembly.title, 'subtitle'),
      ...constitution(telling),
      ...agenda(telling),
      ...closing(telling),
    ],
  };
  return { ...seen(document), language, hash: minutesHash(record), asOf: lastChange(record) };
}

const agenda = (telling: Telling): Block[] => [
  heading(2, telling.say.sections.agenda),
  ...numbered(telling.record.agenda.map(({ title }) => title)),
  heading(2, telling.say.sections.resolutions),
  ...telling.record.agenda.flatMap((item, index) => resolution(item, index + 1, telling)),
];

const lastChange = ({ calls, signatures }: MinutesRecord): string =>
  signatures.reduce((last, { signedAt }) => (signedAt !== null && signedAt > last ? signedAt : last), calls.closedAt);

/** Every text of a tree as one visible line. */
function seen<T>(tree: T): T;
function seen(tree: unknown): unknown {
  if (typeof tree === 'string') return visibleLine(tree);
  if (Array.isArray(tree)) return tree.map((part) => seen(part as unknown));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, part]) => [key, seen(part as unknown)]));
}
