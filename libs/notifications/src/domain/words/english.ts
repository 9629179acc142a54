import type { NotificationWords } from './notification-words';

export const ENGLISH: NotificationWords = {
  kinds: {
    applicationSubmitted: {
      headline: 'New application for access',
      sentence: 'An application for access to data was submitted.',
      counted: { one: 'application submitted', other: 'applications submitted' },
    },
    applicationReturned: {
      headline: 'Application to complete',
      sentence: 'An application for access was returned, to be completed or corrected.',
      counted: { one: 'application to complete', other: 'applications to complete' },
    },
    applicationDecided: {
      headline: 'Application decided',
      sentence: 'An application for access was decided.',
      counted: { one: 'application decided', other: 'applications decided' },
    },
    remarkAdded: {
      headline: 'New remark',
      sentence: 'A remark was added to an application for access.',
      counted: { one: 'remark added', other: 'remarks added' },
    },
    reviewAsked: {
      headline: 'Review asked',
      sentence: 'Your review of an application for access is asked.',
      counted: { one: 'review asked', other: 'reviews asked' },
    },
    applicationToVote: {
      headline: 'Application put to the vote',
      sentence: 'An application for access is put to the vote.',
      counted: { one: 'application put to the vote', other: 'applications put to the vote' },
    },
    grantBegan: {
      headline: 'Access began',
      sentence: 'An access to data began.',
      counted: { one: 'access begun', other: 'accesses begun' },
    },
    grantEnding: {
      headline: 'Access ends soon',
      sentence: 'An access to data ends soon.',
      counted: { one: 'access that ends soon', other: 'accesses that end soon' },
    },
    grantEnded: {
      headline: 'Access ended',
      sentence: 'An access to data ended.',
      counted: { one: 'access ended', other: 'accesses ended' },
    },
    dutyDue: {
      headline: 'Duty due',
      sentence: 'A duty that came with an access to data is due.',
      counted: { one: 'duty due', other: 'duties due' },
    },
    dutyOverdue: {
      headline: 'Duty overdue',
      sentence: 'A duty that came with an access to data is overdue.',
      counted: { one: 'duty overdue', other: 'duties overdue' },
    },
    policyChanged: {
      headline: 'Policy changed',
      sentence: 'The policies on access to data changed.',
      counted: { one: 'change of policies', other: 'changes of policies' },
    },
    consentAsked: {
      headline: 'Consent asked',
      sentence: 'Consent is asked to a use of data that your organisation contributed.',
      counted: { one: 'consent asked', other: 'consents asked' },
    },
    coApplicantInvited: {
      headline: 'Apply together',
      sentence: 'You are asked to apply for access together: read the terms, and accept them if you agree.',
      counted: { one: 'invitation to apply together', other: 'invitations to apply together' },
    },
  },
  outcomes: {
    approved: 'approved',
    approvedWithChanges: 'approved with changed terms',
    approvedInPart: 'approved in part',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    expired: 'expired',
    closed: 'closed',
    revoked: 'revoked',
    policyEnded: 'the policies in force do not permit it any more',
    consentWithdrawn: 'consent withdrawn',
    datasetWithdrawn: 'dataset withdrawn',
    membershipEnded: 'membership ended',
    dutyOverdue: 'a duty was not fulfilled in time',
    adopted: 'adopted',
    changed: 'changed',
    suspended: 'suspended',
    ended: 'ended',
  },
  duties: {
    cite: 'cite the source',
    noReidentification: 're-identify nobody',
    deleteAfter: 'delete the data',
    shareResults: 'share the results',
    reportUse: 'report on the use',
  },
  subjects: { application: 'Application', grant: 'Application', dataset: 'Dataset', policy: 'Policy' },
  labels: {
    actor: 'From',
    dataset: 'Data',
    duty: 'Duty',
    outcome: 'Outcome',
    reason: 'Reason',
    until: 'Until',
    dueAt: 'Due',
  },
  notifications: { one: 'notification', other: 'notifications' },
  more: { one: 'more notification, here', other: 'more notifications, here' },
  footer: {
    link: 'The links hold no credentials: whoever opens one has to sign in first.',
    mute: 'Which notifications come by mail, and whether at once or once a day, is chosen here, kind by kind',
  },
};
