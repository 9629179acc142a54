import type { Method } from '../../voting/method';
import type { MinutesWords } from './minutes-words';

const MONTHS = 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
  ' ',
);

const count = (n: number | string, one: string, many: string) => `${n} ${String(n) === '1' ? one : many}`;
const all = (items: readonly string[]) =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} e ${items.at(-1) ?? ''}`;
const day: MinutesWords['day'] = (date) =>
  `${date.day === 1 ? '1º' : String(date.day)} ${MONTHS[date.month - 1] ?? ''} ${date.year}`;

const OF_BODIES = {
  cooperative: 'della cooperativa',
  association: 'dell’associazione',
  federation: 'della federazione',
  committee: 'del comitato',
};
const CALLS = { first: 'prima', second: 'seconda' };

function method(method: Method): string {
  switch (method.kind) {
    case 'yesNo':
      return 'favorevole, contrario o astenuto';
    case 'choice':
      return 'scelta di una fra più opzioni';
    case 'schulze':
      return 'preferenze ordinate, metodo Schulze';
    case 'instantRunoff':
      return 'preferenze ordinate, ballottaggio istantaneo';
    case 'approval':
      return `approvazione di una o più opzioni, ${count(method.seats, 'posto', 'posti')}`;
    case 'stv':
      return `preferenze ordinate, voto singolo trasferibile, ${count(method.seats, 'posto', 'posti')}`;
    case 'score':
      return `punteggio da 0 a ${method.highest}, ${count(method.seats, 'posto', 'posti')}`;
  }
}

const item: MinutesWords['item'] = {
  headings: {
    text: 'Testo posto in votazione',
    amendments: 'Emendamenti approvati',
    earlierRounds: 'Votazioni precedenti',
    conflicts: 'Interessi dichiarati',
    vote: 'Votazione',
    rollCall: 'Appello nominale',
    dissents: 'Dissensi messi a verbale su richiesta',
  },
  terms: {
    matter: 'Materia',
    textHash: 'Impronta del testo',
    method: 'Modo di voto',
    secrecy: 'Scrutinio',
    ballot: 'Numero della votazione',
    boxRoot: 'Radice di Merkle dell’urna',
    headerHash: 'Impronta dell’intestazione pubblicata',
    rule: 'Regola del conteggio',
    outcome: 'Esito',
    winners: 'Prevalgono',
    runoff: 'Al ballottaggio',
  },
  matters: {
    accessPolicy: 'regola di accesso ai dati',
    statuteChange: 'modifica dello statuto',
    admission: 'ammissione di soci',
    election: 'elezione',
    other: 'altro',
  },
  secrecy: { open: 'palese', secret: 'segreto' },
  method,
  noVote: 'Il punto è stato trattato senza votazione.',
  conflict: (name, excluded) =>
    excluded
      ? `${name} ha dichiarato un interesse e non è nel computo di questo voto.`
      : `${name} ha dichiarato un interesse e ha conservato il voto.`,
  result: 'Voti',
  marks: { yes: 'favorevole', no: 'contrario', abstain: 'astenuto', blank: 'scheda bianca' },
  totals: { yes: 'Favorevoli', no: 'Contrari', abstain: 'Astenuti', blank: 'Schede bianche', valid: 'Voti validi' },
  round: (number) => `Turno ${number}`,
  rounds: (first, last) => (first === last ? `Turno ${first}` : `Turni ${first}–${last}`),
  roundEvents: ({ number, elected, eliminated, exhausted }) =>
    `Turno ${number}: ${[
      elected && `raggiunge il risultato ${elected}`,
      eliminated && `esce ${eliminated}`,
      exhausted && `voti esauriti ${exhausted}`,
    ]
      .filter(Boolean)
      .join('; ')}.`,
  notScored: 'nessun punteggio',
};

/** Minutes in Italian, in the words of the civil code. */
export const italian: MinutesWords = {
  title: 'Verbale dell’assemblea',
  all,
  day,
  moment: (clock) => `${day(clock)}, ore ${clock.time}`,
  opened: ({ moment, place, kind, body, call }) =>
    `Il giorno ${moment} (${place}), si è costituita in ${CALLS[call]} convocazione l’assemblea ${OF_BODIES[kind]} «${body}».`,
  adjourned: (openedAt, closedAt) =>
    `La prima convocazione, aperta il giorno ${openedAt}, è stata chiusa il giorno ${closedAt} senza poter deliberare su tutti gli argomenti, rinviati alla seconda.`,
  neverOpened: 'L’assemblea non si è validamente costituita in alcuna convocazione: non ha potuto deliberare.',
  offices: (chair, secretary) => `Presiede ${chair}; redige il verbale ${secretary}.`,
  closed: (moment) => `La seduta è tolta il giorno ${moment}.`,
  unsigned: 'Questo verbale attende ancora le firme in calce.',
  strength: ({ members, votes }) => `${count(members, 'socio', 'soci')}, ${count(votes, 'voto', 'voti')}`,
  challenge: (until, article) =>
    `Le deliberazioni possono essere impugnate fino al giorno ${until} compreso (${article}).`,
  sections: {
    notice: 'Convocazione',
    constitution: 'Costituzione',
    attendance: 'Presenze',
    proxies: 'Deleghe',
    caps: 'Limiti ai voti',
    agenda: 'Ordine del giorno',
    resolutions: 'Deliberazioni',
    attachments: 'Allegati',
    challenge: 'Impugnazione',
    proof: 'Prove',
    signatures: 'Firme',
  },
  terms: {
    body: 'Ente',
    statute: 'Statuto',
    statuteHash: 'Impronta dello statuto',
    place: 'Luogo',
    timeZone: 'Fuso orario',
    noticeSent: 'Avviso inviato',
    recipients: 'Destinatari',
    noticeHash: 'Impronta dell’avviso',
    firstCall: 'Prima convocazione',
    secondCall: 'Seconda convocazione',
    openedAt: 'Apertura',
    closedAt: 'Chiusura',
    chair: 'Presidente',
    secretary: 'Segretario',
    entitled: 'Aventi diritto',
    present: 'Presenti o rappresentati',
    logNumber: 'Voci del registro sigillato',
    logHash: 'Testa del registro sigillato',
    minutesHash: 'Impronta di questo verbale',
  },
  statuteVersion: (version) => `versione ${version}`,
  columns: {
    name: 'Nome',
    how: 'Presenza',
    votes: 'Voti',
    arrived: 'Arrivo',
    left: 'Uscita',
    principal: 'Delegante',
    holder: 'Rappresentante',
    choice: 'Voto',
    option: 'Opzione',
    amendment: 'Emendamento',
    document: 'Documento',
    fingerprint: 'Impronta (SHA-256)',
  },
  presence: (how) => {
    if (how.kind === 'represented') return `per delega a ${how.by}`;
    return { room: 'in sala', remote: 'a distanza', advance: 'voto anticipato' }[how.kind];
  },
  item,
  roles: { chair: 'Presidente', secretary: 'Segretario' },
  signed: (moment) => `firmato il giorno ${moment}`,
  notSigned: 'in attesa di firma',
};
