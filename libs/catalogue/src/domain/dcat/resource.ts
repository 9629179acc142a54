import type { Curie } from './namespaces';

/** What is said of a thing: another thing by its address, or a text. */
export type Value =
  { readonly iri: string } | { readonly text: string; readonly language?: string; readonly datatype?: Curie };

export type Statement = readonly [property: Curie, value: Value];

/** A thing with an address, and what is said of it. Every thing of ours has one, so no graph of ours has a blank node. */
export type Resource = {
  readonly iri: string;
  readonly types: readonly Curie[];
  readonly statements: readonly Statement[];
};

export const resource = (
  iri: string,
  types: readonly Curie[],
  ...statements: readonly (readonly Statement[])[]
): Resource => ({ iri, types, statements: statements.flat() });

/** Nothing is said where there is no value. */
export const linked = (property: Curie, ...iris: readonly (string | null)[]): Statement[] =>
  iris.flatMap((iri) => (iri === null ? [] : [[property, { iri }] as const]));

export const said = (property: Curie, text: string | null, language?: string): Statement[] =>
  text === null ? [] : [[property, { text: writable(text), ...(language !== undefined && { language }) }]];

export const typed = (property: Curie, text: string | null, datatype: Curie): Statement[] =>
  text === null ? [] : [[property, { text, datatype }]];

/** The same in each language that it is said in. */
export const inLanguages = (property: Curie, texts: Readonly<Record<string, string>>): Statement[] =>
  Object.entries(texts).flatMap(([language, text]) => said(property, text, language));

export const moment = (property: Curie, at: Date | null): Statement[] =>
  typed(property, at && at.toISOString(), 'xsd:dateTime');

/**
 * A text as all three syntaxes can hold it, so that each says the same: XML knows one line end, and has no form at all for
 * other control characters, for two noncharacters, and for halves of surrogate pairs.
 *
 * @see XML 1.0, sections 2.2 and 2.11
 */
export const writable = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]|\p{Cs}/gu, '\uFFFD');

/**
 * An address that people wrote, as it can stand in RDF.
 *
 * @returns null for what is no address of the web
 */
export function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return href.replace(/[\s<>"{}|\\^`]/g, encodeURIComponent);
}
