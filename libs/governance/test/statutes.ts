import type { Threshold } from '../src/domain/share';
import { contradictionsOf } from '../src/domain/statute/contradictions';
import { dataCommittee } from '../src/domain/statute/presets';
import { call } from '../src/domain/statute/presets/rules';
import type { CallRules, MatterRules, StatuteDocument } from '../src/domain/statute/statute-language';

export const ARTICLE = 'statuto, art. 1';
export const committee = dataCommittee();

/** A committee that decides on policies by these rules. */
export const deciding = (change: Partial<MatterRules>, body: StatuteDocument = committee): StatuteDocument => ({
  ...body,
  matters: { ...body.matters, accessPolicy: { ...body.matters.accessPolicy, ...change } },
});
export const calling = (...calls: [CallRules] | [CallRules, CallRules]) => deciding({ calls, standing: null });
export const only = (quorum: Threshold | null, majority: Threshold, base: CallRules['majority']['base'] = 'yesNo') =>
  call(quorum, majority, base, ARTICLE);
export const plural = (basis: 'shares' | 'ownMembers' | 'exchange', maxVotes = 5) => ({
  ...{ basis, unitsPerVote: 10, maxVotes },
  article: ARTICLE,
});
export const cap = (part: number, of: number) => ({ share: { part, of }, article: ARTICLE });
export const voting = (
  votes: Partial<StatuteDocument['votes']>,
  caps: Partial<StatuteDocument['caps']>,
  body = committee,
) => ({
  ...body,
  votes: { ...body.votes, ...votes },
  caps: { ...body.caps, ...caps },
});
export const proxies = (maxPerHolder: number, large: { fromMembers: number; maxPerHolder: number } | null = null) => ({
  ...{ maxPerHolder, large },
  article: ARTICLE,
});
export const codesOf = (document: StatuteDocument) =>
  contradictionsOf(document).map(({ code, path }) => `${code} ${path}`);

export const BY_EXCHANGE = { exchange: plural('exchange', 20) };
export const POLICY = 'matters.accessPolicy';
