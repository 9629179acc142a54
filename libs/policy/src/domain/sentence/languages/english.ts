import type { Purpose } from '../../purpose';
import type { Action, SubjectName } from '../../vocabulary';
import type { KindName, PeoplePhrases, Phrases, RoleName, UsePhrases } from '../phrases';
import { speech, type OneOrMany } from '../speech';
import type { Comparison } from '../target';

const { quote, list, named, count, date } = speech({
  locale: 'en-GB',
  quotes: ['“', '”'],
  missing: 'missing',
  and: 'and',
  or: 'or',
});

const ROLES: Record<RoleName, string> = {
  member: 'members',
  steward: 'stewards',
  researcher: 'researchers',
  auditor: 'auditors',
};

const KINDS: Record<KindName, string> = {
  cooperative: 'cooperatives',
  association: 'associations',
  foundation: 'foundations',
  socialEnterprise: 'social enterprises',
  mutual: 'mutual societies',
  enablingOrganisation: 'enabling organisations',
};

const people: PeoplePhrases = {
  members: 'the people in the members’ books of the federation',
  public: 'the public, signed in or not,',
  role: (role, organisations) =>
    `the ${ROLES[role]} of ${organisations ? list(organisations) : 'the federation’s organisations'}`,
  organisation: (organisations) => `the people who belong to ${list(organisations, 'or')}`,
  kind: (kinds) =>
    `the people who belong to the federation’s ${list(
      kinds.map((kind) => KINDS[kind]),
      'or',
    )}`,
};

const ACTIONS: Record<Action, readonly string[]> = {
  read: ['see'],
  discover: ['find'],
  readMetadata: ['read the metadata of'],
  preview: ['preview'],
  queryAggregates: ['query aggregates of'],
  requestExtract: ['request extracts of'],
  exportRecords: ['export the records of'],
  create: ['publish'],
  contribute: ['contribute to'],
  propose: ['submit', 'put to the vote'],
  vote: ['vote on'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

const SUBJECTS: Record<SubjectName, OneOrMany> = {
  Dataset: ['dataset', 'datasets'],
  Ballot: ['proposal', 'proposals'],
  Policy: ['policy', 'policies'],
  Contribution: ['contribution', 'contributions'],
  Extract: ['extract', 'extracts'],
};

const FIELDS: Record<string, readonly [field: string, be: string]> = {
  id: ['that', 'are'],
  publisherId: ['whose publisher', 'is'],
  seriesId: ['whose series', 'is'],
  organisationId: ['whose organisation', 'is'],
  datasetId: ['whose dataset', 'is'],
  needCategory: ['whose need category', 'is'],
  accessRights: ['whose access rights', 'are'],
  contributors: ['whose number of contributing organisations', 'is'],
  requestedBy: ['whose applicant', 'is'],
};

const OPERATORS: Record<Comparison['operator'], (values: readonly string[]) => string> = {
  is: (values) => list(values, 'or'),
  isNot: (values) => (values.length === 1 ? `not ${list(values)}` : `none of ${list(values, 'or')}`),
  $lt: (values) => `below ${list(values)}`,
  $lte: (values) => `at most ${list(values)}`,
  $gt: (values) => `above ${list(values)}`,
  $gte: (values) => `at least ${list(values)}`,
};

const clause = ({ field, operator, values }: Comparison) => {
  const [subject, be] = FIELDS[field] ?? [`whose ${field}`, 'is'];
  return `${subject} ${be} ${OPERATORS[operator](values.map(quote))}`;
};

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const [one, many] = SUBJECTS[subject];
  const every = whose === null ? `the federation’s ${many}` : `the ${many} of ${quote(whose)}`;
  const all = `${never ? 'any of' : 'all'} ${every}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') return `${every} ${list(target.comparisons.map(clause))}`;
  return target.kind === 'allBut'
    ? `${all} except ${list(target.names.map(quote))}`
    : `the ${named(target.names, [one, many])}`;
};

const PURPOSES: Record<Purpose, string> = {
  ResearchAndDevelopment: 'research and development',
  AcademicResearch: 'academic research',
  NonCommercialResearch: 'non-commercial research',
  CommercialResearch: 'commercial research',
  ServiceProvision: 'the provision of services',
  ServiceImprovement: 'the improvement of services',
  PublicBenefit: 'the public benefit',
  OrganisationGovernance: 'the governance of organisations',
};

const days = (n: number) => count(n, { one: 'day', other: 'days' });

const NOISES = { gaussian: 'Gaussian noise', laplace: 'Laplace noise' };

const use: UsePhrases = {
  by: (columns) => `by ${list(columns)}`,
  columns: (columns) => `with the ${columns.length === 1 ? 'column' : 'columns'} ${list(columns)}`,
  orCoarser: 'or coarser',
  measures: (columns) =>
    columns.length === 0 ? 'counting people only' : `with the measures ${list(columns.map(quote))}`,
  purposes: (purposes) =>
    `for ${list(
      purposes.map((purpose) => PURPOSES[purpose]),
      'or',
    )}`,
  behind: ({ minPeople, minContributors }) =>
    `with at least ${count(minPeople, { one: 'person', other: 'people' })} and ${count(minContributors, { one: 'contributing organisation', other: 'contributing organisations' })} behind each number`,
  ownRows: 'this covers only the rows of the organisations that they belong to',
  terms: {
    dominance: ({ n, k }) =>
      n === 1
        ? `no number is published of which the largest contributor holds more than ${k}%`
        : `no number is published of which the ${n} largest contributors together hold more than ${k}%`,
    pPercent: (p) =>
      `no number is published from which a contributor’s value could be estimated with an error of less than ${p}%`,
    roundingBase: (base) => `published numbers are rounded to multiples of ${base}`,
    epsilonPerYear: (epsilon) =>
      `published numbers carry added noise, within a yearly privacy budget of ε = ${epsilon}`,
    minPeopleOutside: (n) =>
      `each number has at least ${count(n, { one: 'person', other: 'people' })} outside its largest contributor behind it`,
    groupDisclosurePercent: (p) =>
      `no group is published of which at least ${p}% have the same value of a sensitive column`,
    generalise: (first) =>
      first
        ? 'before numbers are left out, levels are made coarser'
        : 'numbers are left out without making levels coarser',
    rounding: (how) =>
      how === 'independent'
        ? 'each published number is rounded by itself'
        : 'published numbers are rounded together, so that they add up where possible',
    cellKey: ({ maxNoise, variance, tables }) =>
      `published numbers are moved by the cell key method, which is not differential privacy, by at most ${maxNoise} and with a variance of ${variance}, in at most ${count(tables, { one: 'table', other: 'different tables' })} of one dataset`,
    noise: ({ epsilon, lifetimeEpsilon, distribution }) =>
      `published numbers carry added ${distribution ? NOISES[distribution] : 'noise'}, within a privacy budget of ε = ${epsilon} for each release and of ε = ${lifetimeEpsilon} for all releases of one dataset together`,
    outputCheck: ({ reviewers }) =>
      `no release leaves before it has been checked by ${reviewers} reviewers who do not know of each other’s findings`,
  },
  microdata: {
    k: (k) => `records leave only in groups of at least ${k} that were made alike in their identifying columns`,
    l: (l) => `with at least ${l} different values of each sensitive column in each group`,
    t: (t) =>
      `with a distribution of each sensitive column that in each group is at most t = ${t} away from that of all records`,
    mostSuppressedPercent: (n) => `leaving out at most ${n}% of the records`,
  },
  decisions: {
    automatic: 'each request is decided automatically, by this rule itself',
    reviewers: (n) =>
      n === 1
        ? 'each request is decided by 1 reviewer'
        : `each request is decided by ${n} reviewers who do not know of each other’s answers`,
    vote: (body) =>
      `each request is decided by a vote of ${body === null ? 'the federation’s assembly' : `the body ${body}`}`,
    consent: 'each request needs the consent of every contributing organisation whose rows it asks for',
  },
  duties: {
    cite: 'cite the source',
    noReidentification: 'refrain from re-identifying anybody',
    deleteAfter: (n) => `delete the data within ${days(n)}`,
    shareResults: (n) => `share the results within ${days(n)}`,
    reportUse: (n) => (n === 1 ? 'report on the use every day' : `report on the use every ${days(n)}`),
  },
  must: (duties) => `whoever receives the data must ${duties}`,
  grant: (n) => `each grant lasts at most ${days(n)}`,
};

export const english: Phrases = {
  quote,
  list,
  people,
  what,
  use,
  permission: (who, actions, object) => `${who} may ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} may never ${list(verbs(actions), 'or')} ${object}`,
  usePermission: (who, actions, object) =>
    actions.length === 1 && actions[0] === 'requestExtract'
      ? `${who} may request aggregates of ${object}`
      : `${who} may ${list(verbs(actions))} ${object}`,
  onColumns: (columns) => `as regards the ${named(columns, ['column', 'columns'])}`,
  onlyWithin: (whose) =>
    `with what is ${quote(whose)}’s, only those whom this or another of its own policies names may do so, and only within what the federation permits`,
  from: (day) => `this policy is in force from ${date(day)} on`,
  forDays: (n) => `this policy ends by itself at the latest ${days(n)} after its enactment`,
  until: (day) => `this policy ends by itself after ${date(day)}`,
};
