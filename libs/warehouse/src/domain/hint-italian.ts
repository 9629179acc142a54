import { boundsOf, worded, type Facts, type Phrasebook } from './hint-language';

const TYPES = {
  integer: 'un numero intero, come 1200',
  decimal: 'un numero decimale',
  date: 'una data, come 2026-11-22 o 22/11/2026',
  boolean: 'sì o no (true o false)',
  string: 'testo',
};

const FLAWS = {
  currency: ', senza simbolo di valuta',
  trailingMinus: ', con il meno davanti al numero',
  zeros: ', senza zeri dopo la virgola o il punto',
};

const IDENTIFIERS = {
  taxCode: 'il codice fiscale di una persona',
  email: 'un indirizzo e-mail',
  iban: 'un conto bancario (IBAN)',
  phone: 'un numero di cellulare',
  name: 'un identificativo non sostituito da uno pseudonimo',
};

function numberRule({ scale, decimalMark, flaw }: Facts): string {
  const remark = flaw === undefined ? '' : worded(FLAWS, flaw);
  if (scale === undefined) return remark;
  return `, con ${decimalMark === ',' ? 'la virgola' : 'il punto'} e al più ${scale} cifre decimali${remark}`;
}

const characters = (count: string | number | undefined) => `${count ?? 0} ${count === 1 ? 'carattere' : 'caratteri'}`;

export const ITALIAN: Phrasebook = {
  'CSV.EMPTY': () => ({ reason: 'Il file è vuoto.', hint: 'Carica il file con l’intestazione e le righe.' }),
  'CSV.NO_ROWS': () => ({
    reason: 'Il file ha l’intestazione e nessuna riga.',
    hint: 'Aggiungi le righe, o non caricare il file.',
  }),
  'CSV.NOT_CSV': () => ({
    reason: 'Non è un file di testo con valori separati.',
    hint: 'Nel foglio di calcolo salvalo come «CSV UTF-8».',
  }),
  'CSV.WRONG_ENCODING': () => ({
    reason: 'Questa riga ha caratteri che la sua codifica non conosce.',
    hint: 'Salva il file come «CSV UTF-8».',
  }),
  'CSV.WRONG_QUOTING': () => ({
    reason: 'Una virgoletta è aperta e non chiusa, o chiusa troppo presto.',
    hint: 'Raddoppia ogni virgoletta dentro una cella tra virgolette.',
  }),
  'CSV.LINE_TOO_LONG': (_, { limit = 0 }) => ({
    reason: `Questa riga supera ${limit} byte.`,
    hint: 'Cerca una virgoletta mai chiusa, o del testo che non c’entra.',
  }),
  'CSV.RAGGED_ROW': (_, { expected = 0, found = 0 }) => ({
    reason: `Questa riga ha ${found} celle e l’intestazione ne ha ${expected}.`,
    hint: 'Metti tra virgolette le celle che contengono il separatore, e togli o aggiungi celle.',
  }),
  'COLUMN.UNKNOWN': (column, { position = 0, identifies }) => ({
    reason: `La tabella non ha ${column ? `una colonna «${column}»` : `la colonna numero ${position}`}.`,
    hint: identifies
      ? 'Sembra indicare delle persone: toglila dal file prima di inviarlo di nuovo.'
      : 'Rinominala come dice lo schema, o toglila.',
  }),
  'COLUMN.MISSING': (column) => ({
    reason: `La colonna «${column}» è obbligatoria e non è nell’intestazione.`,
    hint: 'Aggiungila al file.',
  }),
  'COLUMN.DUPLICATE': (column) => ({
    reason: `La colonna «${column}» è nell’intestazione più di una volta.`,
    hint: 'Tienine una sola.',
  }),
  'COLUMN.DERIVED': (column, { derivedFrom = '' }) => ({
    reason: `La colonna «${column}» si ricava da «${derivedFrom}», e ciò che il file vi scrive non viene usato.`,
    hint: 'Verifica che dica lo stesso, o toglila.',
  }),
  'CELL.WRONG_TYPE': (column, facts) => ({
    reason: `«${column}» non è ${worded(TYPES, facts.type).split(',')[0] ?? ''} che si legga in modo esatto.`,
    hint: `In «${column}» scrivi ${worded(TYPES, facts.type)}${numberRule(facts)}.`,
  }),
  'CELL.REQUIRED': (column) => ({
    reason: `«${column}» non può essere vuota.`,
    hint: 'Compila la cella, o togli la riga.',
  }),
  'CELL.NOT_IN_LIST': (column, { categories = 0 }) => ({
    reason: `«${column}» accetta uno dei ${categories} valori della sua lista.`,
    hint: 'Correggi la grafia, o chiedi di aggiungere il valore.',
  }),
  'CELL.OUT_OF_RANGE': (column, facts) => ({
    reason: `«${column}» deve essere ${boundsOf(facts, { from: 'almeno', to: 'al più' })}.`,
    hint: 'Correggi il valore.',
  }),
  'CELL.TOO_SHORT': (column, { minLength }) => ({
    reason: `«${column}» ha almeno ${characters(minLength)}.`,
    hint: 'Completa il valore; se è un codice, guarda se ha perso gli zeri iniziali.',
  }),
  'CELL.TOO_LONG': (column, { maxLength }) => ({
    reason: `«${column}» ha al più ${characters(maxLength)}.`,
    hint: 'Accorcia il valore, e guarda se va in un’altra colonna.',
  }),
  'CELL.WRONG_PATTERN': (column, { pattern = '' }) => ({
    reason: `«${column}» non ha la forma ${pattern} che il suo modello chiede.`,
    hint: 'Correggi il valore; se è un codice, guarda se ha perso gli zeri iniziali.',
  }),
  'CELL.RESERVED': (column) => ({
    reason: `In «${column}» i codici _T e _U sono riservati a totali e valori mancanti.`,
    hint: 'Usa un altro codice.',
  }),
  'CELL.DIRECT_IDENTIFIER': (column, { kind }) => ({
    reason: `«${column}» contiene quello che sembra ${worded(IDENTIFIERS, kind)}.`,
    hint: 'Toglilo, o sostituiscilo con un codice tuo: ciò che indica una persona non entra nei dati comuni.',
  }),
  'CELL.NOT_UNIQUE': (column, { firstRow = 0 }) => ({
    reason: `«${column}» ha lo stesso valore della riga ${firstRow}, e ogni valore può esserci una volta sola.`,
    hint: 'Togli una delle due righe, o correggi il valore.',
  }),
  'CELL.NOT_WITHIN': (column, { within = '', firstRow = 0 }) => ({
    reason: `Lo stesso valore di «${column}» sta in un altro valore di «${within}» alla riga ${firstRow}.`,
    hint: 'Fai concordare le due righe.',
  }),
  'CELL.NO_ANCESTOR': (column, { level = '' }) => ({
    reason: `La lista dei codici non dice in quale «${level}» sta questo valore di «${column}».`,
    hint: 'Correggi il codice, o chiedi di aggiungerlo alla lista.',
  }),
  'ROW.DUPLICATE_KEY': (column, { firstRow = 0 }) => ({
    reason: `La chiave (${column}) è la stessa della riga ${firstRow}.`,
    hint: 'Togli una delle due righe, o correggi la chiave.',
  }),
  'ROW.UNKNOWN_REFERENCE': (column) => ({
    reason: `Nessuna delle tue righe nella tabella a cui «${column}» rimanda ha questo valore.`,
    hint: 'Correggi il valore, o invia prima la riga a cui rimanda.',
  }),
  'ROW.RULE_BROKEN': (column, { rule = 0, title = '', says = '' }) => ({
    reason: `La riga non rispetta la regola ${rule}${title === '' ? '' : ` (${title})`}: ${says}.`,
    hint: `Confronta le celle ${column} di questa riga, e correggi quella sbagliata.`,
  }),
  'TABLE.IMPLAUSIBLE': (column, { previous = 0, current = 0, mostChangePercent = 0 }) => ({
    reason: `${column ? `Il totale di «${column}»` : 'Il numero di righe'} è passato da ${previous} a ${current}, più del ${mostChangePercent} % di differenza.`,
    hint: 'Se è giusto non serve fare altro; altrimenti cerca righe mancanti o ripetute, o un’altra unità di misura.',
  }),
};
