import { identityOf, type Actor } from '#policy';

/** Someone who signed in. */
export type Signed = Actor & { readonly identity: NonNullable<Actor['identity']> };

/** @throws POLICY.SIGN_IN_FIRST */
export const signedIn = (by: Actor): Signed => ({ ...by, identity: identityOf(by) });
