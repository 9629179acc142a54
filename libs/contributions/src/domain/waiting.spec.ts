import { awaited } from './contribution';
import { CONTRIBUTION_STATES } from './states';
import { hasLapsed } from './waiting';

const start = new Date('2026-11-22T10:00:00Z');
const after = (days: number) => new Date(start.getTime() + days * 24 * 60 * 60 * 1000);

describe('a contribution that waits', () => {
  const files = awaited([{ name: 'a.csv' }, { name: 'b.csv' }]);
  const sent = files.map((file, i) => ({ ...file, receivedAt: after(i) }));

  it('waits for its contributor for 30 days from its last file, and for its publisher for 60', () => {
    expect([30.9, 31].map((days) => hasLapsed({ state: 'awaitingReading', files: sent }, after(days)))).toEqual([
      false,
      true,
    ]);
    expect([60.9, 61].map((days) => hasLapsed({ state: 'awaitingApproval', files: sent }, after(days)))).toEqual([
      false,
      true,
    ]);
  });

  it('leaves nothing lying about as long as no file has come', () => {
    expect(hasLapsed({ state: 'awaitingFile', files }, after(1_000))).toBe(false);
    expect(hasLapsed({ state: 'awaitingFile', files: [...sent.slice(0, 1), ...files.slice(1)] }, after(30))).toBe(true);
  });

  it('is of a state in which somebody is awaited', () => {
    const lapsing = CONTRIBUTION_STATES.filter((state) => hasLapsed({ state, files: sent }, after(1_000)));
    expect(lapsing).toEqual(['awaitingFile', 'awaitingReading', 'awaitingConfirmation', 'awaitingApproval']);
  });
});
