import { sha256 } from '#kernel';
import type { Turnout } from '../box/count-box';
import type { ClosedBox } from '../box/export';
import type { Paper } from '../box/paper';
import { secrecyWarnings } from '../decision/secrecy';
import { capSentences } from '../electorate/cap-sentences';
import { applyCaps, classesOf } from '../electorate/caps';
import type { Elector, MemberId } from '../electorate/elector';
import type { Ballot, Result, Warning } from './ballot';

/** Of each class of members, how many may vote and how many are present or represented. */
export function turnoutOf(electors: readonly Elector[], present: ReadonlySet<MemberId>): Turnout[] {
  const there = classesOf(electors.filter(({ memberId }) => present.has(memberId)));
  return classesOf(electors).map(({ category, votes, members: entitled }) => {
    const same = there.find((it) => it.category === category && it.votes === votes);
    return { category, votes, entitled, present: same?.members ?? 0 };
  });
}

/** What a count means for the body: its votes after ceilings, how these were reached, and what a secret could not hide. */
export function resultOf(
  ballot: Ballot,
  electors: readonly Elector[],
  { present, voted }: { readonly present: ReadonlySet<MemberId>; readonly voted: ReadonlySet<MemberId> },
  { header, papers, votes, count, verdict, root }: ClosedBox,
): Result {
  const there = classesOf(electors.filter(({ memberId }) => present.has(memberId)));
  const { steps } = applyCaps(ballot.rules.caps, there);
  const secret = {
    ...{ electorate: electors.length, voters: voted.size, unanimous: isUnanimous(papers) },
    classes: keyed(electors.filter(({ memberId }) => voted.has(memberId))),
  };
  return {
    ...{ count, verdict, root, headerHash: sha256(header), unit: votes.unit, members: present.size },
    ...{ entitled: votes.entitled, present: votes.present },
    steps: { it: capSentences(steps, 'it'), en: capSentences(steps, 'en') },
    warnings: ballot.secrecy === 'secret' ? secrecyWarnings(secret) : [],
  };
}

/** What a secret ballot will not be able to hide, as its electorate alone says before anybody has voted. */
export const warningsAhead = (electors: readonly Elector[]): readonly Warning[] =>
  secrecyWarnings({ electorate: electors.length, voters: null, unanimous: false, classes: keyed(electors) });

const keyed = (electors: readonly Elector[]) =>
  classesOf(electors).map(({ votes, members }) => ({ key: `${votes}`, members }));

/** Whether everybody marked their paper alike, so that the result says how each of them voted. */
function isUnanimous([first, ...others]: readonly string[]): boolean {
  return first !== undefined && others.every((line) => marksIn(line) === marksIn(first));
}

const marksIn = (line: string): string => JSON.stringify((JSON.parse(line) as Pick<Paper, 'marks'>).marks);
