import { odrlUnsupported } from '../errors';
import { parsePolicy, policyHash, type PolicyDocument } from '../policy-document';
import { Reading, type Graph, type Place, type Remark, type Value } from './graph';
import { importRule, type ImportedRule, type RuleDays } from './import-rule';
import type { Importing } from './importing';
import { iri, nameIn, PROFILE, shortOf } from './namespaces';
import { idOf, type Known } from './things';

/** For whom a text is imported. */
export type Importer = Known & {
  /** Whose policy it shall be: the federation, or the organisation whose own it is. */
  readonly assigner: string;
  /** What it shall be called if the text does not say. */
  readonly title?: string;
};

export type ImportedPolicy = {
  readonly document: PolicyDocument;
  /** What was left out because it binds nobody, or understood more narrowly than others may mean it. */
  readonly remarks: readonly Remark[];
};

/** The kinds of policies that can become a proposal; an agreement binds those who made it, a request asks for one. */
const TYPES = ['Set', 'Policy', 'Offer'];
const OTHER_TYPES = ['Agreement', 'Assertion', 'Privacy', 'Request', 'Ticket'];
const RULES = ['permission', 'prohibition', 'obligation'] as const;
const TITLES = [
  ['dct', 'title'],
  ['rdfs', 'label'],
  ['dct', 'description'],
] as const;
/** What describes a policy and binds nobody. Legal texts do bind, and are not among them. */
const DESCRIPTIONS = new Set([
  ...['alternative', 'created', 'creator', 'description', 'hasVersion', 'identifier', 'issued', 'language'].map(
    (name) => iri('dct', name),
  ),
  ...['modified', 'publisher', 'source', 'subject', 'title'].map((name) => iri('dct', name)),
  ...['comment', 'label', 'seeAlso'].map((name) => iri('rdfs', name)),
  iri('foaf', 'logo'),
]);

/**
 * Reads a policy of ODRL 2.2 into a document of ours that says the same, or refuses it naming everything in it that
 * cannot be said here. Nothing is dropped without a word, and the document has passed `parsePolicy`.
 *
 * @throws POLICY.ODRL_UNSUPPORTED with `problems`, each with path, term and problem; POLICY.INVALID if what was
 *   understood is not a policy that could be voted on
 */
export function importOdrl(graph: Graph, importer: Importer): ImportedPolicy {
  const reading = new Reading(graph);
  const node = policyIn(reading);
  const input = node === undefined ? null : readPolicy(reading, { node, path: '' }, importer);
  reading.refuseUnread();
  if (reading.problems.length > 0 || !input) throw odrlUnsupported(reading.problems);
  const document = parsePolicy(input.document);
  if (input.hash && input.hash.term.value !== policyHash(document)) {
    reading.remark(
      '',
      'granaio:hash',
      `Not the policy of that hash, or its rules in another order: ${input.hash.term.value}`,
    );
  }
  return { document, remarks: reading.remarks };
}

/** The one policy of a text, in an envelope of a connector or bare. */
function policyIn(reading: Reading): string | undefined {
  const policies = reading.subjects().filter((node) => isPolicy(reading, node));
  if (policies.length !== 1) {
    const found = policies.length === 0 ? 'holds no policy' : 'holds several policies: import them one by one';
    reading.refuseTerm('', 'odrl:Policy', `This text ${found}`);
    return undefined;
  }
  for (const node of reading.subjects()) {
    if (reading.has(node, 'edc', 'policy')) reading.values({ node, path: 'envelope' }, 'edc', 'policy');
  }
  return policies[0];
}

function isPolicy(reading: Reading, node: string): boolean {
  if (RULES.some((rule) => reading.has(node, 'odrl', rule))) return true;
  return reading.isA(
    node,
    [...TYPES, ...OTHER_TYPES].map((type) => iri('odrl', type)),
  );
}

function readPolicy(reading: Reading, policy: Place, importer: Importer) {
  readKind(reading, policy);
  reading.values(policy, 'odrl', 'uid');
  const importing = importingOf(reading, policy, importer);
  const rules = (name: 'permission' | 'prohibition') =>
    reading.values(policy, 'odrl', name).map((value) => importRule(importing, value, name));
  const [permissions, prohibitions] = [rules('permission'), rules('prohibition')];
  readConflict(reading, policy, permissions.length > 0 && prohibitions.length > 0);
  const { validUntil = null, ...days } = daysOf(reading, [...permissions, ...prohibitions]);
  const title = titleOf(reading, policy, importer);
  const hash = reading.value(policy, 'granaio', 'hash');
  describe(reading, policy);
  const bare = (imported: readonly ImportedRule[]) => imported.map(({ rule }) => rule);
  const both = { permissions: bare(permissions), prohibitions: bare(prohibitions) };
  return { document: { schema: 'granaio-policy/1', title, ...both, ...days, validUntil }, hash };
}

function readKind(reading: Reading, policy: Place): void {
  for (const type of reading.values(policy, 'rdf', 'type')) {
    const name = nameIn('odrl', type.term.value);
    if (!TYPES.includes(name ?? '')) reading.refuse(type, 'is no kind of policy that can be proposed');
  }
}

function importingOf(reading: Reading, policy: Place, importer: Importer): Importing {
  const profile = reading.values(policy, 'odrl', 'profile');
  for (const one of profile) if (one.term.value !== PROFILE) reading.refuse(one, 'is a profile that is unknown here');
  for (const one of reading.values(policy, 'odrl', 'assigner')) {
    const id = idOf(importer, 'federations', one.term.value) ?? idOf(importer, 'organisations', one.term.value);
    if (id !== importer.assigner)
      reading.refuse(one, 'is not who this policy is proposed to: say that it stands for them');
  }
  const at = (property: string) => reading.values(policy, 'odrl', property);
  const shared = { action: at('action'), target: at('target'), assignee: at('assignee') };
  return { reading, known: importer, shared, ours: profile.some(({ term }) => term.value === PROFILE) };
}

/** Here a prohibition wins; ODRL, unless told otherwise, voids a policy that contradicts itself. */
function readConflict(reading: Reading, policy: Place, mayConflict: boolean): void {
  const conflict = reading.value(policy, 'odrl', 'conflict');
  const name = conflict && nameIn('odrl', conflict.term.value);
  if (name === 'prohibit' || (!mayConflict && (!conflict || name === 'invalid'))) return;
  const problem = 'a prohibition wins here: say odrl:prohibit';
  if (conflict) reading.refuse(conflict, problem);
  else
    reading.refuseTerm(
      'conflict',
      'odrl:conflict',
      `is missing, which voids a policy that contradicts itself; ${problem}`,
    );
}

/** All rules of a policy are in force on the same days. */
function daysOf(reading: Reading, rules: readonly ImportedRule[]): RuleDays {
  const [first, ...others] = rules;
  const key = ({ validFrom, validUntil, validForDays }: RuleDays) =>
    JSON.stringify([validFrom, validUntil, validForDays]);
  for (const { days, at } of others) {
    if (first && key(days) !== key(first.days)) {
      reading.refuseTerm(
        at.path,
        'odrl:dateTime',
        'holds on other days than the first rule: make it a policy of its own',
      );
    }
  }
  return first?.days ?? {};
}

function titleOf(reading: Reading, policy: Place, { title }: Importer): string | undefined {
  for (const [prefix, name] of TITLES) {
    if (!reading.has(policy.node, prefix, name)) continue;
    const found: Value | undefined = reading.value(policy, prefix, name);
    if (found?.term.type === 'literal') return found.term.value;
  }
  if (title === undefined) reading.refuseTerm('', 'dct:title', 'is missing: say what the policy is called');
  return title;
}

function describe(reading: Reading, { node }: Place): void {
  for (const { predicate, object } of reading.takeUnread(node, DESCRIPTIONS)) {
    reading.remark('', shortOf(predicate), `Left out: ${object.value}`);
  }
}
