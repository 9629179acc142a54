import { isId, type DatasetId } from '#kernel';
import type { Purpose, UseAction } from '#policy';
import { z } from 'zod';
import { LEGAL_BASES, SENSITIVE_BASES, type ApplicationForm, type CartItem } from './application';
import { parsed } from './problems';

/** What stands in mails and in minutes has no character that is not seen. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const isVisible = (text: string) => !INVISIBLE.test(text.replaceAll('\n', ''));
const line = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !INVISIBLE.test(text), 'holds invisible characters');
export const paragraphs = (min: number, max: number) =>
  z.string().trim().min(min).max(max).refine(isVisible, 'holds invisible characters');

const MOST_ITEMS = 20;
const MOST_COLUMNS = 100;
export const MOST_CO_APPLICANTS = 20;

/** The terms that policies are written in, which live a slice below. */
export type Vocabulary = { readonly purposes: readonly Purpose[]; readonly actions: readonly UseAction[] };

const form = ({ purposes }: Vocabulary) =>
  z
    .strictObject({
      purpose: z.enum(purposes),
      legalBasis: z.enum(LEGAL_BASES),
      sensitiveBasis: z.enum(SENSITIVE_BASES).nullable(),
      project: z.strictObject({ title: line(3, 200), summary: paragraphs(10, 10_000) }),
      funding: paragraphs(0, 2_000),
      retentionDays: z.int().min(1).max(3_650),
      startsOn: z.iso.date().nullable(),
      endsOn: z.iso.date().nullable(),
    })
    .refine(({ startsOn, endsOn }) => startsOn === null || endsOn === null || startsOn <= endsOn, {
      path: ['endsOn'],
      message: 'is before it begins',
    });

const columns = z
  .array(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'is not a column name'))
  .max(MOST_COLUMNS)
  .refine((names) => new Set(names).size === names.length, 'names a column twice');

const cart = ({ actions }: Vocabulary) =>
  z
    .array(
      z.strictObject({
        datasetId: z
          .string()
          .refine(isId, 'is not an identifier')
          .transform((text) => text as DatasetId),
        action: z.enum(actions),
        dimensions: columns,
        measures: columns,
      }),
    )
    .min(1)
    .max(MOST_ITEMS)
    .refine((items) => new Set(items.map(({ datasetId, action }) => `${datasetId}/${action}`)).size === items.length, {
      message: 'asks for the same use of a dataset twice',
    });

/** Whether it may be stored: a draft is whole in its form; what the policies say of it is asked later. @throws APPLICATION.INVALID */
export const parseForm = (input: unknown, vocabulary: Vocabulary): ApplicationForm =>
  parsed(form(vocabulary), input, 'form');

/** @throws APPLICATION.INVALID */
export const parseCart = (input: unknown, vocabulary: Vocabulary): CartItem[] =>
  parsed(cart(vocabulary), input, 'items');

/** What somebody says about an application. @throws APPLICATION.INVALID */
export const parseNote = (input: string, minCharacters = 0): string =>
  parsed(paragraphs(minCharacters, 5_000), input, 'note');
