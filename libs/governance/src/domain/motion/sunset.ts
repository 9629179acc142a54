import type { PolicyDocument } from '#policy';
import { addDays, civilDay } from '../statute/calendar';
import type { StatuteDocument } from '../statute/statute-document';
import { overBeforeStart, sunsetTooFar } from './errors';

/**
 * Gives a policy the end that every policy has: the one it names, or the latest that the statute allows. It starts
 * before that too: a policy that is to come into force later is to be voted later.
 *
 * One that is over before it is in force would be no policy: as the next version of a prohibition, it would lift it under
 * the name of a rule.
 *
 * @throws POLICY.SUNSET_TOO_FAR naming the latest last day; POLICY.OVER_BEFORE_START
 */
export function withSunset(document: PolicyDocument, { sunset }: StatuteDocument, now: Date): PolicyDocument {
  const today = civilDay(now, 'UTC');
  const latest = addDays(today, sunset.maxDays);
  assertLasts(document, today);
  if (document.validFrom !== undefined && document.validFrom > latest) throw sunsetTooFar(latest);
  if (document.validUntil === null) return { ...document, validUntil: latest };
  if (document.validUntil > latest) throw sunsetTooFar(latest);
  return document;
}

/** Its days in force are counted from today, though the vote comes later: whoever names a day to come names an end too. */
function assertLasts({ validFrom, validUntil, validForDays }: PolicyDocument, today: string): void {
  const first = validFrom !== undefined && validFrom > today ? validFrom : today;
  const lastDays = [validUntil, validForDays === undefined ? null : addDays(today, validForDays)];
  if (lastDays.some((last) => last !== null && last < first)) throw overBeforeStart(first);
}
