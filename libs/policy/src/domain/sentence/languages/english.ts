import type { Action, Purpose, SubjectName } from '../vocabulary';
import { dayInWords, quoted, type Comparison, type Phrases } from './phrases';

const quote = (text: string | number) => quoted(text, ['“', '”']);

const list = (items: readonly string[], joint: 'and' | 'or' = 'and') =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1) ?? ''}`;

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const ROLES = { member: 'members', steward: 'stewards', researcher: 'researchers', auditor: 'auditors' };

const ACTIONS: Record<Action, readonly string[]> = {
  read: ['see'],
  create: ['publish'],
  contribute: ['contribute to'],
  requestExtract: ['request extracts of'],
  propose: ['submit', 'put to the vote'],
  vote: ['vote on'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

const SUBJECTS: Record<SubjectName, readonly [one: string, many: string]> = {
  Dataset: ['dataset', 'datasets'],
  Ballot: ['proposal', 'proposals'],
  Policy: ['policy', 'policies'],
  Contribution: ['contribution', 'contributions'],
  Extract: ['extract', 'extracts'],
};

const FIELDS: Record<string, readonly [field: string, be: string]> = {
  id: ['that', 'are'],
  publisherId: ['whose publisher', 'is'],
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

const PURPOSES: Record<Purpose, string> = {
  AcademicResearch: 'academic research',
  NonCommercialResearch: 'non-commercial research',
  CommercialResearch: 'commercial research',
  ServiceImprovement: 'the improvement of services',
};

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const [one, many] = SUBJECTS[subject];
  const every = whose === null ? `the federation’s ${many}` : `the ${many} of ${quote(whose)}`;
  const all = `${never ? 'any of' : 'all'} ${every}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') return `${every} ${list(target.comparisons.map(clause))}`;
  const names = list(target.names.map(quote));
  return target.kind === 'allBut' ? `${all} except ${names}` : `the ${target.names.length === 1 ? one : many} ${names}`;
};

export const english: Phrases = {
  assignee: (assignee, names) => {
    if (assignee.type === 'members') return 'the people in the members’ books of the federation';
    const role = `the ${ROLES[assignee.role]} of`;
    if (assignee.organisations === 'federation') return `${role} the federation’s organisations`;
    return `${role} ${list(assignee.organisations.map((id) => quote(names.organisation(id))))}`;
  },
  permission: (who, actions, object) => `${who} may ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} may never ${list(verbs(actions), 'or')} ${object}`,
  extract: (who, { dimensions, measures, purposes, terms }, object) =>
    [
      `${who} may request aggregates of ${object}`,
      `by ${list(dimensions.map(quote))}`,
      measures.length === 0 ? 'counting people only' : `with the measures ${list(measures.map(quote))}`,
      `for ${list(
        purposes.map((purpose) => PURPOSES[purpose]),
        'or',
      )}`,
      `with at least ${count(terms.minPeople, 'person', 'people')} and ${count(terms.minContributors, 'contributing organisation', 'contributing organisations')} behind each number`,
    ].join(', '),
  what,
  onlyWithin: (whose) =>
    `with what is ${quote(whose)}’s, only those whom this or another of its own policies names may do so, and only within what the federation permits`,
  until: (day) => `this policy ends by itself after ${dayInWords(day, 'en-GB')}`,
};
