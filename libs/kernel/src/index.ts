export { canonicalJson, documentHash, sha256 } from './canonical-json';
export { Clock, SystemClock } from './clock';
export {
  CommonsError,
  fromPlain,
  missing,
  toPlain,
  type ErrorDetails,
  type ErrorKind,
  type PlainError,
} from './commons-error';
export { decoded } from './decoded';
export { escapeHtml } from './escape-html';
export {
  idsIn,
  isId,
  newId,
  type AgendaItemId,
  type AmendmentId,
  type ApplicationId,
  type AssemblyId,
  type BallotId,
  type BodyId,
  type ContributionId,
  type DatasetId,
  type DatasetSeriesId,
  type DatasetVersionId,
  type EventId,
  type ExtractId,
  type FederationId,
  type GrantId,
  type Id,
  type MembershipId,
  type OrganisationId,
  type OutboxId,
  type PersonId,
  type PolicyId,
  type PolicyVersionId,
  type ProposalId,
  type ProxyId,
} from './ids';
export { hashLeaf, merklePath, merkleRoot, rootOfPath, RunningRoot, type Hash } from './merkle';
export { isUnitFactor } from './unit-factor';
export { codePointName, visibleLine } from './visible-line';
