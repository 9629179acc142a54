import {
  documentHash,
  type BodyId,
  type FederationId,
  type OrganisationId,
  type PersonId,
  type PolicyId,
  type ProposalId,
} from '#kernel';
import type { PolicyDocument } from '#policy';
import type { Office } from '../body/body';
import type { Sentences } from '../sentence';
import type { Matter, StatuteDocument } from '../statute/statute-document';
import type { Method } from '../voting/method';

export const ELECTIVE_OFFICES = [
  'chair',
  'secretary',
  'board',
  'member',
  'delegate',
] as const satisfies readonly Office[];
export type ElectiveOffice = (typeof ELECTIVE_OFFICES)[number];

export type EnactPolicy = {
  readonly kind: 'enactPolicy';
  /** The policy whose next version this is; null: a new one. */
  readonly policyId: PolicyId | null;
  readonly document: PolicyDocument;
};
/** About a policy that is in force: to end it, or to let it stay suspended. */
export type AboutPolicy = {
  readonly kind: 'endPolicy' | 'ratifySuspension';
  readonly policyId: PolicyId;
  readonly title: string;
  readonly policyHash: string;
};
export type AmendStatute = {
  readonly kind: 'amendStatute';
  readonly title: string;
  /** The version it was written against; another one in force by then refuses it. */
  readonly base: number;
  readonly document: StatuteDocument;
};
/** To take an organisation into the federation, or a person into an organisation. */
export type Admission = {
  readonly kind: 'admission';
  readonly title: string;
  readonly organisationId: OrganisationId | null;
  readonly personId: PersonId | null;
};
export type Election = {
  readonly kind: 'election';
  readonly title: string;
  readonly office: ElectiveOffice;
  readonly method: Method;
  readonly candidates: readonly { readonly personId: PersonId; readonly name: string }[];
};
/** To set up a committee or a separate assembly, with its first members and rules. */
export type FoundBody = {
  readonly kind: 'foundBody';
  readonly title: string;
  readonly body: 'committee' | 'section';
  readonly members: readonly PersonId[];
  readonly document: StatuteDocument;
};
/** Anything else, in words; `options` are empty for yes and no. */
export type Decision = {
  readonly kind: 'decision';
  readonly title: string;
  readonly text: string;
  readonly method: Method;
  readonly options: readonly string[];
};

/** What is voted on. */
export type Motion = EnactPolicy | AboutPolicy | AmendStatute | Admission | Election | FoundBody | Decision;

/** A motion put to the members, frozen: its hash and its sentences are what they vote on. */
export type Proposal = {
  readonly id: ProposalId;
  readonly bodyId: BodyId;
  readonly federationId: FederationId;
  /** Of its body: given, only that organisation's people know of it. */
  readonly organisationId: OrganisationId | null;
  readonly motion: Motion;
  /** Of the policy document; of the whole motion where it is of another kind. */
  readonly hash: string;
  readonly sentences: Sentences;
  /** null: the statute asks for it, as for the review of a policy before its sunset. */
  readonly proposedBy: PersonId | null;
  readonly proposedAt: Date;
  /** The text that this one amends, and the one that amended this. */
  readonly replaces: ProposalId | null;
  readonly replacedBy: ProposalId | null;
};

export const MOTION_KINDS = [
  ...(['enactPolicy', 'endPolicy', 'ratifySuspension', 'amendStatute'] as const),
  ...(['admission', 'election', 'foundBody', 'decision'] as const),
] satisfies readonly Motion['kind'][];

const MATTER_OF: Record<Motion['kind'], Matter> = {
  enactPolicy: 'accessPolicy',
  endPolicy: 'accessPolicy',
  ratifySuspension: 'accessPolicy',
  amendStatute: 'statuteChange',
  admission: 'admission',
  election: 'election',
  foundBody: 'other',
  decision: 'other',
};

/** Under which rules of the statute it falls. */
export const matterOf = ({ kind }: Pick<Motion, 'kind'>): Matter => MATTER_OF[kind];

export const motionHash = (motion: Motion): string =>
  documentHash(motion.kind === 'enactPolicy' ? motion.document : motion);

export const motionTitle = (motion: Motion): string =>
  motion.kind === 'enactPolicy' ? motion.document.title : motion.title;

/** By which method it is voted on: yes and no, unless it is a choice among options. */
export const methodOf = (motion: Motion): Method =>
  motion.kind === 'election' || motion.kind === 'decision' ? motion.method : { kind: 'yesNo' };

/** What stands on the ballot paper, in its order; nothing for yes and no. */
export function optionsOf(motion: Motion): readonly string[] {
  if (motion.kind === 'election') return motion.candidates.map(({ name }) => name);
  return motion.kind === 'decision' ? motion.options : [];
}
