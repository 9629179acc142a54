import { Elimination } from './insight';
import { relationsOf, type Combination } from './relations';
import type { CellId } from '../grid';
import { membersOf, type System } from '../system';

/** `singles` of an inner cell behind which there is nobody at all. */
const NOBODY = -2;

type Pattern = {
  readonly system: System;
  readonly hidden: Uint8Array;
  readonly primary: Uint8Array;
  /** Inner cell → its only holder; -1: none or several, -2: nobody at all. */
  readonly singles: Int32Array;
};

/**
 * The sums of hidden cells that published cells give away and that somebody need only take their own cells from.
 *
 * A holder who is alone in inner cells knows these, and may find a primary cell of others that way. And of hidden cells
 * with nobody in them a sum of nothing gives away every one, since none can be negative.
 */
export function leaksThroughSingles(pattern: Pattern): Combination[] {
  return [...leaksToHolders(pattern), ...sumsOfNothing(pattern)];
}

/** Each holder who is alone in inner cells: which ones, and the hidden primary cells that are not only theirs. */
export function holdersOf({ system, hidden, primary, singles }: Pattern): { known: Uint8Array; primary: Uint8Array }[] {
  const holders = [...new Set(singles)].filter((holder) => holder >= 0).sort((one, other) => one - other);
  return holders.map((holder) => {
    const isOthers = (inner: number) => singles[inner] !== holder && singles[inner] !== NOBODY;
    return {
      known: Uint8Array.from(singles, (single) => (single === holder ? 1 : 0)),
      primary: primary.map((isPrimary, cell) =>
        isPrimary === 1 && hidden[cell] === 1 && membersOf(system, cell).some(isOthers) ? 1 : 0,
      ),
    };
  });
}

function leaksToHolders(pattern: Pattern): Combination[] {
  const holders = holdersOf(pattern);
  if (holders.length === 0) return [];
  const elimination = new Elimination(pattern.system, pattern.hidden);
  const exposed = new Set(elimination.derivable(markedIn(pattern.primary)));
  return holders.flatMap(({ known, primary }) =>
    elimination.givenAway(
      markedIn(primary).filter((cell) => !exposed.has(cell)),
      known,
    ),
  );
}

const markedIn = (marks: Uint8Array): CellId[] => Array.from(marks.keys()).filter((place) => marks[place] === 1);

function sumsOfNothing({ system, hidden, primary, singles }: Pattern): Combination[] {
  const { unknownOf } = relationsOf(system);
  const isHidden = (inner: number) => {
    const unknown = unknownOf[inner] ?? 0;
    return unknown >= system.cells || hidden[unknown] === 1;
  };
  const sums: Combination[] = [];
  for (let cell = 0; cell < system.cells; cell += 1) {
    const members = membersOf(system, cell);
    if (hidden[cell] === 1 || members.some((inner) => singles[inner] !== NOBODY && isHidden(inner))) continue;
    const sum = Array.from(members.filter(isHidden), (inner) => ({ unknown: unknownOf[inner] ?? 0, factor: 1 }));
    if (sum.some(({ unknown }) => primary[unknown] === 1)) sums.push(sum);
  }
  return sums;
}
