import fc from 'fast-check';
import { citationOf, type Cited } from './citation';

const CITED: Cited = {
  identifier: 'https://granaio.example/datasets/01939b00-0000-7000-8000-00000000000a/versions/3',
  ...{ publisher: 'Cooperativa Àncora', year: 2026, title: 'Persone seguite', version: 3 },
};

describe('citationOf', () => {
  it('says who published what, when, and where it is for ever', () => {
    expect(citationOf(CITED, 'it').text).toBe(
      `Cooperativa Àncora (2026): Persone seguite. Versione 3. [Insieme di dati]. Granaio. ${CITED.identifier}`,
    );
    expect(citationOf({ ...CITED, version: null }, 'en').text).toBe(
      `Cooperativa Àncora (2026): Persone seguite. [Dataset]. Granaio. ${CITED.identifier}`,
    );
  });

  it('names a released table by what it is known by', () => {
    const release = { name: 'e1/2', releasedAt: new Date('2026-11-22T23:00:00Z'), sha256: 'ab12' };
    const { text, bibtex, cslJson } = citationOf({ ...CITED, release }, 'it');
    expect(text).toBe(
      `Cooperativa Àncora (2026): Persone seguite. Versione 3. Rilascio e1/2, 2026-11-22, SHA-256 ab12. [Insieme di dati]. Granaio. ${CITED.identifier}`,
    );
    expect(bibtex).toContain('@misc{granaio-01939b00-0000-7000-8000-00000000000a-v3-ab12,');
    expect(bibtex).toContain('  note = {{Rilascio e1/2, 2026-11-22, SHA-256 ab12}},');
    expect(JSON.parse(cslJson)).toMatchObject([{ note: 'Rilascio e1/2, 2026-11-22, SHA-256 ab12' }]);
  });

  it('is an entry for BibTeX', () => {
    expect(citationOf(CITED, 'it').bibtex).toBe(`@misc{granaio-01939b00-0000-7000-8000-00000000000a-v3,
  author = {{Cooperativa Àncora}},
  title = {{Persone seguite}},
  year = {2026},
  publisher = {Granaio},
  version = {3},
  url = {${CITED.identifier}}
}`);
  });

  it('is CSL-JSON', () => {
    expect(JSON.parse(citationOf(CITED, 'it').cslJson)).toEqual([
      {
        ...{ id: CITED.identifier, type: 'dataset', title: 'Persone seguite', version: '3', URL: CITED.identifier },
        ...{ author: [{ literal: 'Cooperativa Àncora' }], issued: { 'date-parts': [[2026]] }, publisher: 'Granaio' },
      },
    ]);
  });

  it('lets no title end its field, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '\\', '%', '"', '\n', 'a', '@', '$') }), (title) => {
        const { bibtex, cslJson } = citationOf({ ...CITED, title }, 'en');
        const bare = bibtex.replace(/\\textbackslash\{\}|\\[{}%&#$_]/g, '');
        expect(bare.split('{').length).toBe(bare.split('}').length);
        expect(bare.split('\n')).toHaveLength(8);
        expect(bare).not.toContain('\\');
        expect(JSON.parse(cslJson)).toHaveLength(1);
      }),
    );
  });
});
