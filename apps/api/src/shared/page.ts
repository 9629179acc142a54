import { CommonsError, canonicalJson } from '#kernel';
import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from './limits';

const DEFAULT_PAGE_SIZE = 20;
const MAX_CURSOR_CHARACTERS = 1_000;

export const pageSizeInvalid = () =>
  new CommonsError('invalid', 'PAGE.SIZE_INVALID', `A page has 1 to ${LIMITS.pageSize} items.`, {
    limit: LIMITS.pageSize,
  });

const cursorInvalid = () =>
  new CommonsError('invalid', 'PAGE.CURSOR_INVALID', 'Send as `after` a `nextCursor` of this same list, unchanged.');

/** Which page of a list: spread into a query's arguments by `@Args()`. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE_SIZE, description: 'How many items to answer with: 1 to 100.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The `nextCursor` of the page before; absent: the first page.' })
  after?: string | null;
}

/** What a store needs to find a page: it asks for `limit + 1` rows beyond the key, to see whether more follow. */
export type PageRequest<Key> = { readonly limit: number; readonly after: Key | null };
export type Page<Item> = { readonly items: Item[]; readonly nextCursor: string | null };

/**
 * @param key the shape of the list's key, the values that order it
 * @throws PAGE.SIZE_INVALID, PAGE.CURSOR_INVALID
 */
export function pageRequest<Key>({ first, after }: PageArgs, key: z.ZodType<Key>): PageRequest<Key> {
  if (!Number.isInteger(first) || first < 1 || first > LIMITS.pageSize) throw pageSizeInvalid();
  return { limit: first, after: typeof after === 'string' ? decodeCursor(after, key) : null };
}

/** Cuts the one row too many that a store answered with, and turns it into the cursor of the next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { keyOf, toItem }: { keyOf: (row: Row) => unknown; toItem: (row: Row) => Item },
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), nextCursor: more ? encodeCursor(keyOf(last)) : null };
}

/** The key of a list that is ordered by a whole number, as far as PostgreSQL counts. */
export const numberKey = z.int().min(0).max(2_147_483_647);

/** A cursor only says where to go on; it gives no right to anything, so it is opaque but not secret. */
export const encodeCursor = (key: unknown): string => Buffer.from(canonicalJson(key)).toString('base64url');

/** @throws PAGE.CURSOR_INVALID */
export function decodeCursor<Key>(cursor: string, key: z.ZodType<Key>): Key {
  const parsed = key.safeParse(jsonOf(cursor));
  if (!parsed.success) throw cursorInvalid();
  return parsed.data;
}

function jsonOf(cursor: string): unknown {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (cursor.length > MAX_CURSOR_CHARACTERS || text.includes('\\u0000')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The base of a `NounPage` type:
 * `@ObjectType('DatasetPage', { description }) export class DatasetPageType extends pageOf(DatasetType) {}`
 */
export function pageOf<Item extends object>(item: Type<Item>): Type<Page<Item>> {
  @ObjectType({ isAbstract: true })
  class PageType {
    @Field(() => [item], { description: 'The items of this page, in the order of the list.' })
    items: Item[];

    @Field(() => String, {
      nullable: true,
      description: 'Send it as `after` for the next page; null: this is the last.',
    })
    nextCursor: string | null;
  }
  return PageType;
}
