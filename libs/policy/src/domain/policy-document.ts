import { documentHash, isId, type OrganisationId } from '#kernel';
import { z } from 'zod';
import { invalidPolicy } from './errors';
import { ACTIONS_ON, FIELDS_OF, PURPOSES, type FieldKind, type SubjectName } from './vocabulary';

/**
 * The closed language of policies, version 1. Members write it, so it is hostile until it has passed here: only known
 * actions, subjects, fields and operators; no empty condition, no regular expression; "everything" only in so many words.
 */
const id = z.string().refine(isId, 'is not an identifier');
const column = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'is not a column name');
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .max(100)
    .refine((items) => new Set(items).size === items.length, 'names something twice');

const operand = (kind: FieldKind) => (kind === 'number' ? z.int() : z.string().min(1).max(200));

function comparison(kind: FieldKind) {
  const value = operand(kind);
  const equality = { $eq: value, $ne: value, $in: listOf(value), $nin: listOf(value) };
  const order = { $lt: value, $lte: value, $gt: value, $gte: value };
  const operators = kind === 'number' ? { ...equality, ...order } : equality;
  return z.strictObject(operators).partial().refine(saysSomething, 'compares with nothing');
}

/** Undefined operands count as nothing said: CASL would let them match everything. */
const saysSomething = (value: object) => {
  const operands: unknown[] = Object.values(value);
  return operands.length > 0 && operands.every((operand) => operand !== undefined);
};

function where(subject: SubjectName) {
  const fields = Object.entries(FIELDS_OF[subject]).map(([field, kind]) => [field, comparison(kind)] as const);
  const conditions = z
    .strictObject(Object.fromEntries(fields))
    .partial()
    .refine(saysSomething, 'has no condition: say "everything" if you mean it');
  return z.union([z.literal('everything'), conditions]);
}

const assignee = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('members') }),
  z.strictObject({
    type: z.literal('role'),
    role: z.enum(['member', 'steward', 'researcher', 'auditor']),
    organisations: z.union([z.literal('federation'), listOf(id.transform((text) => text as OrganisationId))]),
  }),
]);

const accessTo = <S extends SubjectName>(subject: S) =>
  z.strictObject({
    assignee,
    actions: listOf(z.enum(ACTIONS_ON[subject].filter((action) => action !== 'requestExtract'))),
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

const extract = z.strictObject({
  assignee,
  actions: z.tuple([z.literal('requestExtract')]),
  subject: z.literal('Dataset'),
  where: where('Dataset'),
  purposes: listOf(z.enum(PURPOSES)),
  dimensions: listOf(column),
  measures: z.union([z.tuple([]), listOf(column)]),
  terms: z.strictObject({
    minPeople: z.int().min(3).max(1_000_000),
    minContributors: z.int().min(1).max(10_000),
  }),
});

const prohibition = z.strictObject({
  assignee,
  actions: listOf(z.enum(['read', 'contribute', 'requestExtract'])),
  subject: z.literal('Dataset'),
  where: where('Dataset'),
});

const calendarDay = z.iso.date();

const policyDocument = z
  .strictObject({
    schema: z.literal('granaio-policy/1'),
    title: z.string().trim().min(3).max(200),
    permissions: z.array(z.union([extract, access])).max(50),
    prohibitions: z.array(prohibition).max(50),
    validUntil: z.union([calendarDay, z.null()]),
  })
  .refine(({ permissions, prohibitions }) => permissions.length + prohibitions.length > 0, 'has no rule');

/** A policy as members wrote it and voted on it. `validUntil` is the last day it is in force, in UTC; null: no end. */
export type PolicyDocument = z.infer<typeof policyDocument>;
export type Permission = PolicyDocument['permissions'][number];
export type ExtractPermission = z.infer<typeof extract>;
export type Prohibition = z.infer<typeof prohibition>;
export type Assignee = z.infer<typeof assignee>;
export type Where = z.infer<ReturnType<typeof where>>;

/** @throws POLICY.INVALID naming every place that is wrong */
export function parsePolicy(input: unknown): PolicyDocument {
  const parsed = policyDocument.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidPolicy(
    parsed.error.issues.flatMap(deepest).map((issue) => ({
      path: issue.path.map(String).join('.') || 'policy',
      problem: issue.message,
    })),
  );
}

export const isExtractPermission = (rule: Permission): rule is ExtractPermission => 'terms' in rule;

/** What a policy is known and voted by. */
export const policyHash = (document: PolicyDocument): string => documentHash(document);

/** A union fails in each of its branches; the branch that came furthest says what its author meant to write. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = [...issue.errors].sort((a, b) => a.length - b.length);
  return (branches[0] ?? []).flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
}
