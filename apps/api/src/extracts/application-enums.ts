import {
  APPLICATION_ACTIONS,
  APPLICATION_LISTS,
  APPLICATION_ROLES,
  APPLICATION_STATES,
  EVENT_KINDS,
  GRANT_ENDS,
  LEGAL_BASES,
  REJECTION_REASONS,
  SENSITIVE_BASES,
  VERDICTS,
  type ApplicationEvent,
  type Consent,
  type Decision,
  type Requirement,
  type VoteOutcome,
} from '#extracts';
import { registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

export const ApplicationStateEnum = upperEnum(APPLICATION_STATES);
registerEnumType(ApplicationStateEnum, {
  name: 'ApplicationState',
  description: 'Where an application stands.',
  valuesMap: {
    DRAFT: { description: 'Being written; nobody but those who apply sees it.' },
    SUBMITTED: { description: 'Before those who decide.' },
    RETURNED: { description: 'To be changed and submitted again.' },
    APPROVED: { description: 'Rights were given, or wait for changed terms to be accepted.' },
    REJECTED: { description: 'No, with a reason.' },
    CLOSED: { description: 'Its rights were ended; who held them may ask again.' },
    REVOKED: { description: 'Its rights were ended, and who held them may have no others to the same datasets.' },
    WITHDRAWN: { description: 'Taken back before it was decided.' },
  },
});
export const LegalBasisEnum = upperEnum(LEGAL_BASES);
registerEnumType(LegalBasisEnum, {
  name: 'LegalBasis',
  description: 'What processing of personal data is lawful by: article 6(1) of the GDPR.',
});
export const SensitiveBasisEnum = upperEnum(SENSITIVE_BASES);
registerEnumType(SensitiveBasisEnum, {
  name: 'SensitiveBasis',
  description: 'The letter of article 9(2) of the GDPR by which special categories may be processed.',
});
export const RejectionReasonEnum = upperEnum(REJECTION_REASONS);
registerEnumType(RejectionReasonEnum, {
  name: 'RejectionReason',
  description: 'Why an application was rejected, as a term that is counted in public, without names.',
});
export const ApplicationRoleEnum = upperEnum(APPLICATION_ROLES);
registerEnumType(ApplicationRoleEnum, {
  name: 'ApplicationRole',
  description: 'What somebody is to an application.',
  valuesMap: {
    APPLICANT: { description: 'Asks for it, and so has no part in deciding on it.' },
    CO_APPLICANT: { description: 'Asks for it together with the applicant.' },
    HANDLER: { description: 'Steward of a publisher of its datasets.' },
    REVIEWER: { description: 'Was asked to review it.' },
    CONTRIBUTOR: { description: 'Steward of an organisation that is asked to consent.' },
    AUDITOR: { description: 'Reads it, and changes nothing.' },
    NOBODY: { description: 'Has no part in it.' },
  },
});
export const ApplicationActionEnum = upperEnum(APPLICATION_ACTIONS);
registerEnumType(ApplicationActionEnum, {
  name: 'ApplicationAction',
  description: 'What may be done with an application.',
});
export const ApplicationListEnum = upperEnum(APPLICATION_LISTS);
registerEnumType(ApplicationListEnum, {
  name: 'ApplicationList',
  description: 'Which applications.',
  valuesMap: {
    MINE: { description: 'Those that the caller asks for, alone or with others.' },
    TO_HANDLE: { description: 'Submitted ones of datasets whose publisher the caller is a steward of.' },
    TO_REVIEW: { description: 'Those that wait for the caller’s review.' },
    TO_CONSENT: { description: 'Those that wait for the consent of an organisation that the caller is a steward of.' },
    HANDLED: { description: 'All of datasets whose publisher the caller is a steward of.' },
    AUDITED: { description: 'All of the federations that the caller audits.' },
  },
});
export const VerdictEnum = upperEnum(VERDICTS);
registerEnumType(VerdictEnum, { name: 'Verdict', description: 'What a reviewer thinks of an application.' });
export const ApplicationEventEnum = upperEnum(EVENT_KINDS);
registerEnumType(ApplicationEventEnum, {
  name: 'ApplicationEventKind',
  description: 'What happened to an application.',
});
export const GrantEndEnum = upperEnum(GRANT_ENDS);
registerEnumType(GrantEndEnum, {
  name: 'GrantEnd',
  description: 'Why a grant is over.',
  valuesMap: {
    EXPIRED: { description: 'Its time was over.' },
    CLOSED: { description: 'Its application was closed.' },
    REVOKED: { description: 'Its application was revoked.' },
    POLICY_ENDED: { description: 'The policies in force do not allow it any more.' },
    MEMBERSHIP_ENDED: { description: 'Who holds it left the organisation in whose name they applied.' },
    CONSENT_WITHDRAWN: { description: 'A contributor took back its consent.' },
    DATASET_WITHDRAWN: { description: 'The dataset is not there any more.' },
    DUTY_OVERDUE: { description: 'A duty was not fulfilled.' },
  },
});

export const AudienceEnum = upperEnum<ApplicationEvent['visibility']>(['public', 'handlers', 'review']);
registerEnumType(AudienceEnum, {
  name: 'ApplicationAudience',
  description: 'Who is shown an event of an application.',
  valuesMap: {
    PUBLIC: { description: 'Everybody who may read the application.' },
    HANDLERS: { description: 'Those who handle or audit it.' },
    REVIEW: { description: 'Those who handle or audit it, once the reviews are opened.' },
  },
});
export const RemarkAudienceEnum = upperEnum(['public', 'handlers'] as const);
registerEnumType(RemarkAudienceEnum, {
  name: 'RemarkAudience',
  description: 'To whom a remark is made.',
  valuesMap: {
    PUBLIC: { description: 'To everybody who may read the application.' },
    HANDLERS: { description: 'To those who handle or audit it.' },
  },
});
export const RequirementEnum = upperEnum<Requirement['type']>(['reviewers', 'vote', 'consent']);
registerEnumType(RequirementEnum, { name: 'RequirementKind', description: 'Who has to say yes to an application.' });
export const ConsentAnswerEnum = upperEnum<NonNullable<Consent['answer']>>(['given', 'refused']);
registerEnumType(ConsentAnswerEnum, { name: 'ConsentAnswer', description: 'What a contributor answered.' });
export const DecisionOutcomeEnum = upperEnum<Decision['outcome']>(['approved', 'rejected']);
registerEnumType(DecisionOutcomeEnum, { name: 'DecisionOutcome', description: 'How an application came out.' });
export const UseVoteOutcomeEnum = upperEnum<VoteOutcome>(['adopted', 'rejected', 'inquorate']);
registerEnumType(UseVoteOutcomeEnum, { name: 'UseVoteOutcome', description: 'What a body decided on a use.' });
