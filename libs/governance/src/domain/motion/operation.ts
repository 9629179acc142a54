import { z } from 'zod';
import { invalidAmendment } from './errors';

const MAX_DEPTH = 16;

/** Numbers that JSON can write, and no nesting that could exhaust whoever reads it. */
function isPlain(value: unknown, depth = MAX_DEPTH): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === 0) return false;
  return Object.values(value).every((inner) => isPlain(inner, depth - 1));
}

const text = z.unknown().refine((value) => isPlain(value), 'is no plain JSON');
const ofClause = z.string().regex(/^\/[A-Za-z]{1,40}(\/([0-9]{1,4}|[A-Za-z]{1,40}))?$/, 'is no clause');
const ofListOrPart = z.string().regex(/^\/[A-Za-z]{1,40}(\/-)?$/, 'is no end of a list, nor a part');

const test = z.strictObject({ op: z.literal('test'), path: ofClause, value: text });
const replace = z.strictObject({ op: z.literal('replace'), path: ofClause, value: text });
const remove = z.strictObject({ op: z.literal('remove'), path: ofClause });
const add = z.strictObject({ op: z.literal('add'), path: ofListOrPart, value: text });
const change = z
  .tuple([test, z.discriminatedUnion('op', [replace, remove])])
  .refine(([before, after]) => before.path === after.path, 'is about two clauses');

const amendment = z.strictObject({
  baseHash: z.string().regex(/^[0-9a-f]{64}$/, 'is no hash'),
  operations: z.union([change, z.tuple([add])]),
});

/** The part of JSON Patch that an amendment is written in. @see RFC 6902 */
export type Operation = z.infer<typeof test> | z.infer<typeof replace> | z.infer<typeof remove> | z.infer<typeof add>;

/**
 * A difference of one clause of a motion's text: what the clause says (`test`), and what becomes of it; or one clause
 * to add, at the end of a list or as a part that the text leaves out. It holds for the text with that hash and no other.
 */
export type Amendment = { readonly baseHash: string; readonly operations: readonly Operation[] };

/** Reads an amendment as it was sent or stored. @throws AMENDMENT.INVALID */
export function parseAmendment(input: unknown): Amendment {
  const parsed = amendment.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
    path: path.map(String).join('.').slice(0, 200) || 'amendment',
    problem: message.slice(0, 200),
  }));
  throw invalidAmendment(problems.map(({ path, problem }) => `${path}: ${problem}`).join('; '), { problems });
}

/** Whether it adds a clause to those of a list, where others can be added too. */
export const addsToList = ({ op, path }: Operation): boolean => op === 'add' && path.endsWith('/-');

/** What an amendment does, after it has said what stands there. */
export function deedOf({ operations }: Amendment): Operation {
  const deed = operations.at(-1);
  if (!deed) throw new Error('An amendment without operations was not parsed.');
  return deed;
}
