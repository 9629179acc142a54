import {
  ARTICLE,
  BY_EXCHANGE,
  calling,
  cap,
  codesOf,
  committee,
  deciding,
  only,
  plural,
  POLICY,
  proxies,
  voting,
} from '../../../test/statutes';
import fc from 'fast-check';
import type { Threshold } from '../share';
import { contradictionsOf } from './contradictions';
import { compareThresholds } from './exact-share';
import { cooperativeSpa } from './presets/cooperative-spa';
import { cooperativeSrl } from './presets/cooperative-srl';
import { europeanCooperative } from './presets/european-cooperative';
import { atLeast, moreThan } from './presets/rules';
import { thirdSector } from './presets/third-sector';
import { FORMS, MATTERS, type MatterRules, type StatuteDocument } from './statute-language';

describe('contradictionsOf', () => {
  it.each<[string, StatuteDocument, string]>([
    [
      'a quorum of more than all',
      calling(only(moreThan(1, 1), atLeast(2, 3))),
      `QUORUM.IMPOSSIBLE ${POLICY}.calls.0.quorum`,
    ],
    [
      'a majority of more than all',
      calling(only(null, moreThan(3, 3))),
      `MAJORITY.IMPOSSIBLE ${POLICY}.calls.0.majority`,
    ],
    [
      'a majority below one half',
      calling(only(null, moreThan(49, 100))),
      `MAJORITY.BELOW_HALF ${POLICY}.calls.0.majority.share`,
    ],
    [
      'one third of those present',
      calling(only(null, atLeast(1, 3), 'present')),
      `MAJORITY.BELOW_HALF ${POLICY}.calls.0.majority.share`,
    ],
    ['a tie as a majority', calling(only(null, atLeast(2, 4))), `MAJORITY.TIE_ADOPTS ${POLICY}.calls.0.majority.reach`],
    [
      'a second call that asks for more',
      calling(only(atLeast(1, 2), atLeast(2, 3)), only(moreThan(1, 2), atLeast(2, 3))),
      `QUORUM.SECOND_CALL_HIGHER ${POLICY}.calls.1.quorum`,
    ],
    [
      'a second call that asks for something after a first that did not',
      calling(only(null, atLeast(2, 3)), only(atLeast(1, 10), atLeast(2, 3))),
      `QUORUM.SECOND_CALL_HIGHER ${POLICY}.calls.1.quorum`,
    ],
    [
      'no closing time',
      deciding({ standing: { minSeconds: 61, maxSeconds: 60 } }),
      `STANDING.NO_TIME ${POLICY}.standing`,
    ],
    [
      'a ballot outside of meetings with two calls',
      deciding({ calls: [only(atLeast(1, 2), atLeast(2, 3)), only(null, atLeast(2, 3))] }),
      `STANDING.TWO_CALLS ${POLICY}.calls`,
    ],
    ['a ballot outside of meetings in the room', deciding({ remote: false }), `STANDING.NOT_REMOTE ${POLICY}.remote`],
    [
      'notice longer than the ballot',
      deciding({ noticeDays: 2, standing: { minSeconds: 5, maxSeconds: 86_400 } }),
      `STANDING.SHORTER_THAN_NOTICE ${POLICY}.noticeDays`,
    ],
    [
      'a chair whose secret vote decides',
      { ...deciding({ secrecy: 'secret' }), ties: { rule: 'chairDecides', article: ARTICLE } },
      `TIES.REVEAL_CHAIR ${POLICY}.secrecy`,
    ],
    [
      'delegates who give proxies',
      { ...committee, voters: { ...committee.voters, who: 'delegates' }, proxies: proxies(1) },
      'PROXY.OF_DELEGATES proxies',
    ],
    [
      'delegates who elect delegates',
      {
        ...committee,
        voters: { ...committee.voters, who: 'delegates' },
        delegates: { membersPerDelegate: 50, article: ARTICLE },
      },
      'DELEGATE.OF_DELEGATES delegates',
    ],
    [
      'fewer proxies for more members',
      { ...committee, proxies: proxies(3, { fromMembers: 100, maxPerHolder: 2 }) },
      'PROXY.LARGE_BELOW proxies.large.maxPerHolder',
    ],
    [
      'a ceiling without plural votes',
      voting({}, { exchangeMember: cap(1, 10) }),
      'CAP.WITHOUT_VOTES caps.exchangeMember',
    ],
    ['a ceiling of nothing', voting({}, { financingCategory: cap(0, 3) }), 'CAP.NOTHING caps.financingCategory'],
    [
      'legal persons by exchange',
      voting({ legalPersons: plural('exchange') }, {}),
      'VOTES.WRONG_BASIS votes.legalPersons.basis',
    ],
    ['exchange by shares', voting({ exchange: plural('shares') }, {}), 'VOTES.WRONG_BASIS votes.exchange.basis'],
    [
      'several votes, one at most',
      voting({ legalPersons: plural('shares', 1) }, {}),
      'VOTES.ONLY_ONE votes.legalPersons.maxVotes',
    ],
    [
      'a review before the policy is in force',
      { ...committee, sunset: { maxDays: 30, reviewDaysBefore: 30 } },
      'SUNSET.REVIEW_TOO_EARLY sunset.reviewDaysBefore',
    ],
    [
      'a review that comes too late to be decided',
      { ...deciding({ noticeDays: 8 }), sunset: { maxDays: 365, reviewDaysBefore: 7 } },
      'SUNSET.REVIEW_TOO_LATE sunset.reviewDaysBefore',
    ],
    [
      'a suspension that nobody can ratify in time',
      { ...deciding({ noticeDays: 31 }), suspension: { office: 'chair', ratifyWithinDays: 30, article: ARTICLE } },
      'SUSPENSION.NO_TIME suspension.ratifyWithinDays',
    ],
  ])('names %s', (_, document, found) => {
    expect(codesOf(document)).toEqual([found]);
  });

  it.each<[string, StatuteDocument]>([
    ['a quorum of all', calling(only(atLeast(1, 1), atLeast(1, 1), 'entitled'))],
    ['more than a third of all entitled', calling(only(null, moreThan(1, 3), 'entitled'))],
    ['one half of all entitled', calling(only(null, atLeast(1, 2), 'entitled'))],
    ['both calls alike', calling(only(atLeast(2, 4), atLeast(2, 3)), only(atLeast(1, 2), atLeast(2, 3)))],
    ['a second call that asks for nobody', calling(only(atLeast(1, 2), atLeast(2, 3)), only(null, atLeast(2, 3)))],
    ['one closing time', deciding({ standing: { minSeconds: 60, maxSeconds: 60 } })],
    ['a secret ballot', deciding({ secrecy: 'secret' })],
    ['a chair who decides in the open', { ...committee, ties: { rule: 'chairDecides', article: ARTICLE } }],
    ['proxies and votes from afar', { ...committee, proxies: proxies(3, { fromMembers: 100, maxPerHolder: 3 }) }],
    ['a committee with more votes than a cooperative may give', voting(BY_EXCHANGE, { exchangeMember: cap(1, 2) })],
    [
      'exactly what the law allows',
      voting(BY_EXCHANGE, { exchangeMember: cap(1, 10), exchangeCategory: cap(2, 6) }, cooperativeSpa),
    ],
    ['five votes of a legal person', voting({ legalPersons: plural('shares', 5) }, {}, cooperativeSpa)],
    ['eight days of notice', deciding({ noticeDays: 8 }, cooperativeSpa)],
    [
      'a late second call where no law asks',
      { ...thirdSector, secondCall: { anotherDay: false, withinDays: 60, article: ARTICLE } },
    ],
    [
      'a rule on second calls where there are none',
      { ...committee, secondCall: { anotherDay: false, withinDays: 60, article: 'art. 2369 c.c.' } },
    ],
  ])('lets pass %s', (_, document) => {
    expect(codesOf(document)).toEqual([]);
  });

  it('names all of them at once, each in sentences of both languages', () => {
    const found = contradictionsOf({
      ...deciding({ secrecy: 'secret', remote: false, calls: [only(moreThan(1, 1), atLeast(1, 2))] }),
      ties: { rule: 'chairDecides', article: ARTICLE },
      sunset: { maxDays: 1, reviewDaysBefore: 2 },
    });
    expect(found.map(({ code }) => code)).toEqual([
      ...['QUORUM.IMPOSSIBLE', 'MAJORITY.TIE_ADOPTS', 'STANDING.NOT_REMOTE', 'TIES.REVEAL_CHAIR'],
      'SUNSET.REVIEW_TOO_EARLY',
    ]);
    for (const { it, en } of found) {
      expect(it).toMatch(/^\p{Lu}[^\n]+\.$/u);
      expect(en).toMatch(/^\p{Lu}[^\n]+\.$/u);
    }
    expect(found[0]?.it).toBe(
      'Per le politiche di accesso ai dati, in prima convocazione, dovrebbe essere presente più della totalità dei voti: il quorum non si raggiunge mai.',
    );
  });

  it('asks of every form at least what it asks of a committee', () => {
    const body = fc.constantFrom(committee, cooperativeSpa, cooperativeSrl, thirdSector, europeanCooperative);
    fc.assert(
      fc.property(body, fc.constantFrom(...FORMS), (document, form) => {
        const free = codesOf({ ...document, form: 'committee' });
        expect(codesOf({ ...document, form })).toEqual(expect.arrayContaining(free));
      }),
    );
  });

  it('is about no order but that of the thresholds between two calls', () => {
    const threshold = fc
      .record({ of: fc.integer({ min: 1, max: 12 }), more: fc.boolean(), part: fc.nat(12) })
      .map(({ of, more, part }) => (more ? moreThan : atLeast)(Math.min(part, of), of));
    fc.assert(
      fc.property(threshold, threshold, fc.constantFrom(...MATTERS), (first, second, matter) => {
        const calls: MatterRules['calls'] = [only(first, atLeast(2, 3)), only(second, atLeast(2, 3))];
        const rules = { ...committee.matters[matter], calls, standing: null };
        const codes = codesOf({ ...committee, matters: { ...committee.matters, [matter]: rules } });
        const isHigher = codes.includes(`QUORUM.SECOND_CALL_HIGHER matters.${matter}.calls.1.quorum`);
        expect(isHigher).toBe(compareThresholds(second, first) > 0);
        // Whatever is enough for the second call, of any number of votes, must not have been too little for the first.
        if (!isHigher)
          for (let votes = 0; votes <= 60; votes += 1) expect(meets(votes, first) && !meets(votes, second)).toBe(false);
      }),
    );
  });
});

/** Whether so many of sixty votes meet a threshold. */
function meets(votes: number, { share, reach }: Threshold): boolean {
  const [have, need] = [votes * share.of, 60 * share.part];
  return reach === 'atLeast' ? have >= need : have > need;
}
