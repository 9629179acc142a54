import type { Language } from '#identity';
import { hashNumber, minutesRecord } from '../../../test/minutes-record';
import type { Block } from './document-tree';
import { minutesDocument } from './minutes-document';
import type { MinutesRecord } from './minutes-record';

/** What the blocks say, one line each part. */
function linesIn(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'list':
      return [...block.items];
    case 'definitions':
      return block.entries.map(({ term, text }) => `${term}: ${text}`);
    case 'table':
      return [block.columns.map(({ title }) => title).join(' | '), ...block.rows.map((row) => row.join(' | '))];
    case 'signatures':
      return block.lines.map(({ role, name, state }) => `${role} ${name}: ${state}`);
  }
}
const told = (record: MinutesRecord, language: Language) => minutesDocument(record, language).blocks.flatMap(linesIn);
const votedItem = (record: MinutesRecord, place: number) => {
  const item = record.agenda[place];
  if (!item?.vote) throw new Error(`Item ${place} has no vote.`);
  return { item, vote: item.vote };
};

describe('minutes', () => {
  const record = minutesRecord();

  it.each(['it', 'en'] as const)('leave nothing of the record out, in %s', (language) => {
    const written: string[] = [];
    minutesRecord((text) => (written.push(text), text));
    const all = [...told(record, 'it'), ...told(record, 'en')].join('\n');
    for (const text of written) expect(all).toContain(text);
    const one = told(record, language).join('\n');
    for (const n of [1, 2, 11, 12, 13, 14, 21, 22, 31]) expect(one).toContain(hashNumber(n));
    for (const fact of ['4711', '124', '37/2', '100/3', '0192f3a4-7c1b-7d52-9a61-4f0e8f2b6a11', 'Europe/Rome'])
      expect(one).toContain(fact);
  });

  it('speak Italian as a notary does', () => {
    expect(told(record, 'it')).toEqual(
      expect.arrayContaining([
        'Verbale dell’assemblea',
        'Il giorno 22 novembre 2026, ore 18:30 (Bologna, via Emilia 12), si è costituita in seconda convocazione ' +
          'l’assemblea della cooperativa «Cooperativa sociale Il Girasole».',
        'Presiede Lucia Ferrari; redige il verbale Żaneta Šulcaitė.',
        'Aventi diritto: 120 soci, 124 voti',
        'Živilė Šimkūnaitė | a distanza | 1 | 18:41 | 20:12',
        'Ģirts Ķēniņš | per delega a Lucia Ferrari | 100/3 | – | –',
        'Favorevoli | 41',
        'Turno 3: raggiunge il risultato Čaks Āboliņš; esce Bruno Conti; voti esauriti 2.',
        'A parità tra Bruno Conti e Čaks Āboliņš, preferenza per Čaks Āboliņš (sorteggio).',
        'Le deliberazioni possono essere impugnate fino al giorno 20 febbraio 2027 compreso (art. 2377 c.c.).',
        'Presidente Lucia Ferrari: firmato il giorno 23 novembre 2026, ore 10:15',
        'Segretario Żaneta Šulcaitė: in attesa di firma',
      ]),
    );
  });

  it('speak English', () => {
    expect(told(record, 'en')).toEqual(
      expect.arrayContaining([
        'On 22 November 2026, 18:30 (Bologna, via Emilia 12), the assembly of the cooperative ' +
          '“Cooperativa sociale Il Girasole” was constituted on second call.',
        'Entitled to vote: 120 members, 124 votes',
        'Čaks Āboliņš | 13 | 14 | 37/2',
      ]),
    );
  });

  it('say of an assembly that never was constituted that it could not resolve', () => {
    const deserted = { ...record, calls: { ...record.calls, opened: null }, agenda: [] };
    const lines = told(deserted, 'it');
    expect(lines).toContain(
      'L’assemblea non si è validamente costituita in alcuna convocazione: non ha potuto deliberare.',
    );
    expect(lines.join('\n')).not.toContain('Apertura');
  });

  it('say of an item without a vote that there was none', () => {
    expect(told(record, 'en')).toContain('This item was dealt with without a vote.');
  });

  it('never name who voted in a secret ballot', () => {
    const { item } = votedItem(record, 2);
    const lines = told({ ...record, agenda: [item] }, 'en');
    expect(lines).toContain('Ballot: secret');
    expect(lines).not.toContain('Roll call');
  });

  it('read every kind of paper in a roll call', () => {
    const { item, vote } = votedItem(record, 2);
    const papers = [
      { option: 1 },
      { options: [0, 3] },
      { scores: [5, null, 0, 2] },
      { scores: [null, null, null, null] },
      { ranking: [[2], [0, 1]] },
      { option: 9 },
      'blank',
    ] as const;
    const rollCall = papers.map((marks, i) => ({ name: `Member ${i}`, votes: '1', marks }));
    const open = { ...item, vote: { ...vote, disclosure: { secrecy: 'open', rollCall } as const } };
    const lines = told({ ...record, agenda: [open] }, 'en').filter((line) => line.startsWith('Member '));
    expect(lines).toEqual([
      'Member 0 | 1 | Bruno Conti',
      'Member 1 | 1 | Agnė Čepaitė, Dora Lušić',
      'Member 2 | 1 | Agnė Čepaitė 5, Čaks Āboliņš 0, Dora Lušić 2',
      'Member 3 | 1 | no scores',
      'Member 4 | 1 | Čaks Āboliņš > Agnė Čepaitė = Bruno Conti',
      'Member 5 | 1 | #10',
      'Member 6 | 1 | blank paper',
    ]);
  });

  it('set many rounds in tables that fit a page', () => {
    const { item, vote } = votedItem(record, 2);
    const round = { totals: ['1', '2', '3', '4'], elected: [], eliminated: [], exhausted: '0' };
    const rounds = Array.from({ length: 14 }, () => round);
    if (vote.count.method === 'yesNo') throw new Error('This vote is on options.');
    const long = { ...item, vote: { ...vote, count: { ...vote.count, rounds } } };
    const { blocks } = minutesDocument({ ...record, agenda: [long] }, 'it');
    const captions = blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : []));
    expect(captions).toEqual(expect.arrayContaining(['Turni 1–6', 'Turni 7–12', 'Turni 13–14']));
  });

  it('are of the moment of the last signature', () => {
    expect(minutesDocument(record, 'it').asOf).toBe('2026-11-23T09:15:00.000Z');
    expect(minutesDocument({ ...record, signatures: [] }, 'it').asOf).toBe(record.calls.closedAt);
  });
});
