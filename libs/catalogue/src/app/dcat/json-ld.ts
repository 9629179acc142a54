import { NAMESPACES } from '../../domain/dcat/namespaces';
import type { Resource, Statement, Value } from '../../domain/dcat/resource';
import type { Writing } from './writing';

/** One object for each thing, in a context of prefixes alone: no reader has to fetch anything to know what is meant. */
export function jsonLd(): Writing {
  let separator = '';
  return {
    open: () => `{"@context":${JSON.stringify(NAMESPACES)},"@graph":[`,
    write: (resources) =>
      resources
        .map((resource) => {
          const text = `${separator}${JSON.stringify(nodeOf(resource))}`;
          separator = ',\n';
          return text;
        })
        .join(''),
    close: () => ']}\n',
  };
}

const nodeOf = ({ iri, types, statements }: Resource) => ({
  '@id': iri,
  ...(types.length > 0 && { '@type': types }),
  ...grouped(statements),
});

function grouped(statements: readonly Statement[]): Record<string, unknown[]> {
  const values: Record<string, unknown[]> = {};
  for (const [property, value] of statements) (values[property] ??= []).push(valueOf(value));
  return values;
}

function valueOf(value: Value): object {
  if ('iri' in value) return { '@id': value.iri };
  const { text, language, datatype } = value;
  return { '@value': text, ...(language && { '@language': language }), ...(datatype && { '@type': datatype }) };
}
