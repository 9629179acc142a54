export { canonicalJson, documentHash, sha256 } from './canonical-json';
export { Clock, SystemClock } from './clock';
export { CommonsError, missing, type ErrorDetails, type ErrorKind } from './commons-error';
export {
  isId,
  newId,
  type BallotId,
  type ContributionId,
  type DatasetId,
  type DatasetVersionId,
  type EventId,
  type ExtractId,
  type FederationId,
  type Id,
  type MembershipId,
  type OrganisationId,
  type OutboxId,
  type PersonId,
  type PolicyId,
  type PolicyVersionId,
  type ProposalId,
} from './ids';
