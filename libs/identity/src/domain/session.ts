import { CommonsError } from '#kernel';
import type { SessionId } from './identity';
import type { ProviderId } from './provider';

/** How long a session lasts that nobody can refresh. */
export const SESSION_DAYS = 30;
/** How long the first half of a pair works. */
export const ACCESS_MINUTES = 60;
/** How long a refresh token waits to be used. */
export const REFRESH_DAYS = 30;
/** However often it was refreshed, a session ends so long after its sign-in. */
export const MAX_SESSION_DAYS = 90;
/** Two parts of one program may refresh at once; who comes so shortly after the other is no thief yet. */
export const TOGETHER_SECONDS = 10;

/** What remains visible of a session: never a token. */
export type Session = {
  readonly id: SessionId;
  readonly createdAt: Date;
  /** null: never */
  readonly refreshedAt: Date | null;
  /** From when on nothing of it works, unless it is refreshed before. */
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** null: by a link in a mail */
  readonly providerId: ProviderId | null;
};

/** The secrets of a session that begins or goes on, which are shown this once. */
export type SessionTokens = {
  readonly token: string;
  readonly expiresAt: Date;
  /** Absent: the session cannot be refreshed. */
  readonly refreshToken?: string;
  readonly refreshExpiresAt?: Date;
};

export type HeldRefreshToken = {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly sessionEndedAt: Date | null;
};

/**
 * What a refresh token that is presented means.
 *
 * A token that was used before is in two hands, and nobody knows whose are the right ones: the session ends. Only in the
 * first seconds after its use it counts as one program asking twice at once: who comes second gets nothing, and the
 * session goes on with the pair that the first one got.
 *
 * @see RFC 9700, section 4.14.2 (refresh token rotation)
 */
export function judgeRefresh(held: HeldRefreshToken, now: Date): 'rotate' | 'together' | 'reused' | 'dead' {
  if (held.sessionEndedAt) return 'dead';
  if (held.usedAt) return now.getTime() - held.usedAt.getTime() < TOGETHER_SECONDS * 1000 ? 'together' : 'reused';
  return held.expiresAt > now ? 'rotate' : 'dead';
}

export const refreshedMeanwhile = () =>
  new CommonsError(
    'conflict',
    'SESSION.REFRESHED_MEANWHILE',
    'This refresh token was used a moment ago. Go on with the pair that was answered then.',
  );

export const refreshReused = () =>
  new CommonsError(
    'unauthenticated',
    'SESSION.REFRESH_REUSED',
    'This refresh token was used before, so that somebody else may have it. The session was ended: sign in again.',
  );
