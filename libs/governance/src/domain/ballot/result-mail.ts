import type { Language } from '#identity';
import type { MailText } from '../mail-text';
import { motionTitle, type Proposal } from '../motion/motion';
import { countInVotes } from '../voting/in-votes';
import type { ClosedBallot } from './ballot';

/** The sealed log as it stood when a mail was written; who keeps the mail can later prove what was cut off. */
export type LogHead = { readonly number: number; readonly hash: string };

/** The result of a ballot in plain text: what was voted, by which rule, with what result, and where the log stood. */
export function resultMail(
  ballot: ClosedBallot,
  proposal: Proposal,
  head: LogHead | null,
  language: Language,
): MailText {
  const say = WORDS[language];
  const { verdict, unit, root, headerHash, members } = ballot.result;
  const count = countInVotes(ballot.result.count, unit);
  const outcome = say.outcomes[verdict.outcome];
  const lines = [
    `${say.minutes}: ${motionTitle(proposal.motion)}`,
    '',
    ...proposal.sentences[language],
    '',
    `${say.resolution}: ${ballot.id}`,
    `${say.hash}: ${ballot.textHash}`,
    `${say.electorate}: ${ballot.electorate} · ${say.present}: ${members}`,
    ...(count.method === 'yesNo'
      ? [`${say.votes}: ${say.yes} ${count.yes}, ${say.no} ${count.no}, ${say.abstain} ${count.abstain}`]
      : [`${say.method}: ${count.rule}`]),
    `${say.result}: ${outcome}`,
    `${say.why}: ${verdict.reason[language]}`,
    ...ballot.result.warnings.map((warning) => warning[language]),
    ...(ballot.opensAt ? [`${say.opened}: ${ballot.opensAt.toISOString()}`] : []),
    `${say.closed}: ${ballot.closedAt.toISOString()}`,
    ...(root ? [`${say.root}: ${root}`] : []),
    ...(headerHash ? [`${say.header}: ${headerHash}`] : []),
    ...(head ? [`${say.log}: ${head.number} ${head.hash}`] : []),
  ];
  return { subject: `${motionTitle(proposal.motion)}: ${outcome}`, text: lines.join('\n') };
}

const WORDS = {
  it: {
    minutes: 'Verbale della votazione',
    resolution: 'Delibera',
    hash: 'Impronta del testo votato',
    electorate: 'Aventi diritto',
    present: 'Partecipanti',
    votes: 'Voti',
    yes: 'favorevoli',
    no: 'contrari',
    abstain: 'astenuti',
    method: 'Metodo',
    result: 'Esito',
    why: 'Motivo',
    opened: 'Aperta il',
    closed: 'Chiusa il',
    root: 'Radice dell’urna',
    header: 'Impronta dell’intestazione',
    log: 'Testa del registro sigillato',
    outcomes: {
      adopted: 'approvata',
      rejected: 'respinta',
      inquorate: 'senza quorum',
      elected: 'eletti',
      runoff: 'ballottaggio',
      noResult: 'senza risultato',
    },
  },
  en: {
    minutes: 'Minutes of the ballot',
    resolution: 'Resolution',
    hash: 'Hash of the text voted on',
    electorate: 'Entitled to vote',
    present: 'Took part',
    votes: 'Votes',
    yes: 'yes',
    no: 'no',
    abstain: 'abstentions',
    method: 'Method',
    result: 'Result',
    why: 'Reason',
    opened: 'Opened at',
    closed: 'Closed at',
    root: 'Root of the ballot box',
    header: 'Hash of the header',
    log: 'Head of the sealed log',
    outcomes: {
      adopted: 'adopted',
      rejected: 'rejected',
      inquorate: 'inquorate',
      elected: 'elected',
      runoff: 'runoff',
      noResult: 'no result',
    },
  },
} as const;
