import { merkleRoot, sha256 } from '#kernel';
import fc from 'fast-check';
import { FACTS, someBallot } from '../../../test/boxes';
import { boxRoot, closeBox, isPaperOf } from './export';
import type { Paper } from './paper';

const receipts = ['abaco abete zuppa citta perche lunedi', 'abaco abete zuppa citta perche venti'] as const;
const paper = (i: 0 | 1, marks: 'yes' | 'no'): Paper => ({ receipt: receipts[i], class: 'ordinary:1', marks });

describe('closeBox', () => {
  it('publishes the same box, whatever the order in which the papers came', () => {
    fc.assert(
      fc.property(
        someBallot.chain(({ facts, papers }) =>
          fc.tuple(fc.constant({ facts, papers }), fc.shuffledSubarray([...papers], { minLength: papers.length })),
        ),
        ([{ facts, papers }, shuffled]) => {
          expect(closeBox(facts, shuffled)).toEqual(closeBox(facts, papers));
        },
      ),
    );
  });

  it('shows who voted when in a naive list, and not in this one', () => {
    fc.assert(
      fc.property(someBallot, ({ facts, papers }) => {
        const box = closeBox(facts, papers);
        const published = box.papers.map((line) => (JSON.parse(line) as Paper).receipt);
        expect(published).toEqual(papers.map((one) => one.receipt).toSorted());
      }),
    );
  });

  it('keeps every paper, in canonical lines of ASCII', () => {
    fc.assert(
      fc.property(someBallot, ({ facts, papers }) => {
        const box = closeBox(facts, papers);
        const read = box.papers.map((line) => JSON.parse(line) as Paper);
        expect(read).toHaveLength(papers.length);
        expect(read).toEqual(expect.arrayContaining([...papers]));
        for (const line of box.papers) expect(line).toMatch(/^[ -~]+$/);
      }),
    );
  });

  it('refuses two papers with one receipt', () => {
    expect(() => closeBox(FACTS, [paper(0, 'yes'), paper(0, 'no')])).toThrow(
      expect.objectContaining({ code: 'BOX.RECEIPT_TWICE' }),
    );
  });

  it('refuses more papers than members present, and papers of nobody', () => {
    const turnout = [{ category: 'ordinary', votes: 1, entitled: 10, present: 1 } as const];
    const invalid = expect.objectContaining({ code: 'BOX.INVALID' }) as Error;
    expect(() => closeBox({ ...FACTS, turnout }, [paper(0, 'yes'), paper(1, 'no')])).toThrow(invalid);
    expect(() => closeBox(FACTS, [{ ...paper(0, 'yes'), class: 'financing:1' }])).toThrow(invalid);
  });
});

describe('boxRoot', () => {
  it('is the Merkle root over the bytes of the lines', () => {
    const leaf = (line: string) => sha256(Buffer.concat([Buffer.of(0), Buffer.from(line, 'utf8')]));
    const lines = ['{"a":1}', '{"b":"è"}', '{}'];
    expect(boxRoot(lines)).toBe(merkleRoot(lines.map(leaf)));
    expect(boxRoot([])).toBe(sha256(''));
  });

  it('changes with any byte, with any two papers that change places, and with a paper more or less', () => {
    fc.assert(
      fc.property(
        someBallot.filter(({ papers }) => papers.length > 1),
        fc.nat(),
        fc.nat(),
        ({ facts, papers }, at, by) => {
          const { papers: lines, root } = closeBox(facts, papers);
          const i = at % lines.length;
          const line = lines[i] ?? '';
          const place = by % line.length;
          const changed = `${line.slice(0, place)}${line[place] === 'x' ? 'y' : 'x'}${line.slice(place + 1)}`;
          expect(boxRoot(lines.with(i, changed))).not.toBe(root);
          expect(boxRoot(lines.toSpliced(i, 1))).not.toBe(root);
          expect(boxRoot(lines.toSpliced(i, 0, line))).not.toBe(root);
          const j = (i + 1) % lines.length;
          expect(boxRoot(lines.with(i, lines[j] ?? '').with(j, line))).not.toBe(root);
        },
      ),
    );
  });
});

describe('isPaperOf', () => {
  it('finds with every receipt the paper that was cast, and no other', () => {
    fc.assert(
      fc.property(someBallot, ({ facts, papers }) => {
        const box = closeBox(facts, papers);
        for (const cast of papers) {
          const found = box.papers.filter((line) => isPaperOf(line, cast.receipt));
          expect(found.map((line): unknown => JSON.parse(line))).toEqual([cast]);
        }
      }),
    );
  });

  it('finds nothing for a receipt of nobody, or for a part of one', () => {
    const { papers } = closeBox(FACTS, [paper(0, 'yes')]);
    for (const receipt of [receipts[1], 'perche lunedi', '']) {
      expect(papers.some((line) => isPaperOf(line, receipt))).toBe(false);
    }
  });
});
