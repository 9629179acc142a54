export const DELIVERIES = ['atOnce', 'digest', 'muted'] as const;
/** How somebody is told besides in the app: by a mail at once, in the mail of the next morning, or by no mail. */
export type Delivery = (typeof DELIVERIES)[number];

/**
 * Everything that people are told of, and how unless they say otherwise: at once what asks something of them or changes
 * what they may do, the rest with the next morning.
 */
export const DEFAULT_DELIVERY = {
  applicationSubmitted: 'atOnce',
  applicationReturned: 'atOnce',
  applicationDecided: 'atOnce',
  remarkAdded: 'digest',
  reviewAsked: 'atOnce',
  reviewsIn: 'atOnce',
  applicationToVote: 'atOnce',
  changedTermsAccepted: 'digest',
  grantBegan: 'atOnce',
  grantEnding: 'digest',
  grantEnded: 'atOnce',
  accessRevoked: 'atOnce',
  blockLifted: 'atOnce',
  releaseStopped: 'atOnce',
  releaseRecalled: 'atOnce',
  releaseRemade: 'digest',
  releaseHeldBack: 'digest',
  outputCheckAsked: 'atOnce',
  outputChecked: 'atOnce',
  rowsWithdrawn: 'atOnce',
  rowsDestroyed: 'digest',
  destructionOverdue: 'atOnce',
  dutyDue: 'digest',
  dutyOverdue: 'atOnce',
  policyChanged: 'digest',
  consentAsked: 'atOnce',
  coApplicantInvited: 'atOnce',
  savedSearchMatched: 'atOnce',
  readingAsked: 'atOnce',
  confirmationAsked: 'atOnce',
  approvalAsked: 'atOnce',
  contributionRejected: 'atOnce',
  contributionAccepted: 'muted',
} as const satisfies Record<string, Delivery>;

export type NotificationKind = keyof typeof DEFAULT_DELIVERY;
export const NOTIFICATION_KINDS = Object.keys(DEFAULT_DELIVERY) as NotificationKind[];
