import { codesOf, type CellId, type Grid } from '../suppression/grid';
import type { Move } from '../suppression/move';
import type { CertifiedCell, CertifiedMove, Certificate } from './certificate';
import type { Evidence, Ray } from './evidence';

/** Writes down the moves that primary cells lean on, each once. */
export function certify(
  grid: Grid,
  primaries: readonly CellId[],
  evidence: Evidence,
  exposed: readonly CellId[],
): Certificate {
  const numbers = new Map<Ray, number>();
  const moves: CertifiedMove[] = [];
  const numberOf = (ray: Ray): number => {
    const known = numbers.get(ray);
    if (known !== undefined) return known;
    moves.push(written(grid, ray));
    numbers.set(ray, moves.length - 1);
    return moves.length - 1;
  };
  const cells = primaries.map((cell): CertifiedCell => ({
    codes: codesOf(grid, cell),
    moves: needed(cell, evidence).map(numberOf),
  }));
  return { version: 1, moves, cells, exposed: exposed.map((cell) => codesOf(grid, cell)) };
}

/** The moves of a cell without those that the others make needless. */
function needed(cell: CellId, evidence: Evidence): readonly Ray[] {
  let rays = evidence.raysOf(cell);
  for (const ray of rays) {
    const without = rays.filter((one) => one !== ray);
    if (evidence.isOpenBy(cell, without)) rays = without;
  }
  return rays;
}

function written(grid: Grid, { move, sums = [] }: Ray): CertifiedMove {
  const moved = new Set([move, ...sums].flatMap((of) => [...of.keys()]));
  const inner = [...moved].sort((one, other) => one - other);
  const digits = (of: Move) => inner.map((cell) => String(of.get(cell) ?? 0));
  const codes = inner.map((cell) => codesOf(grid, cell));
  return { inner: codes, by: digits(move), ...(sums.length > 0 && { sums: sums.map(digits) }) };
}
