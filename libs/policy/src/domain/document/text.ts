import { isId } from '#kernel';
import { z } from 'zod';

export const id = z.string().refine(isId, 'is not an identifier');

/** A column of a table schema. */
export const column = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'is not a column name');

/** One to a hundred different things. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .max(100)
    .refine((items) => new Set(items.map((one) => JSON.stringify(one))).size === items.length, 'names something twice');

/** One line of plain text: it stands in minutes and in the subject of mails, where a second line could forge a result. */
export const title = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .refine((text) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(text), 'holds invisible characters');
