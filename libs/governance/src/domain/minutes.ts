import type { ClosedBallot } from './ballot';
import { motionTitle, type Proposal } from './motion';
import type { Share } from './tally';

/** The sealed log as it stood when the minutes were written; who keeps a mail can later prove what was cut off. */
export type LogHead = { readonly number: number; readonly hash: string };
type Language = 'it' | 'en';

/** The minutes of a ballot in plain text: what was voted, by which rule, with what result, and where the log stood. */
export function minutesOf(
  ballot: ClosedBallot,
  proposal: Proposal,
  head: LogHead | null,
  language: Language,
): { readonly subject: string; readonly text: string } {
  const say = WORDS[language];
  const { yes, no, abstain } = ballot.tally.counts;
  const outcome = say.outcomes[ballot.tally.outcome];
  const lines = [
    `${say.minutes}: ${motionTitle(proposal.motion)}`,
    '',
    ...proposal.sentences[language],
    '',
    `${say.resolution}: ${ballot.id}`,
    `${say.hash}: ${proposal.hash}`,
    `${say.electorate}: ${ballot.electorate}`,
    `${say.quorum}: ${share(ballot.rule.quorum)} · ${say.majority}: ${share(ballot.rule.majority)}`,
    `${say.votes}: ${say.yes} ${yes}, ${say.no} ${no}, ${say.abstain} ${abstain}`,
    `${say.result}: ${outcome}`,
    `${say.opened}: ${ballot.opensAt.toISOString()}`,
    `${say.closed}: ${ballot.closedAt.toISOString()}`,
    ...(head ? [`${say.log}: ${head.number} ${head.hash}`] : []),
  ];
  return { subject: `${motionTitle(proposal.motion)}: ${outcome}`, text: lines.join('\n') };
}

const share = ({ part, of }: Share) => `${part}/${of}`;

const WORDS = {
  it: {
    minutes: 'Verbale della votazione',
    resolution: 'Delibera',
    hash: 'Impronta del testo votato',
    electorate: 'Aventi diritto',
    quorum: 'Quorum costitutivo',
    majority: 'Maggioranza dei favorevoli su favorevoli e contrari',
    votes: 'Voti',
    yes: 'favorevoli',
    no: 'contrari',
    abstain: 'astenuti',
    result: 'Esito',
    opened: 'Aperta il',
    closed: 'Chiusa il',
    log: 'Testa del registro sigillato',
    outcomes: { adopted: 'approvata', rejected: 'respinta', inquorate: 'senza quorum' },
  },
  en: {
    minutes: 'Minutes of the ballot',
    resolution: 'Resolution',
    hash: 'Hash of the text voted on',
    electorate: 'Entitled to vote',
    quorum: 'Quorum',
    majority: 'Majority of yes over yes and no',
    votes: 'Votes',
    yes: 'yes',
    no: 'no',
    abstain: 'abstentions',
    result: 'Result',
    opened: 'Opened at',
    closed: 'Closed at',
    log: 'Head of the sealed log',
    outcomes: { adopted: 'adopted', rejected: 'rejected', inquorate: 'inquorate' },
  },
} as const;
