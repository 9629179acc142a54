import { text, type Sentences } from './words';

/** What a request itself may have wrong, before anybody looks at what it asks for. */
export const PROTOCOL: Sentences = {
  INTERNAL: ({ incidentId }) => `Qualcosa si è guastato da parte nostra. Incidente ${text(incidentId)}.`,
  'API.NOT_READY': 'La base di dati non risponde. Riprovi fra poco.',
  'FEED.BUSY': ({ seconds }) =>
    `Troppi chiedono l’intero catalogo in questo momento. Riprovi fra ${text(seconds)} secondi, oppure legga /catalogue pagina per pagina.`,
  'GRAPHQL.BAD_REQUEST':
    'La richiesta non ha la forma che GraphQL prevede. Invii con POST un JSON con il testo dell’operazione in `query`.',
  'GRAPHQL.NOT_VALID': (_, english) =>
    `L’operazione non è conforme allo schema: controlli i nomi di campi e argomenti. In inglese: ${english}`,
  'GRAPHQL.OPERATION_UNKNOWN':
    'Il documento non ha l’operazione chiesta, o ne ha più d’una: ne indichi una con `operationName`.',
  'GRAPHQL.PERSISTED_QUERY_NOT_SUPPORTED':
    'Qui non si tengono operazioni da richiamare: invii ogni volta il testo intero.',
  'GRAPHQL.SYNTAX': (_, english) => `Il testo non è scritto come GraphQL prevede. In inglese: ${english}`,
  'GRAPHQL.VARIABLES_INVALID': (_, english) =>
    `Un valore inviato non è del tipo che lo schema prevede. In inglese: ${english}`,
  'HTTP.CUT_SHORT': 'La richiesta si è interrotta prima che il suo contenuto fosse completo. La invii di nuovo.',
  'HTTP.NO_ROUTE': 'A questo indirizzo non c’è nulla.',
  'HTTP.400': 'La richiesta non si può leggere: controlli che il contenuto sia scritto per intero e senza errori.',
  'HTTP.405': 'Questo indirizzo non accetta questo tipo di richiesta.',
  'HTTP.406':
    'Nella forma chiesta non c’è: nell’intestazione Accept indichi un’altra forma, o */* per averla in una qualsiasi.',
  'HTTP.408': 'La richiesta è arrivata troppo lentamente. La invii di nuovo.',
  'HTTP.414': 'L’indirizzo chiesto è troppo lungo.',
  'HTTP.415': 'Il contenuto è di un tipo che qui non si legge: invii JSON o un modulo.',
  'HTTP.431': 'Le intestazioni della richiesta sono troppo lunghe.',
  'LIMIT.ALIASES': ({ limit }) =>
    `Una richiesta può avere al massimo ${text(limit)} alias. La divida in più richieste.`,
  'LIMIT.BATCHING': 'Invii una sola operazione per richiesta, non un elenco.',
  'LIMIT.BODY': ({ limit }) => `Il contenuto di una richiesta può avere qui al massimo ${text(limit)} byte.`,
  'LIMIT.COST': ({ limit }) =>
    `Una richiesta può costare al massimo ${text(limit)} campi. Chieda meno campi, o pagine più corte.`,
  'LIMIT.DEPTH': ({ limit }) =>
    `In una richiesta i campi si annidano al massimo per ${text(limit)} livelli. La divida in più richieste.`,
  'LIMIT.DIRECTIVES': ({ limit }) => `Una richiesta può avere al massimo ${text(limit)} direttive.`,
  'LIMIT.PREVIEWS': ({ limit }) => `In una richiesta si chiedono le anteprime di non più di ${text(limit)} proposte.`,
  'LIMIT.TIME': ({ limit }) =>
    `La richiesta ha impiegato più di ${text(limit)} millisecondi. Riprovi, o chieda meno cose insieme.`,
  'LIMIT.TOKENS': ({ limit }) =>
    `Il testo della richiesta ha più di ${text(limit)} simboli. La divida in più richieste.`,
  'LIMIT.VARIABLES_DEPTH': ({ limit }) => `Le variabili si annidano al massimo per ${text(limit)} livelli.`,
  'NOTIFICATION.ONE_MARK_NEEDED': ({ limit }) =>
    `Dica in un solo modo che cosa ha letto: o \`ids\`, da 1 a ${text(limit)}, o \`upTo\`.`,
  'PAGE.CURSOR_INVALID': 'Invii come `after` un `nextCursor` di questo stesso elenco, senza modifiche.',
  'PAGE.SIZE_INVALID': ({ limit }) => `Una pagina ha da 1 a ${text(limit)} elementi.`,
  'TEXT.NUL_CHARACTER': 'Un testo non può contenere il carattere U+0000.',
};
