import fc from 'fast-check';
import type { Quad } from 'n3';
import { isomorphic } from 'rdf-isomorphic';
import { arbitraryFacts } from '../../../test/arbitrary-facts';
import { readBack } from '../../../test/read-back';
import { HAS_SHAPES, PROFILES, violations } from '../../../test/shapes';
import { addressesAt } from '../../domain/dcat/addresses';
import {
  describeCatalogue,
  describeEntries,
  describeView,
  descriptionOf,
  saidOnce,
} from '../../domain/dcat/catalogue-resources';
import type { DatasetFacts } from '../../domain/dcat/facts';
import { expanded, type Curie } from '../../domain/dcat/namespaces';
import { writable, type Resource } from '../../domain/dcat/resource';
import { SYNTAXES, written } from './syntax';

const at = addressesAt('https://commons.example');
const federation = { iri: at.federation('f' as never), id: 'f', name: 'Federazione' };
const catalogueOf = (entries: readonly DatasetFacts[]): Resource[] => {
  const catalogue = describeCatalogue({ federation, modifiedAt: new Date(0), total: entries.length }, at);
  const { own, shared } = describeEntries(entries, at);
  const view = { self: at.page('x'), first: at.page(null), previous: at.page(null), next: null };
  return [...catalogue, ...describeView(view, at), ...own, ...saidOnce(shared, new Set(catalogue.map(descriptionOf)))];
};
const graph = (entries: readonly DatasetFacts[]) => readBack('turtle', written('turtle', catalogueOf(entries)));
const few = fc.uniqueArray(arbitraryFacts, { minLength: 1, maxLength: 3, selector: ({ dataset }) => dataset.id });

describe('the catalogue for machines', () => {
  it('says the same in all three syntaxes, whatever people wrote', async () => {
    await fc.assert(
      fc.asyncProperty(few, async (entries) => {
        const resources = catalogueOf(entries);
        const [first, ...others] = await Promise.all(
          SYNTAXES.map((syntax) => readBack(syntax, written(syntax, resources))),
        );
        for (const other of others) expect(isomorphic(first as Quad[], other)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('has no blank node, so that two pages of it can be put together', async () => {
    await fc.assert(
      fc.asyncProperty(few, async (entries) => {
        const quads = await graph(entries);
        expect(quads.flatMap(({ subject, object }) => [subject, object]).filter(isBlank)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('lets nobody take away what is said of something, nor add to it, by calling something else by its address', async () => {
    await fc.assert(
      fc.asyncProperty(few, few, async ([one], [other]) => {
        const [mine, yours] = [one as DatasetFacts, other as DatasetFacts];
        const { metadata } = mine;
        fc.pre(metadata !== null && mine.publisher.id !== yours.publisher.id && mine.dataset.id !== yours.dataset.id);
        const [publisher, dataset] = [at.organisation(yours.publisher.id), at.dataset(yours.dataset.id)];
        const place = { label: 'Frode', uri: dataset, code: null };
        const usurping = { ...metadata, landingPage: publisher, spatial: [place] };
        const quads = await graph([{ ...mine, metadata: usurping }, yours]);
        const said = (of: string) =>
          quads.filter(({ subject }) => subject.value === of).map(({ object }) => object.value);
        expect(said(publisher)).toContain(writable(yours.publisher.name));
        expect(said(dataset)).not.toContain(expanded('dct:Location'));
      }),
      { numRuns: 20 },
    );
  });

  (HAS_SHAPES ? it.each(PROFILES) : it.skip.each(PROFILES))('keeps to %s', async (profile) => {
    await fc.assert(
      fc.asyncProperty(few, async (entries) => {
        expect(await violations(profile, await graph(entries))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('has what the Italian profile demands', async () => {
    await fc.assert(
      fc.asyncProperty(few, async (entries) => {
        expect(lacking(await graph(entries))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const isBlank = ({ termType }: { readonly termType: string }) => termType === 'BlankNode';

/** What each kind of thing must have. @see DCAT-AP_IT 1.1, proprietà obbligatorie */
const DEMANDED: Readonly<Record<string, readonly Curie[]>> = {
  'dcatapit:Catalog': ['dct:title', 'dct:description', 'dct:publisher', 'dct:modified', 'dcat:dataset'],
  'dcatapit:Dataset': [
    ...(['dct:title', 'dct:description', 'dct:identifier', 'dct:modified', 'dcat:theme', 'dct:rightsHolder'] as const),
    'dct:accrualPeriodicity',
  ],
  'dcatapit:Distribution': ['dcat:accessURL', 'dct:format', 'dct:license'],
  'dcatapit:Agent': ['dct:identifier', 'foaf:name'],
  'dcatapit:LicenseDocument': ['dct:type'],
  'dcatapit:Organization': ['vcard:fn', 'vcard:hasEmail'],
};

const lacking = (quads: readonly Quad[]): string[] =>
  Object.entries(DEMANDED).flatMap(([type, properties]) =>
    quads
      .filter(
        ({ predicate, object }) => predicate.value === expanded('rdf:type') && object.value === expanded(type as Curie),
      )
      .flatMap(({ subject }) =>
        properties
          .filter(
            (property) =>
              !quads.some((quad) => quad.subject.equals(subject) && quad.predicate.value === expanded(property)),
          )
          .map((property) => `${subject.value} ${property}`),
      ),
  );
