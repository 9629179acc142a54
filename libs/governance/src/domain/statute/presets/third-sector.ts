import type { StatuteDocument } from '../statute-language';
import { atLeast, call, inMeeting, moreThan, NO_CAPS, THREE_YEARS } from './rules';

const NOTICE_DAYS = 8;

const ordinary = inMeeting(NOTICE_DAYS, [
  call(atLeast(1, 2), moreThan(1, 2), 'cast', 'art. 21 co. 1 c.c.'),
  call(null, moreThan(1, 2), 'cast', 'art. 21 co. 1 c.c.'),
]);

/** The law gives a change of the statute no second call, and lets the statute say otherwise. */
const statuteChange = inMeeting(NOTICE_DAYS, [
  call(atLeast(3, 4), moreThan(1, 2), 'present', 'art. 21 co. 2 c.c.; lo statuto può disporre diversamente'),
]);

/**
 * An association of the third sector.
 *
 * The code's three months in the members' book are ninety days here: a statute may choose its own term, and days are
 * the same in every season.
 *
 * @see D.lgs. 117/2017, art. 24-25; Codice civile, art. 20-21
 */
export const thirdSector: StatuteDocument = {
  schema: 'granaio-statute/1',
  form: 'thirdSector',
  title: 'Statuto di associazione del Terzo settore',
  language: 'it',
  timeZone: 'Europe/Rome',
  voters: {
    who: 'persons',
    minDays: 90,
    suspended: 'excluded',
    inArrears: 'vote',
    article: 'art. 24 co. 1 d.lgs. 117/2017: tre mesi, qui novanta giorni; sospesi e morosi sono lasciati allo statuto',
  },
  votes: {
    legalPersons: {
      basis: 'ownMembers',
      unitsPerVote: 100,
      maxVotes: 5,
      article: 'art. 24 co. 2 d.lgs. 117/2017, solo per enti del Terzo settore; la proporzione è lasciata allo statuto',
    },
    exchange: null,
    financing: null,
  },
  caps: NO_CAPS,
  proxies: {
    maxPerHolder: 3,
    large: { fromMembers: 500, maxPerHolder: 5 },
    article: 'art. 24 co. 3 d.lgs. 117/2017',
  },
  notice: { tooShort: 'refused', article: 'art. 8 disp. att. c.c.; il numero di giorni è lasciato allo statuto' },
  secondCall: { anotherDay: true, withinDays: 30, article: 'art. 21 co. 1 c.c.; i giorni sono lasciati allo statuto' },
  conflicts: { rule: 'declared', article: 'art. 24 co. 2 d.lgs. 117/2017 e art. 2373 c.c.' },
  ties: { rule: 'rejects', article: 'art. 21 co. 1 c.c. (maggioranza di voti)' },
  delegates: null,
  sunset: THREE_YEARS,
  suspension: { office: 'board', ratifyWithinDays: 60, article: 'lasciato allo statuto: nessuna norma di legge' },
  delegatesAccessPolicy: false,
  challenge: {
    days: 90,
    article: 'reclamo interno, lasciato allo statuto; resta salva l’azione di annullamento dell’art. 23 c.c.',
  },
  matters: {
    accessPolicy: ordinary,
    statuteChange,
    admission: ordinary,
    election: { ...ordinary, secrecy: 'secret' },
    other: ordinary,
  },
};
