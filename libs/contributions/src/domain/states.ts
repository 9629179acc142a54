import type { ContributionId } from '#kernel';
import { wrongState } from './errors';

export const CONTRIBUTION_STATES = [
  'awaitingFile',
  'inspecting',
  'awaitingReading',
  'validating',
  'awaitingConfirmation',
  'awaitingApproval',
  'accepted',
  'rejected',
  'cancelled',
  'withdrawn',
] as const;
export type ContributionState = (typeof CONTRIBUTION_STATES)[number];

/** What happens to it: its last file is received, somebody is asked how to read it, it is read, its warnings are shown, … */
export type ContributionMove =
  'receive' | 'ask' | 'read' | 'warn' | 'submit' | 'accept' | 'reject' | 'cancel' | 'withdraw';

type Moves = Partial<Record<ContributionMove, ContributionState>>;

/** Where each move leads. What is not here cannot happen. */
const MOVES: Readonly<Record<ContributionState, Moves>> = {
  awaitingFile: { receive: 'inspecting', cancel: 'cancelled' },
  inspecting: { ask: 'awaitingReading', read: 'validating', reject: 'rejected', cancel: 'cancelled' },
  awaitingReading: { read: 'validating', reject: 'rejected', cancel: 'cancelled' },
  validating: {
    ...{ warn: 'awaitingConfirmation', submit: 'awaitingApproval' },
    ...{ accept: 'accepted', reject: 'rejected', cancel: 'cancelled' },
  },
  awaitingConfirmation: { submit: 'awaitingApproval', accept: 'accepted', reject: 'rejected', cancel: 'cancelled' },
  awaitingApproval: { accept: 'accepted', reject: 'rejected', cancel: 'cancelled' },
  accepted: { withdraw: 'withdrawn' },
  rejected: {},
  cancelled: {},
  withdrawn: {},
};

/** Whether nothing more happens to it before its contributor withdraws it. */
export const isFinal = (state: ContributionState): boolean =>
  state === 'accepted' || state === 'rejected' || state === 'cancelled' || state === 'withdrawn';

/** Whether it waits for somebody, and for nothing that we do. */
export const isWaiting = (state: ContributionState): boolean => state.startsWith('awaiting');

export const canMove = (state: ContributionState, move: ContributionMove): boolean => MOVES[state][move] !== undefined;

/** @throws CONTRIBUTION.WRONG_STATE */
export function stateAfter(id: ContributionId, state: ContributionState, move: ContributionMove): ContributionState {
  const next = MOVES[state][move];
  if (!next) throw wrongState(id, state, move);
  return next;
}
