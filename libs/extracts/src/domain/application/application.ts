import type { ApplicationId, BodyId, DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';
import type { Duty, Purpose, UseAction } from '#policy';
import type { Permit, Terms } from '../permit';

export const APPLICATION_STATES = [
  ...(['draft', 'submitted', 'returned', 'approved'] as const),
  ...(['rejected', 'closed', 'revoked', 'withdrawn'] as const),
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What processing of personal data is lawful by. @see Regulation (EU) 2016/679, art. 6(1)(a)–(f) */
export const LEGAL_BASES = [
  'consent',
  'contract',
  'legalObligation',
  'vitalInterests',
  'publicTask',
  'legitimateInterests',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** The letter by which special categories may be processed. @see Regulation (EU) 2016/679, art. 9(2)(a)–(j) */
export const SENSITIVE_BASES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;
export type SensitiveBasis = (typeof SENSITIVE_BASES)[number];

/** What for, by which right, for which project, and how long what is drawn is kept. */
export type ApplicationForm = {
  readonly purpose: Purpose;
  readonly legalBasis: LegalBasis;
  /** null: no special categories of personal data are asked for. */
  readonly sensitiveBasis: SensitiveBasis | null;
  readonly project: { readonly title: string; readonly summary: string };
  /** Who pays for it, in words; empty: nobody. */
  readonly funding: string;
  /** How many days what is drawn will be kept after the end of the grant, which lasts no longer either. */
  readonly retentionDays: number;
  /** The first and the last day of use, `2026-11-22` in UTC; null: as soon, and as long, as the policies allow. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
};

/** One dataset of the cart, and what is to be done with it. */
export type CartItem = {
  readonly datasetId: DatasetId;
  readonly action: UseAction;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** What the applicants agree to; `hash` is of the text that each of them accepted. */
export type Acceptance = { readonly hash: string; readonly at: Date };

export type CoApplicant = {
  readonly personId: PersonId;
  readonly invitedAt: Date;
  /** null: not yet, or to other terms than those asked now. */
  readonly acceptedAt: Date | null;
  readonly acceptedHash: string | null;
};

/** What the policies said of one item when the application was submitted, or of the decision when it fell. */
export type AssessedItem = CartItem & {
  readonly publisherId: OrganisationId;
  readonly permit: Permit;
  readonly duties: readonly Duty[];
  readonly grantDays: number | null;
  /** The last day of the policies that allow it, `2026-11-22` in UTC; null: they have none. */
  readonly until: string | null;
};

/** An item as it was approved: maybe narrower than asked for, under stricter terms, or for a shorter time. */
export type ApprovedItem = AssessedItem & {
  readonly terms: Terms;
  /** The last day that the decision leaves, `2026-11-22` in UTC; null: what the policies leave. */
  readonly endsOn: string | null;
};

/** What must be so before an application can be approved. */
export type Requirement =
  /** So many reviewers for it, each without knowing of the others, and fewer against it. */
  | { readonly type: 'reviewers'; readonly count: number }
  /** A vote of a body (null: the federation's own) on this use; requests of equal use share one. */
  | { readonly type: 'vote'; readonly bodyId: BodyId | null; readonly bucket: string }
  /** Every contributor with rows in the latest version of this dataset says yes. */
  | { readonly type: 'consent'; readonly datasetId: DatasetId };

export const REJECTION_REASONS = [
  'purposeNotCovered',
  'legalBasisMissing',
  'tooDetailed',
  'riskTooHigh',
  'incomplete',
  'reviewedAgainst',
  'consentRefused',
  'votedDown',
  'other',
] as const;
/** Why not, as a term that can be counted without names. */
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** How an application came out. */
export type Decision = {
  readonly outcome: 'approved' | 'rejected';
  /** null: the rule itself, or a vote. */
  readonly decidedBy: PersonId | null;
  /** Of a rejection. */
  readonly reason: RejectionReason | null;
  readonly note: string;
  /** Whether less was approved than was asked for: then the applicants accept again before any right begins. */
  readonly changed: boolean;
};

/** What was put before those who decide, each time it was submitted. */
export type Revision = {
  /** From 1. */
  readonly number: number;
  readonly form: ApplicationForm;
  readonly items: readonly AssessedItem[];
  readonly coApplicants: readonly PersonId[];
  readonly submittedAt: Date;
};

/** A request for use of datasets of one federation, in the name of an organisation, with its life. */
export type Application = {
  readonly id: ApplicationId;
  readonly federationId: FederationId;
  /** In whose name. */
  readonly organisationId: OrganisationId;
  readonly applicantId: PersonId;
  readonly state: ApplicationState;
  /** How often it was submitted; 0 before the first time. */
  readonly revision: number;
  readonly form: ApplicationForm;
  /** The cart: 1 to 20 items. */
  readonly items: readonly CartItem[];
  readonly coApplicants: readonly CoApplicant[];
  /** The applicant's own; null: not yet, or to other terms than those asked now. */
  readonly acceptance: Acceptance | null;
  /** Frozen when it was submitted; empty before. */
  readonly requirements: readonly Requirement[];
  /** The publishers of its datasets, and those of them whose stewards have to approve; frozen when it was submitted. */
  readonly publishers: readonly OrganisationId[];
  readonly deciders: readonly OrganisationId[];
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly decision: Decision | null;
  /** What was last put before those who decide; null before the first time. */
  readonly submitted: Revision | null;
  /** null until it is approved. */
  readonly approvedItems: readonly ApprovedItem[] | null;
};

/** Narrower than what was asked for: what is left out stays as the applicant asked it. */
export type ChangedItem = {
  /** Its place in the cart, from 0. */
  readonly item: number;
  readonly dimensions?: readonly string[];
  readonly measures?: readonly string[];
  readonly terms?: Terms;
  /** The last day, `2026-11-22` in UTC. */
  readonly endsOn?: string;
};

/** One publisher's yes, about its own datasets. */
export type PublisherApproval = {
  readonly publisherId: OrganisationId;
  readonly by: PersonId;
  readonly at: Date;
  readonly changes: readonly ChangedItem[];
};

/**
 * An application as those who decide see it: as it was last submitted, whatever is being written meanwhile.
 *
 * @param isOwn whether the reader is among those who apply
 */
export const shownTo = (application: Application, isOwn: boolean): Application =>
  isOwn || application.submitted === null
    ? application
    : { ...application, form: application.submitted.form, items: application.submitted.items };
