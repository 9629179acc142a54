import { isId } from '#kernel';
import { z } from 'zod';
import { pageRequest, toPage, type Page, type PageArgs } from './page';

const idKey = z.string().refine(isId);

/**
 * A page of a list that is ordered by id, newest first.
 *
 * @param load asked for one row more than the page has, to see whether others follow
 */
export async function idPage<Row, Item>(
  args: PageArgs,
  load: (after: string | null, limit: number) => Promise<Row[]>,
  { idOf, toItem }: { idOf: (row: Row) => string; toItem: (row: Row) => Item },
): Promise<Page<Item>> {
  const { after, limit } = pageRequest(args, idKey);
  return toPage(await load(after, limit + 1), limit, { keyOf: idOf, toItem });
}
