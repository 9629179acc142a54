import { noClause } from './errors';

type InWords = { readonly it: string; readonly en: string };

/** A part of a document: one clause as a whole; or a list or a record, whose items or entries are the clauses. */
export type Part = InWords & {
  readonly kind: 'whole' | 'list' | 'record';
  /** Whether documents may leave it out: as a clause, it is there all the same and says null. */
  readonly optional?: true;
  /** What people call the entries of a record. */
  readonly entries?: Readonly<Record<string, InWords>>;
};

/** How documents of one kind are divided into clauses, part by part, in the order in which they are read out. */
export type Clauses<T> = { readonly [K in Exclude<keyof T & string, 'schema'>]: Part };

/** A kind of document that can be amended: its division, and what decides whether a text is one. */
export type DocumentKind<T> = { readonly clauses: Clauses<T>; readonly parse: (input: unknown) => T };

/** The smallest piece of a document that an amendment can be about. */
export type Clause = {
  /** As a member says it: `permissions/2`, `validUntil`. Positions count from 0, in the text as it was proposed. */
  readonly address: string;
  /** The same as a JSON Pointer. */
  readonly pointer: string;
  /** What it is called in sentences: its number from 1, as the rules are read out; or its name. */
  readonly name: number | InWords;
  readonly text: unknown;
};

/**
 * Every clause of a document, in the order in which it is read out.
 *
 * The rules of all lists are numbered through, as its sentences are: with two permissions, the first prohibition is 3.
 *
 * @see RFC 6901 (JSON Pointer)
 */
export function clausesOf<T extends object>(clauses: Clauses<T>, document: T): Clause[] {
  let number = 0;
  return partsOf(clauses).flatMap(([key, part]) => {
    const value: unknown = (document as Readonly<Record<string, unknown>>)[key];
    if (part.kind === 'whole') return [clause(key, part, value ?? null)];
    if (part.kind === 'list') {
      return (value as readonly unknown[]).map((text, at) => clause(`${key}/${at}`, (number += 1), text));
    }
    return Object.entries(value as object).map(([entry, text]) =>
      clause(`${key}/${entry}`, part.entries?.[entry] ?? { it: entry, en: entry }, text),
    );
  });
}

/** @throws AMENDMENT.NO_CLAUSE naming those that there are */
export function clauseAt<T extends object>(clauses: Clauses<T>, document: T, address: string): Clause {
  const all = clausesOf(clauses, document);
  const found = all.find((one) => one.address === address);
  if (!found) throw noClause(address, [...all.map((one) => one.address), ...listsOf(clauses)]);
  return found;
}

/** The parts to which clauses can be added, by name: `permissions`. */
export const listsOf = (clauses: object): string[] =>
  partsOf(clauses).flatMap(([key, { kind }]) => (kind === 'list' ? [key] : []));

/** Whether documents may leave this clause out. */
export const isOptional = (clauses: object, address: string): boolean =>
  partsOf(clauses).some(([key, { optional }]) => key === address && optional === true);

export const partsOf = (clauses: object): [string, Part][] => Object.entries(clauses as Readonly<Record<string, Part>>);

const clause = (address: string, name: Clause['name'], text: unknown): Clause => ({
  ...{ address, pointer: `/${address}`, text },
  name: typeof name === 'number' ? name : { it: name.it, en: name.en },
});
