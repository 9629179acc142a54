export { feasibilityIntervals, type Interval } from './suppression/audit';
export { commonBase, roundToMultiple } from './rounding';
export { asksForConcentration, type Dominance } from './suppression/concentration';
export type { PrimaryRule } from './suppression/primary';
export { protectTable } from './suppression/protect';
export {
  TOTAL,
  type Cell,
  type CellStatus,
  type Dimension,
  type Magnitude,
  type ProtectedCell,
  type Protection,
  type Table,
} from './suppression/table';
