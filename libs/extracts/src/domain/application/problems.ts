import type { z } from 'zod';
import { invalidApplication, type Problem } from './errors';

const MOST_PROBLEMS = 10;

/**
 * Reads what somebody wrote, or says where it is wrong and how, in words.
 *
 * @param place what the whole of it is called: `form`, `items`
 * @throws APPLICATION.INVALID naming the places that are wrong, the first ten of them
 */
export function parsed<T>(schema: z.ZodType<T>, input: unknown, place: string): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalidApplication(result.error.issues.slice(0, MOST_PROBLEMS).map((issue) => problemOf(issue, place)));
}

const problemOf = (issue: z.core.$ZodIssue, place: string): Problem => ({
  path: [place, ...issue.path].map(String).join('.').slice(0, 100),
  problem: plain(issue).slice(0, 200),
});

function plain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return `needs at least ${amount(Number(issue.minimum), issue)}`;
    case 'too_big':
      return `takes at most ${amount(Number(issue.maximum), issue)}`;
    case 'invalid_type':
      return `is missing, or not what belongs there (${issue.expected})`;
    case 'invalid_value':
      return `is none of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'is not a day, written like 2026-11-22' : issue.message;
    case 'unrecognized_keys':
      return `has what is not known there: ${issue.keys.join(', ')}`;
    default:
      return issue.message;
  }
}

function amount(count: number, { origin }: { readonly origin: string }): string {
  if (origin !== 'string') return `${count}`;
  return count === 1 ? '1 character' : `${count} characters`;
}
