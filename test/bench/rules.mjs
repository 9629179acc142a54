// A federation with two hundred policies in force, ten thousand datasets and the people who ask for them. Everything is
// drawn by a hash of its own name, so it is the same on every machine.
import { createHash } from 'node:crypto';
import { load } from './installation.mjs';

const { parsePolicy, policyHash } = load('libs/policy/src/domain/policy-document.js');
const { PURPOSES } = load('libs/policy/src/domain/purpose.js');
const { NO_SERIES } = load('libs/policy/src/domain/vocabulary.js');
const { ACCESS_RIGHTS, NEED_CATEGORIES } = load('libs/catalogue/src/domain/dataset.js');

const KINDS = ['cooperative', 'association', 'foundation', 'socialEnterprise', 'mutual', 'enablingOrganisation'];
const ROLES = ['member', 'member', 'steward', 'researcher'];
export const ACTIONS = ['discover', 'readMetadata', 'contribute', 'requestExtract'];

const drawn = (name) => createHash('sha256').update(name).digest();
const number = (name, below) => drawn(name).readUInt32BE(0) % below;
const pick = (name, items) => items[number(name, items.length)];
const some = (name, items, most) => [
  ...new Set(Array.from({ length: 1 + number(`${name} length`, most) }, (_, i) => pick(`${name} ${i}`, items))),
];

/** An identifier that is the later the higher the number, as those of a real catalogue are. */
const id = (kind, n) => {
  const hex = drawn(`${kind} ${n}`).toString('hex');
  return `0193${n.toString(16).padStart(4, '0')}-0000-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
};
const ids = (kind, length) => Array.from({ length }, (_, n) => id(kind, n));

export const FEDERATION = id('federation', 0);
const SERIES = ids('series', 25);
const PURPOSE = PURPOSES[0];

/** @returns organisations, datasets with the facts that policies decide by, people with their seats, policy documents */
export function commons({ policies = 200, datasets = 10_000, people = 200, organisations = 40 } = {}) {
  const named = ids('organisation', organisations).map((it, n) => ({ id: it, kind: KINDS[n % KINDS.length] }));
  const catalogue = ids('dataset', datasets).map((it) => datasetOf(it, named));
  const known = { organisations: named.map((it) => it.id), datasets: catalogue.map((it) => it.id) };
  return {
    organisations: named,
    series: SERIES,
    datasets: catalogue,
    people: ids('person', people).map((it) => personOf(it, named)),
    documents: Array.from({ length: policies }, (_, n) => documentOf(`policy ${n}`, known)),
  };
}

const datasetOf = (it, organisations) => ({
  id: it,
  federationId: FEDERATION,
  publisherId: pick(`${it} publisher`, organisations).id,
  seriesId: number(`${it} has a series`, 3) === 0 ? pick(`${it} series`, SERIES) : NO_SERIES,
  needCategory: pick(`${it} need`, NEED_CATEGORIES),
  accessRights: pick(`${it} rights`, ACCESS_RIGHTS),
  contributors: number(`${it} contributors`, 40),
});

const personOf = (it, organisations) => ({
  personId: it,
  name: 'Ada',
  email: `${it}@example.org`,
  language: 'it',
  scopes: 'all',
  memberships: some(`${it} seats`, organisations, 3).map((organisation) => ({
    organisationId: organisation.id,
    kind: organisation.kind,
    role: pick(`${it} role in ${organisation.id}`, ROLES),
    federationIds: [FEDERATION],
  })),
});

/** One to four rules, a quarter of them prohibitions. */
function documentOf(name, known) {
  const rules = Array.from({ length: 1 + number(`${name} rules`, 4) }, (_, n) => `${name} rule ${n}`);
  const prohibits = (rule) => number(`${rule} prohibits`, 4) === 0;
  return parsePolicy({
    schema: 'granaio-policy/1',
    title: name,
    permissions: rules.filter((rule) => !prohibits(rule)).map((rule) => permissionOf(rule, known)),
    prohibitions: rules.filter(prohibits).map((rule) => prohibitionOf(rule, known)),
    validUntil: null,
  });
}

const PERMITTED = [['discover'], ['discover'], ['readMetadata'], ['read'], ['contribute'], ['requestExtract']];

function permissionOf(name, known) {
  const actions = pick(`${name} actions`, PERMITTED);
  const rule = { assignee: assigneeOf(name, known), actions, subject: 'Dataset', where: whereOf(name, known) };
  if (actions[0] !== 'requestExtract') return rule;
  const terms = { minPeople: 10, minContributors: 3 };
  return { ...rule, purposes: [PURPOSE], dimensions: ['zone'], measures: [], terms };
}

/** Narrower than permissions are, or nothing would be left to permit. */
const prohibitionOf = (name, known) => ({
  assignee: assigneeOf(name, known),
  actions: some(`${name} actions`, ['discover', 'readMetadata', 'contribute', 'requestExtract'], 3),
  subject: 'Dataset',
  where: pick(`${name} what`, [
    { id: { $in: some(`${name} ids`, known.datasets, 40) } },
    { publisherId: { $eq: pick(`${name} publisher`, known.organisations) }, accessRights: { $eq: 'NON_PUBLIC' } },
    { seriesId: { $eq: pick(`${name} series`, SERIES) }, contributors: { $lt: pick(`${name} contributors`, FEW) } },
  ]),
});

const assigneeOf = (name, known) =>
  pick(`${name} whom`, [
    { type: 'members' },
    { type: 'kind', kinds: some(`${name} kinds`, KINDS, 2) },
    { type: 'organisation', organisations: some(`${name} whose`, known.organisations, 6) },
    { type: 'role', role: pick(`${name} role`, ROLES), organisations: 'federation' },
    { type: 'role', role: pick(`${name} role`, ROLES), organisations: some(`${name} whose`, known.organisations, 12) },
  ]);

/** How many contributors assemblies ask for: they like round numbers. */
const FEW = [2, 3, 5];
const MANY = [5, 10, 20, 30];

function whereOf(name, known) {
  const atLeast = { contributors: { $gte: pick(`${name} contributors`, MANY) } };
  return pick(`${name} what`, [
    { publisherId: { $eq: pick(`${name} publisher`, known.organisations) } },
    { publisherId: { $in: some(`${name} publishers`, known.organisations, 4) } },
    { publisherId: { $in: some(`${name} publishers`, known.organisations, 8) }, accessRights: { $ne: 'NON_PUBLIC' } },
    { needCategory: { $eq: pick(`${name} need`, NEED_CATEGORIES) }, accessRights: { $eq: 'PUBLIC' } },
    { needCategory: { $in: some(`${name} needs`, NEED_CATEGORIES, 2) }, ...atLeast },
    { publisherId: { $eq: pick(`${name} publisher`, known.organisations) }, ...atLeast },
    { seriesId: { $eq: pick(`${name} series`, SERIES) } },
    { seriesId: { $nin: [NO_SERIES, pick(`${name} series`, SERIES)] }, contributors: { $gt: 10, $lt: 30 } },
    { id: { $in: some(`${name} ids`, known.datasets, 60) } },
  ]);
}

/** The policies as they are enforced, founded with the federation. */
export const inForce = (documents) =>
  documents.map((document, n) => ({
    policyId: id('policy', n),
    versionId: id('version', n),
    number: 1,
    federationId: FEDERATION,
    organisationId: null,
    hash: policyHash(document),
    enactedAt: new Date('2026-01-01T00:00:00.000Z'),
    resolution: null,
    document,
    suspension: null,
    delegated: false,
  }));

/** Deterministic triples of a person, an action and a dataset, by number. */
export const questions = ({ people, datasets }, howMany) =>
  Array.from({ length: howMany }, (_, n) => ({
    person: number(`person of question ${n}`, people.length),
    action: pick(`action of question ${n}`, ACTIONS),
    dataset: number(`dataset of question ${n}`, datasets.length),
  }));
