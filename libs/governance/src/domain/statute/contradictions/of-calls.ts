import type { Threshold } from '../../share';
import { compareShares, compareThresholds } from '../exact-share';
import { MATTERS, type CallRules, type Matter, type StatuteDocument } from '../statute-language';
import { matterName } from '../words';
import { when, type Check, type Contradiction } from './contradiction';

type Place = { readonly path: string; readonly it: string; readonly en: string };
type CallCheck = (call: CallRules, place: Place) => readonly Contradiction[];

const ONE_HALF = { part: 1, of: 2 };

/** What a call asks of the votes present and cast, where no body could ever give it or the fewer would win. */
export const contradictionsOfCalls: Check = (document) => MATTERS.flatMap((matter) => ofMatter(matter, document));

function ofMatter(matter: Matter, document: StatuteDocument): readonly Contradiction[] {
  const { calls } = document.matters[matter];
  const places = calls.map((_, index) => placeOf(matter, index));
  const ofEach = calls.flatMap((call, index) => {
    const place = places[index];
    return place ? CALL_CHECKS.flatMap((check) => check(call, place)) : [];
  });
  return [...ofEach, ...secondCallHigher(matter, document)];
}

const placeOf = (matter: Matter, index: number): Place => ({
  path: `matters.${matter}.calls.${index}`,
  it: `Per ${matterName(matter, 'it')}, in ${index === 0 ? 'prima' : 'seconda'} convocazione`,
  en: `For ${matterName(matter, 'en')}, at the ${index === 0 ? 'first' : 'second'} call`,
});

const isImpossible = ({ share, reach }: Threshold) => share.part === share.of && reach === 'moreThan';

const impossibleQuorum: CallCheck = ({ quorum }, { path, it, en }) =>
  when(quorum !== null && isImpossible(quorum), {
    code: 'QUORUM.IMPOSSIBLE',
    path: `${path}.quorum`,
    it: `${it}, dovrebbe essere presente più della totalità dei voti: il quorum non si raggiunge mai.`,
    en: `${en}, more than all of the votes would have to be present: the quorum can never be reached.`,
  });

const impossibleMajority: CallCheck = ({ majority }, { path, it, en }) =>
  when(isImpossible(majority), {
    code: 'MAJORITY.IMPOSSIBLE',
    path: `${path}.majority`,
    it: `${it}, servirebbe più della totalità dei voti: la maggioranza non si raggiunge mai.`,
    en: `${en}, more than all of the votes would be needed: the majority can never be reached.`,
  });

/** Of all entitled, less than one half may still outvote those who came: art. 2369 co. 5 c.c. asks for more than a third. */
const minority: CallCheck = ({ majority }, { path, it, en }) =>
  when(majority.base !== 'entitled' && compareShares(majority.share, ONE_HALF) < 0, {
    code: 'MAJORITY.BELOW_HALF',
    path: `${path}.majority.share`,
    it: `${it}, basterebbe meno della metà dei voti: i meno potrebbero decidere contro i più.`,
    en: `${en}, less than one half of the votes would be enough: the fewer could decide against the more.`,
  });

/** Only where nothing but yes and no is counted is exactly one half always a tie. */
const tieAdopts: CallCheck = ({ majority: { share, reach, base } }, { path, it, en }) =>
  when(base === 'yesNo' && reach === 'atLeast' && compareShares(share, ONE_HALF) === 0, {
    code: 'MAJORITY.TIE_ADOPTS',
    path: `${path}.majority.reach`,
    it: `${it}, basterebbe la metà dei sì e dei no: una parità varrebbe come maggioranza. Serve più della metà.`,
    en: `${en}, one half of yes and no would be enough: a tie would count as a majority. Ask for more than one half.`,
  });

const CALL_CHECKS: readonly CallCheck[] = [impossibleQuorum, impossibleMajority, minority, tieAdopts];

function secondCallHigher(matter: Matter, document: StatuteDocument): readonly Contradiction[] {
  const [first, second] = document.matters[matter].calls;
  if (!second?.quorum) return [];
  return when(first.quorum === null || compareThresholds(second.quorum, first.quorum) > 0, {
    code: 'QUORUM.SECOND_CALL_HIGHER',
    path: `matters.${matter}.calls.1.quorum`,
    it: `Per ${matterName(matter, 'it')}, la seconda convocazione chiede più presenti della prima: chi non basta alla prima non può bastare alla seconda.`,
    en: `For ${matterName(matter, 'en')}, the second call asks for more votes present than the first: those too few for the first cannot be enough for the second.`,
  });
}
