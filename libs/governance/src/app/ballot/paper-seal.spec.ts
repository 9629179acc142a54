import type { BallotId } from '#kernel';
import fc from 'fast-check';
import { paperLine, type Paper } from '../../domain/box/paper';
import type { MemberId } from '../../domain/electorate/elector';
import type { Marks } from '../../domain/voting/method';
import { newReceipt } from './new-receipt';
import { newBoxKey, PaperSeal, type BallotBox } from './paper-seal';

const SECRET = 'a secret of an installation, long enough';
const ballotId = '019aa000-0000-7000-8000-000000000001' as BallotId;
const otherId = '019aa000-0000-7000-8000-000000000002' as BallotId;
const motion: BallotBox = { ballotId, textHash: 'a'.repeat(64), method: { kind: 'yesNo' }, options: 0 };
const ranking: BallotBox = { ...motion, method: { kind: 'schulze' }, options: 12 };
const { wrapped } = newBoxKey(SECRET, ballotId);

const paper = (marks: Marks): Paper => ({ receipt: newReceipt('it'), class: 'ordinary:1', marks });
const someRanking = fc
  .subarray([...Array(12).keys()])
  .chain((places) => fc.shuffledSubarray(places, { minLength: places.length }))
  .map((places) => ({ ranking: places.map((place) => [place]) }));
const someMarks = fc.oneof(fc.constantFrom<Marks>('abstain', 'blank'), someRanking);

/** A box that keeps what it is given: as text, in order, beside the list of who voted in order. */
const naiveBox = (votes: readonly (readonly [member: string, marks: Marks])[]) => ({
  voted: votes.map(([member]) => member),
  papers: votes.map(([, marks]) => Buffer.from(JSON.stringify(marks))),
});

describe('a sealed paper', () => {
  it('opens as it was cast', () => {
    const seal = new PaperSeal(SECRET, wrapped, ranking);
    fc.assert(
      fc.property(someMarks, (marks) => {
        const cast = paper(marks);
        expect(seal.open(new PaperSeal(SECRET, wrapped, ranking).seal(cast))).toEqual(cast);
      }),
    );
  });

  it('takes the longest paper there is, and refuses anything longer', () => {
    const seal = new PaperSeal(SECRET, wrapped, ranking);
    const longest = {
      receipt: Array.from({ length: 6 }, () => 'abcdefghi').join(' '),
      class: 'c'.repeat(80),
      marks: { ranking: Array.from({ length: 12 }, (_, place) => [place]) },
      member: ballotId as string as MemberId,
    };
    expect(seal.open(seal.seal(longest))).toEqual(longest);
    expect(() => seal.seal({ ...longest, class: 'c'.repeat(81) })).toThrow(
      expect.objectContaining({ code: 'PAPER.TOO_LONG' }),
    );
  });

  it('does not open once a bit of it has changed, or a part is missing', () => {
    const seal = new PaperSeal(SECRET, wrapped, motion);
    const sealed = seal.seal(paper('yes'));
    fc.assert(
      fc.property(fc.nat({ max: sealed.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => seal.open(changed)).toThrow(expect.objectContaining({ code: 'PAPER.DAMAGED' }));
      }),
    );
    for (const length of [0, 11, 28, sealed.length - 1]) {
      expect(() => seal.open(sealed.subarray(0, length))).toThrow(expect.objectContaining({ code: 'PAPER.DAMAGED' }));
    }
  });

  it('does not open in another box, nor for another text', () => {
    const sealed = new PaperSeal(SECRET, wrapped, motion).seal(paper('yes'));
    const amended = new PaperSeal(SECRET, wrapped, { ...motion, textHash: 'b'.repeat(64) });
    const other = new PaperSeal(SECRET, newBoxKey(SECRET, otherId).wrapped, { ...motion, ballotId: otherId });
    for (const seal of [amended, other]) {
      expect(() => seal.open(sealed)).toThrow(expect.objectContaining({ code: 'PAPER.DAMAGED' }));
    }
  });

  it('opens with nothing but the key of its box, under the secret it was made with', () => {
    const locked = expect.objectContaining({ code: 'BOX.LOCKED', kind: 'unavailable' }) as Error;
    expect(() => new PaperSeal(`${SECRET}!`, wrapped, motion)).toThrow(locked);
    expect(() => new PaperSeal(SECRET, wrapped, { ...motion, ballotId: otherId })).toThrow(locked);
    expect(() => new PaperSeal(SECRET, Buffer.alloc(0), motion)).toThrow(locked);
    const sealed = new PaperSeal(SECRET, wrapped, motion).seal(paper('yes'));
    const afterwards = new PaperSeal(SECRET, newBoxKey(SECRET, ballotId).wrapped, motion);
    expect(() => afterwards.open(sealed)).toThrow(expect.objectContaining({ code: 'PAPER.DAMAGED' }));
  });
});

describe('who reads the stored papers while a ballot is open', () => {
  const choices: Marks[] = ['yes', 'no', 'abstain', 'blank', { ranking: [[0]] }, { ranking: [[11], [10], [9]] }];

  it('reads choices in a naive box by the size of the papers, and nothing here', () => {
    const naive = naiveBox(choices.map((marks, i) => [`member ${i}`, marks]));
    expect(new Set(naive.papers.map((bytes) => bytes.length)).size).toBeGreaterThan(3);

    const seal = new PaperSeal(SECRET, wrapped, ranking);
    const sizes = choices.map((marks) => seal.seal({ ...paper(marks), class: `ordinary:${marks === 'no' ? 10 : 1}` }));
    expect(new Set(sizes.map((bytes) => bytes.length)).size).toBe(1);
  });

  it('joins voters and choices in a naive box by their order, and here has bytes that say nothing', () => {
    const votes = choices.map((marks, i) => [`member ${i}`, marks] as const);
    const naive = naiveBox(votes);
    const joined = naive.voted.map((member, i) => [member, JSON.parse(String(naive.papers[i])) as Marks]);
    expect(joined).toEqual(votes);

    const seal = new PaperSeal(SECRET, wrapped, ranking);
    const dump = votes.map(([, marks]) => seal.seal(paper(marks)));
    for (const bytes of dump) expect(bytes.toString('latin1')).not.toMatch(/yes|no|abstain|blank|ranking|receipt/);
    expect(seal.seal(paper('yes')).equals(seal.seal(paper('yes')))).toBe(false);
  });

  it('seals the same paper to other bytes each time, so that equal papers are not seen to be equal', () => {
    const seal = new PaperSeal(SECRET, wrapped, motion);
    const same = paper('no');
    const blobs = Array.from({ length: 200 }, () => seal.seal(same).toString('hex'));
    expect(new Set(blobs).size).toBe(200);
  });

  it('knows no more of a paper after the count than that it is one of the published ones, in an order that says nothing', () => {
    const cast = Array.from({ length: 400 }, (_, i) => paper(i % 2 ? 'yes' : 'no'));
    const published = cast.map(paperLine).toSorted();
    const byReceipt = cast.toSorted((a, b) => (a.receipt < b.receipt ? -1 : 1));
    const stays = byReceipt.filter((one, place) => cast[place] === one).length;
    // One place of a random order is right on average; a naive list is right in all of them.
    expect(stays).toBeLessThan(12);
    expect(published).toHaveLength(400);
  });
});
