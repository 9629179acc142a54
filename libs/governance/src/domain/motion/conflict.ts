import { canonicalJson } from '#kernel';
import { otherText } from './errors';
import { addsToList, deedOf, type Amendment } from './operation';

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
  if (addsToList(one)) return isSame ? { address, reason: 'sameAddition' } : null;
  if (isSame) return { address, reason: 'sameChange' };
  return { address, reason: [one.op, other.op].includes('remove') ? 'oneRemoves' : 'bothChange' };
}

/** So many of the amendments that contradict one are named. */
const MOST_NAMED = 20;

/**
 * Which amendments of one text contradict each other.
 *
 * @returns of each that contradicts another, the first of those others, in their order
 */
export function contradictionsAmong<Key>(
  amendments: readonly { readonly id: Key; readonly amendment: Amendment }[],
): ReadonlyMap<Key, readonly Key[]> {
  const samePlace = new Map<string, (typeof amendments)[number][]>();
  for (const one of amendments) {
    const { path } = deedOf(one.amendment);
    samePlace.set(path, [...(samePlace.get(path) ?? []), one]);
  }
  const found = new Map<Key, Key[]>();
  for (const { id, amendment } of amendments) {
    const rivals = samePlace.get(deedOf(amendment).path) ?? [];
    const others = rivals.filter((rival) => rival.id !== id && conflictBetween(amendment, rival.amendment) !== null);
    if (others.length > 0)
      found.set(
        id,
        others.slice(0, MOST_NAMED).map((rival) => rival.id),
      );
  }
  return found;
}
