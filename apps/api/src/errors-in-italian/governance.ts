import { REASONS_IN_ITALIAN } from '#governance';
import { because, becauseOfEach, day, list, moment, text, type Sentences } from './words';

/** Beside what the actions that are not possible say of themselves. */
export const GOVERNANCE: Sentences = {
  ...REASONS_IN_ITALIAN,
  'AGENDA.OTHER_BODY': 'Questa proposta è stata fatta a un altro organo; un’assemblea decide solo sulle proprie.',
  'AMENDMENT.CONFLICT': ({ clause }) =>
    `Due di questi emendamenti si contraddicono su ${text(clause)}. Prima si mettano ai voti l’uno contro l’altro.`,
  'AMENDMENT.EMPTY': 'Questo emendamento non cambia nulla. Scriva che cosa dovrebbe dire la clausola.',
  'AMENDMENT.INVALID': ({ problem, problems }) =>
    `Questo emendamento non si può mettere ai voti: controlli la clausola, il testo nuovo e la motivazione.${reasonsIn([problem, problems].flat())}`,
  'AMENDMENT.NO_CLAUSE': ({ clause, known }) => `La mozione non ha una clausola ${text(clause)}. Ha: ${list(known)}.`,
  'AMENDMENT.OTHER_TEXT':
    'Questo emendamento è stato scritto per un altro testo della mozione. Legga la mozione com’è adesso ed emendi quella.',
  'ASSEMBLY.CALL_IS_OVER': ({ at }) =>
    `La prima convocazione sarebbe stata il ${moment(at)}: non si convoca per un’ora già passata. Si prepari un’altra assemblea.`,
  'ASSEMBLY.INVALID': ({ problem }) => `Non si può inserire così: ${because(problem)}.`,
  'ASSEMBLY.SECOND_CALL': ({ earliest, latest, article }) =>
    `La seconda convocazione segue la prima, dal ${day(earliest)} al ${day(latest)} (${text(article)}). Scelga un’ora in quei giorni.`,
  'BALLOT.CLOSING_TIME': ({ earliest, latest }) =>
    `Per statuto questa votazione si chiude fra il ${moment(earliest)} e il ${moment(latest)}.`,
  'BALLOT.EMPTY_ELECTORATE': 'Oggi nei libri soci nessuno ha diritto di voto.',
  'BALLOT.HAS_VOTES': 'Si è già votato: le regole e il termine di questa votazione non cambiano più.',
  'BALLOT.LINK_INVALID':
    'Questo collegamento non vota: la votazione è stata contata, o non ne è mai esistita una. Entri per vedere le votazioni aperte.',
  'BALLOT.LOT_INVALID': ({ optionCount }) =>
    `Il sorteggio deve nominare una volta ciascuna delle ${text(optionCount)} opzioni: lo si rifaccia.`,
  'BALLOT.MARKS_INVALID': ({ problem }) => `Questa scheda non si può accogliere: ${because(problem)}.`,
  'BALLOT.MORE_VOTES_THAN_VOTERS': ({ votes, electorate }) =>
    `Risultano ${text(votes)} voti dove ce ne sono ${text(electorate)}: si contino di nuovo le schede e i voti presenti.`,
  'BALLOT.MORE_WITHHELD_THAN_CAST': ({ withheld, cast }) =>
    `Non si possono togliere ${text(withheld)} voti da ${text(cast)}: si tolgano solo voti che sono stati contati.`,
  'BALLOT.NEGATIVE_VOTES': ({ votes }) =>
    `Non possono esserci ${text(votes)} voti: si contino di nuovo le schede e i voti presenti.`,
  'BALLOT.ONE_MARK_NEEDED':
    'Dica in un solo modo come è segnata la scheda: invii uno fra choice, option, options, scores e ranking, e nessun altro.',
  'BALLOT.OTHER_TEXT':
    'Il testo è cambiato da quando lo ha letto, e il voto non è stato registrato. Legga quello che si vota adesso, e voti su quello.',
  'BALLOT.SEVERAL_VOTES': 'Lei esprime il voto di più soci: dica per quale vale questo.',
  'BALLOT.TEXT_NEEDED': 'Chi vota prima della riunione dice su quale testo: invii l’impronta del testo che ha letto.',
  'BODY.NOT_IN_BOOK':
    'Non tutte le persone indicate sono nel libro soci: le si iscriva prima, o se ne indichino altre.',
  'BODY.NO_SUSPENSION':
    'Lo statuto non consente a nessuno di sospendere le regole: se ne proponga la fine, e la si metta ai voti.',
  'BOX.INVALID': 'Questa urna si contraddice: si controllino le schede e i presenti prima di contare.',
  'BOX.LOCKED':
    'La chiave di questa urna non si apre con il segreto di questa installazione. Va impostato il segreto con cui la votazione è stata aperta.',
  'BOX.RECEIPT_TWICE':
    'Due schede di questa urna hanno la stessa ricevuta: una è una copia. Prima di contare va ripristinata l’urna da una copia di sicurezza.',
  'COMMENT.INVALID': ({ problem }) => `Non si può inserire così: ${because(problem)}.`,
  'COMMENT.NOT_A_QUESTION': 'Una risposta segue una domanda sulla stessa mozione.',
  'CONFLICT.INVALID': ({ problem }) => `Dica con parole Sue qual è il Suo interesse: ${because(problem)}.`,
  'DATE.CLOCK_CHANGE': ({ text: time, timeZone, change }) =>
    `L’ora ${text(time).replace('T', ', ')} in ${text(timeZone)} ${change === 'skipped' ? 'non esiste, perché gli orologi vanno avanti' : 'c’è due volte, perché gli orologi tornano indietro'}. Scelga un’ora di quel giorno che ci sia una volta sola, almeno un’ora prima o dopo.`,
  'DELEGATES.NONE_HERE':
    'Per le sue regole questa assemblea non elegge delegati: prima il suo statuto dica per quanti soci parla ciascuno.',
  'DELEGATES.NOT_PROPORTIONAL':
    'Più delegati si eleggono in modo che le minoranze abbiano i loro (art. 2540 c.c.): si scelga il voto singolo trasferibile.',
  'DELEGATES.OTHER_NUMBER': ({ due, article }) =>
    `Per il numero dei suoi soci questa assemblea elegge ${text(due)} delegati (${text(article)}): né di più né di meno.`,
  'MINUTES.OTHER_TEXT': 'Questo non è il verbale che ha letto: lo rilegga, e firmi ciò che dice adesso.',
  'PAPER.DAMAGED':
    'Una scheda di questa urna non è com’era quando è stata votata: è stata alterata, o è di un’altra votazione. Prima di contare va ripristinata l’urna da una copia di sicurezza.',
  'PAPER.TOO_LONG': ({ bytes, most }) =>
    `Questa scheda ha ${text(bytes)} byte, e nessuna di questa votazione ne richiede più di ${text(most)}. La si compili di nuovo.`,
  'PROPOSAL.INVALID': ({ problem }) => `Non si può mettere ai voti: ${because(problem)}.`,
  'PROPOSAL.NOTHING_NEW': 'Questo statuto dice ciò che dice già quello in vigore.',
  'PROPOSAL.ONE_BODY_NEEDED': 'Dica chi deve decidere: invii uno fra federationId e bodyId, e non entrambi.',
  'PROPOSAL.OTHER_STATUTE': ({ number }) =>
    `Nel frattempo lo statuto è cambiato: ora è in vigore la versione ${text(number)}. Scriva la Sua modifica su quella.`,
  'PROXY.CAP': ({ maxPerHolder, article }) =>
    `Questo socio rappresenta già ${text(maxPerHolder)} altri, il massimo consentito (${text(article)}). Scelga un altro rappresentante.`,
  'PROXY.FOR_WHOM': 'Lei esprime il voto di più soci: dica di chi è il voto che delega.',
  'PROXY.NOT_YOURS': 'Una delega la dà e la revoca solo il socio a cui spetta il voto.',
  'PROXY.SELF': 'Per votare per sé non serve una delega. Scelga un altro socio, o venga alla riunione.',
  'PROXY.USED':
    'Con questa delega si è già votato, e non si può più revocare. Per un altro punto venga alla riunione e voti Lei.',
  'RESISTANCE.NOT_A_MOTION':
    'La prova di resistenza riguarda una mozione adottata o no; per un’elezione non c’è: se ne impugni lo scrutinio.',
  'RESISTANCE.NO_DELEGATES':
    'Nessun delegato di questa assemblea separata aveva diritto di voto in questa votazione: ne indichi una che abbia inviato delegati.',
  'STANDING.INVALID': ({ problem }) => `Questa posizione del socio non si può registrare: ${because(problem)}.`,
  'STANDING.NOT_A_MEMBER':
    'Oggi questo non è un socio dell’organo, e non c’è una posizione da registrare: lo cerchi fra gli aventi diritto.',
  'STATUTE.INVALID': ({ problem, contradictions }) =>
    contradictions === undefined
      ? `Queste regole non si possono leggere come uno statuto: ${because(problem)}.`
      : `Questo statuto si contraddice. ${contradictionsOf(contradictions)}`,
  'VOTE.CONTRADICTORY': 'La scheda segna delle opzioni e dice di astenersi o di essere bianca: lasci una delle due.',
  'VOTE.PLACE_INVALID': 'Un posto è un numero intero: 1 per la preferita, poi 2, 3, …',
};

/** Statutes are checked in both languages. */
const contradictionsOf = (contradictions: unknown): string =>
  (contradictions as readonly { readonly path: string; readonly it: string }[])
    .map(({ path, it }) => `${path}: ${it}`)
    .join(' ');

/** None are told where a clause may not be taken out at all. */
const reasonsIn = (problems: readonly unknown[]): string => {
  const reasons = becauseOfEach(problems.filter((problem) => problem !== undefined));
  return reasons && ` ${reasons}.`;
};
