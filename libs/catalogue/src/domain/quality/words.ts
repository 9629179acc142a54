import type { QualityCriterion, Scored } from './quality';

type Facts = Scored['facts'];
type Words = {
  readonly name: string;
  /** Why it has these points. */
  readonly reason: (facts: Facts) => string;
  readonly raiseBy: string;
};

/** What a criterion says in one language. */
export type CriterionWords = { readonly name: string; readonly reason: string; readonly raiseBy: string | null };

/** @returns with `raiseBy` null where nothing is left to raise, or the criterion does not count */
export function wordsOf({ name, points, of, facts }: Scored, language: 'it' | 'en'): CriterionWords {
  const words = WORDS[language][name];
  const isCounted = of > 0;
  return {
    name: words.name,
    reason: isCounted ? words.reason(facts) : UNCOUNTED[language],
    raiseBy: isCounted && points < of ? words.raiseBy : null,
  };
}

const UNCOUNTED = {
  it: 'Non conta per questo dataset, o non puoi vedere ciò di cui parla.',
  en: 'It does not count for this dataset, or you may not see what it is about.',
};

const number = (facts: Facts, name: string) => String(facts[name] ?? 0);

const ITALIAN: Readonly<Record<QualityCriterion, Words>> = {
  description: {
    name: 'Descrizione',
    reason: (f) => `La descrizione ha ${number(f, 'characters')} caratteri.`,
    raiseBy: 'Scrivi almeno 300 caratteri: che cosa contiene, come è stato raccolto, che cosa manca.',
  },
  keywords: {
    name: 'Parole chiave',
    reason: (f) => `Ha ${number(f, 'keywords')} parole chiave.`,
    raiseBy: 'Aggiungi almeno tre parole con cui qualcuno lo cercherebbe.',
  },
  dictionary: {
    name: 'Dizionario',
    reason: (f) => `${number(f, 'part')} colonne su ${number(f, 'columns')} hanno titolo e descrizione.`,
    raiseBy: 'Dai a ogni colonna un titolo e una descrizione.',
  },
  units: {
    name: 'Unità di misura',
    reason: (f) => `${number(f, 'part')} misure su ${number(f, 'measures')} dichiarano l’unità.`,
    raiseBy: 'Dichiara l’unità di ogni misura, come h oppure EUR.',
  },
  codeLists: {
    name: 'Liste di codici',
    reason: (f) => `${number(f, 'part')} dimensioni su ${number(f, 'dimensions')} usano una lista di codici condivisa.`,
    raiseBy: 'Usa le liste di codici pubblicate, così le tabelle di più dataset si possono confrontare.',
  },
  freshness: {
    name: 'Attualità',
    reason: (f) =>
      f['promised'] === undefined
        ? 'Non è dichiarato ogni quanto viene aggiornato.'
        : f['days'] === undefined
          ? 'Non contiene ancora righe.'
          : `Aggiornato ${number(f, 'days')} giorni fa; ne sono promessi al massimo ${number(f, 'promised')}.`,
    raiseBy: 'Dichiara la frequenza di aggiornamento e rispettala.',
  },
  coverage: {
    name: 'Copertura',
    reason: (f) => `Contribuiscono ${number(f, 'part')} organizzazioni su ${number(f, 'organisations')}.`,
    raiseBy: 'Invita le altre organizzazioni della federazione a contribuire.',
  },
  missing: {
    name: 'Valori mancanti',
    reason: (f) => `Manca circa il ${number(f, 'percent')} % dei valori.`,
    raiseBy: 'Completa i valori mancanti, oppure rendi obbligatorie le colonne che devono averli.',
  },
  findings: {
    name: 'Controlli',
    reason: (f) => `Accettati ${number(f, 'part')} degli ultimi ${number(f, 'contributions')} contributi.`,
    raiseBy: 'Spiega nel dizionario ciò su cui i file vengono respinti più spesso.',
  },
  licence: {
    name: 'Licenza',
    reason: () => 'Dice se è dichiarata la licenza di ciò che viene rilasciato.',
    raiseBy: 'Dichiara una licenza con il suo indirizzo.',
  },
  contact: {
    name: 'Contatto',
    reason: () => 'Dice se c’è qualcuno a cui chiedere.',
    raiseBy: 'Indica un nome e un indirizzo a cui scrivere.',
  },
  catalogueFields: {
    name: 'Campi del catalogo',
    reason: (f) => `Compilati ${number(f, 'part')} campi DCAT-AP_IT su ${number(f, 'fields')}.`,
    raiseBy: 'Compila temi, frequenza, territorio, periodo e lingue.',
  },
};

const ENGLISH: Readonly<Record<QualityCriterion, Words>> = {
  description: {
    name: 'Description',
    reason: (f) => `The description has ${number(f, 'characters')} characters.`,
    raiseBy: 'Write at least 300 characters: what it holds, how it was collected, what is missing.',
  },
  keywords: {
    name: 'Keywords',
    reason: (f) => `It has ${number(f, 'keywords')} keywords.`,
    raiseBy: 'Add at least three words that somebody would look for it by.',
  },
  dictionary: {
    name: 'Dictionary',
    reason: (f) => `${number(f, 'part')} of ${number(f, 'columns')} columns have a title and a description.`,
    raiseBy: 'Give each column a title and a description.',
  },
  units: {
    name: 'Units',
    reason: (f) => `${number(f, 'part')} of ${number(f, 'measures')} measures say their unit.`,
    raiseBy: 'Say the unit of each measure, such as h or EUR.',
  },
  codeLists: {
    name: 'Code lists',
    reason: (f) => `${number(f, 'part')} of ${number(f, 'dimensions')} dimensions use a shared code list.`,
    raiseBy: 'Use published code lists, so that tables of several datasets can be compared.',
  },
  freshness: {
    name: 'Freshness',
    reason: (f) =>
      f['promised'] === undefined
        ? 'Nothing says how often it is updated.'
        : f['days'] === undefined
          ? 'It has no rows yet.'
          : `Updated ${number(f, 'days')} days ago; at most ${number(f, 'promised')} are promised.`,
    raiseBy: 'Say how often it is updated, and keep to it.',
  },
  coverage: {
    name: 'Coverage',
    reason: (f) => `${number(f, 'part')} of ${number(f, 'organisations')} organisations contribute.`,
    raiseBy: 'Invite the other organisations of the federation to contribute.',
  },
  missing: {
    name: 'Missing values',
    reason: (f) => `About ${number(f, 'percent')} % of the values are missing.`,
    raiseBy: 'Fill in missing values, or require the columns that must have them.',
  },
  findings: {
    name: 'Checks',
    reason: (f) => `${number(f, 'part')} of the latest ${number(f, 'contributions')} contributions were accepted.`,
    raiseBy: 'Explain in the dictionary what files are refused for most often.',
  },
  licence: {
    name: 'Licence',
    reason: () => 'Whether the licence of what is released is declared.',
    raiseBy: 'Declare a licence, with its address.',
  },
  contact: {
    name: 'Contact',
    reason: () => 'Whether there is somebody to ask.',
    raiseBy: 'Name somebody, with an address to write to.',
  },
  catalogueFields: {
    name: 'Catalogue fields',
    reason: (f) => `${number(f, 'part')} of ${number(f, 'fields')} DCAT-AP_IT fields are filled in.`,
    raiseBy: 'Fill in themes, frequency, territory, period and languages.',
  },
};

const WORDS = { it: ITALIAN, en: ENGLISH };
