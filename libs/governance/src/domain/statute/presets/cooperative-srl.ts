import type { StatuteDocument } from '../statute-language';
import { atLeast, call, inMeeting, moreThan, NO_CAPS, ONE_VOTE_EACH, THREE_YEARS } from './rules';

const NOTICE_DAYS = 8;

/** The law knows no second call here; a statute may add one. */
const ordinary = inMeeting(NOTICE_DAYS, [
  call(atLeast(1, 2), moreThan(1, 2), 'present', 'art. 2479-bis co. 3 c.c., sui voti (art. 2538 co. 5 c.c.)'),
]);

const statuteChange = inMeeting(NOTICE_DAYS, [
  call(
    atLeast(1, 2),
    atLeast(1, 2),
    'entitled',
    'art. 2479-bis co. 3 e art. 2479 co. 2 n. 4 c.c., sui voti (art. 2538 co. 5 c.c.)',
  ),
]);

/**
 * An Italian cooperative under the rules of limited-liability companies: one of fewer than twenty members, or of at most
 * a million euro of assets, whose articles choose them.
 *
 * @see Codice civile, art. 2519 co. 2
 */
export const cooperativeSrl: StatuteDocument = {
  schema: 'granaio-statute/1',
  form: 'cooperativeSrl',
  title: 'Statuto di società cooperativa (norme sulla s.r.l.)',
  language: 'it',
  timeZone: 'Europe/Rome',
  voters: {
    who: 'persons',
    minDays: 90,
    suspended: 'excluded',
    inArrears: 'excluded',
    article:
      'art. 2538 co. 1 c.c.; per la mora nei versamenti art. 2466 co. 4 c.c.; la sospensione è lasciata allo statuto',
  },
  votes: ONE_VOTE_EACH,
  caps: { ...NO_CAPS, financingCategory: { share: { part: 1, of: 3 }, article: 'art. 2526 co. 2 c.c.' } },
  proxies: {
    maxPerHolder: 5,
    large: null,
    article: 'art. 2479-bis co. 2 c.c.; il numero massimo è lasciato allo statuto',
  },
  notice: { tooShort: 'refused', article: 'art. 2479-bis co. 1 c.c.; lo statuto può disporre diversamente' },
  secondCall: { anotherDay: true, withinDays: 30, article: 'lasciato allo statuto: la legge non ne prevede una' },
  conflicts: { rule: 'declared', article: 'art. 2479-ter co. 2 c.c.' },
  ties: { rule: 'rejects', article: 'art. 2479-bis co. 3 c.c. (maggioranza assoluta)' },
  delegates: null,
  sunset: THREE_YEARS,
  suspension: { office: 'board', ratifyWithinDays: 60, article: 'lasciato allo statuto: nessuna norma di legge' },
  delegatesAccessPolicy: false,
  challenge: { days: 90, article: 'art. 2479-ter co. 1 c.c.' },
  matters: { accessPolicy: ordinary, statuteChange, admission: ordinary, election: ordinary, other: ordinary },
};
