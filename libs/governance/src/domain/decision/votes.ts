import { Fraction } from 'fraction.js';
import { exactShare, whole, written, type Exact } from '../electorate/exact';
import type { Threshold } from '../share';
import type { Base } from '../statute/statute-document';
import type { Test } from './verdict';

/** What is tested against a threshold: some votes of a base. */
export type Portion = { readonly have: Exact; readonly of: Exact; readonly base: Base };

/**
 * Tests votes against a share of their base, by multiplication: two thirds of nine is exactly six. Of nothing nothing is
 * reached: a base of zero meets no test, not even one that asks for no share of it.
 *
 * @param article where the threshold stands
 * @returns the test with its numbers written exactly, `100/3` if need be
 */
export function testOf({ have, of, base }: Portion, { share, reach }: Threshold, article: string): Test {
  const need = of.mul(exactShare(share));
  const reached = reach === 'atLeast' ? have.gte(need) : have.gt(need);
  return {
    have: written(have),
    need: written(need),
    reach,
    of: written(of),
    base,
    met: of.gt(0) && reached,
    article,
  };
}

/** What a test lacked: so many votes of the same base, or `strictly` more than so many. */
export type Shortfall = { readonly votes: Exact; readonly strictly: boolean };

/**
 * Says how many votes more a test needed, the base staying as it is. Whole votes are answered in whole votes; where there
 * are parts of votes there is no next one, so that to exceed a number asks for strictly more than the difference.
 *
 * @param test one that was not met
 */
export function shortfallOf(test: Test): Shortfall {
  const [have, need, of] = [new Fraction(test.have), new Fraction(test.need), new Fraction(test.of)];
  if (have.d !== 1n || of.d !== 1n) return { votes: need.sub(have), strictly: test.reach === 'moreThan' };
  const enough = test.reach === 'atLeast' ? need.ceil() : need.floor().add(1);
  return { votes: enough.sub(have), strictly: false };
}

export const sum = (votes: readonly Exact[]): Exact => votes.reduce((total, some) => total.add(some), whole(0));
