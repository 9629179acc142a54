import { isId, type Id } from '#kernel';
import { z } from 'zod';

/**
 * What people write into motions, notices and comments. It stands in minutes and in the subject of mails, where an
 * invisible character or a second line could forge what it says.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** One line of plain text, of so many characters. */
export const line = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !INVISIBLE.test(text), 'holds invisible characters');

/** Plain text of several lines. */
export const paragraphs = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !INVISIBLE.test(text.replaceAll('\n', '')), 'holds invisible characters');

/** An identifier of ours; whether there is such a thing is for the store to say. */
export const id = <T extends Id<string>>() =>
  z
    .string()
    .refine(isId, 'is not an identifier')
    .transform((text) => text as T);

const MOST_PROBLEMS = 10;

/** What is wrong with an input and where, in one sentence. */
export const problemsOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => {
      const place = path.map(String).join('.').slice(0, 100);
      return place ? `${place}: ${message.slice(0, 150)}` : message.slice(0, 150);
    })
    .join('; ');
