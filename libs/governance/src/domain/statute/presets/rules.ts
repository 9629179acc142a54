import type { Threshold } from '../../share';
import type { Base, CallRules, MatterRules } from '../statute-language';

/** What the presets are written with, so that each reads as the articles that it follows. */
export const atLeast = (part: number, of: number): Threshold => ({ share: { part, of }, reach: 'atLeast' });
export const moreThan = (part: number, of: number): Threshold => ({ share: { part, of }, reach: 'moreThan' });

/** @param quorum null: however many come */
export const call = (quorum: Threshold | null, majority: Threshold, base: Base, article: string): CallRules => ({
  quorum,
  majority: { ...majority, base },
  article,
});

/** A matter that is decided in meetings only, by open vote, with members present in the room or from afar. */
export const inMeeting = (noticeDays: number, calls: MatterRules['calls']): MatterRules => ({
  calls,
  secrecy: 'open',
  remote: true,
  noticeDays,
  standing: null,
});

export const ONE_VOTE_EACH = { legalPersons: null, exchange: null, financing: null };
export const NO_CAPS = { exchangeMember: null, exchangeCategory: null, financingCategory: null };

/** No law says how long a policy on data lasts: three years, and its review half a year before. */
export const THREE_YEARS = { maxDays: 1_096, reviewDaysBefore: 180 };
