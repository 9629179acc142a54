import type { Share } from '../../share';
import type { Form, Matter } from '../statute-language';

type Least = { readonly least: number; readonly article: string };
type Most = { readonly most: number; readonly article: string };
type Ceiling = { readonly most: Share; readonly article: string };

/** How far the law of a form lets its statutes go; what is left out, the law leaves to the statute. */
export type LegalLimits = {
  readonly memberDays?: Least;
  readonly noticeDays?: Least;
  readonly challengeDays?: Least;
  readonly proxiesPerHolder?: Most;
  readonly votesOfLegalPersons?: Most;
  readonly votesByExchange?: Most;
  readonly caps: Partial<Record<'exchangeMember' | 'exchangeCategory' | 'financingCategory', Ceiling>>;
  /** What the law reserves to a meeting, so that no ballot outside of one can decide it. */
  readonly meetings: Partial<Record<Matter, string>>;
};

/** @see Codice civile, art. 2526, 2538; whichever company law fills the gaps (art. 2519) */
const cooperative = {
  memberDays: { least: 90, article: 'art. 2538 co. 1 c.c.' },
  votesOfLegalPersons: { most: 5, article: 'art. 2538 co. 3 c.c.' },
  caps: {
    exchangeMember: { most: { part: 1, of: 10 }, article: 'art. 2538 co. 4 c.c.' },
    exchangeCategory: { most: { part: 1, of: 3 }, article: 'art. 2538 co. 4 c.c.' },
    financingCategory: { most: { part: 1, of: 3 }, article: 'art. 2526 co. 2 c.c.' },
  },
} as const;

export const LEGAL_LIMITS: Readonly<Record<Form, LegalLimits>> = {
  cooperativeSpa: {
    ...cooperative,
    // Fifteen days by publication; eight is the least, where members get the notice and its receipt is proven.
    noticeDays: { least: 8, article: 'art. 2366 co. 3 c.c.' },
    challengeDays: { least: 90, article: 'art. 2377 co. 6 c.c.' },
    proxiesPerHolder: { most: 10, article: 'art. 2539 co. 1 c.c.' },
    meetings: { statuteChange: 'art. 2365 c.c.', election: 'art. 2364 c.c.' },
  },
  cooperativeSrl: {
    ...cooperative,
    // The statute chooses the term, but members must know of the meeting in time: never on the day itself.
    noticeDays: { least: 1, article: 'art. 2479-bis co. 1 c.c.' },
    challengeDays: { least: 90, article: 'art. 2479-ter co. 1 c.c.' },
    meetings: { statuteChange: 'art. 2479 co. 4 c.c.' },
  },
  thirdSector: {
    votesOfLegalPersons: { most: 5, article: 'art. 24 co. 2 d.lgs. 117/2017' },
    caps: {},
    meetings: { statuteChange: 'art. 25 d.lgs. 117/2017', election: 'art. 25 d.lgs. 117/2017' },
  },
  europeanCooperative: {
    noticeDays: { least: 30, article: 'art. 56(3) reg. (CE) 1435/2003' },
    votesByExchange: { most: 5, article: 'art. 59(2) reg. (CE) 1435/2003' },
    caps: {
      exchangeMember: { most: { part: 3, of: 10 }, article: 'art. 59(2) reg. (CE) 1435/2003' },
      financingCategory: { most: { part: 1, of: 4 }, article: 'art. 59(3) reg. (CE) 1435/2003' },
    },
    meetings: { statuteChange: 'art. 61(4) reg. (CE) 1435/2003', election: 'art. 52 reg. (CE) 1435/2003' },
  },
  committee: { caps: {}, meetings: {} },
};
