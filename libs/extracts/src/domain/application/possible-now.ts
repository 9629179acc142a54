import { agreed } from './agreement';
import type { Application } from './application';
import type { VoteBucket } from './bucket';
import { reviewersNeeded, type Unmet } from './requirements';
import { opened, type Review } from './reviews';
import { stewardedOf, type Asker } from './roles';
import { possibleActions, type ApplicationAction, type ApplicationRole } from './states';

/** What an application looks like to somebody at one moment. */
export type Standing = {
  readonly application: Application;
  readonly roles: readonly ApplicationRole[];
  readonly asker: Asker;
  readonly reviews: readonly Review[];
  readonly approvals: readonly { readonly publisherId: string }[];
  readonly buckets: readonly VoteBucket[];
  /** What is missing before it can be approved. */
  readonly unmet: readonly Unmet[];
};

/** Whether an action that the table allows would be refused all the same, as things stand. */
type Hindrance = (standing: Standing) => boolean;

const HINDRANCES: Readonly<Partial<Record<ApplicationAction, Hindrance>>> = {
  submit: ({ application }) => !agreed(application),
  inviteReviewer: ({ application, reviews }) => opened(reviews, reviewersNeeded(application.requirements)),
  removeReviewer: ({ reviews }) => reviews.every(({ verdict }) => verdict !== null),
  review: ({ asker, reviews }) =>
    reviews.some(({ reviewerId, verdict }) => reviewerId === asker.personId && verdict !== null),
  putToVote: ({ application, buckets }) => votesToAsk(application, buckets) === 0,
  approve: isNotToApprove,
  approveChanged: isNotToApprove,
  reject: ({ application, unmet }) => application.state === 'submitted' && isAdopted(application, unmet),
};

/**
 * What somebody may do now: what the table of states lets their roles do, without what would be refused as things stand.
 * Policies are not asked again here, so that they may still say no.
 */
export const possibleNow = (standing: Standing): ApplicationAction[] =>
  possibleActions(standing.application.state, standing.roles).filter(
    (action) => !(HINDRANCES[action]?.(standing) ?? false),
  );

/** Something is missing, or nothing is left for the organisations that somebody is a steward of. */
function isNotToApprove({ application, asker, approvals, unmet }: Standing): boolean {
  const open = application.deciders.filter((id) => !approvals.some(({ publisherId }) => publisherId === id));
  return unmet.length > 0 || stewardedOf(application, asker, open).length === 0;
}

/** A vote adopted it, and nothing else is missing. */
export const isAdopted = ({ requirements }: Application, unmet: readonly Unmet[]): boolean =>
  unmet.length === 0 && requirements.some(({ type }) => type === 'vote');

/** How many of the votes that the policies ask for are neither under way nor adopted. */
const votesToAsk = ({ requirements }: Application, buckets: readonly VoteBucket[]): number =>
  requirements.filter(
    (one) =>
      one.type === 'vote' &&
      !buckets.some(({ key, outcome }) => key === one.bucket && (outcome === null || outcome === 'adopted')),
  ).length;
