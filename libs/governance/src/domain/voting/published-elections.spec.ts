import {
  abifApprovals,
  abifRankings,
  abifScores,
  count,
  cutAtOvervotes,
  describeElections,
  firstChoices,
  readAbif,
  readSoi,
  readTable,
  type Election,
} from '../../../test/election-files';
import type { OptionMethod } from './count';
import type { Marks, WeightedPaper } from './method';

const SCHULZE: OptionMethod = { kind: 'schulze' };
const INSTANT_RUNOFF: OptionMethod = { kind: 'instantRunoff' };
const CHOICE: OptionMethod = { kind: 'choice' };
const debian = (year: number) => readSoi(`preflib_debian/00002-0000000${year}.soi`);

describeElections('Debian, by Schulze', () => {
  it.each([
    ['2002', 1, 'Bdale Garbee'],
    ['2005', 3, 'Branden Robinson'],
    ['2007', 5, 'Sam Hocevar'],
    ['2010', 6, 'Stefano Zacchiroli'],
    ['2012', 7, 'Stefano Zacchiroli'],
    ['the logo', 8, 'Swirl'],
  ])('%s: elects whom Debian declared', (_, file, winner) => {
    const election = debian(file);
    const { count: counted, winners } = count(SCHULZE, election);
    expect(winners).toEqual([winner]);
    expect(counted).toMatchObject({ valid: `${election.voters}`, tieBreaks: [] });
  });

  // The matrix that Debian's secretary published: how many put the row before the column, ties on papers counting for neither.
  const PUBLISHED_2003 = [
    [0, 34, 66, 38, 228],
    [428, 0, 238, 224, 449],
    [385, 221, 0, 226, 405],
    [397, 228, 237, 0, 424],
    [202, 29, 65, 39, 0],
  ];

  it('2003: elects Garbee, not Michlmayr, because the file has no ties: it puts whoever came first on the paper first', () => {
    const { count: counted, winners } = count(SCHULZE, debian(2));
    expect(winners).toEqual(['Bdale Garbee']);
    const pairwise = (counted.pairwise ?? []).map((row) => row.map(Number));
    const against = pairwise.map((row, a) => row.filter((_, b) => a > b));
    expect(against).toEqual(PUBLISHED_2003.map((row, a) => row.filter((_, b) => a > b)));
    PUBLISHED_2003.flat().forEach((votes, i) => {
      expect(pairwise.flat()[i]).toBeGreaterThanOrEqual(votes);
    });
    // 228 to 224 for Michlmayr; 28 had them level, and are in the file as papers for Garbee.
    expect([pairwise[3]?.[1], pairwise[1]?.[3]]).toEqual([228, 224 + 28]);
  });

  it('2006: elects McIntyre, not Towns, by the same rule: Towns won by 6, and 29 who had them level count for McIntyre', () => {
    const { count: counted, winners } = count(SCHULZE, debian(4));
    expect(winners).toEqual(['Steve McIntyre']);
    expect([counted.pairwise?.[3]?.[2], counted.pairwise?.[2]?.[3]]).toEqual(['190', `${190 - 6 + 29}`]);
  });
});

describeElections('Burlington 2009: three rules, three winners', () => {
  const burlington = () => abifRankings(readAbif('abif/burl2009.abif'));

  it('plurality: Wright, who goes to a runoff with Kiss by our rule', () => {
    const { runoff, totals, count: counted } = count(CHOICE, firstChoices(cutAtOvervotes(burlington())));
    expect(runoff).toEqual(['Wright', 'Kiss']);
    expect(totals()).toEqual({
      Wright: '2951',
      Kiss: '2585',
      Montroll: '2063',
      Smith: '1306',
      'Write-in': '36',
      Simpson: '35',
    });
    expect(counted).toMatchObject({ valid: '8976', blank: '4' });
  });

  it('instant runoff: Kiss', () => {
    const { winners, totals, count: counted } = count(INSTANT_RUNOFF, cutAtOvervotes(burlington()));
    expect(winners).toEqual(['Kiss']);
    expect(totals(4)).toEqual({ Wright: '3294', Kiss: '2981', Montroll: '2554' });
    expect(totals()).toEqual({ Kiss: '4313', Wright: '4060' });
    expect(counted.tieBreaks).toEqual([]);
  });

  it('published as 4313 to 4061: Burlington saw an overvote only among those not yet eliminated, on one paper', () => {
    const { options, papers } = burlington();
    const simpson = options.indexOf('Simpson');
    const readThere: Election = {
      options,
      papers: papers.map(({ marks, weight }) => {
        if (typeof marks === 'string' || !('ranking' in marks)) return { marks, weight };
        const ranking = marks.ranking.map((group) =>
          group.length > 1 ? group.filter((option) => option !== simpson) : group,
        );
        return { marks: { ranking }, weight };
      }),
    };
    const { winners, totals } = count(INSTANT_RUNOFF, cutAtOvervotes(readThere));
    expect(winners).toEqual(['Kiss']);
    expect(totals()).toEqual({ Kiss: '4313', Wright: '4061' });
  });

  it('Schulze: Montroll, who beats every other one to one', () => {
    const { options } = burlington();
    const { winners, count: counted } = count(SCHULZE, burlington());
    const votes = (a: string, b: string) => counted.pairwise?.[options.indexOf(a)]?.[options.indexOf(b)];
    expect(winners).toEqual(['Montroll']);
    expect([votes('Montroll', 'Kiss'), votes('Kiss', 'Montroll')]).toEqual(['4067', '3477']);
    expect([votes('Montroll', 'Wright'), votes('Wright', 'Montroll')]).toEqual(['4597', '3668']);
    expect([votes('Kiss', 'Wright'), votes('Wright', 'Kiss')]).toEqual(['4314', '4064']);
  });

  it('refuses the overvotes that Burlington took', () => {
    expect(() => count(INSTANT_RUNOFF, burlington())).toThrow(
      expect.objectContaining({ code: 'BALLOT.MARKS_INVALID' }),
    );
  });
});

describeElections('IMS', () => {
  /** Papers made of the options with anything in their cells, blank where there is none. */
  function marked(file: string, marksOf: (options: readonly number[]) => Marks): Election {
    const { options, rows } = readTable(`r_vote/ims_${file}.csv`, ',');
    const papers = rows.map((cells): WeightedPaper => {
      const marked = cells.flatMap((cell, option) => (Number(cell) > 0 ? [option] : []));
      return { marks: marked.length > 0 ? marksOf(marked) : 'blank', weight: 1n };
    });
    return { options, papers };
  }

  it('plurality', () => {
    const {
      runoff,
      totals,
      count: counted,
    } = count(
      CHOICE,
      marked('plurality', ([option = -1]) => ({ option })),
    );
    expect(totals()).toMatchObject({ Jasper: '119', Li: '105' });
    expect(runoff).toEqual(['Jasper', 'Li']);
    expect(counted).toMatchObject({ valid: '596', blank: '24' });
  });

  it('approval', () => {
    const approvals = marked('approval', (options) => ({ options }));
    const { winners, totals, count: counted } = count({ kind: 'approval', seats: 3 }, approvals);
    expect(totals()).toMatchObject({ Li: '404', Jasper: '400', Roisin: '340' });
    expect(winners).toEqual(['Li', 'Jasper', 'Roisin']);
    expect(counted).toMatchObject({ valid: '598', blank: '22' });
  });

  it('score', () => {
    const { options, rows } = readTable('r_vote/ims_score.csv', ',');
    const papers = rows.map((cells): WeightedPaper => ({ marks: { scores: cells.map(Number) }, weight: 1n }));
    const { winners, totals } = count({ kind: 'score', seats: 2, highest: 9 }, { options, papers });
    expect(totals()).toMatchObject({ Li: '2759', Jasper: '2724' });
    expect(winners).toEqual(['Li', 'Jasper']);
  });
});

describeElections('mock elections: ties, blank papers, overvotes', () => {
  const abif = (name: string) => readAbif(`abif/${name}.abif`);

  it('elects nobody where all papers are blank', () => {
    const { options, papers } = abifRankings(abif('mock-all-blank'));
    const { count: counted } = count(SCHULZE, { options: ['A', ...options], papers });
    expect(counted).toMatchObject({ winners: [], valid: '0', blank: '100' });
  });

  it.each([
    ['mock-one-cand', '100', '0'],
    ['mock-one-cand-with-blanks', '50', '50'],
  ])('%s: elects the only option, blank papers making no majority', (file, valid, blank) => {
    const election = abifRankings(abif(file));
    for (const method of [SCHULZE, INSTANT_RUNOFF, { kind: 'stv', seats: 1 } as const]) {
      const counted = count(method, election);
      expect(counted).toMatchObject({ winners: ['A'], count: { valid, blank } });
    }
  });

  it('breaks eight ties one after the other, all but the first by the rounds before', () => {
    const { winners, count: counted } = count(INSTANT_RUNOFF, abifRankings(abif('mock-tie')));
    expect(counted.tieBreaks.map(({ by }) => by)).toEqual([
      'lot',
      ...[2, 4, 6, 8, 10, 12, 14].map((round) => `behind in round ${round}`),
    ]);
    expect(winners).toEqual(['S']);
  });

  it('breaks two ties that one paper more or less turns', () => {
    const { winners, count: counted } = count(INSTANT_RUNOFF, abifRankings(abif('mock-twotie')));
    expect(counted.tieBreaks.map(({ by }) => by)).toEqual(['behind in round 10', 'behind in round 14']);
    expect(winners).toEqual(['S']);
  });

  it('elects by winning votes, where margins would elect C', () => {
    const election = abifRankings(abif('mock-wv-margins'));
    expect(count(SCHULZE, election).winners).toEqual(['D']);
    expect(() => count(INSTANT_RUNOFF, election)).toThrow(expect.objectContaining({ code: 'BALLOT.MARKS_INVALID' }));
  });

  it('Tennessee: Nashville beats every other, Knoxville wins the runoff, Memphis has the most first places', () => {
    const election = abifRankings(abif('tennessee-example-simple'));
    expect(count(SCHULZE, election).winners).toEqual(['Nash']);
    expect(count(INSTANT_RUNOFF, election).winners).toEqual(['Knox']);
    expect(count(CHOICE, firstChoices(election)).runoff).toEqual(['Memph', 'Nash']);
  });

  it.each(['01', '02', '03'])(
    'Tennessee with overvote %s: a tie for Schulze, no paper for an instant runoff',
    (number) => {
      const election = abifRankings(abif(`tennessee-example-overvote-${number}`));
      expect(count(SCHULZE, election).winners).toEqual(['Nash']);
      expect(() => count(INSTANT_RUNOFF, election)).toThrow(expect.objectContaining({ code: 'BALLOT.MARKS_INVALID' }));
    },
  );

  it('Tennessee level: the last two leave by their first places, the first two are level for Schulze', () => {
    const election = abifRankings(abif('tennessee-example-irv-tie'));
    const runoff = count(INSTANT_RUNOFF, election);
    expect(runoff.winners).toEqual(['Memph']);
    expect(runoff.count.tieBreaks).toMatchObject([{ by: 'behind in round 2', eliminates: true }]);
    expect(count(SCHULZE, election).count.tieBreaks).toEqual([{ among: [0, 1], chosen: 0, by: 'lot' }]);
  });

  it.each([
    ['tennessee-example-scores', 400, 'Nash', { Nash: '27230', Memph: '24760', Chat: '24158', Knox: '19370' }],
    ['tennessee-example-STAR', 5, 'Nash', { Nash: '261', Chat: '246', Memph: '210', Knox: '182' }],
    // STAR would elect Nashville in its second round; a score has but one.
    ['tennessee-example-STAR-score-difference', 5, 'Knox', { Knox: '249', Chat: '247', Nash: '226', Memph: '210' }],
    ['tennessee-example-blank-prefstr', 5, 'Knox', { Knox: '1245', Chat: '1235', Nash: '1130', Memph: '1050' }],
    [
      'tennessee-vice-capital',
      5,
      'Murfreesboro',
      { Murfreesboro: '320', Jackson: '288', Johnson_City: '237', Kingsport: '130' },
    ],
  ])('%s: by score', (file, highest, winner, totals) => {
    const scored = count({ kind: 'score', seats: 1, highest }, abifScores(abif(file)));
    expect(scored.winners).toEqual([winner]);
    expect(scored.totals()).toEqual(totals);
  });

  it('a level score is decided by lot', () => {
    const scored = count({ kind: 'score', seats: 1, highest: 5 }, abifScores(abif('mock-scorestar-tie')));
    expect(scored.totals()).toEqual({ Alice: '45', Bob: '45', Charlie: '20' });
    expect(scored.count.tieBreaks).toEqual([{ among: [0, 1], chosen: 0, by: 'lot' }]);
  });

  it('Tennessee by approval: Nashville', () => {
    const approved = count({ kind: 'approval', seats: 1 }, abifApprovals(abif('tennessee-example-approval')));
    expect(approved).toMatchObject({ winners: ['Nash'] });
    expect(approved.totals()).toEqual({ Nash: '50', Memph: '42', Chat: '36', Knox: '21' });
  });

  it('names may have quotes and brackets', () => {
    const election = abifRankings(abif('tennessee-example-nested-quote'));
    expect(election.options).toHaveLength(4);
    expect(count(SCHULZE, election).winners).toEqual(['["Nash" Nash]']);
  });
});
