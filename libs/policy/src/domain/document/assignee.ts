import type { OrganisationKind, Role } from '#identity';
import type { OrganisationId } from '#kernel';
import { z } from 'zod';
import { id, listOf } from './text';

export const ROLES = ['member', 'steward', 'researcher', 'auditor'] as const satisfies readonly Role[];
export const KINDS = [
  'cooperative',
  'association',
  'foundation',
  'socialEnterprise',
  'mutual',
  'enablingOrganisation',
] as const satisfies readonly OrganisationKind[];

const organisations = listOf(id.transform((text) => text as OrganisationId));

/**
 * Whom a rule is about: everybody in the members' books of the federation; whoever has a role, in its organisations or
 * in those that are named, affiliated or not; whoever belongs to organisations that are named, or to those of a kind.
 */
const people = [
  z.strictObject({ type: z.literal('members') }),
  z.strictObject({
    type: z.literal('role'),
    role: z.enum(ROLES),
    organisations: z.union([organisations, z.literal('federation')]),
  }),
  z.strictObject({ type: z.literal('organisation'), organisations }),
  z.strictObject({ type: z.literal('kind'), kinds: listOf(z.enum(KINDS)) }),
] as const;

export const assignee = z.discriminatedUnion('type', [...people]);
/** The public is anybody, signed in or not: it may be shown things and named in prohibitions, and asks for nothing. */
export const assigneeOrPublic = z.discriminatedUnion('type', [
  ...people,
  z.strictObject({ type: z.literal('public') }),
]);

export type Assignee = z.infer<typeof assigneeOrPublic>;
