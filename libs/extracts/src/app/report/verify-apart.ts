import { verifyCertificate, type PrimaryRule, type Protection, type Table } from '#disclosure';
import { fromPlain, type PlainError } from '#kernel';
import { ApartFailed, askApart } from '#platform';
import { join } from 'node:path';
import { notChecked } from '../../domain/errors';

export type Proof = Pick<Protection, 'cells' | 'certificate'> & { readonly table: Table; readonly rule: PrimaryRule };

const CHECKER = join(__dirname, 'verify-child');
/** Up to here a check is over sooner than a process has begun. */
const SMALL = 500;
/** Each may take all that its limits let it have. */
const MOST_AT_ONCE = 2;
const LIMITS = { heapMegabytes: 1_500, residentMegabytes: 2_000, deadlineMs: 900_000 };

let running = 0;

/**
 * Checks a proof as `verifyCertificate` does, a large one in a process of its own: its arithmetic takes seconds at a
 * stretch, in which this one would answer nobody.
 *
 * @throws as `verifyCertificate`; CERTIFICATE.NOT_CHECKED as temporary, if it took too long or too much memory, or if others are
 *   being checked
 */
export async function verifyApart(proof: Proof): Promise<void> {
  const { table, cells, certificate, rule } = proof;
  if (cells.length < SMALL) {
    verifyCertificate(table, cells, certificate, rule);
    return;
  }
  if (running >= MOST_AT_ONCE) throw notChecked();
  running += 1;
  try {
    await askApart<true, never, PlainError>(CHECKER, proof, { ...LIMITS, refusalOf: fromPlain });
  } catch (error) {
    throw error instanceof ApartFailed ? notChecked() : error;
  } finally {
    running -= 1;
  }
}
