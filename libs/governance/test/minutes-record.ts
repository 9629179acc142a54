import type { AgendaItem, Attendance, MinutesRecord, Vote } from '../src/domain/minutes/minutes-record';

/** Hash number n: 64 digits, none like the other. */
export const hashNumber = (n: number): string => n.toString(16).padStart(4, '0').repeat(16);

/** What becomes of each text that people or rules wrote; by default nothing. */
type Writes = (text: string) => string;
const asItIs: Writes = (text) => text;

const said = (write: Writes, it: string, en: string) => ({ it: write(it), en: write(en) });

const policyVote = (write: Writes): Vote => ({
  ballotId: '0192f3a4-7c1b-7d52-9a61-4f0e8f2b6a10',
  boxRoot: hashNumber(13),
  headerHash: hashNumber(23),
  method: { kind: 'yesNo' },
  options: [],
  disclosure: {
    secrecy: 'open',
    rollCall: [
      { name: write('Živilė Šimkūnaitė'), votes: '1', marks: 'yes' },
      { name: write('Ģirts Ķēniņš'), votes: '100/3', marks: 'no' },
      { name: write('Lucia Ferrari'), votes: '1', marks: 'abstain' },
      { name: write('Niccolò Però'), votes: '2', marks: 'blank' },
    ],
  },
  count: { method: 'yesNo', yes: '41', no: '17', abstain: '3', blank: '2' },
  outcome: 'adopted',
  reason: said(
    write,
    'Favorevoli 41 di 63 voti presenti; lo statuto (art. 14) chiede la maggioranza dei presenti, cioè più di 63/2.',
    '41 of 63 votes present were for; the statute (art. 14) asks for more than half, that is more than 63/2.',
  ),
  warnings: [],
});

const policy = (write: Writes): AgendaItem => ({
  title: write('Estratti per la ricerca non commerciale'),
  matter: 'accessPolicy',
  textHash: hashNumber(11),
  sentences: [
    said(
      write,
      'I ricercatori possono chiedere in estratto il dataset «Servizi sociali 2025».',
      'The researchers may request extracts of the dataset “Servizi sociali 2025”.',
    ),
    said(write, 'Vale fino al 31 dicembre 2028.', 'In force until 31 December 2028.'),
  ],
  amendments: [{ title: write('Soglia di almeno 10 persone per cella'), hash: hashNumber(12) }],
  conflicts: [
    { name: write('Matteo D’Angelo'), excluded: true },
    { name: write('Ilze Bērziņa'), excluded: false },
  ],
  earlierRounds: [said(write, 'Votazione n. 1, senza il numero legale.', 'Round 1, inquorate.')],
  vote: policyVote(write),
  dissents: [
    {
      name: write('Ģirts Ķēniņš'),
      statement: write('Ritengo la durata troppo lunga e chiedo che sia rivista entro un anno.'),
    },
  ],
});

const election = (write: Writes): AgendaItem => ({
  title: write('Elezione di due consiglieri'),
  matter: 'election',
  textHash: null,
  sentences: [],
  amendments: [],
  conflicts: [],
  earlierRounds: [],
  vote: {
    ballotId: '0192f3a4-7c1b-7d52-9a61-4f0e8f2b6a11',
    boxRoot: hashNumber(14),
    headerHash: hashNumber(24),
    method: { kind: 'stv', seats: 2 },
    options: ['Agnė Čepaitė', 'Bruno Conti', 'Čaks Āboliņš', 'Dora Lušić'].map(write),
    disclosure: { secrecy: 'secret' },
    count: {
      method: 'stv',
      rule: write('Voto singolo trasferibile, quota Droop, trasferimento frazionario'),
      winners: [0, 2],
      runoff: null,
      valid: '60',
      blank: '2',
      abstain: '1',
      rounds: [
        { totals: ['24', '15', '13', '8'], elected: [0], eliminated: [], exhausted: '0' },
        { totals: ['21', '16', '14', '9'], elected: [], eliminated: [3], exhausted: '0' },
        { totals: ['21', '37/2', '37/2', '0'], elected: [2], eliminated: [1], exhausted: '2' },
      ],
      tieBreaks: [{ among: [1, 2], chosen: 2, by: 'lot' }],
    },
    outcome: 'elected',
    reason: said(write, 'Due posti, due elette: quota di 21 voti.', 'Two seats, two elected: a quota of 21 votes.'),
    warnings: [
      said(write, 'Meno di dieci schede in una sala: chi era presente può indovinare.', 'Few papers: some may guess.'),
    ],
  },
  dissents: [],
});

const report = (write: Writes): AgendaItem => ({
  title: write('Relazione della presidente'),
  matter: 'other',
  ...{ textHash: null, sentences: [], amendments: [], conflicts: [], earlierRounds: [], vote: null, dissents: [] },
});

const attendance = (write: Writes): Attendance[] => [
  {
    name: write('Lucia Ferrari'),
    how: { kind: 'room' },
    votes: '1',
    arrivedAt: '2026-11-22T17:20:00.000Z',
    leftAt: null,
  },
  {
    name: write('Živilė Šimkūnaitė'),
    how: { kind: 'remote' },
    votes: '1',
    arrivedAt: '2026-11-22T17:41:00.000Z',
    leftAt: '2026-11-22T19:12:00.000Z',
  },
  {
    name: write('Ģirts Ķēniņš'),
    how: { kind: 'represented', by: write('Lucia Ferrari') },
    votes: '100/3',
    arrivedAt: null,
    leftAt: null,
  },
  { name: write('Niccolò Però'), how: { kind: 'advance' }, votes: '2', arrivedAt: null, leftAt: null },
];

const convened = (write: Writes): Pick<MinutesRecord, 'notice' | 'calls'> => ({
  notice: {
    sentAt: '2026-11-02T08:00:00.000Z',
    recipients: 120,
    hash: hashNumber(2),
    problem: said(
      write,
      'Avviso inviato 19 giorni prima; lo statuto (art. 9) ne chiede 20.',
      'Sent 19 days before; the statute (art. 9) asks for 20.',
    ),
  },
  calls: {
    first: '2026-11-21T17:00:00.000Z',
    second: '2026-11-22T17:00:00.000Z',
    opened: { call: 'second', at: '2026-11-22T17:30:00.000Z' },
    adjourned: { openedAt: '2026-11-21T17:05:00.000Z', closedAt: '2026-11-21T17:40:00.000Z' },
    closedAt: '2026-11-22T20:05:00.000Z',
  },
});

/** The record of a whole assembly, with every part that minutes can have. */
export function minutesRecord(write: Writes = asItIs): MinutesRecord {
  return {
    schema: 'granaio-minutes/1',
    body: {
      name: write('Cooperativa sociale Il Girasole'),
      kind: 'cooperative',
      timeZone: 'Europe/Rome',
      statute: { version: 3, hash: hashNumber(1) },
    },
    assembly: { title: write('Assemblea ordinaria dei soci 2026'), place: write('Bologna, via Emilia 12') },
    ...convened(write),
    chair: write('Lucia Ferrari'),
    secretary: write('Żaneta Šulcaitė'),
    entitled: { members: 120, votes: '124' },
    present: { members: 61, votes: '63' },
    attendance: attendance(write),
    proxies: [{ principal: write('Ģirts Ķēniņš'), holder: write('Lucia Ferrari') }],
    caps: [
      said(write, 'Soci finanziatori: 30 voti, ridotti a 63/3 = 21.', 'Financing members: 30 votes, reduced to 21.'),
      said(write, 'Nessun altro limite è superato.', 'No other ceiling is exceeded.'),
    ],
    agenda: [report(write), policy(write), election(write)],
    attachments: [
      { title: write('Bilancio sociale 2025.pdf'), sha256: hashNumber(21) },
      { title: write('Libro soci al 22 novembre 2026.csv'), sha256: hashNumber(22) },
    ],
    logHead: { number: 4711, hash: hashNumber(31) },
    challenge: { until: '2027-02-20', article: write('art. 2377 c.c.') },
    signatures: [
      { role: 'chair', name: write('Lucia Ferrari'), signedAt: '2026-11-23T09:15:00.000Z' },
      { role: 'secretary', name: write('Żaneta Šulcaitė'), signedAt: null },
    ],
  };
}
