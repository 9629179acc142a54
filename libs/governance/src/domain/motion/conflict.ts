import { canonicalJson } from '#kernel';
import { otherText } from './errors';
import { deedOf, type Amendment } from './operation';

/** Why two amendments cannot both be adopted, and on which clause or list. */
export type Conflict = {
  readonly address: string;
  readonly reason: 'sameChange' | 'bothChange' | 'oneRemoves' | 'sameAddition';
};

/**
 * Whether two amendments of one text contradict each other: they are about the same clause, whether both change it or
 * one removes it, or they add the same one.
 *
 * @returns the conflict, the same whichever of the two comes first; null: they can be adopted in any order
 * @throws AMENDMENT.OTHER_TEXT if they are not about the same text
 */
export function conflictBetween(a: Amendment, b: Amendment): Conflict | null {
  if (a.baseHash !== b.baseHash) throw otherText();
  const [one, other] = [deedOf(a), deedOf(b)];
  if (one.path !== other.path) return null;
  const address = one.path.slice(1).replace(/\/-$/, '');
  const isSame = canonicalJson(one) === canonicalJson(other);
  if (one.op === 'add') return isSame ? { address, reason: 'sameAddition' } : null;
  if (isSame) return { address, reason: 'sameChange' };
  return { address, reason: [one.op, other.op].includes('remove') ? 'oneRemoves' : 'bothChange' };
}
