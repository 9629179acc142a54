/**
 * Decisions per second of people's compiled abilities beside two other engines that decide the same questions under the
 * same two hundred policies, and how long it takes to compile them. All three must give the same answers before the clock
 * is started.
 *
 * The others are measured in two forms: with all policies for everybody, as they are used; and with only those rules that
 * name the person, as ours has them. The second is work that somebody else must do for them and is here to be fair.
 *
 *   node test/bench/decide.mjs [--policies 200] [--datasets 10000] [--people 200] [--questions 20000] [--compared 5000]
 */
import { parseArgs } from 'node:util';
import { load, median } from './installation.mjs';
import { Casbin, Cedar } from './rivals.mjs';
import { ACTIONS, commons, inForce, questions } from './rules.mjs';

const { compilePolicies } = load('libs/policy/src/domain/compile-policy.js');
const { AbilityCache } = load('libs/policy/src/app/ability-cache.js');
const { allows } = load('libs/policy/src/domain/ability.js');

const { values } = parseArgs({
  options: {
    policies: { type: 'string', default: '200' },
    datasets: { type: 'string', default: '10000' },
    people: { type: 'string', default: '200' },
    questions: { type: 'string', default: '20000' },
    compared: { type: 'string', default: '5000' },
  },
});
const ROUNDS = 3;
const COMPARED = Number(values.compared);
/** How many of the questions an engine is asked in a round, for rounds of about as long. */
const SHARE = { ours: 1, cedar: 0.01, casbin: 0.05, cedarOfPerson: 0.02, casbinOfPerson: 0.1 };
const NOW = new Date();

const federation = commons({
  policies: Number(values.policies),
  datasets: Number(values.datasets),
  people: Number(values.people),
});
const policies = inForce(federation.documents);
const asked = questions(federation, Math.max(Number(values.questions), COMPARED));

const abilities = federation.people.map((person) => compilePolicies(policies, person, NOW).ability);
const cedar = new Cedar(federation);
const casbin = await Casbin.of(federation);
const engines = {
  ours: ({ person, action, dataset }) => allows(abilities[person], action, 'Dataset', federation.datasets[dataset]),
  cedar: cedar.forEverybody(),
  casbin: casbin.forEverybody(),
  cedarOfPerson: cedar.forEachPerson(),
  casbinOfPerson: casbin.forEachPerson(),
};

const permitted = sameAnswers();
const perS = measured();
for (const engine of ['cedar', 'casbin']) {
  print({
    name: `decisions of the compiled ability, beside ${engine}`,
    ours_per_s: Math.round(perS.ours),
    baseline_per_s: Math.round(perS[engine]),
    ratio: Number((perS.ours / perS[engine]).toFixed(1)),
    limit: 10,
    better: 'higher',
    ratio_with_only_their_persons_rules: Number((perS.ours / perS[`${engine}OfPerson`]).toFixed(1)),
    ...{ policies: policies.length, rules: cedar.rules.length, datasets: federation.datasets.length },
    ...{ people: federation.people.length, same_answers: COMPARED, permitted: Number(permitted.toFixed(2)) },
  });
}
print(compiling());

/** @returns the share that is permitted */
function sameAnswers() {
  const compared = asked.slice(0, COMPARED);
  const expected = compared.map(engines.ours);
  for (const [name, decide] of Object.entries(engines)) {
    const wrong = compared.findIndex((question, i) => decide(question) !== expected[i]);
    if (wrong >= 0) throw new Error(`${name} decides otherwise: ${JSON.stringify(compared[wrong])}`);
  }
  return expected.filter(Boolean).length / COMPARED;
}

/** Turn by turn, so that whatever else the machine does meets all alike. */
function measured() {
  const rates = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, decide] of Object.entries(engines)) {
      const some = asked.slice(0, Math.ceil(asked.length * SHARE[name]));
      const start = performance.now();
      for (const question of some) decide(question);
      rates[name].push((some.length * 1000) / (performance.now() - start));
    }
  }
  return Object.fromEntries(Object.entries(rates).map(([name, all]) => [name, median(all)]));
}

/** For one person after another: until everything has been decided once, and again from what is kept. */
function compiling() {
  const cache = new AbilityCache();
  const each = (work) =>
    median(
      federation.people.map((person) => {
        const start = performance.now();
        work(person);
        return performance.now() - start;
      }),
    );
  const decideAll = ({ ability }) =>
    ACTIONS.map((action) => allows(ability, action, 'Dataset', federation.datasets[0]));
  const compile = (person) => compilePolicies(policies, person, NOW);
  const cold = each(compile);
  const decided = each((person) => decideAll(compile(person)));
  each((person) => cache.get('now', person, policies, NOW));
  return {
    name: `compiling ${policies.length} policies for one person`,
    compile_ms: Number(cold.toFixed(2)),
    until_every_action_was_decided_ms: Number(decided.toFixed(2)),
    kept_ms: Number(each((person) => cache.get('now', person, policies, NOW)).toFixed(4)),
    ...{ cedar_parse_ms: Math.round(cedar.parseMs), casbin_load_ms: Math.round(casbin.loadMs) },
  };
}

function print(result) {
  console.log(JSON.stringify(result));
}
