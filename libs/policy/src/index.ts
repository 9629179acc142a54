export type { AbilitiesUnder, PolicyChange } from './app/policies-in-force';
export { PolicyService, type Composition, type Enactment } from './app/policy.service';
export { whereAllowed, type Columns, type Where } from './db/where-allowed';
export { allows, type Ability } from './domain/ability';
export { authorise, belongsTo, extractGrounds, mayKnowOf, personOf, type Actor } from './domain/actor';
export type { ClauseReference, ComposedClause, Effect } from './domain/composition/composed-rules';
export { alreadySuspended, policyNotInForce, signInFirst } from './domain/errors';
export type { PolicyVersion, Suspension } from './domain/policy';
export {
  parseOwnPolicy,
  parsePolicy,
  policyHash,
  type ExtractPermission,
  type PolicyDocument,
} from './domain/policy-document';
export type { Grounds, Level, PolicyInForce } from './domain/policy-in-force';
export type { Names } from './domain/sentence/phrases';
export { sentenceOfClause, sentences } from './domain/sentence/sentences';
export { PURPOSES, type Action, type Purpose, type Records, type SubjectName } from './domain/vocabulary';
export { PolicyModule } from './policy.module';
