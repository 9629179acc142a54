import type { Membership } from '#identity';
import { missing, type PersonId } from '#kernel';
import { notNow } from './errors';
import { stateAt, type KeptState, type Obligation, type ObligationState } from './obligation';

export const DUTY_ROLES = ['holder', 'handler', 'auditor', 'nobody'] as const;
/**
 * What somebody is to an obligation. Holders have the grant; handlers are stewards of the dataset's publisher; nobody is
 * anybody else.
 */
export type DutyRole = (typeof DUTY_ROLES)[number];

export const DUTY_ACTIONS = ['read', 'giveEvidence', 'acceptEvidence', 'rejectEvidence'] as const;
export type DutyAction = (typeof DUTY_ACTIONS)[number];

type Row = Readonly<Record<DutyRole, readonly DutyAction[]>>;

const WATCHED = { holder: ['read'], handler: ['read'], auditor: ['read'], nobody: [] } as const;
const TO_FULFIL = { ...WATCHED, holder: ['read', 'giveEvidence'] } as const;

/** Who may do what, when: all there is to know about the life of an obligation. */
export const DUTY_TABLE: Readonly<Record<ObligationState, Row>> = {
  standing: WATCHED,
  open: TO_FULFIL,
  fulfilled: { ...WATCHED, handler: ['read', 'acceptEvidence', 'rejectEvidence'] },
  accepted: WATCHED,
  rejected: TO_FULFIL,
  overdue: TO_FULFIL,
  lapsed: WATCHED,
};

/** The state that an action leads to; what is not here leaves the state as it is. */
export const LEADS_TO: Readonly<Partial<Record<DutyAction, KeptState>>> = {
  giveEvidence: 'fulfilled',
  acceptEvidence: 'accepted',
  rejectEvidence: 'rejected',
};

export type DutyAsker = { readonly personId: PersonId; readonly memberships: readonly Membership[] };

/**
 * What somebody is to an obligation, all at once. Who holds the grant is that and nothing else, whatever offices they
 * hold: nobody accepts the own evidence.
 *
 * @param asker null: nobody signed in
 */
export function dutyRolesOf(
  { federationId, publisherId, holders }: Pick<Obligation, 'federationId' | 'publisherId' | 'holders'>,
  asker: DutyAsker | null,
): DutyRole[] {
  if (asker === null) return ['nobody'];
  if (holders.includes(asker.personId)) return ['holder'];
  const here = asker.memberships.filter(({ federationIds }) => federationIds.includes(federationId));
  const roles: DutyRole[] = [
    ...(here.some(({ role, organisationId }) => role === 'steward' && organisationId === publisherId)
      ? (['handler'] as const)
      : []),
    ...(here.some(({ role }) => role === 'auditor') ? (['auditor'] as const) : []),
  ];
  return roles.length > 0 ? roles : ['nobody'];
}

/** What somebody with these roles may do in a state, in the order of the actions. */
export function dutyActions(state: ObligationState, roles: readonly DutyRole[]): DutyAction[] {
  const possible = new Set(roles.flatMap((role) => DUTY_TABLE[state][role]));
  return DUTY_ACTIONS.filter((action) => possible.has(action));
}

/**
 * The only place that decides whether something may be done about an obligation at a moment.
 *
 * @throws OBLIGATION.MISSING, as if there were none, to who may not even read it; OBLIGATION.NOT_NOW
 */
export function assertMayDo(obligation: Obligation, roles: readonly DutyRole[], action: DutyAction, now: Date): void {
  const state = stateAt(obligation, now);
  const possible = dutyActions(state, roles);
  if (!possible.includes('read')) throw missing('obligation', obligation.id);
  if (!possible.includes(action)) throw notNow(action, state, possible);
}
