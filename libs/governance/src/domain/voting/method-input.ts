import { z } from 'zod';

/**
 * A method as data says it.
 *
 * @param maxSeats how many options may win at most
 * @param maxScore the highest score that a paper may be allowed to give
 */
export function methodWith({ maxSeats, maxScore }: { readonly maxSeats: number; readonly maxScore: number }) {
  const seats = z.int().min(1).max(maxSeats);
  return z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal(['yesNo', 'choice', 'schulze', 'instantRunoff']) }),
    z.strictObject({ kind: z.literal(['approval', 'stv']), seats }),
    z.strictObject({ kind: z.literal('score'), seats, highest: z.int().min(1).max(maxScore) }),
  ]);
}
