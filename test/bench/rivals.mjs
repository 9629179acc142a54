// The same policies as two other engines read them, each in the form in which it decides fastest of those it offers.
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString } from 'casbin';
import { load } from './installation.mjs';

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

const rulesOf = (documents) =>
  documents.flatMap(({ permissions, prohibitions }) => [
    ...prohibitions.map((rule) => ({ ...readable(rule), permits: false })),
    ...permissions.map((rule) => ({ ...readable(rule), permits: true })),
  ]);

const readable = ({ assignee, actions, where }) => ({
  groups: groupsOf(assignee),
  actions: [...new Set(actions.flatMap((action) => meaningOf(action, 'Dataset')))],
  comparisons: Object.entries(where).flatMap(([field, comparison]) =>
    Object.entries(comparison).map(([operator, operand]) => ({ field, operator, operand })),
  ),
});

const SIGNS = { $eq: '==', $ne: '!=', $lt: '<', $lte: '<=', $gt: '>', $gte: '>=' };

/** Policies parsed once; the entities of a question are what it must be given each time. */
export function cedarOf({ documents, people, datasets }, federation) {
  const staticPolicies = Object.fromEntries(rulesOf(documents).map((rule, n) => [`rule${n}`, cedarRule(rule)]));
  const start = performance.now();
  const parsed = cedar.preparsePolicySet('commons', { staticPolicies });
  const compileMs = performance.now() - start;
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors[0]));
  const principals = people.map((person) => ({
    uid: { type: 'Person', id: person.personId },
    attrs: {},
    parents: groupsWith(person).map((id) => ({ type: 'Group', id })),
  }));
  const resources = datasets.map((attrs) => ({ uid: { type: 'Dataset', id: attrs.id }, attrs, parents: [] }));
  const decide = ({ person, action, dataset }) => {
    const [principal, resource] = [principals[person], resources[dataset]];
    const answer = cedar.statefulIsAuthorized({
      principal: principal.uid,
      action: { type: 'Action', id: action },
      resource: resource.uid,
      context: {},
      preparsedPolicySetId: 'commons',
      entities: [principal, resource],
    });
    if (answer.type === 'failure') throw new Error(answer.errors[0].message);
    return answer.response.decision === 'allow';
  };
  return { decide, compileMs };

  function cedarRule({ permits, groups, actions, comparisons }) {
    const named = groups.map((group) => `Group::${JSON.stringify(group)}`);
    const conditions = [
      `resource.federationId == ${JSON.stringify(federation)}`,
      ...(named.length > 1 ? [`principal in [${named.join(', ')}]`] : []),
      ...comparisons.map(cedarComparison),
    ];
    return `${permits ? 'permit' : 'forbid'}(principal${named.length > 1 ? '' : ` in ${named[0]}`},
      action in [${actions.map((action) => `Action::"${action}"`).join(', ')}], resource)
      when { ${conditions.join(' && ')} };`;
  }
}

function cedarComparison({ field, operator, operand }) {
  if (operator === '$in') return `${JSON.stringify(operand)}.contains(resource.${field})`;
  if (operator === '$nin') return `!${JSON.stringify(operand)}.contains(resource.${field})`;
  return `resource.${field} ${SIGNS[operator]} ${JSON.stringify(operand)}`;
}

/** Prohibitions come first and the first rule that matches decides, which asks for the fewest of them. */
const CASBIN_MODEL = (matcher) => `
[request_definition]
r = sub, act, obj
[policy_definition]
p = groups, actions, condition, eft
[policy_effect]
e = priority(p.eft) || deny
[matchers]
m = ${matcher}
`;

export async function casbinOf({ documents, people, datasets }, federation, variant = 'functions') {
  const rules = rulesOf(documents).sort((a, b) => Number(a.permits) - Number(b.permits));
  const start = performance.now();
  const condition = variant === 'eval' ? 'eval(p.condition)' : 'meets(r.obj, p.condition)';
  const enforcer = await newEnforcer(
    newModelFromString(CASBIN_MODEL(`asked(p.actions, r.act) && within(r.sub, p.groups) && ${condition}`)),
  );
  const conditions = new Map();
  const groups = new Map();
  await enforcer.addFunction('asked', (actions, action) => actions.includes(action));
  await enforcer.addFunction('within', (person, rule) => groups.get(rule).some((group) => person.has(group)));
  await enforcer.addFunction('meets', (dataset, rule) => conditions.get(rule)(dataset));
  const lines = rules.map((rule, n) => {
    const g = `groups${n}`;
    groups.set(g, rule.groups);
    const text = [`r.obj.federationId == '${federation}'`, ...rule.comparisons.map(casbinComparison)].join(' && ');
    const js = new Function('d', `return ${text.replaceAll('r.obj', 'd')}`);
    conditions.set(`c${n}`, js);
    return [g, rule.actions.join(' '), variant === 'eval' ? text : `c${n}`, rule.permits ? 'allow' : 'deny'];
  });
  await enforcer.addPolicies(lines);
  const compileMs = performance.now() - start;
  const subjects = people.map((person) => new Set(groupsWith(person)));
  const decide = ({ person, action, dataset }) => enforcer.enforceSync(subjects[person], action, datasets[dataset]);
  return { decide, compileMs };
}

function casbinComparison({ field, operator, operand }) {
  const list = () => `[${operand.map((it) => `'${it}'`).join(', ')}]`;
  if (operator === '$in') return `${list()}.includes(r.obj.${field})`;
  if (operator === '$nin') return `!${list()}.includes(r.obj.${field})`;
  return `r.obj.${field} ${SIGNS[operator]} ${typeof operand === 'number' ? operand : `'${operand}'`}`;
}
