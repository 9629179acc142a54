import { isId } from '#kernel';
import { FIELDS_OF, type SubjectName } from '../vocabulary';
import { NOWHERE } from './namespaces';

/** What has an address at an installation: `<base>/datasets/<id>`. */
export type Kind =
  | 'federations'
  | 'organisations'
  | 'bodies'
  | 'persons'
  | 'datasets'
  | 'series'
  | 'ballots'
  | 'policies'
  | 'contributions'
  | 'extracts'
  | 'grants';

/** @param base address of the installation, without a slash at its end */
export const addressOf = (base: string, kind: Kind, id: string): string => `${base}/${kind}/${id}`;

/** What a name in somebody else's text stands for here. */
export type Known = {
  readonly base: string;
  /** What the author says that foreign names stand for: an id of ours by its IRI. */
  readonly names?: ReadonlyMap<string, string>;
};

/** The id of the thing of ours that an IRI names; undefined: it names none. `urn:uuid:` will do everywhere. */
export function idOf({ base, names }: Known, kind: Kind, named: string): string | undefined {
  const relative = named.startsWith(NOWHERE) ? named.slice(NOWHERE.length) : named;
  const mapped = names?.get(named) ?? names?.get(relative);
  if (mapped !== undefined) return isId(mapped) ? mapped : undefined;
  const id = [addressOf(base, kind, ''), 'urn:uuid:'].flatMap((prefix) =>
    named.startsWith(prefix) ? [named.slice(prefix.length)] : [],
  );
  return id.find(isId);
}

/** The records that rules are about, each as one collection of our profile. */
export const COLLECTIONS: { readonly [S in SubjectName]: Kind } = {
  Dataset: 'datasets',
  Ballot: 'ballots',
  Policy: 'policies',
  Contribution: 'contributions',
  Extract: 'extracts',
};

const REFERRED: Readonly<Record<string, Kind>> = {
  publisherId: 'organisations',
  organisationId: 'organisations',
  seriesId: 'series',
  datasetId: 'datasets',
  requestedBy: 'persons',
};

/** What a field of a record names; null: it is a term or a count. */
export const kindOfField = (subject: SubjectName, field: string): Kind | null =>
  FIELDS_OF[subject][field] === 'id' ? (REFERRED[field] ?? COLLECTIONS[subject]) : null;
