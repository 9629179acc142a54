import type { StatuteDocument } from '../statute-language';
import { when, type Check, type Contradiction } from './contradiction';

const ARTICLE_VOTES = 'art. 24 co. 2 d.lgs. 117/2017';
const ARTICLE_PROXIES = 'art. 24 co. 3 d.lgs. 117/2017';
const FEW = { proxies: 3 };
const MANY = { members: 500, proxies: 5 };

/**
 * What the Third Sector Code does not let an association say: votes by anything but the number of own members, or more
 * proxies than three, five from five hundred members on.
 *
 * @see D.lgs. 117/2017, art. 24
 */
export const contradictionsOfThirdSector: Check = (document) =>
  document.form === 'thirdSector' ? [...ofVotes(document), ...ofProxies(document)] : [];

const ofVotes = ({ votes }: StatuteDocument): readonly Contradiction[] => [
  ...(['exchange', 'financing'] as const).flatMap((name) =>
    when(votes[name] !== null, {
      code: 'VOTES.NOT_IN_FORM',
      path: `votes.${name}`,
      it: `In un’associazione ogni associato ha un voto (${ARTICLE_VOTES}): non ci sono voti per scambi o per capitale.`,
      en: `In an association each member has one vote (${ARTICLE_VOTES}): there are none by exchange or by capital.`,
    }),
  ),
  ...when(votes.legalPersons?.basis === 'shares', {
    code: 'VOTES.NOT_IN_FORM',
    path: 'votes.legalPersons.basis',
    it: `Gli enti associati hanno più voti solo in proporzione ai propri associati (${ARTICLE_VOTES}).`,
    en: `Members that are organisations have more votes only in proportion to their own members (${ARTICLE_VOTES}).`,
  }),
];

function ofProxies({ proxies }: StatuteDocument): readonly Contradiction[] {
  if (proxies === null) return [];
  const { maxPerHolder, large } = proxies;
  const isTooManyForFew = Math.max(maxPerHolder, large?.maxPerHolder ?? 0) > FEW.proxies && !isForManyOnly(proxies);
  return when(isTooManyForFew || (large !== null && large.maxPerHolder > MANY.proxies), {
    code: 'PROXY.TOO_MANY',
    path: 'proxies',
    it: `Un associato ne rappresenta al massimo ${FEW.proxies}, o ${MANY.proxies} se gli associati sono almeno ${MANY.members} (${ARTICLE_PROXIES}).`,
    en: `One member represents ${FEW.proxies} others at most, or ${MANY.proxies} where there are at least ${MANY.members} members (${ARTICLE_PROXIES}).`,
  });
}

/** Whether associations of few members stay at what the law gives them. */
const isForManyOnly = ({ maxPerHolder, large }: NonNullable<StatuteDocument['proxies']>) =>
  maxPerHolder <= FEW.proxies && large !== null && large.fromMembers >= MANY.members;
