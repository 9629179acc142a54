import { CommonsError } from '#kernel';

export const invalidCodeList = (problems: readonly string[]) =>
  new CommonsError(
    'invalid',
    'CODELIST.INVALID',
    `This code list cannot be published: ${problems.slice(0, 3).join('; ')}.`,
    {
      problems,
    },
  );

export const codeListTooLong = (codes: number, limit: number) =>
  new CommonsError('invalid', 'CODELIST.TOO_LONG', `A code list has at most ${limit} codes; this one has ${codes}.`, {
    ...{ codes, limit },
  });

export const codeListCsvUnreadable = (problem: string) =>
  new CommonsError(
    'invalid',
    'CODELIST.CSV_UNREADABLE',
    `This is no code list in CSV: ${problem}. Its header is level,code,parent,label_it,label_en,valid_from,valid_to.`,
    { problem },
  );

export const codesUnchanged = (number: number) =>
  new CommonsError(
    'refused',
    'CODELIST.UNCHANGED',
    `Version ${number} has exactly these levels and codes already, so there is nothing to publish.`,
    { number },
  );

export const codeListUnusable = (problems: readonly { readonly column: string; readonly problem: string }[]) =>
  new CommonsError(
    'invalid',
    'SCHEMA.CODE_LIST',
    `The schema names code lists that cannot be used: ${problems.map(({ column, problem }) => `${column}: ${problem}`).join('; ')}.`,
    { problems },
  );

export const tooManyCategories = (categories: number, limit: number) =>
  new CommonsError(
    'invalid',
    'SCHEMA.TOO_MANY_CATEGORIES',
    `The code lists of this schema come to ${categories} categories, and at most ${limit} are written out. Name coarser levels, or fewer columns.`,
    { categories, limit },
  );
