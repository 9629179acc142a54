import { because, becauseOfEach, day, list, moment, text, type Sentences } from './words';

const OFFICE: Readonly<Record<string, string>> = {
  'chair or secretary': 'il presidente o il segretario',
  'chair and the secretary': 'il presidente e il segretario',
  chair: 'il presidente',
  secretary: 'il segretario',
};
const STATE: Readonly<Record<string, string>> = {
  draft: 'in preparazione',
  convened: 'convocata',
  sitting: 'in corso',
  adjourned: 'in attesa della seconda convocazione',
  closed: 'chiusa',
};
const states = (value: unknown) => (Array.isArray(value) ? value : [value]).map((it) => STATE[text(it)] ?? text(it));

/** What is decided together; the actions that are not possible say the same of themselves. */
export const GOVERNANCE: Sentences = {
  'AGENDA.ALREADY': 'Questa proposta è già all’ordine del giorno.',
  'AGENDA.DECIDED': 'Su questo punto si è già votato.',
  'AGENDA.NO_DRAFT':
    'Nessuna assemblea di questo organo è in preparazione: se ne prepari una e vi si iscriva la proposta.',
  'AGENDA.OTHER_BODY': 'Questa proposta è stata fatta a un altro organo; un’assemblea decide solo sulle proprie.',
  'AMENDMENT.CONFLICT': ({ clause }) =>
    `Due di questi emendamenti si contraddicono su ${text(clause)}. Prima si mettano ai voti l’uno contro l’altro.`,
  'AMENDMENT.DECIDED': 'Non ci sono emendamenti di questa mozione ancora da decidere.',
  'AMENDMENT.EMPTY': 'Questo emendamento non cambia nulla. Scriva che cosa dovrebbe dire la clausola.',
  'AMENDMENT.INVALID': ({ problem, problems }) =>
    `Questo emendamento non si può mettere ai voti: controlli la clausola, il testo nuovo e la motivazione.${reasonsIn([problem, problems].flat())}`,
  'AMENDMENT.NOT_AMENDABLE':
    'Si emendano, clausola per clausola, le regole di accesso e gli statuti; a questa mozione se ne contrapponga un’altra.',
  'AMENDMENT.NOT_YOURS': 'Sugli emendamenti decide chi ha proposto la mozione, o il presidente.',
  'AMENDMENT.NO_CLAUSE': ({ clause, known }) => `La mozione non ha una clausola ${text(clause)}. Ha: ${list(known)}.`,
  'AMENDMENT.OTHER_TEXT':
    'Questo emendamento è stato scritto per un altro testo della mozione. Legga la mozione com’è adesso ed emendi quella.',
  'ASSEMBLY.BALLOTS_OPEN': 'Una votazione è ancora aperta: prima va chiusa.',
  'ASSEMBLY.CALL_IS_OVER': ({ at }) =>
    `La prima convocazione sarebbe stata il ${moment(at)}: non si convoca per un’ora già passata. Si prepari un’altra assemblea.`,
  'ASSEMBLY.CONVENED':
    'L’avviso è partito: data, luogo e ordine del giorno non cambiano più. Si emendi una mozione o si convochi un’altra assemblea.',
  'ASSEMBLY.EMPTY_AGENDA': 'L’ordine del giorno è vuoto: vi si iscriva una proposta prima di convocare.',
  'ASSEMBLY.INVALID': ({ problem }) => `Non si può inserire così: ${because(problem)}.`,
  'ASSEMBLY.NOTICE_TOO_SHORT': ({ earliest, article }) =>
    `Un avviso inviato ora è tardivo per questa data (${text(article)}): la prima convocazione può essere dal ${moment(earliest)}.`,
  'ASSEMBLY.NOT_SITTING': 'L’assemblea non è aperta; la apre il presidente all’ora fissata.',
  'ASSEMBLY.NO_SECOND_CALL': 'Non c’è un’altra convocazione a cui rinviare.',
  'ASSEMBLY.QUORUM_REACHED': 'La prima convocazione ha deciso su ogni punto: non resta nulla per la seconda.',
  'ASSEMBLY.SECOND_CALL': ({ earliest, latest, article }) =>
    `La seconda convocazione segue la prima, dal ${day(earliest)} al ${day(latest)} (${text(article)}). Scelga un’ora in quei giorni.`,
  'ASSEMBLY.STATE': ({ state, allowed }) =>
    `L’assemblea è ${states(state).join('')}; si può fare solo quando è ${states(allowed).join(' o ')}.`,
  'ASSEMBLY.TOO_EARLY': ({ at }) => `Questa convocazione è fissata per il ${moment(at)}: non si apre prima.`,
  'ATTENDANCE.NOT_ENTITLED': 'Si registra la presenza dei soli aventi diritto al voto.',
  'ATTENDANCE.NOT_REMOTE': ({ article }) =>
    `Lo statuto (${text(article)}) non consente di partecipare a distanza a questa assemblea.`,
  'BALLOT.ALREADY_VOTED': 'Il Suo voto è già stato espresso; un voto espresso è definitivo.',
  'BALLOT.CLOSING_TIME': ({ earliest, latest }) =>
    `Per statuto questa votazione si chiude fra il ${moment(earliest)} e il ${moment(latest)}.`,
  'BALLOT.EMPTY_ELECTORATE': 'Oggi nei libri soci nessuno ha diritto di voto.',
  'BALLOT.HAS_VOTES': 'Si è già votato: le regole e il termine di questa votazione non cambiano più.',
  'BALLOT.IN_MEETING':
    'La votazione in assemblea finisce quando il presidente la chiude: non ha un termine da spostare.',
  'BALLOT.LINK_INVALID':
    'Questo collegamento non vota: la votazione è stata contata, o non ne è mai esistita una. Entri per vedere le votazioni aperte.',
  'BALLOT.LOT_INVALID': ({ optionCount }) =>
    `Il sorteggio deve nominare una volta ciascuna delle ${text(optionCount)} opzioni: lo si rifaccia.`,
  'BALLOT.MARKS_INVALID': ({ problem }) => `Questa scheda non si può accogliere: ${because(problem)}.`,
  'BALLOT.MEETING_ONLY':
    'Per statuto si decide in assemblea: la proposta va iscritta all’ordine del giorno di un’assemblea.',
  'BALLOT.MORE_VOTES_THAN_VOTERS': ({ votes, electorate }) =>
    `Risultano ${text(votes)} voti dove ce ne sono ${text(electorate)}: si contino di nuovo le schede e i voti presenti.`,
  'BALLOT.MORE_WITHHELD_THAN_CAST': ({ withheld, cast }) =>
    `Non si possono togliere ${text(withheld)} voti da ${text(cast)}: si tolgano solo voti che sono stati contati.`,
  'BALLOT.NEGATIVE_VOTES': ({ votes }) =>
    `Non possono esserci ${text(votes)} voti: si contino di nuovo le schede e i voti presenti.`,
  'BALLOT.NOT_COUNTED': 'Le schede si pubblicano a scrutinio avvenuto, non prima.',
  'BALLOT.NOT_ENTITLED': 'All’apertura della votazione non era tra gli aventi diritto.',
  'BALLOT.NOT_OPEN': ({ closesAt }) =>
    closesAt ? `La votazione si è chiusa il ${moment(closesAt)}; non si vota più.` : 'La votazione è chiusa.',
  'BALLOT.NOT_OPEN_YET': 'La votazione non è ancora aperta; la apre il presidente in assemblea.',
  'BALLOT.NOT_PRESENT': 'Vota solo chi è presente: prima va registrata la presenza.',
  'BALLOT.NOT_YOURS': 'Non può esprimere il voto di questo socio: non ne ha una delega che valga ora.',
  'BALLOT.NOT_YOURS_TO_MOVE':
    'Il termine di questa votazione lo sposta chi ha proposto la mozione, il presidente o il segretario.',
  'BALLOT.NO_REMOTE_VOTE': 'Su questa materia lo statuto ammette solo il voto in assemblea: venga, o deleghi qualcuno.',
  'BALLOT.ONE_MARK_NEEDED':
    'Dica in un solo modo come è segnata la scheda: invii uno fra choice, option, options, scores e ranking, e nessun altro.',
  'BALLOT.OTHER_TEXT':
    'Il testo è cambiato da quando lo ha letto, e il voto non è stato registrato. Legga quello che si vota adesso, e voti su quello.',
  'BALLOT.SEVERAL_VOTES': 'Lei esprime il voto di più soci: dica per quale vale questo.',
  'BALLOT.STILL_OPEN': ({ closesAt }) => `La votazione è aperta fino al ${moment(closesAt)}.`,
  'BALLOT.TEXT_NEEDED': 'Chi vota prima della riunione dice su quale testo: invii l’impronta del testo che ha letto.',
  'BODY.FOUNDED': 'Questo organo esiste già: le sue regole cambiano con una sua delibera.',
  'BODY.NOT_AN_OFFICER': ({ offices }) => `Può farlo solo ${OFFICE[text(offices)] ?? text(offices)} di questo organo.`,
  'BODY.NOT_A_STEWARD': 'Può farlo solo chi cura i dati dell’organizzazione, in suo nome.',
  'BODY.NOT_COMPETENT': 'Questo organo non può deciderlo: va proposto a quello competente.',
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
  'COMMENT.TOO_MANY':
    'Su questa mozione ha già scritto molto: lasci la parola agli altri, o proponga un’altra mozione.',
  'CONFLICT.INVALID': ({ problem }) => `Dica con parole Sue qual è il Suo interesse: ${because(problem)}.`,
  'CONFLICT.TOO_LATE':
    'Su questa mozione si vota già, o il Suo voto segreto è già espresso: il conflitto di interessi si dichiara prima.',
  'DATE.CLOCK_CHANGE': ({ text: time, timeZone, change }) =>
    `L’ora ${text(time).replace('T', ', ')} in ${text(timeZone)} ${change === 'skipped' ? 'non esiste, perché gli orologi vanno avanti' : 'c’è due volte, perché gli orologi tornano indietro'}. Scelga un’ora di quel giorno che ci sia una volta sola, almeno un’ora prima o dopo.`,
  'DELEGATES.NONE_HERE':
    'Per le sue regole questa assemblea non elegge delegati: prima il suo statuto dica per quanti soci parla ciascuno.',
  'DELEGATES.NOT_PROPORTIONAL':
    'Più delegati si eleggono in modo che le minoranze abbiano i loro (art. 2540 c.c.): si scelga il voto singolo trasferibile.',
  'DELEGATES.OTHER_NUMBER': ({ due, article }) =>
    `Per il numero dei suoi soci questa assemblea elegge ${text(due)} delegati (${text(article)}): né di più né di meno.`,
  'MINUTES.NOT_WRITTEN': 'Il verbale si redige alla chiusura dell’assemblea.',
  'MINUTES.OTHER_TEXT': 'Questo non è il verbale che ha letto: lo rilegga, e firmi ciò che dice adesso.',
  'MINUTES.SIGNED': 'Ha già firmato questo verbale.',
  'PAPER.DAMAGED':
    'Una scheda di questa urna non è com’era quando è stata votata: è stata alterata, o è di un’altra votazione. Prima di contare va ripristinata l’urna da una copia di sicurezza.',
  'PAPER.TOO_LONG': ({ bytes, most }) =>
    `Questa scheda ha ${text(bytes)} byte, e nessuna di questa votazione ne richiede più di ${text(most)}. La si compili di nuovo.`,
  'PROPOSAL.FROZEN': 'Su questa mozione si vota o si è votato: il testo non cambia più. Se ne proponga un’altra.',
  'PROPOSAL.INVALID': ({ problem }) => `Non si può mettere ai voti: ${because(problem)}.`,
  'PROPOSAL.NOTHING_NEW': 'Questo statuto dice ciò che dice già quello in vigore.',
  'PROPOSAL.ONE_BODY_NEEDED': 'Dica chi deve decidere: invii uno fra federationId e bodyId, e non entrambi.',
  'PROPOSAL.ON_BALLOT': 'Questa proposta è già stata messa ai voti.',
  'PROPOSAL.OTHER_STATUTE': ({ number }) =>
    `Nel frattempo lo statuto è cambiato: ora è in vigore la versione ${text(number)}. Scriva la Sua modifica su quella.`,
  'PROPOSAL.REPLACED': 'Questo testo è stato emendato: si vota quello emendato.',
  'PROXY.ALREADY': 'Il voto è già delegato per questa assemblea o per questo punto: prima va revocata quella delega.',
  'PROXY.CAP': ({ maxPerHolder, article }) =>
    `Questo socio rappresenta già ${text(maxPerHolder)} altri, il massimo consentito (${text(article)}). Scelga un altro rappresentante.`,
  'PROXY.CHAIN': 'Chi rappresenta altri non può a sua volta delegare.',
  'PROXY.FOR_WHOM': 'Lei esprime il voto di più soci: dica di chi è il voto che delega.',
  'PROXY.NOT_ALLOWED': 'Per statuto nessuno vota per un altro.',
  'PROXY.NOT_ELECTOR': 'La delega si dà da un avente diritto a un altro.',
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
