import type { Queryable } from '#platform';

/** The zone whose calendar says which day it is: the members' book is kept in days, not in moments. */
export const CIVIL_ZONE = 'Europe/Rome';

/** The day of the book at a moment, `2026-11-22`. */
export async function civilDayOf(on: Queryable, at: Date): Promise<string> {
  const [row] = await on.query<{ day: string }>(
    `select ($1::timestamptz at time zone '${CIVIL_ZONE}')::date::text as day`,
    [at],
  );
  return row?.day ?? '';
}
