import type { Method } from '#governance';
import type { Language } from '#identity';

/** Everything that the pages of a vote by mail say. */
export type VoteWords = typeof IT;

const IT = {
  votes: 'vota',
  until: 'Si vota fino a',
  untilClosed: 'Si vota finché chi presiede non chiude la votazione.',
  inAdvance:
    'Vota prima della riunione, sul testo dell’avviso. Se l’assemblea cambierà il testo, questo voto non conterà e potrà votare di nuovo.',
  hash: 'Impronta del testo',
  secret:
    'Il voto è segreto: nulla di ciò che si conserva unisce il suo nome alla sua scheda. Che abbia partecipato si vede solo dopo lo spoglio. Un voto dato è definitivo.',
  open: 'Il voto è palese: dopo lo spoglio si vede come ha votato. Un voto dato è definitivo.',
  voteOf: 'Voto di',
  weight: 'voti',
  alreadyIn: 'Questo voto è già nell’urna.',
  cast: 'Vota',
  yes: 'Sì',
  no: 'No',
  abstain: 'Mi astengo',
  blank: 'Scheda bianca',
  marked: 'Vale quanto ho segnato qui sopra',
  otherwise: 'Valore della scheda',
  noScore: 'nessun punteggio',
  notEntitled: 'Lei non è tra gli aventi diritto a questo voto.',
  closed: 'Questa votazione è chiusa: non si accolgono altri voti.',
  meetingOnly: 'Su questo si vota in assemblea, quando chi presiede apre la votazione.',
  doneTitle: 'Il suo voto è nell’urna',
  doneOpen: 'Il voto è registrato e definitivo. Riceverà l’esito quando sarà contato.',
  doneSecret:
    'Questa frase ritrova la sua scheda nell’elenco pubblicato dopo lo spoglio. La copi o la scriva adesso: non sarà mostrata di nuovo e nessuno la conserva. Non la mostri a chi non deve sapere come ha votato.',
  receipt: 'La sua ricevuta',
  failedTitle: 'Il voto non è stato accolto',
  back: 'Torna alla scheda',
  signIn: 'Entra in Granaio',
  how: {
    yesNo: 'Scelga una risposta.',
    choice: 'Scelga una sola opzione.',
    approval: 'Segni tutte le opzioni che approva, almeno una.',
    score: 'Dia un punteggio alle opzioni: più alto, più le piace. Senza punteggio vale zero.',
    schulze:
      'Dia un numero alle opzioni: 1 alla preferita. Due opzioni con lo stesso numero sono alla pari; quelle senza numero vengono dopo tutte le altre.',
    instantRunoff: 'Dia un numero alle opzioni: 1 alla preferita, poi 2, 3, … Ogni numero una volta sola.',
    stv: 'Dia un numero alle candidature: 1 alla preferita, poi 2, 3, … Ogni numero una volta sola.',
  } satisfies Record<Method['kind'], string>,
};

const EN: VoteWords = {
  votes: 'votes',
  until: 'Votes are taken until',
  untilClosed: 'Votes are taken until the chair closes the ballot.',
  inAdvance:
    'You vote before the meeting, on the text of the notice. If the assembly changes the text, this vote will not count and you can vote again.',
  hash: 'Hash of the text',
  secret:
    'The vote is secret: nothing that is kept joins your name to your paper. That you took part is shown only after the count. A vote once cast is final.',
  open: 'The vote is open: after the count people see how you voted. A vote once cast is final.',
  voteOf: 'Vote of',
  weight: 'votes',
  alreadyIn: 'This vote is in already.',
  cast: 'Vote',
  yes: 'Yes',
  no: 'No',
  abstain: 'I abstain',
  blank: 'Blank paper',
  marked: 'What I marked above counts',
  otherwise: 'What the paper is worth',
  noScore: 'no score',
  notEntitled: 'You are not among those entitled to this vote.',
  closed: 'This ballot is closed: no more votes are taken.',
  meetingOnly: 'This is voted on in the assembly, when the chair opens the ballot.',
  doneTitle: 'Your vote is in',
  doneOpen: 'Your vote is recorded and final. You will be told the result when it is counted.',
  doneSecret:
    'This phrase finds your paper in the list that is published after the count. Copy it or write it down now: it will not be shown again, and nobody keeps it. Do not show it to anybody who is not to know how you voted.',
  receipt: 'Your receipt',
  failedTitle: 'Your vote was not taken',
  back: 'Back to the paper',
  signIn: 'Sign in to Granaio',
  how: {
    yesNo: 'Choose one answer.',
    choice: 'Choose one option.',
    approval: 'Mark every option that you approve of, at least one.',
    score: 'Give the options a score: the higher, the better you like it. No score counts as zero.',
    schulze:
      'Give the options a number: 1 for what you like best. Two options with the same number are tied; those without come after all others.',
    instantRunoff: 'Give the options a number: 1 for what you like best, then 2, 3, … Each number once.',
    stv: 'Give the candidates a number: 1 for whom you like best, then 2, 3, … Each number once.',
  },
};

export const WORDS: Record<Language, VoteWords> = { it: IT, en: EN };
