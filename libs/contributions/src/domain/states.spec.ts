import type { ContributionId } from '#kernel';
import { canMove, CONTRIBUTION_STATES, isFinal, isWaiting, stateAfter, type ContributionMove } from './states';

const MOVES: readonly ContributionMove[] = [
  ...(['receive', 'ask', 'read', 'warn', 'submit', 'accept', 'reject', 'cancel', 'withdraw'] as const),
];
const id = 'c' as ContributionId;

describe('the states of a contribution', () => {
  it('lead from the first file to acceptance without asking anybody', () => {
    const path = (['receive', 'read', 'accept'] as const).reduce<(typeof CONTRIBUTION_STATES)[number]>(
      (state, move) => stateAfter(id, state, move),
      'awaitingFile',
    );
    expect(path).toBe('accepted');
  });

  it('end where nothing moves any more, but for what was accepted, which can be withdrawn', () => {
    for (const state of CONTRIBUTION_STATES) {
      const moves = MOVES.filter((move) => canMove(state, move));
      expect([state, isFinal(state)]).toEqual([state, moves.every((move) => move === 'withdraw')]);
    }
  });

  it('let everything be cancelled before it was accepted, and nothing after', () => {
    for (const state of CONTRIBUTION_STATES)
      expect([state, canMove(state, 'cancel')]).toEqual([state, !isFinal(state)]);
  });

  it('wait for people only where their name says so', () => {
    expect(CONTRIBUTION_STATES.filter(isWaiting)).toEqual([
      ...['awaitingFile', 'awaitingReading', 'awaitingConfirmation', 'awaitingApproval'],
    ]);
  });

  it('never accept what was not checked', () => {
    expect(CONTRIBUTION_STATES.filter((state) => canMove(state, 'accept'))).toEqual([
      ...['validating', 'awaitingConfirmation', 'awaitingApproval'],
    ]);
  });

  it('refuse what cannot happen, by what was asked', () => {
    expect(() => stateAfter(id, 'rejected', 'accept')).toThrow(
      expect.objectContaining({
        code: 'CONTRIBUTION.WRONG_STATE',
        details: { id, state: 'rejected', move: 'accept' },
      }),
    );
  });
});
