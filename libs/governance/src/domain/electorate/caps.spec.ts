import fc from 'fast-check';
import { capSentences } from './cap-sentences';
import { applyCaps, classesOf, unitsOf, type Caps, type VoteClass } from './caps';
import { exactShare, whole, written, type Exact } from './exact';

const cap = (part: number, of: number, article = 'art. 2538 co. 4 c.c.') => ({ share: { part, of }, article });
const LEGAL: Caps = {
  exchangeMember: cap(1, 10),
  exchangeCategory: cap(1, 3),
  financingCategory: cap(1, 3, 'art. 2526 c.c.'),
};
const NO_CAPS: Caps = { exchangeMember: null, exchangeCategory: null, financingCategory: null };
const CATEGORY_ONLY: Caps = { ...NO_CAPS, exchangeCategory: cap(1, 3) };

const of = (category: VoteClass['category'], votes: number, members = 1): VoteClass => ({ category, votes, members });
const sum = (values: readonly Exact[]) => values.reduce((total, value) => total.add(value), whole(0));
const least = (a: Exact, b: Exact) => (a.lt(b) ? a : b);

/** The sum of votes if the ceilings are shares of `assumed`, one member after the other: the plainest way to say it. */
function plainTotal(caps: Caps, classes: readonly VoteClass[], assumed: Exact): Exact {
  const held = (share: Caps['exchangeMember'], votes: Exact) =>
    share === null ? votes : least(votes, exactShare(share.share).mul(assumed));
  const votes = (category: VoteClass['category'], each: (votes: Exact) => Exact) =>
    sum(classes.filter((it) => it.category === category).map((it) => each(whole(it.votes)).mul(it.members)));
  const same = (it: Exact) => it;
  return votes('ordinary', same)
    .add(
      held(
        caps.exchangeCategory,
        votes('exchange', (it) => held(caps.exchangeMember, it)),
      ),
    )
    .add(held(caps.financingCategory, votes('financing', same)));
}

const anyShare = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .map(([part, more]) => cap(part, part + more - (part === 0 ? 0 : 1)));
const anyCaps: fc.Arbitrary<Caps> = fc.record({
  exchangeMember: fc.option(anyShare),
  exchangeCategory: fc.option(anyShare),
  financingCategory: fc.option(anyShare),
});
const anyClass = fc.record({
  category: fc.constantFrom('ordinary' as const, 'exchange' as const, 'financing' as const),
  votes: fc.integer({ min: 1, max: 60 }),
  members: fc.integer({ min: 1, max: 30 }),
});
const anyClasses = fc.array(anyClass, { maxLength: 12 });

describe('the naive way to cap votes', () => {
  it('breaks the ceiling that it applies, for the total falls with the cut', () => {
    const third = whole(100).div(3);
    const left = whole(40).add(third);
    expect(written(third.div(left))).toBe('5/11');
    expect(third.gt(left.div(3))).toBe(true);

    const { total, weightOf } = applyCaps(CATEGORY_ONLY, [of('ordinary', 1, 40), of('exchange', 60)]);
    expect(written(total)).toBe('60');
    expect(written(weightOf('exchange', 60))).toBe('20');
  });
});

describe('applyCaps', () => {
  it('leaves votes alone where there is no ceiling, or none is exceeded', () => {
    const classes = [of('ordinary', 1, 40), of('exchange', 5, 2), of('financing', 10)];
    for (const caps of [NO_CAPS, LEGAL]) {
      const capped = applyCaps(caps, classes);
      expect(written(capped.total)).toBe('60');
      expect(capped.steps).toEqual([]);
      expect(written(capped.weightOf('exchange', 5))).toBe('5');
    }
  });

  it('takes what a category has too much from all its members in proportion', () => {
    const { weightOf } = applyCaps(CATEGORY_ONLY, [of('ordinary', 1, 40), of('exchange', 10, 3), of('exchange', 30)]);
    expect([weightOf('exchange', 10), weightOf('exchange', 30)].map(written)).toEqual(['10/3', '10']);
  });

  it('applies the ceilings together, where each moves the others', () => {
    const classes = [of('ordinary', 1, 30), of('exchange', 40, 2), of('exchange', 5, 4), of('financing', 200)];
    const { full, total, steps, weightOf } = applyCaps(LEGAL, classes);
    expect([full, total].map(written)).toEqual(['330', '90']);
    expect([weightOf('exchange', 40), weightOf('exchange', 5)].map(written)).toEqual(['135/19', '75/19']);
    expect(written(weightOf('financing', 200))).toBe('30');
    expect(steps.map(({ assumed, uncut, uncutShare, total }) => [assumed, uncut, uncutShare, total])).toEqual([
      ['330', '50', '7/15', '750/7'],
      ['750/7', '30', '1/3', '90'],
    ]);
  });

  it('holds one exchange member to a tenth also where its category has no ceiling', () => {
    const caps: Caps = { ...NO_CAPS, exchangeMember: cap(1, 10) };
    const { total, weightOf } = applyCaps(caps, [of('ordinary', 1, 18), of('exchange', 50)]);
    expect([total, weightOf('exchange', 50)].map(written)).toEqual(['20', '2']);
  });

  it('says that nobody’s vote weighs anything where there is nothing to be a share of', () => {
    for (const classes of [[of('exchange', 5, 12)], [of('financing', 7)], [of('exchange', 1), of('financing', 1)]]) {
      const { total, finding, weightOf, steps } = applyCaps(LEGAL, classes);
      expect(written(total)).toBe('0');
      expect(finding).toBe('noUncappedVotes');
      expect(written(weightOf('exchange', 5))).toBe('0');
      expect(capSentences(steps, 'en').at(-1)).toMatch(/nothing can be resolved/);
    }
    expect(written(applyCaps({ ...NO_CAPS, exchangeMember: cap(1, 10) }, [of('exchange', 1, 9)]).total)).toBe('0');
    expect(written(applyCaps({ ...NO_CAPS, exchangeMember: cap(1, 10) }, [of('exchange', 1, 10)]).total)).toBe('10');
  });

  it('takes the greatest of many totals where two ceilings make up the whole', () => {
    const halves: Caps = { ...NO_CAPS, exchangeCategory: cap(1, 2), financingCategory: cap(1, 2) };
    const { total, finding } = applyCaps(halves, [of('exchange', 10), of('financing', 20)]);
    expect([written(total), finding]).toEqual(['20', null]);
  });

  it('finds nothing where nobody is present', () => {
    const { total, finding, steps } = applyCaps(LEGAL, []);
    expect([written(total), finding, steps]).toEqual(['0', null, []]);
  });

  it('keeps every ceiling, exactly, whoever is present', () => {
    fc.assert(
      fc.property(anyCaps, anyClasses, (caps, classes) => {
        const { total, weightOf } = applyCaps(caps, classes);
        const weigh = (category: VoteClass['category']) =>
          sum(
            classes.filter((it) => it.category === category).map((it) => weightOf(category, it.votes).mul(it.members)),
          );
        const isKept = (rule: Caps['exchangeMember'], votes: Exact) =>
          rule === null || votes.lte(exactShare(rule.share).mul(total));

        expect(sum([weigh('ordinary'), weigh('exchange'), weigh('financing')]).equals(total)).toBe(true);
        expect(isKept(caps.exchangeCategory, weigh('exchange'))).toBe(true);
        expect(isKept(caps.financingCategory, weigh('financing'))).toBe(true);
        for (const { category, votes } of classes) {
          const weight = weightOf(category, votes);
          expect(weight.gte(0) && weight.lte(votes)).toBe(true);
          if (category === 'exchange') expect(isKept(caps.exchangeMember, weight)).toBe(true);
          if (category === 'ordinary') expect(weight.equals(votes)).toBe(true);
        }
      }),
    );
  });

  it('finds the greatest fixed point, and the only positive one where an ordinary vote is present', () => {
    const anywhere = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constant(1000));
    fc.assert(
      fc.property(anyCaps, anyClasses, anywhere, (caps, classes, [part, of]) => {
        const { total, full } = applyCaps(caps, classes);
        expect(plainTotal(caps, classes, total).equals(total)).toBe(true);
        const above = total.add(full.sub(total).mul(part).div(of));
        if (above.gt(total)) expect(plainTotal(caps, classes, above).lt(above)).toBe(true);
        const below = total.mul(part).div(of);
        if (classes.some(({ category }) => category === 'ordinary')) {
          expect(plainTotal(caps, classes, below).gt(below)).toBe(true);
        }
      }),
    );
  });

  it('is what cutting again and again comes to', () => {
    fc.assert(
      fc.property(anyCaps, anyClasses, fc.integer({ min: 1, max: 20 }), (caps, others, members) => {
        const classes = [...others, of('ordinary', 1, members)];
        const { total, full } = applyCaps(caps, classes);
        const ordinary = classes.filter(({ category }) => category === 'ordinary');
        const uncut = sum(ordinary.map(({ votes, members }) => whole(votes * members)));
        // The total is concave in what is assumed and `uncut` at nothing, so each round shrinks the gap by this much.
        const shrinks = total.sub(uncut).div(total);
        let naive = full;
        let gap = full.sub(total);
        for (let round = 0; round < 200; round++) {
          const next = plainTotal(caps, classes, naive);
          gap = gap.mul(shrinks);
          expect(next.lte(naive) && next.gte(total) && next.sub(total).lte(gap)).toBe(true);
          if (next.equals(naive)) break;
          naive = next;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('ends in at most two steps more than there are kinds of exchange members, each with more ceilings', () => {
    fc.assert(
      fc.property(anyCaps, anyClasses, (caps, classes) => {
        const { steps, classes: kinds, total } = applyCaps(caps, classes);
        expect(steps.length).toBeLessThanOrEqual(kinds.filter(({ category }) => category === 'exchange').length + 2);
        steps.forEach(({ binding, assumed }, place) => {
          expect(binding.length).toBeGreaterThan(0);
          expect(assumed === (steps[place - 1]?.total ?? assumed)).toBe(true);
        });
        if (steps.length > 0) expect(steps.at(-1)?.total).toBe(written(total));
      }),
    );
  });

  it('goes down a ladder of ceilings that each make the next one bind', () => {
    const caps: Caps = { ...NO_CAPS, exchangeMember: cap(1, 10) };
    const ladder = [1, 10, 100, 1_000, 10_000, 100_000].map((votes) => of('exchange', votes));
    const { full, steps, weightOf } = applyCaps(caps, [of('ordinary', 1), ...ladder]);
    expect(written(full)).toBe('111112');
    expect(steps.map(({ total }) => total)).toEqual(['37040/3', '1390', '160', '20', '4', '5/2']);
    expect(written(weightOf('exchange', 1))).toBe('1/4');
  });

  it('never loses votes when one more member comes', () => {
    fc.assert(
      fc.property(anyCaps, anyClasses, anyClass, (caps, classes, more) => {
        expect(applyCaps(caps, [...classes, more]).total.gte(applyCaps(caps, classes).total)).toBe(true);
      }),
    );
  });

  it('knows members by category and votes only, in whatever order they came', () => {
    fc.assert(
      fc.property(anyCaps, anyClasses, (caps, classes) => {
        const oneByOne = classes.flatMap((it) => Array.from({ length: it.members }, () => ({ ...it, members: 1 })));
        const [a, b] = [applyCaps(caps, classes), applyCaps(caps, oneByOne.toReversed())];
        expect([b.classes, b.steps, written(b.total)]).toEqual([a.classes, a.steps, written(a.total)]);
        expect(classesOf(oneByOne)).toEqual(a.classes);
      }),
    );
  });
});

describe('unitsOf', () => {
  it('weighs every vote in whole units that add up to the total', () => {
    fc.assert(
      fc.property(anyCaps, anyClasses, (caps, classes) => {
        const capped = applyCaps(caps, classes);
        const units = unitsOf(capped);
        for (const { category, votes } of classes) {
          const exact = capped.weightOf(category, votes).mul(units.perVote);
          expect(exact.equals(units.weightOf(category, votes))).toBe(true);
        }
        const all = classes.reduce((sum, it) => sum + units.weightOf(it.category, it.votes) * BigInt(it.members), 0n);
        expect(all).toBe(units.total);
      }),
    );
  });

  it('takes no finer unit than is needed, and weighs nobody who was not there', () => {
    const units = unitsOf(applyCaps(LEGAL, [of('ordinary', 1, 30), of('exchange', 40, 2), of('exchange', 5, 4)]));
    expect(units.weightOf('ordinary', 1)).toBe(units.perVote);
    expect(unitsOf(applyCaps(NO_CAPS, [of('ordinary', 1, 3)])).perVote).toBe(1n);
    expect(() => units.weightOf('financing', 1)).toThrow(RangeError);
  });
});

describe('capSentences', () => {
  const { steps } = applyCaps(CATEGORY_ONLY, [of('ordinary', 1, 40), of('exchange', 60)]);

  it('shows each step in exact numbers, in English and in Italian', () => {
    expect(capSentences(steps, 'en')).toEqual([
      'Of a total of 100: exchange members together have 60, more than 1/3 of it, which is 100/3, so together they count ' +
        '1/3 (art. 2538 co. 4 c.c.). The votes not cut, 40, are then 2/3 of the total, which is therefore 60.',
      'Of a total of 60 every ceiling is kept, and no larger total keeps them all.',
    ]);
    expect(capSentences(steps, 'it')).toEqual([
      'Su un totale di 100: i soci con voto per scambio mutualistico hanno insieme 60, più di 1/3, cioè di 100/3, perciò ' +
        'insieme contano 1/3 (art. 2538 co. 4 c.c.). I voti non ridotti, 40, sono allora 2/3 del totale, che è perciò 60.',
      'Su un totale di 60 ogni limite è rispettato, e nessun totale maggiore li rispetta tutti.',
    ]);
  });

  it('says so where no ceiling is exceeded', () => {
    expect(capSentences([], 'en')).toEqual(['No ceiling on votes is exceeded: all votes count in full.']);
  });
});
