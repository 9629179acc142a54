export { PolicyService, type Enactment } from './app/policy.service';
export { whereAllowed, type Columns, type Where } from './db/where-allowed';
export { allows, type Ability } from './domain/ability';
export { authorise, belongsTo, extractGrounds, mayKnowOf, personOf, type Actor } from './domain/actor';
export type { Grounds, PolicyInForce } from './domain/compile-policy';
export { policyNotInForce, signInFirst } from './domain/errors';
export type { PolicyVersion } from './domain/policy';
export {
  parsePolicy,
  policyHash,
  type ExtractPermission,
  type PolicyDocument,
} from './domain/policy-document';
export type { Names } from './domain/sentence/phrases';
export { sentences, type Language } from './domain/sentence/sentences';
export { PURPOSES, type Action, type Purpose, type Records, type SubjectName } from './domain/vocabulary';
export { PolicyModule } from './policy.module';
