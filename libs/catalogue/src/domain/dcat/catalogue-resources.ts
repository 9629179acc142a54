import type { Addresses } from './addresses';
import { describeDataset, agent, type Described } from './dataset-resources';
import { describeService } from './distribution';
import type { DatasetFacts } from './facts';
import { inLanguages, linked, moment, resource, typed, type Resource } from './resource';
import { authority, NEED_SCHEME, THEME_SCHEME, themeSchemes } from './vocabulary';

/** What a whole catalogue says of itself. */
export type CatalogueFacts = {
  /** The federation whose datasets these are; null: they are several federations’, or there are none. */
  readonly federation: { readonly iri: string; readonly id: string; readonly name: string } | null;
  readonly modifiedAt: Date | null;
  /** How many datasets the caller may discover in all. */
  readonly total: number;
};

/** Which page of it this is, by its own address and those around it. */
export type View = {
  readonly self: string;
  readonly first: string;
  readonly previous: string | null;
  readonly next: string | null;
};

/**
 * The catalogue itself, with the service that all of its datasets are asked through. Its publisher is the federation; an
 * installation of several federations publishes under its own address.
 */
export function describeCatalogue({ federation, modifiedAt, total }: CatalogueFacts, at: Addresses): Resource[] {
  const host = new URL(at.base).host;
  const publisher = federation ?? { iri: `${at.catalogue}#publisher`, id: at.base, name: host };
  return [
    resource(
      at.catalogue,
      ['dcat:Catalog', 'dcatapit:Catalog', 'hydra:Collection', 'foaf:Document'],
      inLanguages('dct:title', { en: `Data catalogue: ${publisher.name}`, it: `Catalogo dei dati: ${publisher.name}` }),
      inLanguages('dct:description', {
        en: 'Datasets of a data commons: each is used under the policies that its members voted.',
        it: 'I dataset di un bene comune di dati: ciascuno si usa secondo le politiche votate dai suoi membri.',
      }),
      linked('dct:publisher', publisher.iri),
      moment('dct:modified', modifiedAt),
      linked('dct:language', authority('language', 'ENG'), authority('language', 'ITA')),
      linked('foaf:homepage', at.catalogue),
      linked('dcat:themeTaxonomy', THEME_SCHEME, NEED_SCHEME),
      linked('dcat:service', at.service),
      typed('hydra:totalItems', String(total), 'xsd:integer'),
    ),
    agent(publisher.iri, publisher),
    ...themeSchemes(),
    ...['ENG', 'ITA'].map((code) => resource(authority('language', code), ['dct:LinguisticSystem'])),
    ...describeService(at),
  ];
}

/** @see https://www.hydra-cg.com/spec/latest/core/#collections */
export const describeView = ({ self, first, previous, next }: View, at: Addresses): Resource[] => [
  resource(at.catalogue, [], linked('hydra:view', self)),
  resource(
    self,
    ['hydra:PartialCollectionView'],
    linked('hydra:first', first),
    linked('hydra:previous', previous),
    linked('hydra:next', next),
  ),
];

/** Datasets as entries of the catalogue: what it says of them, and that they are in it. */
export function describeEntries(entries: readonly DatasetFacts[], at: Addresses): Described {
  const described = entries.map((facts) => describeDataset(facts, at));
  const ids = entries.map(({ dataset }) => dataset.id);
  return {
    own: [
      resource(
        at.catalogue,
        [],
        linked('dcat:dataset', ...ids.map(at.dataset)),
        linked('dcat:record', ...ids.map(at.datasetPage)),
      ),
      resource(at.service, [], linked('dcat:servesDataset', ...ids.map(at.dataset))),
      ...described.flatMap(({ own }) => own),
    ],
    shared: described.flatMap(({ shared }) => shared),
  };
}

/** What a thing is described as: whoever takes its address for something else takes away nothing that is said of it. */
export const descriptionOf = ({ iri, types }: Resource): string => [iri, ...types].join(' ');

/** A list without what was said before, in it or among the descriptions given; these grow by what is new. */
export function saidOnce(resources: readonly Resource[], said: Set<string>): Resource[] {
  return resources.filter((one) => {
    const description = descriptionOf(one);
    const isNew = !said.has(description);
    said.add(description);
    return isNew;
  });
}
