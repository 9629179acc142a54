import { becauseOfEach, text, type Sentences } from './words';

/** What keeps rows and counts them, and what protects the numbers: files, keys, mail and queues with it. */
export const WAREHOUSE: Sentences = {
  'AGGREGATE.NOT_A_DIMENSION': ({ column }) => `Per la colonna ${text(column)} non si può raggruppare.`,
  'AGGREGATE.NOT_A_MEASURE': ({ column }) => `La colonna ${text(column)} non si può sommare.`,
  'AGGREGATE.NO_GRID': ({ column }) => `Lo schema non dichiara una griglia per la colonna ${text(column)}.`,
  'AGGREGATE.OVERFLOW':
    'Una somma di questa tabella ha più di 38 cifre, e non si può contare esattamente. Chieda meno righe o misure insieme, o dia alla misura un’unità più grande.',
  'AGGREGATE.REPEATED_COLUMN': ({ column }) => `La colonna ${text(column)} è chiesta due volte.`,
  'AGGREGATE.TOO_MANY_DIMENSIONS': ({ asked, limit }) =>
    `Al massimo ${text(limit)} dimensioni; ne sono state chieste ${text(asked)}.`,
  'AGGREGATE.UNKNOWN_COLUMN': ({ column }) => `La tabella non ha una colonna ${text(column)}.`,
  'DISCLOSURE.INFEASIBLE':
    'Questa tabella non può uscire: anche nascondendola tutta, alcune sue celle si potrebbero ricavare. Chieda meno dimensioni, o livelli meno fini.',
  'DISCLOSURE.INVALID_CERTIFICATE':
    'Il certificato di questo rilascio non regge. Su di esso non si può pubblicare nulla: la tabella va protetta di nuovo.',
  'DISCLOSURE.INVALID_RULE': 'La regola di riservatezza non si può applicare: se ne controllino i numeri.',
  'DISCLOSURE.INVALID_TABLE': 'La tabella non si può proteggere: si contraddice, o contraddice le sue liste di codici.',
  'DISCLOSURE.TOO_LARGE':
    'Questa tabella è troppo grande: tante sue celle sono troppo piccole per essere mostrate che dimostrare sicure le altre richiederebbe troppo tempo. Chieda meno dimensioni, o livelli meno fini.',
  'EVENT.NOT_SEALED': ({ id }) => `L’evento ${text(id)} non è ancora sigillato; lo chieda di nuovo fra un attimo.`,
  'FILE.CHECKSUM_MISMATCH': 'Il file arrivato non è quello annunciato; lo invii di nuovo.',
  'FILE.DAMAGED': ({ sha256 }) =>
    `Il file conservato ${text(sha256)} non ha più i byte con cui è stato conservato. Chi gestisce la piattaforma deve ripristinarlo.`,
  'FILE.NAME_INVALID': 'Un file si indica con 64 cifre esadecimali minuscole.',
  'FILE.STORE_UNAVAILABLE': 'L’archivio dei file in questo momento non può farlo. Riprovi più tardi.',
  'FILE.TOO_LARGE': ({ maxBytes }) => `Il file supera ${text(maxBytes)} byte, o quanto era stato annunciato.`,
  'JOB.BAD_PAYLOAD': 'Il lavoro promesso non è di quelli che questa coda svolge.',
  'KEY.ALREADY_THERE': 'C’è già una chiave con questo nome. Riprovi: si userà quella.',
  'KEY.DAMAGED': 'La chiave non è quella che era stata scritta. Ne va rimessa la copia, se c’è.',
  'KEY.MISSING':
    'Righe che si stavano leggendo sono state ritirate, e la loro chiave non c’è più. Riprovi: ciò che si leggerà non le avrà.',
  'KEY.NAME_INVALID': 'Una chiave si indica con l’identificativo di ciò che protegge.',
  'KEYS.NOT_HERE': ({ place }) =>
    `Le chiavi di questa installazione non sono in ${text(place)}. Va indicato dove sono (GRANAIO_KEYS, S3_KEYS_BUCKET), o rimessa la loro copia.`,
  'KEYS.OF_ANOTHER': ({ place }) =>
    `Le chiavi in ${text(place)} sono di un’altra installazione. Va indicato dove sono quelle giuste (GRANAIO_KEYS, S3_KEYS_BUCKET), o rimessa la loro copia.`,
  'MAIL.ADDRESS_INVALID': 'Questo non è un solo indirizzo di posta.',
  'MAIL.RECIPIENT_REFUSED': 'Il server di posta rifiuta questo destinatario.',
  'MAIL.UNAVAILABLE': 'In questo momento non si può inviare posta.',
  'MICRODATA.BROKEN_HIERARCHY': ({ column }) =>
    `La gerarchia di «${text(column)}» non si può usare: ha un vuoto, un giro o una sovrapposizione.`,
  'MICRODATA.INFEASIBLE':
    'Per quanto si rendano meno fini le colonne, ciò che si chiede a ogni gruppo di righe non si può mantenere. Chieda meno colonne, o una tabella.',
  'MICRODATA.INVALID': 'Le righe non si possono rendere anonime: colonne o requisiti non stanno insieme.',
  'MICRODATA.TOO_MUCH':
    'Le righe non si possono rendere anonime: c’è troppo da provare. Chieda meno colonne, o una tabella.',
  'QUEUE.UNAVAILABLE': ({ reason }) => `La coda dei lavori non risponde (${text(reason)}).`,
  'ROWS.DAMAGED':
    'Le righe conservate non sono quelle sigillate con la loro chiave. Qualcuno deve rimettere il file o la chiave da una copia di sicurezza.',
  'ROWS.IN_USE': 'Per tutti gli altri le righe sono distrutte; un calcolo ne legge ancora la sua copia. Si riproverà.',
  'SCHEMA.DIRECT_IDENTIFIER': ({ field }) =>
    `Il campo ${text(field)} identifica direttamente le persone; ciò che identifica direttamente qui non entra. Tolga la colonna.`,
  'SCHEMA.INVALID': ({ issues }) => `Lo schema della tabella non è valido: ${becauseOfEach(issues)}.`,
  'WAREHOUSE.UNAVAILABLE':
    'Il motore che conta le righe ha perso un server o non ha risposto. Ciò che è stato chiesto sarà riprovato.',
};
