import type { OrganisationId, PersonId } from '#kernel';
import { z } from 'zod';
import { parseStatute } from '../statute/statute-document';
import type { Method } from '../voting/method';
import { methodWith } from '../voting/method-input';
import { id, line, paragraphs, problemsOf } from '../written';
import { invalidMotion } from './errors';
import { ELECTIVE_OFFICES, type Admission, type Decision, type Election, type FoundBody } from './motion';

const MAX_OPTIONS = 100;

const distinct = (items: readonly string[]) => new Set(items).size === items.length;

const method = methodWith({ maxSeats: MAX_OPTIONS, maxScore: 100 });

const decision = z
  .strictObject({
    title: line(3, 200),
    text: paragraphs(3, 10_000),
    method,
    options: z.array(line(1, 200)).max(MAX_OPTIONS).refine(distinct, 'name something twice'),
  })
  .refine(({ method: { kind }, options }) => (kind === 'yesNo' ? options.length === 0 : options.length >= 2), {
    path: ['options'],
    message: 'yes and no have none, a choice has two or more',
  })
  .refine(({ method: how, options }) => !('seats' in how) || how.seats <= options.length, {
    path: ['method', 'seats'],
    message: 'are more than there are options',
  });

/** @throws PROPOSAL.INVALID */
export const parseDecision = (input: unknown): Decision => ({ kind: 'decision', ...parsed(decision, input) });

const election = z
  .strictObject({
    title: line(3, 200),
    office: z.enum(ELECTIVE_OFFICES),
    method,
    candidates: z
      .array(z.strictObject({ personId: id<PersonId>(), name: line(2, 200) }))
      .min(1)
      .max(MAX_OPTIONS)
      .refine((all) => distinct(all.map(({ name }) => name)), 'have the same name: tell them apart on the paper')
      .refine((all) => distinct(all.map(({ personId }) => personId)), 'stand twice'),
  })
  .refine(({ method: { kind } }) => kind !== 'yesNo', { path: ['method'], message: 'an election is among candidates' })
  .refine(({ method: how, candidates }) => seatsOf(how) <= candidates.length, {
    path: ['candidates'],
    message: 'are fewer than the seats',
  })
  .refine(({ office, method: how }) => !['chair', 'secretary'].includes(office) || seatsOf(how) === 1, {
    path: ['method', 'seats'],
    message: 'this office has one seat',
  });

/** How many a method elects. */
const seatsOf = (how: Method): number => ('seats' in how ? how.seats : 1);

/** @throws PROPOSAL.INVALID */
export const parseElection = (input: unknown): Election => ({ kind: 'election', ...parsed(election, input) });

const admission = z
  .strictObject({
    title: line(3, 200),
    organisationId: z.union([id<OrganisationId>(), z.null()]),
    personId: z.union([id<PersonId>(), z.null()]),
  })
  .refine(({ organisationId, personId }) => (organisationId === null) !== (personId === null), {
    message: 'who is admitted is one organisation or one person',
  });

/** @throws PROPOSAL.INVALID */
export const parseAdmission = (input: unknown): Admission => ({ kind: 'admission', ...parsed(admission, input) });

const foundBody = z.strictObject({
  title: line(3, 200),
  body: z.enum(['committee', 'section']),
  members: z.array(id<PersonId>()).min(1).max(10_000).refine(distinct, 'name somebody twice'),
  document: z.unknown(),
});

/** @throws PROPOSAL.INVALID, STATUTE.INVALID */
export function parseFoundBody(input: unknown): FoundBody {
  const body = parsed(foundBody, input);
  return { kind: 'foundBody', ...body, document: parseStatute(body.document) };
}

function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalidMotion(problemsOf(result.error));
}
