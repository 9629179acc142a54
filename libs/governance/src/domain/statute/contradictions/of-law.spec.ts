import {
  ARTICLE,
  BY_EXCHANGE,
  cap,
  committee,
  codesOf,
  deciding,
  plural,
  POLICY,
  proxies,
  voting,
} from '../../../../test/statutes';
import { cooperativeSpa } from '../presets/cooperative-spa';
import { cooperativeSrl } from '../presets/cooperative-srl';
import { europeanCooperative } from '../presets/european-cooperative';
import { thirdSector } from '../presets/third-sector';
import type { StatuteDocument } from '../statute-language';

describe('contradictionsOf, by the law of the form', () => {
  it.each<[string, StatuteDocument, string]>([
    [
      '89 days in the book',
      { ...cooperativeSpa, voters: { ...cooperativeSpa.voters, minDays: 89 } },
      'VOTERS.TOO_NEW voters.minDays',
    ],
    ['a week of notice', deciding({ noticeDays: 7 }, cooperativeSpa), `NOTICE.TOO_SHORT ${POLICY}.noticeDays`],
    ['no notice', deciding({ noticeDays: 0 }, cooperativeSrl), `NOTICE.TOO_SHORT ${POLICY}.noticeDays`],
    ['29 days of notice', deciding({ noticeDays: 29 }, europeanCooperative), `NOTICE.TOO_SHORT ${POLICY}.noticeDays`],
    ['eleven proxies', { ...cooperativeSpa, proxies: proxies(11) }, 'PROXY.TOO_MANY proxies'],
    [
      'eleven proxies of many',
      { ...cooperativeSpa, proxies: proxies(3, { fromMembers: 500, maxPerHolder: 11 }) },
      'PROXY.TOO_MANY proxies',
    ],
    [
      'six votes of a legal person',
      voting({ legalPersons: plural('shares', 6) }, {}, cooperativeSpa),
      'VOTES.TOO_MANY votes.legalPersons.maxVotes',
    ],
    [
      'six votes of an association',
      voting({ legalPersons: plural('ownMembers', 6) }, {}, thirdSector),
      'VOTES.TOO_MANY votes.legalPersons.maxVotes',
    ],
    [
      'six votes by exchange',
      voting({ exchange: plural('exchange', 6) }, { exchangeMember: cap(3, 10) }, europeanCooperative),
      'VOTES.TOO_MANY votes.exchange.maxVotes',
    ],
    [
      'no ceiling per member',
      voting(BY_EXCHANGE, { exchangeCategory: cap(1, 3) }, cooperativeSpa),
      'CAP.MISSING caps.exchangeMember',
    ],
    [
      'no ceiling of the category',
      voting(BY_EXCHANGE, { exchangeMember: cap(1, 10) }, cooperativeSrl),
      'CAP.MISSING caps.exchangeCategory',
    ],
    [
      'no ceiling of financing members',
      voting({ financing: plural('shares') }, { financingCategory: null }, cooperativeSpa),
      'CAP.MISSING caps.financingCategory',
    ],
    [
      'more than a tenth for a member',
      voting(BY_EXCHANGE, { exchangeMember: cap(101, 1_000), exchangeCategory: cap(1, 3) }, cooperativeSpa),
      'CAP.TOO_HIGH caps.exchangeMember.share',
    ],
    [
      'more than a third for the category',
      voting(BY_EXCHANGE, { exchangeMember: cap(1, 10), exchangeCategory: cap(334, 1_000) }, cooperativeSpa),
      'CAP.TOO_HIGH caps.exchangeCategory.share',
    ],
    [
      'more than a third for capital',
      voting({}, { financingCategory: cap(1, 2) }, cooperativeSrl),
      'CAP.TOO_HIGH caps.financingCategory.share',
    ],
    [
      'a third for investors',
      voting({}, { financingCategory: cap(1, 3) }, europeanCooperative),
      'CAP.TOO_HIGH caps.financingCategory.share',
    ],
    [
      'a month to challenge',
      { ...cooperativeSpa, challenge: { days: 30, article: ARTICLE } },
      'CHALLENGE.TOO_SHORT challenge.days',
    ],
    [
      'a second call on the same day',
      { ...cooperativeSpa, secondCall: { ...cooperativeSpa.secondCall, anotherDay: false } },
      'SECOND_CALL.SAME_DAY secondCall.anotherDay',
    ],
    [
      'a second call after 31 days',
      { ...cooperativeSpa, secondCall: { ...cooperativeSpa.secondCall, withinDays: 31 } },
      'SECOND_CALL.TOO_LATE secondCall.withinDays',
    ],
    [
      'another form that names art. 2369 and does otherwise',
      { ...thirdSector, secondCall: { anotherDay: true, withinDays: 31, article: 'art. 2369 co. 2 c.c.' } },
      'SECOND_CALL.TOO_LATE secondCall.withinDays',
    ],
    ['four proxies in an association', { ...thirdSector, proxies: proxies(4) }, 'PROXY.TOO_MANY proxies'],
    [
      'five from 499 members',
      { ...thirdSector, proxies: proxies(3, { fromMembers: 499, maxPerHolder: 5 }) },
      'PROXY.TOO_MANY proxies',
    ],
    [
      'six from 500 members',
      { ...thirdSector, proxies: proxies(3, { fromMembers: 500, maxPerHolder: 6 }) },
      'PROXY.TOO_MANY proxies',
    ],
    [
      'votes by capital in an association',
      voting({ financing: plural('shares') }, {}, thirdSector),
      'VOTES.NOT_IN_FORM votes.financing',
    ],
    [
      'votes by shares in an association',
      voting({ legalPersons: plural('shares') }, {}, thirdSector),
      'VOTES.NOT_IN_FORM votes.legalPersons.basis',
    ],
  ])('names what the law does not allow: %s', (_, document, found) => {
    expect(codesOf(document)).toEqual([found]);
  });

  it.each(['cooperativeSpa', 'cooperativeSrl', 'thirdSector', 'europeanCooperative'] as const)(
    'keeps changes of the statute of a %s in a meeting',
    (form) => {
      const body = { cooperativeSpa, cooperativeSrl, thirdSector, europeanCooperative }[form];
      const outside: StatuteDocument = {
        ...body,
        matters: {
          ...body.matters,
          statuteChange: { ...committee.matters.statuteChange, noticeDays: body.matters.statuteChange.noticeDays },
        },
      };
      expect(codesOf(outside)).toEqual(['STANDING.NEEDS_MEETING matters.statuteChange.standing']);
    },
  );
});
