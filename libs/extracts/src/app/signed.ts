import { signInFirst, type Actor } from '#policy';

/** Someone who signed in. */
export type Signed = Actor & { readonly identity: NonNullable<Actor['identity']> };

/** @throws POLICY.SIGN_IN_FIRST */
export function signedIn(by: Actor): Signed {
  const { identity } = by;
  if (!identity) throw signInFirst();
  return { ...by, identity };
}
