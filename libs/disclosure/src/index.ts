export { feasibilityIntervals, type Interval } from './suppression/audit';
export { protectTable } from './suppression/protect';
export {
  TOTAL,
  type Cell,
  type CellStatus,
  type Dimension,
  type ProtectedCell,
  type Protection,
  type Table,
} from './suppression/table';
export { assertRule, isPrimary, type ThresholdRule } from './suppression/threshold';
