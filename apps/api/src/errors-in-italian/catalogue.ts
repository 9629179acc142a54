import { because, becauseOfEach, day, list, text, type Sentences } from './words';

export const CATALOGUE: Sentences = {
  'CODELIST.CSV_UNREADABLE': ({ problem }) =>
    `Questa non è una lista di codici in CSV: ${because(problem)}. L’intestazione è level,code,parent,label_it,label_en,valid_from,valid_to.`,
  'CODELIST.INVALID': ({ problems }) => `Questa lista di codici non si può pubblicare: ${becauseOfEach(problems)}.`,
  'CODELIST.TOO_LONG': ({ codes, limit }) =>
    `Una lista ha al massimo ${text(limit)} codici; questa ne ha ${text(codes)}.`,
  'CODELIST.UNCHANGED': ({ number }) =>
    `La versione ${text(number)} ha già esattamente questi livelli e codici: non c’è nulla da pubblicare.`,
  'DATASET.EMBARGOED': ({ availableFrom }) =>
    `Da questo dataset ${availableFrom === undefined ? 'per ora non si trae nulla' : `non si trae nulla prima del ${day(availableFrom)}`}: fino ad allora chi lo pubblica lo trattiene.`,
  'DATASET.INVALID': ({ problem }) => `Questo dataset non si può pubblicare: ${because(problem)}.`,
  'DATASET.INVALID_LIFE': ({ problem }) => `Questo dataset non si può conservare così: ${because(problem)}.`,
  'DATASET.INVALID_METADATA': ({ problem }) => `Questo dataset non si può descrivere così: ${because(problem)}.`,
  'DATASET.WITHDRAWN': ({ withdrawnAt }) =>
    `Questo dataset è stato ritirato${withdrawnAt === undefined ? '' : ` il ${day(withdrawnAt)}`}: non se ne trae e non vi si mette più nulla.`,
  'NEED.ANSWERED_SO': 'A questo bisogno è già stata data esattamente questa risposta.',
  'NEED.CLOSED': 'Questo bisogno è stato chiuso. Se è tornato, ne pubblichi uno nuovo.',
  'NEED.EXPIRED': ({ until }) =>
    `Una risposta a questo bisogno serviva fino al ${day(until)}. Chi ne ha ancora bisogno lo pubblichi di nuovo con un giorno successivo.`,
  'NEED.INVALID': ({ problem }) => `Questo bisogno non si può pubblicare: ${because(problem)}.`,
  'NEED.NOT_YOURS_TO_ANSWER':
    'Ai bisogni rispondono soci, referenti e ricercatori delle organizzazioni della federazione. Lo chieda a uno di loro.',
  'NEED.TOO_MANY_OPEN': ({ most }) =>
    `Un’organizzazione ha al massimo ${text(most)} bisogni aperti. Chiuda quelli superati, poi pubblichi questo.`,
  'OBJECTION.INVALID': ({ problem }) => `Questa opposizione non si può presentare: ${because(problem)}.`,
  'OBJECTION.IN_FORCE': 'La Sua organizzazione si oppone già esattamente a questo: non resta nulla da presentare.',
  'OBJECTION.WITHDRAWN': 'Questa opposizione è già stata ritirata. Per opporsi di nuovo ne presenti un’altra.',
  'SAVED_SEARCH.INVALID': ({ problem }) => `Questa ricerca non si può salvare: ${because(problem)}.`,
  'SAVED_SEARCH.TOO_MANY': ({ most }) => `Ha già ${text(most)} ricerche salvate. Ne elimini una che non Le serve più.`,
  'SCHEMA.AMENDED': ({ number }) =>
    `Lo schema è cambiato mentre questo file era controllato; lo si controlla di nuovo con la versione ${text(number)}.`,
  'SCHEMA.BREAKING': ({ changes }) =>
    `Questa modifica toglie qualcosa a qualcuno (${columnsOf(changes)}). Se è voluta, lo dica con \`breaking\`, e scriva nella nota di migrazione che cosa bisogna fare.`,
  'SCHEMA.CODE_LIST': ({ problems }) =>
    `Lo schema nomina liste di codici che non si possono usare: ${becauseOfEach(problems)}.`,
  'SCHEMA.DIMENSION_WITHOUT_CATEGORIES': ({ columns }) =>
    `Elenchi i valori possibili di ${list(columns, ' e ')}: ciò che manca in una tabella non deve svelare che lì non c’è nessuno.`,
  'SCHEMA.INVALID_AMENDMENT': ({ problem }) => `Lo schema non si può modificare così: ${because(problem)}.`,
  'SCHEMA.MIGRATION_NOTE_NEEDED':
    'Scriva una nota di migrazione: che cosa devono fare ora chi contribuisce e chi trae tabelle.',
  'SCHEMA.SCALE_SHRINKS': ({ column, scale }) =>
    `La colonna ${text(column)} mantiene almeno ${text(scale)} cifre decimali: in quell’unità sono uscite delle tabelle. Aggiunga piuttosto un’altra colonna.`,
  'SCHEMA.TOO_MANY_CATEGORIES': ({ categories, limit }) =>
    `Le liste di codici di questo schema danno ${text(categories)} valori, e se ne elencano al massimo ${text(limit)}. Indichi livelli meno fini, o meno colonne.`,
  'SCHEMA.UNCHANGED': ({ number }) =>
    `La versione ${text(number)} dello schema dice già esattamente questo: non c’è nulla da modificare.`,
  'SEARCH.INVALID': ({ problem }) => `Questa ricerca non si può fare: ${because(problem)}.`,
  'SEARCH.TEXT_TOO_LONG': ({ characters, most }) =>
    `Una ricerca ha al massimo ${text(most)} caratteri; la Sua ne ha ${text(characters)}. Bastano poche parole.`,
};

const columnsOf = (changes: unknown): string => {
  const columns = (changes as readonly { readonly column: string | null }[]).map(({ column }) => column ?? 'tabella');
  return [...new Set(columns)].join(', ');
};
