import type { Method } from '../../voting/method';
import type { MinutesWords } from './minutes-words';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const count = (n: number | string, one: string, many: string) => `${n} ${String(n) === '1' ? one : many}`;
const all = (items: readonly string[]) =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
const day: MinutesWords['day'] = (date) => `${date.day} ${MONTHS[date.month - 1] ?? ''} ${date.year}`;

function method(method: Method): string {
  switch (method.kind) {
    case 'yesNo':
      return 'for, against or abstaining';
    case 'choice':
      return 'choice of one among several options';
    case 'schulze':
      return 'ranked preferences, Schulze method';
    case 'instantRunoff':
      return 'ranked preferences, instant runoff';
    case 'approval':
      return `approval of one or more options, ${count(method.seats, 'seat', 'seats')}`;
    case 'stv':
      return `ranked preferences, single transferable vote, ${count(method.seats, 'seat', 'seats')}`;
    case 'score':
      return `scores from 0 to ${method.highest}, ${count(method.seats, 'seat', 'seats')}`;
  }
}

const item: MinutesWords['item'] = {
  headings: {
    text: 'Text put to the vote',
    amendments: 'Amendments adopted',
    earlierRounds: 'Earlier rounds',
    conflicts: 'Interests declared',
    vote: 'Vote',
    rollCall: 'Roll call',
    dissents: 'Dissents recorded on request',
  },
  terms: {
    matter: 'Matter',
    textHash: 'Hash of the text',
    method: 'Way of voting',
    secrecy: 'Ballot',
    ballot: 'Ballot number',
    boxRoot: 'Merkle root of the ballot box',
    headerHash: 'Hash of the published header',
    rule: 'Rule of the count',
    outcome: 'Result',
    winners: 'Prevailing',
    runoff: 'In the runoff',
  },
  matters: {
    accessPolicy: 'policy on access to data',
    statuteChange: 'change of the statute',
    admission: 'admission of members',
    election: 'election',
    other: 'other',
  },
  secrecy: { open: 'open', secret: 'secret' },
  method,
  noVote: 'This item was dealt with without a vote.',
  conflict: (name, excluded) =>
    excluded
      ? `${name} declared an interest and is not counted in this vote.`
      : `${name} declared an interest and kept the vote.`,
  result: 'Votes',
  marks: { yes: 'for', no: 'against', abstain: 'abstaining', blank: 'blank paper' },
  totals: { yes: 'For', no: 'Against', abstain: 'Abstaining', blank: 'Blank papers', valid: 'Valid votes' },
  round: (number) => `Round ${number}`,
  rounds: (first, last) => (first === last ? `Round ${first}` : `Rounds ${first}–${last}`),
  roundEvents: ({ number, elected, eliminated, exhausted }) =>
    `Round ${number}: ${[
      elected && `reaching the result: ${elected}`,
      eliminated && `leaving: ${eliminated}`,
      exhausted && `exhausted votes: ${exhausted}`,
    ]
      .filter(Boolean)
      .join('; ')}.`,
  notScored: 'no scores',
};

/** Minutes in English. */
export const english: MinutesWords = {
  title: 'Minutes of the assembly',
  all,
  day,
  moment: (clock) => `${day(clock)}, ${clock.time}`,
  opened: ({ moment, place, kind, body, call }) =>
    `On ${moment} (${place}), the assembly of the ${kind} “${body}” was constituted on ${call} call.`,
  adjourned: (openedAt, closedAt) =>
    `The first call, opened on ${openedAt}, was closed on ${closedAt} without a resolution on every item; the rest was left to the second call.`,
  neverOpened: 'The assembly was not validly constituted on any call: it could not resolve.',
  offices: (chair, secretary) => `In the chair: ${chair}; taking the minutes: ${secretary}.`,
  closed: (moment) => `The meeting was closed on ${moment}.`,
  unsigned: 'These minutes still await the signatures below.',
  strength: ({ members, votes }) => `${count(members, 'member', 'members')}, ${count(votes, 'vote', 'votes')}`,
  challenge: (until, article) => `The resolutions may be challenged up to and including ${until} (${article}).`,
  sections: {
    notice: 'Notice',
    constitution: 'Constitution',
    attendance: 'Attendance',
    proxies: 'Proxies',
    caps: 'Ceilings on votes',
    agenda: 'Agenda',
    resolutions: 'Resolutions',
    attachments: 'Attachments',
    challenge: 'Challenge',
    proof: 'Proofs',
    signatures: 'Signatures',
  },
  terms: {
    body: 'Body',
    statute: 'Statute',
    statuteHash: 'Hash of the statute',
    place: 'Place',
    timeZone: 'Time zone',
    noticeSent: 'Notice sent',
    recipients: 'Recipients',
    noticeHash: 'Hash of the notice',
    firstCall: 'First call',
    secondCall: 'Second call',
    openedAt: 'Opened',
    closedAt: 'Closed',
    chair: 'Chair',
    secretary: 'Secretary',
    entitled: 'Entitled to vote',
    present: 'Present or represented',
    logNumber: 'Entries in the sealed log',
    logHash: 'Head of the sealed log',
    minutesHash: 'Hash of these minutes',
  },
  statuteVersion: (version) => `version ${version}`,
  columns: {
    name: 'Name',
    how: 'Presence',
    votes: 'Votes',
    arrived: 'Arrived',
    left: 'Left',
    principal: 'Principal',
    holder: 'Proxy holder',
    choice: 'Vote',
    option: 'Option',
    amendment: 'Amendment',
    document: 'Document',
    fingerprint: 'Hash (SHA-256)',
  },
  presence: (how) => {
    if (how.kind === 'represented') return `by proxy to ${how.by}`;
    return { room: 'in the room', remote: 'remote', advance: 'voted in advance' }[how.kind];
  },
  item,
  roles: { chair: 'Chair', secretary: 'Secretary' },
  signed: (moment) => `signed on ${moment}`,
  notSigned: 'awaiting signature',
};
