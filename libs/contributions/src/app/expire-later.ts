import type { Transaction } from '#platform';
import type { Contribution } from '../domain/contribution';
import { waitsForMs } from '../domain/waiting';
import { EXPIRE_CONTRIBUTION } from '../jobs';

/** Has what waits for somebody from now on ended when nobody comes: personal rows do not lie about. */
export async function expireLater(tx: Transaction, { id, state }: Contribution): Promise<void> {
  const at = new Date((await tx.now()).getTime() + waitsForMs(state));
  tx.enqueue(EXPIRE_CONTRIBUTION, { contributionId: id }, at);
}
