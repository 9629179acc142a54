import { because, text, type Sentences } from './words';

export const FEDERATION: Sentences = {
  'HARVEST.ADDRESS_REFUSED': ({ host }) =>
    `${text(host)} è un indirizzo di una rete privata, e da quelle non si raccoglie. Indichi l’indirizzo pubblico del catalogo.`,
  'HARVEST.BUSY': 'In questo momento si leggono altri cataloghi. Riprovi fra poco.',
  'HARVEST.ENTITIES':
    'L’XML della fonte dichiara entità che crescono oltre misura, o che non sono semplici abbreviazioni.',
  'HARVEST.NOT_A_CATALOGUE': ({ why }) =>
    `A questo indirizzo non c’è un catalogo che si possa leggere: ${because(why)}.`,
  'HARVEST.NOT_WEB': 'Un catalogo si raccoglie per http o https, da un indirizzo senza nome utente e parola d’ordine.',
  'HARVEST.NOT_YOURS':
    'Che cosa si raccoglie lo decide solo un referente o un gestore di un’organizzazione che sostiene questa federazione.',
  'HARVEST.PREVIEW_FIRST': 'Prima di raccogliere da questa fonte per la prima volta, ne guardi l’anteprima.',
  'HARVEST.REMOTE_CONTEXT': ({ address }) =>
    `Per capire il JSON-LD di questa fonte serve ${text(address)}, e i contesti non si scaricano. Chieda Turtle o RDF/XML.`,
  'HARVEST.RUNNING': 'Da questa fonte si sta raccogliendo adesso: attenda che finisca.',
  'HARVEST.SOURCE_ENDED': 'Questa fonte è stata chiusa. La inserisca di nuovo per raccoglierne ancora.',
  'HARVEST.SOURCE_INVALID': ({ problem }) => `Questa fonte non si può inserire: ${because(problem)}.`,
  'HARVEST.SOURCE_KNOWN': 'Questa federazione raccoglie già da questo indirizzo; faccia ripartire quella fonte.',
  'HARVEST.SOURCE_UNAVAILABLE': ({ why }) => `La fonte non risponde come dovrebbe: ${because(why)}.`,
  'HARVEST.TOO_LARGE': ({ limit, what }) =>
    `Una pagina di questa fonte supera ${text(limit)} ${because(what)}. Chieda un catalogo con pagine più corte.`,
  'HARVEST.TOO_MANY_REDIRECTS': ({ limit }) => `La fonte rimanda ad altri indirizzi più di ${text(limit)} volte.`,
  'HARVEST.TOO_SLOW': ({ seconds }) =>
    `Per leggere una pagina di questa fonte servono più di ${text(seconds)} secondi. Chieda un catalogo con pagine più corte.`,
  'HARVEST.UNREADABLE': ({ why }) => `La risposta della fonte non si può leggere: ${because(why)}.`,
};
