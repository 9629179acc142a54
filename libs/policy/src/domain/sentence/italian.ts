import { comparisonsOf, dayInWords, valueOf, type Names, type Phrases } from './phrases';

const quote = (text: string) => `«${text}»`;
const list = (items: readonly string[], joint: 'and' | 'or' = 'and') =>
  items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${joint === 'and' ? 'e' : 'o'} ${items.at(-1) ?? ''}`;

const ROLES: Record<string, string> = {
  member: 'i soci',
  steward: 'i responsabili dei dati',
  researcher: 'i ricercatori',
  auditor: 'i revisori',
};
const ACTIONS: Record<string, string> = {
  read: 'vedere',
  create: 'pubblicare',
  contribute: 'conferire righe a',
  requestExtract: 'chiedere estratti di',
  propose: 'proporre e aprire',
  vote: 'partecipare a',
};
const SUBJECTS: Record<string, string> = {
  Dataset: 'i dataset',
  Ballot: 'le votazioni',
  Policy: 'le regole di accesso',
  Contribution: 'i conferimenti',
  Extract: 'gli estratti',
};
const ALL: Record<string, string> = {
  Dataset: 'tutti i dataset',
  Ballot: 'tutte le votazioni',
  Policy: 'tutte le regole di accesso',
  Contribution: 'tutti i conferimenti',
  Extract: 'tutti gli estratti',
};
const FIELDS: Record<string, string> = {
  id: 'identificativo',
  publisherId: 'editore',
  organisationId: 'organizzazione',
  datasetId: 'dataset',
  needCategory: 'categoria di bisogno',
  accessRights: 'diritti di accesso',
  contributors: 'numero di conferenti',
  requestedBy: 'richiedente',
};
const OPERATORS: Record<string, string> = {
  $eq: 'uguale a',
  $ne: 'diverso da',
  $in: 'fra',
  $nin: 'non fra',
  $lt: 'inferiore a',
  $lte: 'non superiore a',
  $gt: 'superiore a',
  $gte: 'non inferiore a',
};
const PURPOSES = {
  AcademicResearch: 'ricerca accademica',
  NonCommercialResearch: 'ricerca non commerciale',
  CommercialResearch: 'ricerca commerciale',
  ServiceImprovement: 'miglioramento dei servizi',
};
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const italian: Phrases = {
  list,
  assignee(assignee, names) {
    if (assignee.type === 'members') return 'tutte le persone iscritte nei libri soci della federazione';
    const role = ROLES[assignee.role] ?? assignee.role;
    if (assignee.organisations === 'federation') return `${role} delle organizzazioni della federazione`;
    return `${role} di ${list(assignee.organisations.map((id) => names.organisation(id)))}`;
  },
  permission: (who, actions, what) => `${who} possono ${list(actions.map(italian.action))} ${what}`,
  prohibition: (who, actions, what) => `${who} non possono mai ${list(actions.map(italian.action), 'or')} ${what}`,
  extract(who, { dimensions, measures, purposes, terms }, what) {
    const shown =
      measures.length === 0 ? 'solo come numero di persone' : `con le misure ${list(measures.map(quote))}`;
    const behind = `${count(terms.minPeople, 'persona', 'persone')} e ${count(terms.minContributors, 'organizzazione conferente', 'organizzazioni conferenti')}`;
    return `${who} possono chiedere dati aggregati di ${what} per ${list(dimensions.map(quote))}, ${shown}, a fini di ${list(purposes.map(italian.purpose), 'or')}, con almeno ${behind} dietro ogni numero`;
  },
  action: (action) => ACTIONS[action] ?? action,
  what(subject, where, names: Names) {
    if (where === 'everything') return ALL[subject] ?? subject;
    const [only, ...others] = comparisonsOf(where);
    if (only?.field === 'id' && others.length === 0 && (only.operator === '$eq' || only.operator === '$in')) {
      return list(valueOf(only, names, quote));
    }
    const conditions = comparisonsOf(where).map(
      (one) =>
        `${FIELDS[one.field] ?? one.field} ${OPERATORS[one.operator] ?? one.operator} ${list(valueOf(one, names, quote), 'or')}`,
    );
    return `${SUBJECTS[subject] ?? subject} con ${list(conditions)}`;
  },
  purpose: (purpose) => PURPOSES[purpose],
  until: (day) => `questa regola cessa da sé dopo il ${dayInWords(day, 'it-IT')}`,
};
