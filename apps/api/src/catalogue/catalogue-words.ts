import type { Language } from '#identity';

/** What the pages of the catalogue say. */
export type CatalogueWords = {
  readonly catalogue: string;
  readonly intro: string;
  readonly total: (count: number) => string;
  readonly none: string;
  readonly newer: string;
  readonly older: string;
  readonly pages: string;
  readonly datasetsOf: (name: string) => string;
  readonly missingTitle: string;
  readonly missing: string;
  readonly withdrawn: (day: string, reason: string) => string;
  readonly notPublic: string;
  readonly machines: string;
  readonly facts: Readonly<
    Record<
      | 'publisher'
      | 'series'
      | 'keywords'
      | 'version'
      | 'contributors'
      | 'modified'
      | 'licence'
      | 'territories'
      | 'period'
      | 'contact'
      | 'policies',
      string
    >
  >;
};

const ITALIAN: CatalogueWords = {
  catalogue: 'Catalogo dei dati',
  intro: 'I dataset che puoi conoscere. Ciascuno si usa secondo le politiche votate dai suoi membri.',
  total: (count) => (count === 1 ? 'Un dataset.' : `${String(count)} dataset.`),
  none: 'Non c’è ancora nulla che tu possa vedere.',
  newer: 'Più recenti',
  older: 'Meno recenti',
  pages: 'Pagine del catalogo',
  datasetsOf: (name) => `I dataset di ${name}`,
  missingTitle: 'Niente a questo indirizzo',
  missing: 'A questo indirizzo non c’è nulla che tu possa vedere.',
  withdrawn: (day, reason) => `Questo dataset è stato ritirato il ${day}: ${reason}`,
  notPublic: 'Che cosa contiene è detto a chi può leggerlo secondo una politica della sua federazione.',
  machines: 'Per le macchine',
  facts: {
    publisher: 'Pubblicato da',
    series: 'Serie',
    keywords: 'Parole chiave',
    version: 'Versione',
    contributors: 'Organizzazioni che contribuiscono',
    modified: 'Ultima modifica',
    licence: 'Licenza',
    territories: 'Territori',
    period: 'Periodo',
    contact: 'Contatto',
    policies: 'Politiche in vigore',
  },
};

const ENGLISH: CatalogueWords = {
  catalogue: 'Data catalogue',
  intro: 'The datasets that you may know of. Each is used under the policies that its members voted.',
  total: (count) => (count === 1 ? 'One dataset.' : `${String(count)} datasets.`),
  none: 'There is nothing yet that you may see.',
  newer: 'Newer',
  older: 'Older',
  pages: 'Pages of the catalogue',
  datasetsOf: (name) => `Datasets of ${name}`,
  missingTitle: 'Nothing at this address',
  missing: 'There is nothing at this address that you may see.',
  withdrawn: (day, reason) => `This dataset was withdrawn on ${day}: ${reason}`,
  notPublic: 'What it holds is told to those whom a policy of its federation lets read it.',
  machines: 'For machines',
  facts: {
    publisher: 'Published by',
    series: 'Series',
    keywords: 'Keywords',
    version: 'Version',
    contributors: 'Contributing organisations',
    modified: 'Last changed',
    licence: 'Licence',
    territories: 'Territories',
    period: 'Period',
    contact: 'Contact',
    policies: 'Policies in force',
  },
};

export const CATALOGUE_WORDS: Readonly<Record<Language, CatalogueWords>> = { it: ITALIAN, en: ENGLISH };
