import { whole } from '../electorate/exact';
import type { CallRules } from '../statute/statute-document';
import type { OptionCount } from '../voting/method';
import { decideElection } from './decide';

const half: CallRules = {
  quorum: { share: { part: 1, of: 2 }, reach: 'atLeast' },
  majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
  article: 'statute art. 7',
};
const count: OptionCount = {
  ...{ method: 'approval', rule: 'approval', winners: [], runoff: null, valid: '0', blank: '0', abstain: '0' },
  ...{ rounds: [], tieBreaks: [] },
};
const labels = ['Ada', 'Ben', 'Cleo'];
const decide = (present: number, found: Partial<OptionCount>) =>
  decideElection({
    call: half,
    votes: { entitled: whole(20), present: whole(present) },
    count: { ...count, ...found },
    labels,
  });

describe('an election', () => {
  it('names who was elected, the rule, and what decided a tie', () => {
    const verdict = decide(12, { winners: [2, 0], tieBreaks: [{ among: [0, 1], chosen: 0, by: 'lot' }] });
    expect(verdict).toMatchObject({
      outcome: 'elected',
      majority: null,
      quorum: { have: '12', need: '10', met: true },
    });
    expect(verdict.reason).toEqual({
      it: 'prevalgono: Cleo e Ada; regola: voto di approvazione; a parità tra Ada e Ben, preferenza per Ada (sorteggio); presenti 12 voti su 20, statute art. 7 richiede almeno la metà',
      en: 'elected: Cleo and Ada; rule: approval voting; of Ada and Ben, who were equal, Ada was preferred (lot); 12 of 20 votes present, statute art. 7 asks for at least one half',
    });
  });

  it('names who goes to a runoff', () => {
    const verdict = decide(12, { method: 'choice', runoff: [0, 1] });
    expect(verdict.outcome).toBe('runoff');
    expect(verdict.reason.it).toMatch(/^nessuna opzione ha la maggioranza: ballottaggio tra Ada e Ben; regola: /);
  });

  it('has no result without votes for anybody, and elects nobody without its quorum', () => {
    expect(decide(12, {})).toMatchObject({ outcome: 'noResult' });
    const inquorate = decide(9, { winners: [0] });
    expect(inquorate).toMatchObject({ outcome: 'inquorate', quorum: { met: false } });
    expect(inquorate.reason.en).toMatch(/; 1 more vote had to be present$/);
    expect(inquorate.reason.en).not.toContain('Ada');
  });

  it('says who was eliminated in a tie, and how many more ties there were', () => {
    const tie = { among: [0, 1], chosen: 1, by: 'behind in round 3, then lot', eliminates: true } as const;
    const { reason } = decide(12, { method: 'stv', winners: [0], tieBreaks: [tie, tie, tie, tie, tie] });
    expect(reason.it).toContain('a parità tra Ada e Ben, eliminazione di Ben (in coda al turno 3, poi sorteggio); ');
    expect(reason.en).toContain('of Ada and Ben, who were equal, Ben was eliminated (behind in round 3, then lot); ');
    expect(reason.en).toContain('; 2 more ties are in the count; ');
  });

  it('names an option without a label by its place', () => {
    expect(decide(12, { winners: [4] }).reason.en).toMatch(/^elected: option 5;/);
  });
});
