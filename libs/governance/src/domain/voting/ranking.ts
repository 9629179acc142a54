import type { Kind } from './group-papers';
import type { Marks } from './method';

export type Ranking = Extract<Marks, { ranking: unknown }>;

const isRanking = (marks: Marks): marks is Ranking => typeof marks === 'object' && 'ranking' in marks;

/**
 * Rankings of a paper with so many options. Where a number can hold a place for each option it is the key, which is three
 * times as fast as text; equal rankings have equal keys, and different ones different.
 */
export function rankingsOf(optionCount: number): Kind<Ranking> {
  const places = optionCount + 1;
  if (!Number.isSafeInteger(places ** optionCount)) return { isOne: isRanking, keyOf: textOf };
  const units = Array.from({ length: optionCount }, (_, option) => places ** option);
  return { isOne: isRanking, keyOf: (marks) => numberOf(marks, units) };
}

const textOf = ({ ranking }: Ranking): string => ranking.map((group) => group.join('=')).join('>');

function numberOf({ ranking }: Ranking, units: readonly number[]): number {
  let key = 0;
  for (let place = 0; place < ranking.length; place += 1) {
    for (const option of ranking[place] ?? []) key += (place + 1) * (units[option] ?? 0);
  }
  return key;
}
