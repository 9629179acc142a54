import { comparisonsOf, dayInWords, valueOf, type Names, type Phrases } from './phrases';

const quote = (text: string) => `“${text}”`;
const list = (items: readonly string[], joint: 'and' | 'or' = 'and') =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1) ?? ''}`;

const ROLES: Record<string, string> = {
  member: 'members',
  steward: 'stewards',
  researcher: 'researchers',
  auditor: 'auditors',
};
const ACTIONS: Record<string, string> = {
  read: 'see',
  create: 'publish',
  contribute: 'contribute rows to',
  requestExtract: 'request extracts of',
  propose: 'propose and open',
  vote: 'vote on',
};
const SUBJECTS: Record<string, string> = {
  Dataset: 'datasets',
  Ballot: 'ballots',
  Policy: 'policies',
  Contribution: 'contributions',
  Extract: 'extracts',
};
const FIELDS: Record<string, string> = {
  publisherId: 'publisher',
  organisationId: 'organisation',
  datasetId: 'dataset',
  needCategory: 'need category',
  accessRights: 'access rights',
  contributors: 'number of contributors',
  requestedBy: 'applicant',
};
const OPERATORS: Record<string, string> = {
  $eq: 'is',
  $ne: 'is not',
  $in: 'is one of',
  $nin: 'is none of',
  $lt: 'is below',
  $lte: 'is at most',
  $gt: 'is above',
  $gte: 'is at least',
};
const PURPOSES = {
  AcademicResearch: 'academic research',
  NonCommercialResearch: 'non-commercial research',
  CommercialResearch: 'commercial research',
  ServiceImprovement: 'the improvement of services',
};
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const english: Phrases = {
  list,
  assignee(assignee, names) {
    if (assignee.type === 'members') return 'everyone in the members’ books of the federation';
    const role = ROLES[assignee.role] ?? assignee.role;
    if (assignee.organisations === 'federation') return `the ${role} of the federation’s organisations`;
    return `the ${role} of ${list(assignee.organisations.map((id) => names.organisation(id)))}`;
  },
  permission: (who, actions, what) => `${who} may ${list(actions.map(english.action))} ${what}`,
  prohibition: (who, actions, what) => `${who} may never ${list(actions.map(english.action), 'or')} ${what}`,
  extract(who, { dimensions, measures, purposes, terms }, what) {
    const shown = measures.length === 0 ? 'counts of people only' : `with the measures ${list(measures.map(quote))}`;
    const behind = `${count(terms.minPeople, 'person', 'people')} and ${count(terms.minContributors, 'contributing organisation', 'contributing organisations')}`;
    return `${who} may request aggregates of ${what} by ${list(dimensions.map(quote))}, ${shown}, for ${list(purposes.map(english.purpose), 'or')}, with at least ${behind} behind each number`;
  },
  action: (action) => ACTIONS[action] ?? action,
  what(subject, where, names: Names) {
    const noun = SUBJECTS[subject] ?? subject;
    if (where === 'everything') return `all ${noun}`;
    const [only, ...others] = comparisonsOf(where);
    if (only?.field === 'id' && others.length === 0 && (only.operator === '$eq' || only.operator === '$in')) {
      return list(valueOf(only, names, quote));
    }
    const conditions = comparisonsOf(where).map(
      (one) =>
        `${FIELDS[one.field] ?? one.field} ${OPERATORS[one.operator] ?? one.operator} ${list(valueOf(one, names, quote), 'or')}`,
    );
    return `the ${noun} whose ${list(conditions)}`;
  },
  purpose: (purpose) => PURPOSES[purpose],
  until: (day) => `this policy ends by itself after ${dayInWords(day, 'en-GB')}`,
};
