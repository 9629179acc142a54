import { CommonsError } from '#kernel';
import { z } from 'zod';
import { line, paragraphs, problemsOf } from '../written';

const assembly = z.strictObject({
  title: line(3, 200),
  text: paragraphs(0, 10_000),
  place: line(2, 300),
  firstCall: z.string().max(40),
  secondCall: z.union([z.string().max(40), z.null()]),
});

/** What somebody writes to convene an assembly; its times are read elsewhere. @throws ASSEMBLY.INVALID */
export const parseAssembly = (input: unknown): z.infer<typeof assembly> => parse(assembly, input);

/** What somebody calls a document. @throws ASSEMBLY.INVALID */
export const parseTitle = (input: unknown): string =>
  parse(z.strictObject({ title: line(2, 200) }), { title: input }).title;

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problem = problemsOf(parsed.error);
  throw new CommonsError('invalid', 'ASSEMBLY.INVALID', `This cannot be entered: ${problem}`, { problem });
}
