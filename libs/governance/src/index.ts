export { AssemblyService } from './app/assembly/assembly.service';
export { BallotMailService } from './app/ballot/ballot-mail.service';
export { BallotOpening } from './app/ballot/ballot-opening';
export { BallotService } from './app/ballot/ballot.service';
export { BodyRoll, type Roll } from './app/body/body-roll';
export { BodyService, type NewBody } from './app/body/body.service';
export type { CastVote, Vote } from './app/ballot/casting';
export { DecisionCall, type CallOutcome } from './app/motion/decision-call';
export { DiscussionService, type NamesFor } from './app/motion/discussion.service';
export { DocumentService } from './app/assembly/document.service';
export type { Entitled } from './app/body/electorate';
export { FoundingService, type Founding } from './app/body/founding.service';
export { LegalityService } from './app/assembly/legality.service';
export { MeetingService } from './app/assembly/meeting.service';
export { MinutesService } from './app/minutes/minutes.service';
export { MotionService, type PolicyProposal } from './app/motion/motion.service';
export { NoticeMailService } from './app/assembly/notice-mail.service';
export { OrganisationGroupService } from './app/body/organisation-group.service';
export { PossibleActions } from './app/actions/possible-actions';
export { ProposalService } from './app/motion/proposal.service';
export { ProxyService, type Grant } from './app/assembly/proxy.service';
export { ResistanceService } from './app/ballot/resistance.service';
export { ReviewService } from './app/motion/review.service';
export { StatuteService } from './app/body/statute.service';
export { SuspensionService, type SuspensionCall } from './app/motion/suspension.service';
export { VoteLinks, type BallotPaper } from './app/ballot/vote-links';
export type { Adoption } from './db/ballot.store';
export { AMENDMENT_STATES, COMMENT_KINDS, type Comment, type SubmittedAmendment } from './db/discussion.store';
export { ACTIONS, type Action, type Nearest, type PossibleAction } from './domain/actions/possible-action';
export {
  ASSEMBLY_STATES,
  type AgendaItem,
  type Assembly,
  type AssemblyState,
  type AttachedDocument,
  type Call,
  type DocumentId,
  type MeetingProxy,
  type NoticeProof,
  type Sitting,
} from './domain/assembly/assembly';
export type { Check } from './domain/assembly/check';
export type { Ballot, BallotRules, Result, Warning } from './domain/ballot/ballot';
export { isPaperOf } from './domain/box/export';
export { isReceipt, normaliseReceipt } from './domain/box/receipt';
export { MAX_LINE_CHARACTERS, recount, type Recount } from './domain/box/recount';
export { BODY_KINDS, OFFICES, type Body, type Office, type Seat, type StatuteVersion } from './domain/body/body';
export type { Answer as ResistanceAnswer, Standing as Resisting } from './domain/decision/secret-resistance';
export { OUTCOMES, type Outcome, type Test, type Verdict } from './domain/decision/verdict';
export type { Elector, Exclusion, ExclusionReason, MemberId } from './domain/electorate/elector';
export type { Attendance } from './domain/electorate/presence';
export { MINUTES_PAGE_POLICY } from './domain/minutes/minutes-html';
export type { Change } from './domain/motion/amendment';
export type { Clause } from './domain/motion/clause';
export { clausesOfMotion } from './domain/motion/clauses-of-motion';
export { matterOf, MOTION_KINDS, motionTitle, type Motion, type Proposal } from './domain/motion/motion';
export type { Share, Threshold } from './domain/share';
export { dataCommittee, PRESETS, type StatutePreset } from './domain/statute/presets';
export { statuteSentences } from './domain/statute/sentences';
export {
  BASES,
  CATEGORIES,
  MATTERS,
  type Base,
  type Category,
  type Matter,
  type StatuteDocument,
} from './domain/statute/statute-document';
export { METHODS, type Count, type Marks, type Method, type OptionCount } from './domain/voting/method';
export { GovernanceModule } from './governance.module';
export { CLOSE_BALLOT, LAPSE_SUSPENSION, MAIL_BALLOT, MAIL_MINUTES, MAIL_NOTICE, REVIEW_POLICY } from './jobs';
