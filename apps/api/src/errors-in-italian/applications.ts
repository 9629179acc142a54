import { PURPOSE_WORDS } from '#extracts';
import type { ErrorDetails } from '#kernel';
import type { Purpose } from '#policy';
import { CATALOGUE } from './catalogue';
import { EXTRACTS } from './extracts';
import { POLICY } from './policy';
import { because, becauseOfEach, list, say, text, type Sentences } from './words';

type Alternative = {
  readonly purposes: readonly Purpose[];
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

function allowed(alternative: unknown): string {
  const { purposes, dimensions, measures } = alternative as Alternative;
  const withMeasures = measures.length > 0 ? `, con ${list(measures)}` : '';
  return `${list(purposes.map((purpose) => PURPOSE_WORDS.it[purpose]))}, per ${list(dimensions)}${withMeasures}`;
}

/** What policies say no to before anything is drawn; `alternative`: the nearest that they would allow, or null. */
const REFUSALS: Sentences = {
  'EXTRACT.BLOCKED':
    'I Suoi diritti su questo dataset sono stati revocati, e non se ne danno di nuovi. Chieda a chi li ha revocati di togliere il blocco.',
  'EXTRACT.DUTY_OVERDUE':
    'Un obbligo legato a un accesso, o la cancellazione di un rilascio richiamato, è scaduto: dica come è stato adempiuto, e si può subito continuare.',
  'EXTRACT.NEEDS_APPLICATION': ({ alternative }) =>
    alternative
      ? `Il Suo accesso non comprende tutto questo. Comprende: ${allowed(alternative)}. Chieda questo, o presenti una richiesta di accesso per il resto.`
      : 'Su questo uso del dataset qualcuno decide: presenti una richiesta di accesso, e tragga ciò che Le serve con l’accesso che riceve.',
  'EXTRACT.NOISE_NEEDED':
    'Le regole che lo consentono chiedono rumore, e qui i numeri escono come sono: così non se ne dà nessuno. Chieda un estratto, o consulti gli aggregati.',
  'EXTRACT.NOT_FOR_RECORDS':
    'Le regole che lo consentono chiedono numeri arrotondati o alterati, e le righe una per una non possono esserlo. Chieda una tabella.',
  'EXTRACT.NOT_VOTED':
    'Le righe escono una per una solo con regole votate dai soci, e una di quelle che lo consentono non lo è stata. La si metta ai voti.',
  'EXTRACT.NO_MICRODATA':
    'Nessuna regola in vigore lascia uscire le righe di questo dataset una per una: dovrebbe dire quante persone devono somigliarsi. Chieda una tabella, o la faccia votare dai soci.',
  'EXTRACT.NO_POLICY': 'Nessuna regola in vigore Le consente questo uso del dataset.',
  'EXTRACT.OUTSIDE_POLICY': ({ alternative }) =>
    alternative
      ? `Le regole in vigore non comprendono tutto ciò che ha chiesto. Consentono: ${allowed(alternative)}.`
      : 'Le regole in vigore, della federazione e di chi pubblica, insieme non Le consentono nulla di questo dataset.',
  'RECORDS.NOT_YOURS':
    'Le righe si danno alle persone dell’organizzazione che le ha contribuite: chieda quelle di una delle Sue.',
};

const EVERY_REFUSAL: Sentences = { ...CATALOGUE, ...POLICY, ...EXTRACTS, ...REFUSALS };

/** Items count from 0 in programs, and from 1 in sentences. */
const place = (item: unknown): string => text(typeof item === 'number' ? item + 1 : undefined);

type RefusedItem = {
  readonly item: number;
  readonly code: string;
  readonly message: string;
  readonly alternative: unknown;
  readonly details?: ErrorDetails;
};

const refusedItems = (items: unknown): string =>
  (items as readonly RefusedItem[])
    .map(({ item, code, message, alternative, details }) => {
      return `Voce ${place(item)}: ${say(EVERY_REFUSAL[code], { ...details, alternative }, message)}`;
    })
    .join(' ');

const APPLICATION_STATE: Readonly<Record<string, string>> = {
  draft: 'in bozza',
  submitted: 'presentata',
  returned: 'restituita',
  approved: 'approvata',
  rejected: 'rifiutata',
  closed: 'chiusa',
  revoked: 'revocata',
  withdrawn: 'ritirata',
};
const OBLIGATION_STATE: Readonly<Record<string, string>> = {
  standing: 'permanente',
  open: 'da adempiere',
  fulfilled: 'in attesa che l’adempimento sia accettato',
  accepted: 'adempiuto',
  rejected: 'da adempiere di nuovo',
  overdue: 'scaduto',
  lapsed: 'decaduto',
};

/** Asking for access, deciding on it, and what whoever has it owes. */
export const APPLICATIONS: Sentences = {
  ...REFUSALS,
  'APPLICATION.ADOPTED':
    'L’hanno adottata i soci con un voto, e non manca altro: la approvi. Solo un altro voto può disfare il loro.',
  'APPLICATION.BLOCKED': ({ askWhom }) =>
    `A qualcuno che chiede qui sono stati revocati i diritti su questi dataset, e non se ne danno di nuovi. Chieda a ${text(askWhom)}, che li ha revocati, di togliere il blocco.`,
  'APPLICATION.CHANGED': 'Qualcuno ha cambiato questa richiesta un attimo fa. La legga di nuovo.',
  'APPLICATION.INVALID': ({ problems }) => `Questa richiesta non si può accogliere: ${becauseOfEach(problems)}.`,
  'APPLICATION.INVITED_ALREADY': 'Questa persona partecipa già alla richiesta.',
  'APPLICATION.NOTHING_LEFT': ({ item }) =>
    `La voce ${place(item)} finirebbe prima di cominciare: le regole o le date chieste non lasciano nemmeno un giorno.`,
  'APPLICATION.NOT_ACCEPTED':
    'Prima che sia presentata, tutti coloro che chiedono accettano le condizioni come sono adesso; non tutti lo hanno fatto.',
  'APPLICATION.NOT_IN_BOOK':
    'A una richiesta partecipano solo persone dell’organizzazione che chiede, o della federazione.',
  'APPLICATION.NOT_NARROWER': ({ item, problem }) =>
    `Si può approvare meno di quanto è stato chiesto, mai di più: la voce ${place(item)} ${because(problem)}.`,
  'APPLICATION.NOT_NOW': ({ state }) =>
    `Questa richiesta è ${APPLICATION_STATE[text(state)] ?? text(state)}: ora, o da Lei, questo non si può fare.`,
  'APPLICATION.NOT_YOURS_TO_DECIDE':
    'Non resta nulla che la Sua organizzazione debba decidere: i suoi dataset sono già approvati, o lo sono dalle regole stesse.',
  'APPLICATION.NOT_YOUR_NAME': 'Si chiede in nome di un’organizzazione a cui si appartiene. Scelga una delle Sue.',
  'APPLICATION.NO_LONGER_PERMITTED': ({ items }) =>
    `Dopo la presentazione le regole sono cambiate. ${refusedItems(items)} La restituisca, o la rifiuti.`,
  'APPLICATION.NO_VOTE_NEEDED': 'Nessuna regola chiede per questa richiesta un voto di questo organo.',
  'APPLICATION.ON_VOTE': 'Questo uso è già davanti ai soci. Attenda il loro voto.',
  'APPLICATION.OPEN_ALREADY':
    'Ha già chiesto esattamente questo, e lo si sta decidendo. Attenda, ritiri quella richiesta, o chieda altro.',
  'APPLICATION.OTHER_TERMS': 'Le condizioni non sono quelle che ha letto. Le legga di nuovo, poi accetti.',
  'APPLICATION.REFUSED': ({ items }) => `Le regole in vigore non consentono tutto. ${refusedItems(items)}`,
  'APPLICATION.REQUIREMENTS_UNMET': ({ why }) => `Non si può ancora approvare: ${becauseOfEach(why)}.`,
  'APPLICATION.RETENTION_TOO_LONG': ({ asked, most }) =>
    `Ciò che si trae va cancellato entro ${text(most)} giorni dalla fine dell’accesso; Lei vuole tenerlo per ${text(asked)}. Ne chieda al massimo ${text(most)}.`,
  'APPLICATION.SEVERAL_FEDERATIONS':
    'Una richiesta riguarda i dataset di una sola federazione. Ne faccia una per ciascuna.',
  'EVIDENCE.INVALID': ({ problem }) => `Questa prova non si può accogliere: ${because(problem)}.`,
  'EVIDENCE.REASON_NEEDED':
    'Dica perché è respinta, in 1–2.000 caratteri, così che chi ha l’accesso sappia che cosa fare.',
  'OBLIGATION.NOT_NOW': ({ state }) =>
    `Questo obbligo è ${OBLIGATION_STATE[text(state)] ?? text(state)}: ora, o da Lei, questo non si può fare.`,
};
