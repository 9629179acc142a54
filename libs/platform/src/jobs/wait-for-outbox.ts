import { setTimeout as after } from 'node:timers/promises';
import type { Database } from '../unit-of-work/database';
import { Outbox } from './outbox';
import type { OutboxRelay } from './outbox-relay';

const STEP_MS = 20;

/**
 * For tests: relays until no promise that is due is open, those promised meanwhile included. A promise that was given
 * up is not waited for.
 *
 * @param withinMs wall time, in milliseconds
 * @throws Error naming the queues whose promises are not kept in time
 */
export async function waitForOutbox(database: Database, relay: OutboxRelay, withinMs = 30_000): Promise<void> {
  const outbox = new Outbox(database, relay.clock);
  for (let waitedMs = 0; ; waitedMs += STEP_MS) {
    // A queue that is away makes this wait, not fail.
    await relay.publishDue().catch(() => undefined);
    const queues = await outbox.dueQueues();
    if (queues.length === 0) return;
    if (waitedMs >= withinMs) throw new Error(`Promises are still open in ${queues.join(', ')}.`);
    await after(STEP_MS);
  }
}
