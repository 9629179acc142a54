import fc from 'fast-check';
import { whole } from '../electorate/exact';
import { BASES } from '../statute/statute-language';
import type { Counts, MotionInput } from './decide';
import { resistanceTest } from './resistance';
import { secretResistance, type PapersInDoubt } from './secret-resistance';
import { sum } from './votes';

const whose = { it: 'Rimini', en: 'Rimini' };
const MARKS = ['yes', 'no', 'abstain', 'blank'] as const;
type Marked = PapersInDoubt['marked'];

const marked: fc.Arbitrary<Marked> = fc.record({
  yes: fc.nat(3),
  no: fc.nat(3),
  abstain: fc.nat(2),
  blank: fc.nat(1),
});
const sizeOf = (papers: Marked) => MARKS.reduce((total, mark) => total + papers[mark], 0);
const classOf = (weight: number): fc.Arbitrary<PapersInDoubt> =>
  marked.chain((papers) =>
    fc.record({ weight: fc.constant(whole(weight)), marked: fc.constant(papers), withheld: fc.nat(sizeOf(papers)) }),
  );
const rules = fc.record({
  base: fc.constantFrom(...BASES),
  part: fc.integer({ min: 0, max: 3 }),
  reach: fc.constantFrom('atLeast' as const, 'moreThan' as const),
  quorum: fc.integer({ min: 0, max: 20 }),
});

const countsOf = (papers: readonly PapersInDoubt[], pick: (it: PapersInDoubt) => Marked): Counts => {
  const of = (mark: (typeof MARKS)[number]) => sum(papers.map((it) => it.weight.mul(whole(pick(it)[mark]))));
  return { yes: of('yes'), no: of('no'), abstain: of('abstain'), blank: of('blank') };
};

function motion(
  papers: readonly PapersInDoubt[],
  rule: { base: Base; part: number; reach: Reach; quorum: number },
): MotionInput {
  const counts = countsOf(papers, (it) => it.marked);
  return {
    call: {
      quorum: { share: { part: rule.quorum, of: 20 }, reach: 'atLeast' },
      majority: { share: { part: rule.part, of: 3 }, reach: rule.reach, base: rule.base },
      article: 'statute art. 7',
    },
    ties: { rule: 'rejects', article: 'statute art. 9' },
    chairVoted: null,
    votes: { entitled: whole(40), present: sum(Object.values(counts)), counts },
  };
}
type Base = (typeof BASES)[number];
type Reach = 'atLeast' | 'moreThan';

/** Every way in which so many papers of a class may be marked. */
const ways = ({ marked: papers, withheld }: PapersInDoubt): Marked[] => {
  const found: Marked[] = [];
  for (let yes = 0; yes <= papers.yes; yes += 1)
    for (let no = 0; no <= papers.no; no += 1)
      for (let abstain = 0; abstain <= papers.abstain; abstain += 1) {
        const blank = withheld - yes - no - abstain;
        if (blank >= 0 && blank <= papers.blank) found.push({ yes, no, abstain, blank });
      }
  return found;
};

describe('the resistance test of a secret ballot', () => {
  it('answers as all ways together in which the papers may have been marked', () => {
    fc.assert(
      fc.property(classOf(1), classOf(3), rules, (single, triple, rule) => {
        const papers = [single, triple];
        const input = motion(papers, rule);
        const present = sum(papers.map(({ weight, withheld }) => weight.mul(whole(withheld))));
        const stands = new Set<boolean>();
        for (const a of ways(single))
          for (const b of ways(triple)) {
            const counts = countsOf(papers, (it) => (it === single ? a : b));
            stands.add(resistanceTest(input, { whose, present, counts, includesChair: false }).stands);
          }
        const expected = stands.size > 1 ? 'undetermined' : stands.has(true) ? 'stands' : 'falls';
        expect(secretResistance(input, { whose, present }, papers).standing).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('says why nothing is certain, and what would follow', () => {
    const papers = [{ weight: whole(1), marked: { yes: 5, no: 4, abstain: 0, blank: 0 }, withheld: 2 }];
    const input = motion(papers, { base: 'yesNo', part: 1, reach: 'moreThan', quorum: 0 });
    const { standing, verdict, reason } = secretResistance(input, { whose, present: whole(2) }, papers);
    expect([standing, verdict]).toEqual(['undetermined', null]);
    expect(reason.en).toMatch(/^the vote was secret .* does not stand .*; if they were against .* stands without/);
    expect(reason.it).toMatch(/^il voto è segreto .* non resiste .*; se erano .* resiste senza/);
  });
});
