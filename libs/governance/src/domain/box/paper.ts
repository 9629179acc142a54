import type { MemberId } from '../electorate/elector';
import type { Marks, Method } from '../voting/method';
import { LONGEST_RECEIPT } from './receipt';

/** One paper as it is published. */
export type Paper = {
  /** Secret: drawn at casting, so that nobody but its voter finds the paper. Open: the member. */
  readonly receipt: string;
  /** The class of voters it counts with, `ordinary:1`: members whose papers weigh the same. */
  readonly class: string;
  readonly marks: Marks;
  /** Who cast it; in open ballots only. */
  readonly member?: MemberId;
};

const LONGEST_CLASS = 80;
const LONGEST_MEMBER = 36;

/**
 * The line of a paper: canonical JSON, so that a paper has one text and one hash.
 *
 * Written out instead of sorted by a serialiser, because counting compares a million of them.
 * @see RFC 8785
 */
export const paperLine = ({ receipt, class: key, marks, member }: Paper): string =>
  `${paperHead(key, marks)}${member === undefined ? '' : `,"member":"${member}"`},"receipt":"${receipt}"}`;

/** The beginning of the line: all that counts of a paper. The marks have one key at most, so their order is no question. */
export const paperHead = (key: string, marks: Marks): string => `{"class":"${key}","marks":${JSON.stringify(marks)}`;

/**
 * The most bytes a paper of such a ballot can have, whatever is marked on it, whoever casts it. What is sealed is filled up
 * to this, so that the size of a sealed paper says nothing.
 *
 * @param options number of options on the paper; 0 for a motion
 */
export function longestPaper(method: Method, options: number): number {
  const places = Array.from({ length: options }, (_, place) => place);
  const marks: readonly Marks[] = ['abstain', ...longestMarks(method, places)];
  const frame = paperLine({ receipt: '', class: '', marks: 'no', member: '' as MemberId }).length - '"no"'.length;
  const longest = Math.max(...marks.map((mark) => JSON.stringify(mark).length));
  return frame + LONGEST_RECEIPT + LONGEST_CLASS + LONGEST_MEMBER + longest;
}

function longestMarks(method: Method, places: readonly number[]): readonly Marks[] {
  switch (method.kind) {
    case 'yesNo':
      return [];
    case 'choice':
      return places.slice(-1).map((option) => ({ option }));
    case 'approval':
      return [{ options: places }];
    case 'score':
      return [{ scores: places.map(() => method.highest) }, { scores: places.map(() => null) }];
    default:
      return [{ ranking: places.map((place) => [place]) }];
  }
}
