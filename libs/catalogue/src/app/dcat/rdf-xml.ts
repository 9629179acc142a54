import XMLBuilder from 'fast-xml-builder';
import { expanded, NAMESPACES } from '../../domain/dcat/namespaces';
import type { Resource, Value } from '../../domain/dcat/resource';
import type { Writing } from './writing';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

const build = (element: object): string => builder.build(element);

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';
const END = '</rdf:RDF>';

/**
 * RDF/XML, one element for each thing, named by its first type; the library writes the elements and escapes what is in
 * them. That each text can stand in XML at all is seen to where texts are made.
 *
 * @see https://www.w3.org/TR/rdf-syntax-grammar/
 */
export function rdfXml(): Writing {
  const prefixes = Object.entries(NAMESPACES).map(([prefix, iri]) => [`@xmlns:${prefix}`, iri]);
  const root = build({ 'rdf:RDF': { ...(Object.fromEntries(prefixes) as object), '#': '\n' } });
  return {
    open: () => DECLARATION + root.slice(0, root.lastIndexOf(END)),
    write: (resources) => resources.map((one) => `${build(elementOf(one))}\n`).join(''),
    close: () => `${END}\n`,
  };
}

function elementOf({ iri, types: [first, ...others], statements }: Resource): object {
  const children: Record<string, object[]> = {};
  for (const type of others) (children['rdf:type'] ??= []).push({ '@rdf:resource': expanded(type) });
  for (const [property, value] of statements) (children[property] ??= []).push(contentOf(value));
  return { [first ?? 'rdf:Description']: { '@rdf:about': iri, ...children } };
}

function contentOf(value: Value): object {
  if ('iri' in value) return { '@rdf:resource': value.iri };
  const { text, language, datatype } = value;
  return {
    ...(language && { '@xml:lang': language }),
    ...(datatype && { '@rdf:datatype': expanded(datatype) }),
    '#': text,
  };
}
