import type { ErrorDetails } from '#kernel';

type Words = string | ((details: ErrorDetails) => string);

const text = (value: unknown) => (typeof value === 'string' ? value : '');

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

/** Why something is not possible, by the code of the refusal. */
export const REASONS_IN_ITALIAN: Readonly<Record<string, Words>> = {
  'POLICY.FORBIDDEN': 'Le regole in vigore non Le consentono di farlo.',
  'POLICY.SIGN_IN_FIRST': 'Acceda prima di farlo.',
  'TOKEN.SCOPE_NEEDED': 'La chiave usata non consente di farlo.',
  'BODY.FOUNDED': 'Questo organo esiste già: le sue regole cambiano con una sua delibera.',
  'BODY.NOT_AN_OFFICER': ({ offices }) => `Può farlo solo ${OFFICE[text(offices)] ?? text(offices)} di questo organo.`,
  'BODY.NOT_A_STEWARD': 'Può farlo solo chi cura i dati dell’organizzazione, in suo nome.',
  'BODY.NOT_COMPETENT': 'Questo organo non può deciderlo: va proposto a quello competente.',
  'PROPOSAL.FROZEN': 'Su questa mozione si vota o si è votato: il testo non cambia più. Se ne proponga un’altra.',
  'PROPOSAL.ON_BALLOT': 'Questa proposta è già stata messa ai voti.',
  'PROPOSAL.REPLACED': 'Questo testo è stato emendato: si vota quello emendato.',
  'AMENDMENT.DECIDED': 'Non ci sono emendamenti di questa mozione ancora da decidere.',
  'AMENDMENT.NOT_AMENDABLE':
    'Si emendano, clausola per clausola, le regole di accesso e gli statuti; a questa mozione se ne contrapponga un’altra.',
  'AMENDMENT.NOT_YOURS': 'Sugli emendamenti decide chi ha proposto la mozione, o il presidente.',
  'COMMENT.TOO_MANY':
    'Su questa mozione ha già scritto molto: lasci la parola agli altri, o proponga un’altra mozione.',
  'AGENDA.ALREADY': 'Questa proposta è già all’ordine del giorno.',
  'AGENDA.DECIDED': 'Su questo punto si è già votato.',
  'AGENDA.NO_DRAFT':
    'Nessuna assemblea di questo organo è in preparazione: se ne prepari una e vi si iscriva la proposta.',
  'BALLOT.ALREADY_VOTED': 'Il Suo voto è già stato espresso; un voto espresso è definitivo.',
  'BALLOT.IN_MEETING':
    'La votazione in assemblea finisce quando il presidente la chiude: non ha un termine da spostare.',
  'BALLOT.MEETING_ONLY':
    'Per statuto si decide in assemblea: la proposta va iscritta all’ordine del giorno di un’assemblea.',
  'BALLOT.NOT_COUNTED': 'Le schede si pubblicano a scrutinio avvenuto, non prima.',
  'BALLOT.NOT_ENTITLED': 'All’apertura della votazione non era tra gli aventi diritto.',
  'BALLOT.NOT_OPEN': ({ closesAt }) =>
    closesAt ? `La votazione si è chiusa il ${text(closesAt)}; non si vota più.` : 'La votazione è chiusa.',
  'BALLOT.NOT_OPEN_YET': 'La votazione non è ancora aperta; la apre il presidente in assemblea.',
  'BALLOT.NOT_PRESENT': 'Vota solo chi è presente: prima va registrata la presenza.',
  'BALLOT.NOT_YOURS': 'Non può esprimere il voto di questo socio: non ne ha una delega che valga ora.',
  'BALLOT.NOT_YOURS_TO_MOVE':
    'Il termine di questa votazione lo sposta chi ha proposto la mozione, il presidente o il segretario.',
  'BALLOT.NO_REMOTE_VOTE': 'Su questa materia lo statuto ammette solo il voto in assemblea: venga, o deleghi qualcuno.',
  'BALLOT.STILL_OPEN': ({ closesAt }) => `La votazione è aperta fino al ${text(closesAt)}.`,
  'ASSEMBLY.BALLOTS_OPEN': 'Una votazione è ancora aperta: prima va chiusa.',
  'ASSEMBLY.CONVENED':
    'L’avviso è partito: data, luogo e ordine del giorno non cambiano più. Si emendi una mozione o si convochi un’altra assemblea.',
  'ASSEMBLY.EMPTY_AGENDA': 'L’ordine del giorno è vuoto: vi si iscriva una proposta prima di convocare.',
  'ASSEMBLY.NOTICE_TOO_SHORT': ({ earliest, article }) =>
    `Un avviso inviato ora è tardivo per questa data (${text(article)}): la prima convocazione può essere dal ${text(earliest)}.`,
  'ASSEMBLY.NOT_SITTING': 'L’assemblea non è aperta; la apre il presidente all’ora fissata.',
  'ASSEMBLY.NO_SECOND_CALL': 'Non c’è un’altra convocazione a cui rinviare.',
  'ASSEMBLY.QUORUM_REACHED': 'La prima convocazione ha deciso su ogni punto: non resta nulla per la seconda.',
  'ASSEMBLY.STATE': ({ state, allowed }) =>
    `L’assemblea è ${states(state).join('')}; si può fare solo quando è ${states(allowed).join(' o ')}.`,
  'ASSEMBLY.TOO_EARLY': ({ at }) => `Questa convocazione è fissata per il ${text(at)}: non si apre prima.`,
  'ATTENDANCE.NOT_ENTITLED': 'Si registra la presenza dei soli aventi diritto al voto.',
  'ATTENDANCE.NOT_REMOTE': ({ article }) =>
    `Lo statuto (${text(article)}) non consente di partecipare a distanza a questa assemblea.`,
  'PROXY.ALREADY': 'Il voto è già delegato per questa assemblea o per questo punto: prima va revocata quella delega.',
  'PROXY.CHAIN': 'Chi rappresenta altri non può a sua volta delegare.',
  'PROXY.NOT_ALLOWED': 'Per statuto nessuno vota per un altro.',
  'PROXY.NOT_ELECTOR': 'La delega si dà da un avente diritto a un altro.',
  'MINUTES.NOT_WRITTEN': 'Il verbale si redige alla chiusura dell’assemblea.',
  'MINUTES.SIGNED': 'Ha già firmato questo verbale.',
  'CONFLICT.TOO_LATE':
    'Su questa mozione si vota già, o il Suo voto segreto è già espresso: il conflitto di interessi si dichiara prima.',
};

/** A refusal in Italian; null: it is said in English only. */
export function inItalian(code: string, details: ErrorDetails): string | null {
  const words = REASONS_IN_ITALIAN[code];
  if (words === undefined) return code.endsWith('.MISSING') ? 'Non esiste, o non Le è visibile.' : null;
  return typeof words === 'string' ? words : words(details);
}
