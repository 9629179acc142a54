import { APPLICATION_STATES, type Application, type ApplicationState } from './application';
import { applicationMissing, notNow } from './errors';

export const APPLICATION_ROLES = [
  ...(['applicant', 'coApplicant', 'handler', 'reviewer', 'contributor', 'auditor', 'nobody'] as const),
] as const;
/**
 * What somebody is to one application. Handlers are stewards of the publishers of its datasets; contributors, stewards of
 * organisations that are asked to consent; nobody is anybody else. Who asks for it has no part in deciding on it.
 */
export type ApplicationRole = (typeof APPLICATION_ROLES)[number];

export const APPLICATION_ACTIONS = [
  ...(['read', 'readHandlersRemarks', 'save', 'submit', 'inviteCoApplicant', 'acceptTerms', 'leave'] as const),
  ...(['withdraw', 'copyAsNew', 'return', 'remark', 'inviteReviewer', 'removeReviewer', 'review'] as const),
  ...(['consent', 'putToVote', 'approve', 'approveChanged', 'reject', 'close', 'revoke', 'liftBlock'] as const),
] as const;
export type ApplicationAction = (typeof APPLICATION_ACTIONS)[number];

type Row = Readonly<Record<ApplicationRole, readonly ApplicationAction[]>>;

const WATCHES = ['read', 'readHandlersRemarks'] as const;
const NOT_SUBMITTED = { handler: [], reviewer: [], contributor: [], auditor: [], nobody: [] } as const;
const OVER = {
  applicant: ['read', 'copyAsNew'],
  coApplicant: ['read'],
  handler: WATCHES,
  reviewer: ['read'],
  contributor: ['read'],
  auditor: WATCHES,
  nobody: [],
} as const;

/** Who may do what, when: all there is to know about the life of an application. */
export const APPLICATION_TABLE: Readonly<Record<ApplicationState, Row>> = {
  draft: {
    applicant: ['read', 'save', 'submit', 'inviteCoApplicant', 'acceptTerms', 'withdraw', 'copyAsNew'],
    coApplicant: ['read', 'acceptTerms', 'leave'],
    ...NOT_SUBMITTED,
  },
  submitted: {
    applicant: ['read', 'remark', 'withdraw', 'copyAsNew'],
    coApplicant: ['read', 'remark', 'leave'],
    handler: [
      ...WATCHES,
      ...(['remark', 'return', 'inviteReviewer', 'removeReviewer', 'putToVote'] as const),
      ...(['approve', 'approveChanged', 'reject'] as const),
    ],
    reviewer: ['read', 'review'],
    contributor: ['read', 'consent'],
    auditor: WATCHES,
    nobody: [],
  },
  returned: {
    applicant: ['read', 'save', 'submit', 'inviteCoApplicant', 'acceptTerms', 'remark', 'withdraw', 'copyAsNew'],
    coApplicant: ['read', 'acceptTerms', 'remark', 'leave'],
    handler: [...WATCHES, 'remark', 'reject'],
    reviewer: ['read'],
    contributor: ['read'],
    auditor: WATCHES,
    nobody: [],
  },
  approved: {
    applicant: ['read', 'acceptTerms', 'remark', 'close', 'copyAsNew'],
    coApplicant: ['read', 'acceptTerms', 'remark', 'leave'],
    handler: [...WATCHES, 'remark', 'close', 'revoke'],
    reviewer: ['read'],
    contributor: ['read', 'consent'],
    auditor: WATCHES,
    nobody: [],
  },
  rejected: OVER,
  closed: { ...OVER, handler: [...WATCHES, 'revoke'] },
  revoked: { ...OVER, handler: [...WATCHES, 'liftBlock'] },
  withdrawn: OVER,
};

/** The state that an action leads to; what is not here leaves the state as it is. */
export const LEADS_TO: Readonly<Partial<Record<ApplicationAction, ApplicationState>>> = {
  submit: 'submitted',
  return: 'returned',
  withdraw: 'withdrawn',
  approve: 'approved',
  approveChanged: 'approved',
  reject: 'rejected',
  close: 'closed',
  revoke: 'revoked',
};

/** What somebody with these roles may do now, in the order of the table's actions. */
export function possibleActions(state: ApplicationState, roles: readonly ApplicationRole[]): ApplicationAction[] {
  const possible = new Set(roles.flatMap((role) => APPLICATION_TABLE[state][role]));
  return APPLICATION_ACTIONS.filter((action) => possible.has(action));
}

/**
 * The only place that decides whether an action is possible now.
 *
 * @throws APPLICATION.MISSING, as if there were none, to who may not even read it; APPLICATION.NOT_NOW
 */
export function assertMay(
  { id, state }: Pick<Application, 'id' | 'state'>,
  roles: readonly ApplicationRole[],
  action: ApplicationAction,
): void {
  const possible = possibleActions(state, roles);
  if (!possible.includes('read')) throw applicationMissing(id);
  if (!possible.includes(action)) throw notNow(action, state, possible);
}

/** The states in which a role may read, for the SQL of lists. */
export const statesReadableBy = (role: ApplicationRole): ApplicationState[] =>
  APPLICATION_STATES.filter((state) => APPLICATION_TABLE[state][role].includes('read'));
