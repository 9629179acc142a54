// The same policies as two other engines read them, each in the form in which it decides fastest of those it offers.
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString } from 'casbin';
import { load } from './installation.mjs';
import { FEDERATION } from './rules.mjs';

const { meaningOf } = load('libs/policy/src/domain/vocabulary.js');

/** Whom rules name, as groups of people: a rule is for whoever is in one of its groups. */
function groupsOf(assignee) {
  switch (assignee.type) {
    case 'members':
      return ['members'];
    case 'kind':
      return assignee.kinds.map((kind) => `kind ${kind}`);
    case 'organisation':
      return assignee.organisations.map((organisation) => `of ${organisation}`);
    default:
      return [assignee.organisations].flat().map((place) => `${assignee.role} of ${place}`);
  }
}

const groupsWith = ({ memberships }) => [
  'members',
  ...new Set(
    memberships.flatMap(({ organisationId, kind, role }) => [
      ...[`kind ${kind}`, `of ${organisationId}`],
      ...[`${role} of federation`, `${role} of ${organisationId}`],
    ]),
  ),
];

/** Prohibitions first. */
const rulesOf = (documents) => [
  ...documents.flatMap(({ prohibitions }) => prohibitions.map((rule) => readable(rule, false))),
  ...documents.flatMap(({ permissions }) => permissions.map((rule) => readable(rule, true))),
];

const readable = ({ assignee, actions, where }, permits) => ({
  permits,
  groups: groupsOf(assignee),
  actions: [...new Set(actions.flatMap((action) => meaningOf(action, 'Dataset')))],
  comparisons: [
    ...Object.entries(where).flatMap(([field, comparison]) =>
      Object.entries(comparison).map(([operator, operand]) => ({ field, operator, operand })),
    ),
    { field: 'federationId', operator: '$eq', operand: FEDERATION },
  ],
});

const SIGNS = { $eq: '==', $ne: '!=', $lt: '<', $lte: '<=', $gt: '>', $gte: '>=' };
const isFor = (rule, groups) => rule.groups.some((group) => groups.includes(group));

/**
 * Policies are parsed once and named in each question; of entities, a question brings the two that it is about. With the
 * facts as its context, and lists of datasets as names that they bear, it takes as long.
 */
export class Cedar {
  constructor({ documents, people, datasets }) {
    this.rules = rulesOf(documents);
    this.groups = people.map(groupsWith);
    this.principals = people.map(({ personId }, n) => ({
      uid: { type: 'Person', id: personId },
      attrs: {},
      parents: this.groups[n].map((id) => ({ type: 'Group', id })),
    }));
    this.resources = datasets.map((attrs) => ({ uid: { type: 'Dataset', id: attrs.id }, attrs, parents: [] }));
  }

  forEverybody() {
    const start = performance.now();
    parse('everybody', this.rules);
    this.parseMs = performance.now() - start;
    return (question) => this.decide(question, 'everybody');
  }

  forEachPerson() {
    this.groups.forEach((groups, n) => {
      const rules = this.rules.filter((rule) => isFor(rule, groups));
      parse(`person ${n}`, rules);
    });
    return (question) => this.decide(question, `person ${question.person}`);
  }

  decide({ person, action, dataset }, preparsedPolicySetId) {
    const [principal, resource] = [this.principals[person], this.resources[dataset]];
    const answer = cedar.statefulIsAuthorized({
      ...{ principal: principal.uid, action: { type: 'Action', id: action }, resource: resource.uid },
      ...{ context: {}, entities: [principal, resource], preparsedPolicySetId },
    });
    if (answer.type === 'failure') throw new Error(answer.errors[0].message);
    return answer.response.decision === 'allow';
  }
}

function parse(name, rules) {
  const staticPolicies = Object.fromEntries(rules.map((rule, n) => [`rule${n}`, cedarRule(rule)]));
  const parsed = cedar.preparsePolicySet(name, { staticPolicies });
  if (parsed.type === 'failure') throw new Error(parsed.errors[0].message);
}

function cedarRule({ permits, groups, actions, comparisons }) {
  const named = groups.map((group) => `Group::${JSON.stringify(group)}`);
  const whom = named.length > 1 ? 'principal' : `principal in ${named[0]}`;
  const conditions = [
    ...(named.length > 1 ? [`principal in [${named.join(', ')}]`] : []),
    ...comparisons.map(cedarComparison),
  ];
  const what = actions.map((action) => `Action::"${action}"`);
  return `${permits ? 'permit' : 'forbid'}(${whom}, action in [${what.join(', ')}], resource)
    when { ${conditions.join(' && ')} };`;
}

function cedarComparison({ field, operator, operand }) {
  const value = JSON.stringify(operand);
  if (operator === '$in') return `${value}.contains(resource.${field})`;
  if (operator === '$nin') return `!${value}.contains(resource.${field})`;
  return `resource.${field} ${SIGNS[operator]} ${value}`;
}

/**
 * Conditions are functions, because texts that it evaluates take it longer. Prohibitions come first and the first rule
 * that matches decides, so that it asks the fewest.
 */
const MODEL = `
[request_definition]
r = person, action, dataset
[policy_definition]
p = groups, actions, condition, eft
[policy_effect]
e = priority(p.eft) || deny
[matchers]
m = asked(p.actions, r.action) && within(p.groups, r.person) && meets(p.condition, r.dataset)
`;

export class Casbin {
  static async of({ documents, people, datasets }) {
    const casbin = new Casbin();
    casbin.datasets = datasets;
    casbin.rules = rulesOf(documents).map((rule, n) => ({
      ...rule,
      name: `rule ${n}`,
      test: testOf(rule.comparisons),
    }));
    casbin.byName = new Map(casbin.rules.map((rule) => [rule.name, rule]));
    casbin.people = people.map((person) => new Set(groupsWith(person)));
    const start = performance.now();
    casbin.everybody = await casbin.enforcerOf(casbin.rules);
    casbin.loadMs = performance.now() - start;
    casbin.each = [];
    for (const groups of casbin.people) {
      casbin.each.push(await casbin.enforcerOf(casbin.rules.filter((rule) => isFor(rule, [...groups]))));
    }
    return casbin;
  }

  async enforcerOf(rules) {
    const enforcer = await newEnforcer(newModelFromString(MODEL));
    await enforcer.addFunction('asked', (actions, action) => actions.includes(action));
    await enforcer.addFunction('within', (rule, person) => this.byName.get(rule).groups.some((it) => person.has(it)));
    await enforcer.addFunction('meets', (rule, dataset) => this.byName.get(rule).test(dataset));
    await enforcer.addPolicies(
      rules.map(({ name, actions, permits }) => [name, actions.join(' '), name, permits ? 'allow' : 'deny']),
    );
    return enforcer;
  }

  forEverybody() {
    return (question) => this.decide(question, this.everybody);
  }

  forEachPerson() {
    return (question) => this.decide(question, this.each[question.person]);
  }

  decide({ person, action, dataset }, enforcer) {
    return enforcer.enforceSync(this.people[person], action, this.datasets[dataset]);
  }
}

const TESTS = {
  $eq: (operand) => (value) => value === operand,
  $ne: (operand) => (value) => value !== operand,
  $in: (operand) => (value) => operand.includes(value),
  $nin: (operand) => (value) => !operand.includes(value),
  $lt: (operand) => (value) => value < operand,
  $gt: (operand) => (value) => value > operand,
  $gte: (operand) => (value) => value >= operand,
};

function testOf(comparisons) {
  const tests = comparisons.map(({ field, operator, operand }) => ({ field, test: TESTS[operator](operand) }));
  return (dataset) => tests.every(({ field, test }) => test(dataset[field]));
}
