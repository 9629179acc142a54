import fc from 'fast-check';
import { Reader } from '../../test/follows';
import { anySystem, anyTask, flags, withSingles } from '../../test/systems';
import { derivable, hideFrom, suppress, type SuppressionTask } from './elimination';
import { Elimination } from './elimination/insight';
import { membersOf, systemOf, type System } from './system';

const cellsOf = ({ cells }: System) => [...Array(cells).keys()];
const task = (system: System, given: Partial<SuppressionTask> = {}): SuppressionTask => ({
  system,
  primary: new Uint8Array(system.cells),
  open: new Uint8Array(system.cells),
  hide: new Uint8Array(system.cells),
  cost: Float64Array.from(cellsOf(system)),
  singles: new Int32Array(system.inner).fill(-1),
  ...given,
});
const marked = (length: number, ...places: number[]) =>
  Uint8Array.from({ length }, (_, place) => (places.includes(place) ? 1 : 0));
const placesOf = (marks: Uint8Array) => [...marks.keys()].filter((place) => marks[place] === 1);

/** What cannot be published at all hides as much as can be hidden. */
const hiddenMost = ({ open }: SuppressionTask) => open.map((isOpen) => (isOpen === 1 ? 0 : 1));

/** Primaries that must not follow: not those that are open, nor those that follow from open cells alone. */
function inNeed(given: SuppressionTask): number[] {
  const reader = new Reader(given.system, hiddenMost(given));
  return placesOf(given.primary).filter((cell) => !reader.canTell(cell));
}

/** Publishes the dearest first, and each further one unless a primary can be told then. */
function greedily(given: SuppressionTask): Uint8Array {
  const { system, cost, primary, hide, open } = given;
  const hidden = hiddenMost(given);
  const reader = new Reader(system, hidden);
  const needs = inNeed(given);
  const dearestFirst = cellsOf(system).sort((one, other) => (cost[other] ?? 0) - (cost[one] ?? 0));
  for (const cell of dearestFirst) {
    if (primary[cell] === 1 || hide[cell] === 1 || open[cell] === 1) continue;
    const next = new Reader(system, hidden.with(cell, 0));
    if (needs.some((need) => next.canTell(need))) continue;
    reader.learn(cell);
    hidden[cell] = 0;
  }
  return hidden;
}

describe('suppress', () => {
  it('hides a square around one cell of a table', () => {
    const square = systemOf(4, [[0], [1], [2], [3], [0, 1], [2, 3], [0, 2], [1, 3], [0, 1, 2, 3]]);
    expect(placesOf(suppress(task(square, { primary: marked(9, 0) })))).toEqual([0, 1, 2, 3]);
  });

  it('hides margins where inner cells are out already', () => {
    const square = systemOf(4, [[0], [1], [2], [3], [0, 1], [2, 3], [0, 2], [1, 3], [0, 1, 2, 3]]);
    const hidden = suppress(task(square, { primary: marked(9, 0), open: marked(9, 1, 2, 3) }));
    expect(placesOf(hidden)).toEqual([0, 4, 6, 8]);
  });

  it('hides nothing where nothing is primary, and primaries alone where nobody can tell them', () => {
    const row = systemOf(3, [[0], [1], [2], [0, 1, 2]]);
    expect(placesOf(suppress(task(row)))).toEqual([]);
    expect(placesOf(suppress(task(row, { primary: marked(4, 0, 2) })))).toEqual([0, 2]);
  });

  it('leaves a primary that open cells give away hidden, and says so when asked', () => {
    const row = systemOf(2, [[0], [1], [0, 1]]);
    const hidden = suppress(task(row, { primary: marked(3, 0), open: marked(3, 1, 2) }));
    expect(placesOf(hidden)).toEqual([0]);
    expect(derivable(row, hidden, [0])).toEqual([0]);
  });

  it('keeps a single holder from another’s cell, and hidden cells with nobody from being a sum of nothing', () => {
    const row = systemOf(4, [[0], [1], [2], [3], [0, 1, 2, 3]]);
    const primary = marked(5, 0, 1);
    expect(placesOf(suppress(task(row, { primary })))).toEqual([0, 1]);
    expect(placesOf(suppress(task(row, { primary, singles: Int32Array.from([7, 8, -1, -1]) })))).toEqual([0, 1, 2]);
    expect(placesOf(suppress(task(row, { primary, singles: Int32Array.from([-2, -2, -1, -1]) })))).toEqual([0, 1, 2]);
  });

  it('keeps guarded sums from following', () => {
    const row = systemOf(3, [[0], [1], [2], [0, 1, 2]]);
    const primary = marked(4, 0, 1);
    const known = Uint8Array.from([1, 0, 0]);
    const guarded = new Elimination(row, primary).givenAway([1], known);
    expect(placesOf(suppress(task(row, { primary, guarded })))).toEqual([0, 1, 2]);
  });

  it('hides more from somebody who knows inner cells, and shows nothing again', () => {
    const row = systemOf(4, [[0], [1], [2], [3], [0, 1, 2, 3]]);
    const given = task(row, { primary: marked(5, 0, 1) });
    expect(placesOf(hideFrom(given, marked(5, 0, 1), Uint8Array.from([1, 0, 0, 0])))).toEqual([0, 1, 2]);
  });

  it('decides as elimination over the rationals does that takes one cell at a time', () => {
    fc.assert(
      fc.property(anyTask, (given) => {
        expect(placesOf(suppress(given))).toEqual(placesOf(greedily(given)));
      }),
      { numRuns: 150 },
    );
  });

  it('lets no primary follow, hides what it must, and shows again what is out', () => {
    fc.assert(
      fc.property(anyTask, (given) => {
        const hidden = suppress(given);
        const reader = new Reader(given.system, hidden);
        expect(inNeed(given).filter((cell) => reader.canTell(cell))).toEqual([]);
        for (const cell of cellsOf(given.system)) {
          if (given.open[cell] === 1) expect(hidden[cell]).toBe(0);
          else if (given.primary[cell] === 1 || given.hide[cell] === 1) expect(hidden[cell]).toBe(1);
        }
      }),
    );
  });

  it('needs every cell that it hides: with any of them published a primary would follow', () => {
    fc.assert(
      fc.property(anyTask, (given) => {
        const hidden = suppress(given);
        const needs = inNeed(given);
        for (const cell of placesOf(hidden)) {
          if (given.primary[cell] === 1 || given.hide[cell] === 1) continue;
          const reader = new Reader(given.system, hidden.with(cell, 0));
          expect(needs.some((need) => reader.canTell(need))).toBe(true);
        }
      }),
    );
  });

  it('does not mind in which order cells are listed', () => {
    fc.assert(
      fc.property(anyTask, (given) => {
        const { system } = given;
        const turned = system.cells - 1;
        const listed = systemOf(
          system.inner,
          cellsOf(system).map((cell) => membersOf(system, turned - cell)),
        );
        const { primary, open, hide, cost } = given;
        const reversed = {
          ...given,
          system: listed,
          primary: primary.toReversed(),
          open: open.toReversed(),
          hide: hide.toReversed(),
          cost: cost.toReversed(),
        };
        expect(suppress(reversed).toReversed()).toEqual(suppress(given));
      }),
    );
  });

  it('lets no single holder find a primary cell of others that hiding can keep', () => {
    fc.assert(
      fc.property(anyTask.chain(withSingles), (given) => {
        const hidden = suppress(given);
        for (const holder of [0, 1, 2]) {
          const known = Uint8Array.from(given.singles, (single) => (single === holder ? 1 : 0));
          const [before, after] = [hiddenMost(given), hidden].map(
            (pattern) => new Reader(given.system, pattern, known),
          );
          const ofOthers = (cell: number) =>
            membersOf(given.system, cell).some((inner) => ![holder, -2].includes(given.singles[inner] ?? -1));
          const found = inNeed(given).filter((cell) => ofOthers(cell) && after?.canTell(cell));
          expect(found.filter((cell) => !before?.canTell(cell))).toEqual([]);
        }
      }),
    );
  });
});

describe('derivable', () => {
  const anyQuestion = anySystem.chain((system) =>
    fc.record({
      system: fc.constant(system),
      hidden: flags(system.cells, 4),
      known: flags(system.inner, 2),
    }),
  );

  it('tells what elimination over the rationals tells', () => {
    fc.assert(
      fc.property(anyQuestion, ({ system, hidden, known }) => {
        const reader = new Reader(system, hidden, known);
        const expected = cellsOf(system).filter((cell) => reader.canTell(cell));
        expect(derivable(system, hidden, cellsOf(system), known)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
