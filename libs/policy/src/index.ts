export { DatasetPolicies } from './app/dataset-policies';
export type { AbilitiesUnder, PolicyChange } from './app/policies-in-force';
export { PolicyService, type Composition, type Enactment } from './app/policy.service';
export { Viewers, VIEWERS, type ViewedAs, type Viewer } from './app/viewers';
export { spelledOut, whereAllowed, type Columns, type Where } from './db/where-allowed';
export { allows, type Ability } from './domain/ability';
export {
  authorise,
  barsOn,
  belongsTo,
  hiddenColumns,
  identityOf,
  mayKnowOf,
  personOf,
  useGrounds,
  type Actor,
} from './domain/actor';
export type { DecidingClause } from './domain/deciding-clause';
export { explain, untilOf, type Explanation } from './domain/explain';
export { IDLE_REASONS, reviewRules, type ClauseAt, type Coverage, type IdleReason } from './domain/coverage/coverage';
export { RESPECTS, type Respect } from './domain/coverage/wider';
export type { Assignee } from './domain/document/assignee';
export type { DecisionRule, DimensionRule, Duty, DutyType, PolicyTerms, UsePermission } from './domain/document/use';
export type { ClauseReference, ComposedClause, Effect } from './domain/composition/composed-rules';
export { shownRule } from './domain/shown-rule';
export { alreadySuspended, policyNotInForce } from './domain/errors';
export type { PolicyVersion, Suspension } from './domain/policy';
export {
  parseOwnPolicy,
  parsePolicy,
  policyHash,
  type Permission,
  type PolicyDocument,
  type Prohibition,
} from './domain/policy-document';
export { dayOf, lastDayOf } from './domain/policy';
export type { Bar, Grounds } from './domain/grounds';
export type { Level, PolicyInForce } from './domain/policy-in-force';
export { POLICY_LANGUAGES, type PolicyLanguage } from './domain/sentence/language';
export { namesFrom, type Names } from './domain/sentence/names';
export { sentenceOfClause, sentences, sentencesOfTerms, wordingHash } from './domain/sentence/sentences';
export { PURPOSES, sharePurpose, type Purpose } from './domain/purpose';
export {
  NO_SERIES,
  POLICY_ACTIONS,
  USE_ACTIONS,
  type Action,
  type Records,
  type SubjectName,
  type UseAction,
} from './domain/vocabulary';
export { OdrlService, type OdrlText } from './app/odrl.service';
export type { OdrlFormat } from './app/odrl-reader';
export { policyJsonSchema } from './domain/json-schema';
export { agreementOf, offerOf, type Granted, type Offered } from './domain/odrl/agreement';
export type { JsonLd } from './domain/odrl/export-policy';
export type { ImportedPolicy } from './domain/odrl/import-policy';
export { PolicyModule } from './policy.module';
