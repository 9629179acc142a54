import type { PolicyDocument } from '#policy';
import { addDays, civilDay } from '../statute/calendar';
import type { StatuteDocument } from '../statute/statute-document';
import { sunsetTooFar } from './errors';

/**
 * Gives a policy the end that every policy has: the one it names, or the latest that the statute allows. It starts
 * before that too: a policy that is to come into force later is to be voted later.
 *
 * @throws POLICY.SUNSET_TOO_FAR naming the latest last day
 */
export function withSunset(document: PolicyDocument, { sunset }: StatuteDocument, now: Date): PolicyDocument {
  const latest = addDays(civilDay(now, 'UTC'), sunset.maxDays);
  if (document.validFrom !== undefined && document.validFrom > latest) throw sunsetTooFar(latest);
  if (document.validUntil === null) return { ...document, validUntil: latest };
  if (document.validUntil > latest) throw sunsetTooFar(latest);
  return document;
}
