import {
  count,
  describeElections,
  ranksOf,
  readBlt,
  readSoi,
  readTable,
  type Election,
} from '../../../test/election-files';

describeElections('Glasgow City Council 2007, by STV', () => {
  // Councillors as declared; the votes of the last stage as another program for the same Order finds them.
  const WARDS = [
    {
      ward: 'Anderston/City',
      file: 1,
      seats: 4,
      last: {
        'Craig Mackay': '1381',
        'Philip Braat': '1381',
        'Nina Baker': '1736.42172',
        'Gordon Matheson': '1544.95940',
      },
      exhausted: '856.61888',
    },
    {
      ward: 'Baillieston',
      file: 2,
      seats: 4,
      last: {
        'John Mason': '2076',
        'Jim Coleman': '2076',
        'Douglas Hay': '2659.50560',
        'David Mcdonald': '1325.69940',
      },
      exhausted: '2238.79500',
    },
    {
      ward: 'Calton',
      file: 3,
      seats: 3,
      last: { 'George Redmond': '1300', 'Alison E Thewliss': '1300', 'Ruth Simpson': '1393.86735' },
      exhausted: '1205.13265',
    },
    {
      ward: 'Canal',
      file: 4,
      seats: 4,
      last: {
        'Billy Mcallister': '1725',
        'Ellen   Hurcombe': '1725',
        'Jim Mackechnie': '1876.32130',
        'Kieran  Wild': '1534.97862',
      },
      exhausted: '1762.70008',
    },
    {
      ward: 'Craigton',
      file: 5,
      seats: 4,
      last: {
        'Iris Gibson': '2211',
        'Alistair Watson': '2211',
        'Matthew John Kerr': '3083.26864',
        'Ruth Black': '1734.66778',
      },
      exhausted: '1812.06358',
    },
  ];

  it.each(WARDS)('$ward: elects the declared councillors, to five decimals', ({ file, seats, last, exhausted }) => {
    const election = readSoi(`preflib_glasgow2007/00008-0000000${file}.soi`);
    const { winners, totals, count: counted } = count({ kind: 'stv', seats }, election);
    expect(winners).toEqual(Object.keys(last));
    expect(totals()).toEqual(last);
    expect(counted.rounds.at(-1)?.exhausted).toBe(exhausted);
    expect(counted).toMatchObject({ valid: `${election.voters}`, tieBreaks: [] });
  });

  it('Canal: passes the first surplus on as published', () => {
    const { totals, count: counted } = count(
      { kind: 'stv', seats: 4 },
      readSoi('preflib_glasgow2007/00008-00000004.soi'),
    );
    expect(counted.quota).toBe('1725');
    expect(totals(2)).toMatchObject({
      'Billy Mcallister': '1725',
      'Brian Brown': '214.65496',
      'James Cruickshank': '119.10720',
      'Kirsteen Redpath': '222.38984',
    });
  });
});

describeElections('other elections by STV', () => {
  it('NixOS 2025: five seats', () => {
    const { seats, ...election } = readBlt('nixos_sc_2025_opavote-ballots-5.blt');
    const { winners, totals, count: counted } = count({ kind: 'stv', seats }, election);
    expect(counted).toMatchObject({ valid: '443', quota: '74' });
    expect(totals(1)).toMatchObject({ K900: '99', cafkafk: '40', tomberek: '39' });
    expect(winners).toEqual(['K900', 'cafkafk', 'tomberek', 'philiptaron', 'JulienMalka']);
    expect(count({ kind: 'schulze' }, election).winners).toEqual(['K900']);
  });

  it('food: Chocolate, Oranges, Strawberries', () => {
    const { winners, count: counted } = count(
      { kind: 'stv', seats: 3 },
      ranksOf(readTable('r_vote/food_election.txt', '\t')),
    );
    expect(winners).toEqual(['Chocolate', 'Oranges', 'Strawberries']);
    expect(counted).toMatchObject({ valid: '20', quota: '6', tieBreaks: [] });
  });
});

type Paper = { readonly order: number[]; value: number };

/** What tellers do at a table: one paper after the other, each with its value; slow, and written on its own. */
function byHand(orders: readonly (readonly number[])[], optionCount: number, seats: number): number[] {
  const quota = (Math.floor(orders.length / (seats + 1)) + 1) * 100_000;
  const papers: Paper[] = orders.map((order) => ({ order: [...order], value: 100_000 }));
  const stages: number[][] = [];
  const elected: number[] = [];
  const passedOn = new Set<number>();
  const out = new Set<number>();
  const hopeful = () => [...Array(optionCount).keys()].filter((each) => !elected.includes(each) && !out.has(each));
  for (;;) {
    const votes = votesOf(papers, optionCount).map((sum, option) => (passedOn.has(option) ? quota : sum));
    const of = (option: number) => votes[option] ?? 0;
    stages.push(votes);
    const all = hopeful().sort((a, b) => of(b) - of(a) || a - b);
    elected.push(...(all.length <= seats - elected.length ? all : all.filter((option) => of(option) >= quota)));
    const left = hopeful();
    if (elected.length >= seats || left.length === 0) return elected;

    const surplus = elected.filter((option) => of(option) > quota).sort((a, b) => a - b);
    const [goes, share] = surplus.length > 0 ? [pick(surplus, 1, stages), quota] : [pick(left, -1, stages), 0];
    (share > 0 ? passedOn : out).add(goes);
    passOn(papers, goes, hopeful(), (value) =>
      share > 0 ? Math.floor((value * (of(goes) - quota)) / of(goes)) : value,
    );
  }
}

const votesOf = (papers: readonly Paper[], optionCount: number): number[] =>
  Array.from({ length: optionCount }, (_, option) =>
    papers.reduce((sum, { order, value }) => sum + (order[0] === option ? value : 0), 0),
  );

function passOn(papers: readonly Paper[], from: number, to: readonly number[], worth: (value: number) => number): void {
  for (const paper of papers.filter(({ order }) => order[0] === from)) {
    paper.value = worth(paper.value);
    while (paper.order[0] !== undefined && !to.includes(paper.order[0])) paper.order.shift();
  }
}

/** Who had the most (sign 1) or the fewest (-1) in the last stage that tells them apart; else the first, or the last. */
function pick(tied: readonly number[], sign: 1 | -1, stages: readonly (readonly number[])[]): number {
  const stage = stages.toReversed().find((votes) => new Set(tied.map((option) => votes[option])).size > 1);
  if (!stage) return (sign > 0 ? tied[0] : tied.at(-1)) ?? -1;
  const best = Math.max(...tied.map((option) => sign * (stage[option] ?? 0)));
  return pick(
    tied.filter((option) => sign * (stage[option] ?? 0) === best),
    sign,
    stages,
  );
}

const ordersOf = ({ papers }: Election): number[][] =>
  papers.flatMap(({ marks, weight }) =>
    typeof marks === 'object' && 'ranking' in marks
      ? Array.from({ length: Number(weight) }, () => marks.ranking.flat())
      : [],
  );

describeElections('elections of the Electoral Reform Society', () => {
  // The files do not say how many seats there were, nor who was elected: every number is tried, against a count by hand.
  it.each(Array.from({ length: 29 }, (_, i) => String(i + 1).padStart(2, '0')))('set %s: as counted by hand', (set) => {
    const election = readSoi(`preflib_ers/00007-000000${set}.soi`);
    for (const seats of [1, 2, 3, 5]) {
      const { count: counted } = count({ kind: 'stv', seats }, election);
      expect(counted.valid).toBe(`${election.voters}`);
      expect(counted.winners).toEqual(byHand(ordersOf(election), election.options.length, seats));
      expect(counted.winners).toHaveLength(Math.min(seats, election.options.length));
    }
  });

  it('IMS: as counted by hand', () => {
    const election = ranksOf(readTable('r_vote/ims_stv.csv', ','));
    const { count: counted } = count({ kind: 'stv', seats: 5 }, election);
    expect(counted).toMatchObject({ valid: '598', blank: '22', quota: '100' });
    expect(counted.winners).toEqual(byHand(ordersOf(election), election.options.length, 5));
  });
});
