import type { StatuteDocument } from '../statute-language';
import { atLeast, call, inMeeting, moreThan, NO_CAPS, ONE_VOTE_EACH, THREE_YEARS } from './rules';

const NOTICE_DAYS = 15;
const ABSOLUTE = moreThan(1, 2);

/** Quorums and majorities are of votes, not of capital (art. 2538 co. 5), wherever the articles on companies say capital. */
const ordinary = inMeeting(NOTICE_DAYS, [
  call(atLeast(1, 2), ABSOLUTE, 'present', 'art. 2368 co. 1 c.c., sui voti (art. 2538 co. 5 c.c.)'),
  call(null, ABSOLUTE, 'present', 'art. 2369 co. 3 c.c., sui voti (art. 2538 co. 5 c.c.)'),
]);

const extraordinary = inMeeting(NOTICE_DAYS, [
  call(moreThan(1, 2), ABSOLUTE, 'entitled', 'art. 2368 co. 2 c.c., sui voti (art. 2538 co. 5 c.c.)'),
  call(moreThan(1, 3), atLeast(2, 3), 'present', 'art. 2369 co. 3 c.c., sui voti (art. 2538 co. 5 c.c.)'),
]);

/**
 * An Italian cooperative under the rules of joint-stock companies.
 *
 * Votes are open, because the minutes must let one tell who voted for, who against and who abstained (art. 2375 co. 1).
 *
 * @see Codice civile, art. 2519 co. 1
 */
export const cooperativeSpa: StatuteDocument = {
  schema: 'granaio-statute/1',
  form: 'cooperativeSpa',
  title: 'Statuto di società cooperativa (norme sulla s.p.a.)',
  language: 'it',
  timeZone: 'Europe/Rome',
  voters: {
    who: 'persons',
    minDays: 90,
    suspended: 'excluded',
    inArrears: 'excluded',
    article:
      'art. 2538 co. 1 c.c.; per la mora nei versamenti art. 2344 co. 4 c.c.; la sospensione è lasciata allo statuto',
  },
  votes: ONE_VOTE_EACH,
  caps: { ...NO_CAPS, financingCategory: { share: { part: 1, of: 3 }, article: 'art. 2526 co. 2 c.c.' } },
  proxies: { maxPerHolder: 10, large: null, article: 'art. 2539 co. 1 e art. 2372 c.c.' },
  notice: {
    tooShort: 'refused',
    article:
      'art. 2366 co. 2 c.c.; lo statuto può ridurre a otto giorni con avviso di cui sia provato il ricevimento (co. 3)',
  },
  secondCall: { anotherDay: true, withinDays: 30, article: 'art. 2369 co. 2 c.c.' },
  conflicts: { rule: 'declared', article: 'art. 2373 c.c.' },
  ties: { rule: 'rejects', article: 'art. 2368 co. 1 c.c. (maggioranza assoluta)' },
  delegates: null,
  sunset: THREE_YEARS,
  suspension: { office: 'board', ratifyWithinDays: 60, article: 'lasciato allo statuto: nessuna norma di legge' },
  delegatesAccessPolicy: false,
  challenge: { days: 90, article: 'art. 2377 co. 6 c.c.' },
  matters: {
    accessPolicy: ordinary,
    statuteChange: extraordinary,
    admission: ordinary,
    election: ordinary,
    other: ordinary,
  },
};
