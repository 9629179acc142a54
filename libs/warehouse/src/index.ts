export type {
  ConvertedInput,
  IngestPhase,
  IngestProgress,
  IngestTask,
  PlainInput,
  ReferencedRows,
} from './app/ingest-task';
export { RowStore, type RowsFile, type Trace } from './app/row-store';
export {
  Warehouse,
  type AggregateDetails,
  type AggregateQuery,
  type CodedRowsQuery,
  type GridQuery,
  type RowsQuery,
  type Source,
} from './app/warehouse';
export { openWarehouse } from './db/open-warehouse';
export type { Aggregate, AggregateCell, AggregateShare, Magnitude } from './domain/aggregate';
export type { CodedColumn, CodedRows } from './domain/coded-rows';
export type { Dialect } from './domain/dialect';
export {
  isRequired,
  scaleOf,
  type CodeListLevel,
  type DisclosureRole,
  type Field,
  type FieldType,
  type ImpossibleCombination,
  type TableSchema,
} from './domain/field';
export {
  severityOf,
  type Finding,
  type FindingCode,
  type FindingGroup,
  type IngestReport,
  type Severity,
} from './domain/finding';
export { gridOf, type GridCell } from './domain/grid';
export type { ListedFinding, ListEnd } from './domain/finding-list';
export { hintOf, reasonOf } from './domain/hint';
export { csvLine, csvLines, decimalText, type OutputColumn, type OutputTable } from './domain/output-table';
export type { ForeignKey, Plausibility, RowRule, RuleCondition, RuleTerm } from './domain/row-rule';
export { parseTableSchema } from './domain/table-schema';
export { WarehouseModule } from './warehouse.module';
