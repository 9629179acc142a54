export { DEFAULTS } from './defaults';
export { feasibilityIntervals, type Interval } from './audit/intervals';
export { verifyCertificate } from './audit/verify';
export { rollUp, type RollUp } from './generalise/roll-up';
export { deltaOf, epsilonOf, rhoOf } from './noise/accounting';
export {
  affordable,
  compose,
  epsilonSpent,
  type PrivacyBudget,
  type PrivacyCharge,
  type Spending,
} from './noise/charge';
export { confidenceInterval, halfWidth, type NoisyInterval } from './noise/confidence';
export { discreteGaussian } from './noise/discrete-gaussian';
export { discreteLaplace, type Sampler } from './noise/discrete-laplace';
export { exact, type Exact } from './noise/exact';
export { noisyMean, type NoisyMean, type NoisyPair } from './noise/mean';
export { samplerOf } from './noise/mechanism';
export { selectPartitions, type PartitionSelection } from './noise/partition-selection';
export {
  cellsPerRow,
  clamped,
  planNoise,
  type ColumnNoise,
  type Distribution,
  type MeasureBounds,
  type NoisePlan,
  type NoiseQuestion,
} from './noise/plan';
export {
  noisyQuantile,
  quantileCharge,
  quantileMargin,
  type QuantileQuestion,
  type QuantileShare,
} from './noise/quantile';
export { cryptoRandom, type RandomInts } from './noise/random-ints';
export {
  cellKeyOf,
  perturb,
  perturbationTable,
  type CellKeyTerms,
  type PerturbationTable,
} from './perturbation/cell-key';
export { roundControlled, type ControlledRounding } from './perturbation/controlled';
export type { Figures } from './perturbation/figures';
export { commonBase, roundToMultiple } from './perturbation/rounding';
export { asksForConcentration, type Dominance } from './primary/concentration';
export { causesOf, type PrimaryRule } from './primary/primary';
export { quantileOnGrid } from './primary/quantile';
export { unsafeIn } from './suppression/primaries';
export { protectTable } from './suppression/protect';
export {
  TOTAL,
  type Cause,
  type Cell,
  type CellStatus,
  type Dimension,
  type EarlierView,
  type Magnitude,
  type OnProgress,
  type ProtectedCell,
  type Protection,
  type Share,
  type Table,
} from './suppression/table';
export { anonymise, anonymiseAt, type Anonymised } from './microdata/anonymise';
export { hierarchyOf, type LabelledHierarchy } from './microdata/hierarchy';
export type { LossName } from './microdata/loss';
export {
  frequenciesOf,
  globalRisk,
  individualRisks,
  rowsBelow,
  type Frequencies,
  type ProsecutorRisk,
} from './microdata/risk';
export type { Hierarchy, Microdata, QuasiIdentifier, Requirement, SensitiveColumn } from './microdata/table';
