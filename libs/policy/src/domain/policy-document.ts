import { documentHash, isId, type OrganisationId } from '#kernel';
import { z } from 'zod';
import { invalidPolicy, notItsOwn } from './errors';
import { ACTIONS_ON, FIELDS_OF, isOwnSubject, PURPOSES, type FieldKind, type SubjectName } from './vocabulary';

/**
 * The closed language of policies, version 1. Members write it, so it is hostile until it has passed here: only known
 * actions, subjects, fields and operators; no empty condition, no regular expression; "everything" only in so many words.
 */
const id = z.string().refine(isId, 'is not an identifier');
const MAX_RULES = 50;
const MAX_PROBLEMS = 20;
const column = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'is not a column name');
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .max(100)
    .refine((items) => new Set(items).size === items.length, 'names something twice');

/** Only what a column of that kind can be compared with: anything wider would pass here and break every list's SQL. */
const OPERANDS = {
  id,
  term: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, 'is not a term of a code list'),
  count: z.int().min(0).max(1_000_000),
} satisfies Record<FieldKind, z.ZodType>;

function comparison(kind: FieldKind) {
  const value = OPERANDS[kind];
  const equality = { $eq: value, $ne: value, $in: listOf<z.ZodType>(value), $nin: listOf<z.ZodType>(value) };
  const order = { $lt: value, $lte: value, $gt: value, $gte: value };
  const operators = kind === 'count' ? { ...equality, ...order } : equality;
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
  return z.union([conditions, z.literal('everything')]);
}

const assignee = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('members') }),
  z.strictObject({
    type: z.literal('role'),
    role: z.enum(['member', 'steward', 'researcher', 'auditor']),
    organisations: z.union([listOf(id.transform((text) => text as OrganisationId)), z.literal('federation')]),
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

/** Which of the two a rule means to be shows in its actions, so that what is found wrong is what its author wrote. */
const permission = z.unknown().transform((rule, context): z.infer<typeof extract> | z.infer<typeof access> => {
  const parsed = (asksForExtracts(rule) ? extract : access).safeParse(rule);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: rule } as z.core.$ZodRawIssue);
  return z.NEVER;
});

const withActions = z.object({ actions: z.array(z.unknown()) });
const asksForExtracts = (rule: unknown): boolean =>
  withActions.safeParse(rule).data?.actions.includes('requestExtract') ?? false;

/** One line of plain text: it stands in minutes and in the subject of mails, where a second line could forge a result. */
const title = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .refine((text) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(text), 'holds invisible characters');

const policyDocument = z
  .strictObject({
    schema: z.literal('granaio-policy/1'),
    title,
    permissions: z.array(permission).max(MAX_RULES),
    prohibitions: z.array(prohibition).max(MAX_RULES),
    validUntil: z.union([z.iso.date(), z.null()]),
  })
  .refine(({ permissions, prohibitions }) => permissions.length + prohibitions.length > 0, 'has no rule');

/** A policy as members wrote it and voted on it. `validUntil` is the last day it is in force, in UTC; null: no end. */
export type PolicyDocument = z.infer<typeof policyDocument>;
export type Permission = PolicyDocument['permissions'][number];
export type Prohibition = PolicyDocument['prohibitions'][number];
export type ExtractPermission = z.infer<typeof extract>;
export type Assignee = z.infer<typeof assignee>;
export type Where = z.infer<ReturnType<typeof where>>;

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

export const isExtractPermission = (rule: Permission): rule is ExtractPermission => 'terms' in rule;

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
