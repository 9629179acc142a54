import type { StatuteDocument } from '../statute-language';
import { atLeast, call, inMeeting, moreThan, NO_CAPS, ONE_VOTE_EACH, THREE_YEARS } from './rules';

const NOTICE_DAYS = 30;
const REGULATION = 'reg. (CE) 1435/2003';

const ordinary = inMeeting(NOTICE_DAYS, [
  call(
    atLeast(1, 2),
    moreThan(1, 2),
    'valid',
    `art. 61(2) ${REGULATION}; il quorum è lasciato allo statuto (art. 61(3))`,
  ),
  call(null, moreThan(1, 2), 'valid', `art. 61(2) ${REGULATION}; il quorum è lasciato allo statuto (art. 61(3))`),
]);

const statuteChange = inMeeting(NOTICE_DAYS, [
  call(atLeast(1, 2), atLeast(2, 3), 'valid', `art. 61(4) ${REGULATION}`),
  call(null, atLeast(2, 3), 'valid', `art. 61(4) ${REGULATION}`),
]);

/**
 * A European Cooperative Society with its seat in Italy.
 *
 * Notice shorter than thirty days is marked instead of refused: in urgent cases the regulation takes fifteen, and
 * whether a case is urgent is for people to say.
 *
 * @see Reg. (EC) 1435/2003, art. 52-63
 */
export const europeanCooperative: StatuteDocument = {
  schema: 'granaio-statute/1',
  form: 'europeanCooperative',
  title: 'Statuto di società cooperativa europea',
  language: 'it',
  timeZone: 'Europe/Rome',
  voters: {
    who: 'persons',
    minDays: 90,
    suspended: 'excluded',
    inArrears: 'excluded',
    article: `art. 59(1) ${REGULATION}; anzianità e mora secondo la legge della sede (art. 2538 co. 1 e 2344 co. 4 c.c.); la sospensione è lasciata allo statuto`,
  },
  votes: ONE_VOTE_EACH,
  caps: { ...NO_CAPS, financingCategory: { share: { part: 1, of: 4 }, article: `art. 59(3) ${REGULATION}` } },
  proxies: {
    maxPerHolder: 3,
    large: null,
    article: `art. 58(3) ${REGULATION}; il numero massimo è lasciato allo statuto`,
  },
  notice: {
    tooShort: 'marked',
    article: `art. 56(3) ${REGULATION}: almeno trenta giorni, non meno di quindici nei casi urgenti`,
  },
  secondCall: {
    anotherDay: true,
    withinDays: 30,
    article: `art. 56(3) ${REGULATION}, secondo la legge della sede (art. 2369 co. 2 c.c.)`,
  },
  conflicts: { rule: 'declared', article: `art. 53 ${REGULATION}, secondo la legge della sede (art. 2373 c.c.)` },
  ties: { rule: 'rejects', article: `art. 61(2) ${REGULATION} (maggioranza dei voti validi)` },
  delegates: null,
  sunset: THREE_YEARS,
  suspension: { office: 'board', ratifyWithinDays: 90, article: 'lasciato allo statuto: nessuna norma di legge' },
  delegatesAccessPolicy: false,
  challenge: { days: 90, article: `art. 53 ${REGULATION}, secondo la legge della sede (art. 2377 co. 6 c.c.)` },
  matters: { accessPolicy: ordinary, statuteChange, admission: ordinary, election: ordinary, other: ordinary },
};
