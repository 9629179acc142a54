export { inspect } from './app/inspect';
export { prepare } from './app/prepare';
export type { InspectOptions, IntakeProgress, Prepared, PrepareTask } from './app/task';
export type { ColumnMapping, Mapping, Pseudonymiser } from './domain/mapping';
export type {
  Candidate,
  FileFormat,
  Inspection,
  Question,
  QuestionCode,
  Reading,
  ReasonCode,
  Wanted,
  WantedType,
} from './domain/reading';
export type { IntakeCode, IntakeTrouble } from './domain/trouble';
export { questionWords, troubleHint } from './domain/words';
