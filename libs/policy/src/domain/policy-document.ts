import { documentHash } from '#kernel';
import { z } from 'zod';
import { assigneeOrPublic, assignee as people } from './document/assignee';
import { column, listOf, title } from './document/text';
import { use, type UsePermission } from './document/use';
import { where } from './document/where';
import { invalidPolicy, notItsOwn } from './errors';
import { PURPOSES } from './purpose';
import { ACTIONS_ON, isOwnSubject, isUseAction, USE_ACTIONS, type SubjectName } from './vocabulary';

/**
 * The closed language of policies, version 1. Members write it, so it is hostile until it has passed here: only known
 * actions, subjects, fields and operators; no empty condition, no regular expression; "everything" only in so many words.
 */
export const MAX_RULES = 50;
const MAX_PROBLEMS = 20;
const SHOWING = ['read', 'discover', 'readMetadata'] as const;

const accessTo = <S extends SubjectName>(subject: S) =>
  z.strictObject({
    assignee: people,
    actions: listOf(z.enum(ACTIONS_ON[subject].filter((action) => !isUseAction(action)))),
    subject: z.literal(subject),
    where: where(subject),
  });

const access = z.discriminatedUnion('subject', [
  accessTo('Dataset'),
  accessTo('Ballot'),
  accessTo('Policy'),
  accessTo('Contribution'),
  accessTo('Extract'),
]);

const shown = z.strictObject({
  assignee: z.strictObject({ type: z.literal('public') }),
  actions: listOf(z.enum(SHOWING)),
  subject: z.literal('Dataset'),
  where: where('Dataset'),
});

/** Forbids; with `purposes`, what is done for them; with `columns`, to see or use these and no others. */
const prohibition = z
  .strictObject({
    assignee: assigneeOrPublic,
    actions: listOf(z.enum(ACTIONS_ON.Dataset.filter((action) => action !== 'create'))),
    subject: z.literal('Dataset'),
    where: where('Dataset'),
    purposes: listOf(z.enum(PURPOSES)).optional(),
    columns: listOf(column).optional(),
  })
  .refine(({ purposes, actions }) => purposes === undefined || actions.every(isUseAction), {
    message: `purposes are asked for these actions only: ${USE_ACTIONS.join(', ')}`,
    path: ['purposes'],
  })
  .refine(({ columns, actions }) => columns === undefined || actions.every(isAboutColumns), {
    message: `columns are seen and used by these actions only: readMetadata, ${USE_ACTIONS.join(', ')}`,
    path: ['columns'],
  });

const isAboutColumns = (action: string) => action === 'readMetadata' || isUseAction(action);

/** Which of the two a rule means to be shows in its actions, so that what is found wrong is what its author wrote. */
const permission = z.unknown().transform((rule, context): Permission => {
  const parsed = branchOf(rule).safeParse(rule);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: rule } as z.core.$ZodRawIssue);
  return z.NEVER;
});

const outline = z.object({
  actions: z.array(z.unknown()).catch([]),
  assignee: z.object({ type: z.unknown() }).catch({ type: null }),
});

function branchOf(rule: unknown): z.ZodType<Permission> {
  const { data } = outline.safeParse(rule);
  if (data?.actions.some((action) => typeof action === 'string' && isUseAction(action))) return use;
  return data?.assignee.type === 'public' ? shown : access;
}

/** Every form that a permission can have, for who describes the language; `permission` says better what is wrong. */
export const permissionForms = z.union([use, shown, access]);

export const policyDocument = z
  .strictObject({
    schema: z.literal('granaio-policy/1'),
    title,
    permissions: z.array(permission).max(MAX_RULES),
    prohibitions: z.array(prohibition).max(MAX_RULES),
    /** The first day it is in force, in UTC; left out: from its enactment on. */
    validFrom: z.iso.date().optional(),
    /** For how many days from its enactment, if that is over before `validUntil`. */
    validForDays: z.int().min(1).max(3_650).optional(),
    validUntil: z.union([z.iso.date(), z.null()]),
  })
  .refine(({ permissions, prohibitions }) => permissions.length + prohibitions.length > 0, 'has no rule')
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
    message: 'is over before it starts',
    path: ['validUntil'],
  });

/** A policy as members wrote it and voted on it. `validUntil` is the last day it is in force, in UTC; null: no end. */
export type PolicyDocument = Omit<z.infer<typeof policyDocument>, 'permissions'> & {
  readonly permissions: Permission[];
};
export type AccessPermission = z.infer<typeof access> | z.infer<typeof shown>;
export type Permission = AccessPermission | UsePermission;
export type Prohibition = z.infer<typeof prohibition>;

/** @throws POLICY.INVALID naming the places that are wrong, the first twenty of them */
export function parsePolicy(input: unknown): PolicyDocument {
  const parsed = policyDocument.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(deepest).slice(0, MAX_PROBLEMS);
  throw invalidPolicy(
    issues.map(({ path, message }) => ({
      path: path.map(String).join('.').slice(0, 200) || 'policy',
      problem: message.slice(0, 200),
    })),
  );
}

/** @throws POLICY.INVALID; POLICY.NOT_ITS_OWN if a rule is about what is not an organisation's to decide alone */
export function parseOwnPolicy(input: unknown): PolicyDocument {
  const document = parsePolicy(input);
  assertItsOwn(document);
  return document;
}

/** @throws POLICY.NOT_ITS_OWN if a rule is about anything but the datasets and contributions of an organisation */
export function assertItsOwn({ permissions }: PolicyDocument): void {
  permissions.forEach(({ subject }, index) => {
    if (!isOwnSubject(subject)) throw notItsOwn(subject, `permissions.${index}`);
  });
}

export const isUsePermission = (rule: Permission): rule is UsePermission => 'terms' in rule;

/** What a policy is known and voted by. */
export const policyHash = (document: PolicyDocument): string => documentHash(document);

/** A union fails in each of its branches; the one that came furthest says what its author meant to write. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((errors) =>
    errors.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  return branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [issue];
}

const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(...issues.map(({ path }) => path.length));
