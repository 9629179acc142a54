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
    reviewsIn: {
      headline: 'Reviews given',
      sentence: 'All reviews of an application for access are given: you can read them, and decide.',
      counted: { one: 'application reviewed', other: 'applications reviewed' },
    },
    applicationToVote: {
      headline: 'Application put to the vote',
      sentence: 'An application for access is put to the vote.',
      counted: { one: 'application put to the vote', other: 'applications put to the vote' },
    },
    changedTermsAccepted: {
      headline: 'Changed terms accepted',
      sentence: 'The terms on which an application for access was approved have been accepted.',
      counted: { one: 'acceptance of changed terms', other: 'acceptances of changed terms' },
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
    accessRevoked: {
      headline: 'Access revoked',
      sentence:
        'Your access to data was revoked. You are given no new one to the same data until whoever revoked it lifts this block; ask them.',
      counted: { one: 'access revoked', other: 'accesses revoked' },
    },
    blockLifted: {
      headline: 'You may apply again',
      sentence: 'The block that came with the revocation of your access to data is lifted: you may apply for it again.',
      counted: { one: 'block lifted', other: 'blocks lifted' },
    },
    releaseStopped: {
      headline: 'Release stopped',
      sentence:
        'A contributor whose rows are in something that was released to you objects to its use now. It can no longer be downloaded; ask for it again, without those rows.',
      counted: { one: 'release stopped', other: 'releases stopped' },
    },
    releaseRecalled: {
      headline: 'Release recalled',
      sentence:
        'A contributor took back rows that are in something that was released to you. Delete every copy of it by the day below, and say under your duties how you did. It is made again without those rows, where that tells nothing of them.',
      counted: { one: 'release recalled', other: 'releases recalled' },
    },
    releaseRemade: {
      headline: 'Release made again',
      sentence: 'Something that was recalled from you was made again, without the rows that were taken back.',
      counted: { one: 'release made again', other: 'releases made again' },
    },
    releaseHeldBack: {
      headline: 'Release held back',
      sentence:
        'Something that was recalled from you is not made again yet: beside the one you had, it would tell what was taken back. It comes by itself once enough other contributors have sent rows.',
      counted: { one: 'release held back', other: 'releases held back' },
    },
    outputCheckAsked: {
      headline: 'Look at this before it leaves',
      sentence:
        'Something made of the data of the federation waits to be looked at before it leaves. Whoever does says whether it may, and why, without knowing what the others say: you find it under the checks that are open to you.',
      counted: { one: 'check asked', other: 'checks asked' },
    },
    outputChecked: {
      headline: 'Checked before it leaves',
      sentence:
        'People have looked at something before it leaves, as the policies ask, or their time is over. What may leave is released once the policies have been asked again.',
      counted: { one: 'check ended', other: 'checks ended' },
    },
    rowsWithdrawn: {
      headline: 'Rows withdrawn',
      sentence:
        'Rows of your organisation were withdrawn. They are in no number that is made from now on, and are destroyed within 24 hours.',
      counted: { one: 'withdrawal of rows', other: 'withdrawals of rows' },
    },
    rowsDestroyed: {
      headline: 'Rows destroyed',
      sentence: 'Rows that your organisation withdrew were destroyed, and it was checked that nothing is left of them.',
      counted: { one: 'destruction of rows', other: 'destructions of rows' },
    },
    destructionOverdue: {
      headline: 'Rows not destroyed in time',
      sentence:
        'Rows that were withdrawn are not destroyed yet, although 24 hours are over. They are in no number all the same. It is tried again until it is done; whoever runs the platform is to see to it.',
      counted: { one: 'overdue destruction of rows', other: 'overdue destructions of rows' },
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
    readingAsked: {
      headline: 'How is this file to be read?',
      sentence:
        'Files that you sent can be read in more than one way. Look at the samples and choose: they wait for you, for 30 days.',
      counted: { one: 'contribution to be read', other: 'contributions to be read' },
    },
    confirmationAsked: {
      headline: 'Look at your contribution again',
      sentence:
        'Nothing is wrong with the files that you sent, but something in them is unusual. Confirm them, or take them back.',
      counted: { one: 'contribution to confirm', other: 'contributions to confirm' },
    },
    approvalAsked: {
      headline: 'Approval asked',
      sentence: 'A contribution was checked and waits for your approval before it becomes part of your dataset.',
      counted: { one: 'contribution to approve', other: 'contributions to approve' },
    },
    contributionRejected: {
      headline: 'Contribution rejected',
      sentence:
        'Files that you sent were not taken: nothing of them became data. The findings say what is wrong, row by row.',
      counted: { one: 'contribution rejected', other: 'contributions rejected' },
    },
    contributionAccepted: {
      headline: 'Contribution accepted',
      sentence: 'Files that you sent were checked and accepted.',
      counted: { one: 'contribution accepted', other: 'contributions accepted' },
    },
    savedSearchMatched: {
      headline: 'Found by a saved search',
      sentence: 'A search that you saved finds something new among the datasets.',
      counted: { one: 'finding of a saved search', other: 'findings of saved searches' },
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
    deleteRelease: 'delete what was recalled',
  },
  purposes: {
    ResearchAndDevelopment: 'research and development',
    AcademicResearch: 'academic research',
    NonCommercialResearch: 'non-commercial research',
    CommercialResearch: 'commercial research',
    ServiceProvision: 'the provision of services',
    ServiceImprovement: 'the improvement of services',
    PublicBenefit: 'the public benefit',
    OrganisationGovernance: 'the governance of organisations',
  },
  subjects: { application: 'Application', grant: 'Application', dataset: 'Dataset', policy: 'Policy' },
  labels: {
    actor: 'From',
    organisation: 'In the name of',
    purpose: 'Purpose',
    revision: 'Submitted again, version',
    dataset: 'Data',
    searchName: 'Your search',
    furtherDatasets: 'Further datasets',
    duty: 'Duty',
    outcome: 'Outcome',
    reason: 'Reason',
    note: 'Note',
    askWhom: 'Whom to ask',
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
