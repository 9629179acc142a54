import type { Question, QuestionCode } from './reading';
import type { IntakeCode, IntakeTrouble } from './trouble';

type Facts = IntakeTrouble['facts'];

const SAVE_AS_CSV = 'aprilo con il foglio di calcolo e salvalo come «CSV UTF-8» oppure come cartella di lavoro .xlsx';

export const ITALIAN_TROUBLES: Readonly<Record<IntakeCode, (facts: Facts) => string>> = {
  'FILE.EMPTY': () => 'Il file è vuoto. Carica il file che contiene l’intestazione e le righe.',
  'FILE.NOT_A_TABLE': ({ kind = '' }) =>
    `Questo file non è una tabella${kind === '' || kind === 'binary' ? '' : ` (sembra un file ${String(kind).toUpperCase()})`}. Esporta i dati come CSV o .xlsx e carica quel file.`,
  'FILE.OTHER_SPREADSHEET': ({ kind = '' }) =>
    `È un foglio di calcolo in un formato che non leggiamo (${kind}); ${SAVE_AS_CSV}, poi caricalo di nuovo.`,
  'FILE.ARCHIVE': ({ kind = 'zip' }) =>
    `È un archivio compresso (${kind}). Aprilo, tira fuori il file con i dati e carica quello.`,
  'FILE.ENCRYPTED': () => 'Il file è protetto da una password. Salvane una copia senza password e carica quella.',
  'FILE.TOO_BIG_INSIDE': ({ groupRows = 0 }) =>
    groupRows === 0
      ? 'Dentro il file c’è molto più di quanto sembra, e non possiamo aprirlo. Se i dati sono davvero tanti, dividili in più file o salvali come CSV.'
      : `Il file tiene insieme troppi dati in una volta sola. Salvalo con gruppi di ${groupRows} righe («row group») o come CSV.`,
  'FILE.HAS_MACROS': () =>
    'Il file contiene macro, cioè piccoli programmi, e per sicurezza non lo apriamo. Salvalo come cartella di lavoro .xlsx senza macro, oppure come CSV.',
  'FILE.DTD': () =>
    `Il file contiene istruzioni che un foglio di calcolo non scrive mai, e per sicurezza non lo apriamo; ${SAVE_AS_CSV}.`,
  'FILE.UNSAFE_ARCHIVE': () => `Il file è fatto in un modo che potrebbe fare danni, e non lo apriamo; ${SAVE_AS_CSV}.`,
  'FILE.TOO_WIDE': ({ columns = 0, limit = 0 }) =>
    `La tabella ha ${columns} colonne e ne leggiamo al massimo ${limit}. Togli le colonne che non servono.`,
  'FILE.UNREADABLE': () => `Il file è danneggiato e non si riesce a leggere; ${SAVE_AS_CSV}, poi riprova.`,
  'FILE.TOO_SLOW': ({ seconds = 0 }) =>
    `In ${seconds} secondi non siamo riusciti a leggere il file. Riprova; se succede ancora, dividilo in più file o salvalo come CSV.`,
  'FILE.NUL_BYTES': () => `Qui ci sono caratteri che non sono testo; ${SAVE_AS_CSV}.`,
  'FILE.WRONG_ENCODING': () =>
    'Ci sono lettere che la codifica scelta non conosce. Scegli un’altra codifica, oppure salva il file come «CSV UTF-8».',
  'FILE.WRONG_QUOTING': () =>
    'Una virgoletta è aperta e non chiusa, o sta in mezzo a una cella. Raddoppia ogni virgoletta che fa parte del testo, o toglila.',
  'FILE.LINE_TOO_LONG': ({ limit = 0 }) =>
    `Questa riga supera ${limit} caratteri. Di solito è una virgoletta mai chiusa: cercala qui o poco prima.`,
  'FILE.RAGGED_ROW': ({ expected = 0, found = 0 }) =>
    `Ci sono ${found} celle e l’intestazione ne ha ${expected}. Metti tra virgolette le celle che contengono il separatore, e togli o aggiungi celle.`,
  'FILE.NESTED': ({ column = '' }) =>
    `${column === '' ? 'Un valore' : `Il valore di «${column}»`} contiene a sua volta un elenco. Ogni cella deve avere un solo testo o numero: dividi l’elenco in più colonne.`,
  'FILE.NO_HEADER': () =>
    'Non troviamo l’intestazione, cioè la riga con i nomi delle colonne. Aggiungila in cima ai dati.',
  'FILE.HEADER_IN_ROWS': () =>
    'L’intestazione occupa più righe o ha celle unite. Scrivi il nome di ogni colonna in una cella sola, tutti sulla stessa riga.',
  'SHEET.MISSING': ({ sheet = '' }) => `Nel file non c’è più il foglio «${sheet}». Scegli di nuovo il foglio.`,
  'MAPPING.COLUMN_MISSING': ({ column = '' }) =>
    `Nel file non c’è la colonna «${column}» che la corrispondenza nomina. Correggi la corrispondenza, o scegli il profilo giusto.`,
  'MAPPING.FIELD_TWICE': ({ field = '' }) =>
    `Due colonne del file vanno nello stesso campo «${field}». Scegline una e ignora l’altra.`,
  'MAPPING.UNIT_UNKNOWN': ({ column = '' }) =>
    `Il numero per cui moltiplicare «${column}» non è valido: scrivi per esempio 0.001 o 1/60.`,
};

const list = (texts: readonly string[]): string => texts.map((text) => `«${text}»`).join(' o ');

const inWords = (number: string): string => number.replace('.', ' virgola ');

const isoDay = (day: string): string => day.split('-').reverse().join('/');

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'la virgola',
  ';': 'il punto e virgola',
  '\t': 'il tabulatore',
  '|': 'la barra verticale',
  ':': 'i due punti',
  ' ': 'lo spazio',
};

export const ITALIAN_QUESTIONS: Readonly<Record<QuestionCode, (question: Question) => string>> = {
  'NUMBER.AMBIGUOUS': ({ column, example, readings }) =>
    `Nella colonna «${column ?? ''}» c’è scritto «${example}»: vuol dire ${readings.map(inWords).join(' oppure ')}?`,
  'DATE.AMBIGUOUS': ({ column, example, readings }) =>
    `Nella colonna «${column ?? ''}» c’è scritto «${example}»: è il giorno ${readings.map(isoDay).join(' oppure ')} (giorno/mese/anno)?`,
  'DELIMITER.AMBIGUOUS': ({ readings }) =>
    `Che cosa separa una colonna dall’altra: ${readings.map((mark) => DELIMITERS[mark] ?? `«${mark}»`).join(' o ')}?`,
  'ENCODING.AMBIGUOUS': ({ readings }) => `Quale di queste scritte è quella giusta: ${list(readings)}?`,
  'SHEET.AMBIGUOUS': ({ readings }) => `In quale foglio sono i dati: ${list(readings)}?`,
};
