import { Graph, type Triple } from './graph';
import { readDcat } from './read-dcat';
import { Defects } from './texts';

const DCAT = 'http://www.w3.org/ns/dcat#';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const is = (subject: string, predicate: string, value: string): Triple => ({
  ...{ subject, predicate },
  object: { type: 'node', value },
});
const entryOf = (name: string) => {
  const title = { type: 'literal', value: 'Titolo', language: '' } as const;
  const { entries } = readDcat(
    new Graph([
      is(name, TYPE, `${DCAT}Dataset`),
      { subject: name, predicate: 'http://purl.org/dc/terms/title', object: title },
      is(name, `${DCAT}landingPage`, name),
    ]),
    new Defects(),
  );
  return entries[0];
};

describe('the name of a dataset elsewhere', () => {
  it.each(['https://altro.example/a', 'urn:uuid:5f0c8f0e-0000-4000-8000-000000000000', 'doi:10.5281/zenodo.1'])(
    'is what its catalogue calls it: %s',
    (name) => {
      expect(entryOf(name)).toMatchObject({ identity: name, uri: name });
    },
  );

  it.each(['javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<b>', 'vbscript:x'])(
    'is none where a page that links to it would run it: %j',
    (name) => {
      expect(entryOf(name)).toMatchObject({ uri: null, landingPage: null, title: 'Titolo' });
    },
  );
});
