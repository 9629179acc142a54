import type { Action, Purpose, SubjectName } from '../vocabulary';
import { dayInWords, quoted, type Comparison, type Phrases } from './phrases';

const quote = (text: string | number) => quoted(text, ['«', '»']);

const list = (items: readonly string[], joint: 'e' | 'o' = 'e') =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1) ?? ''}`;

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const ROLES = {
  member: 'i soci',
  steward: 'i responsabili dei dati',
  researcher: 'i ricercatori',
  auditor: 'i revisori',
};

/** Transitive verbs only, so that one object serves them all. */
const ACTIONS: Record<Action, readonly string[]> = {
  read: ['vedere'],
  create: ['pubblicare'],
  contribute: ['alimentare'],
  requestExtract: ['chiedere in estratto'],
  propose: ['presentare', 'mettere ai voti'],
  vote: ['votare'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

type Noun = { readonly one: string; readonly many: string; readonly all: string; readonly any: string };

const SUBJECTS: Record<SubjectName, Noun> = {
  Dataset: { one: 'il dataset', many: 'i dataset', all: 'tutti i dataset', any: 'alcun dataset' },
  Ballot: { one: 'la proposta', many: 'le proposte', all: 'tutte le proposte', any: 'alcuna proposta' },
  Policy: {
    one: 'la regola di accesso',
    many: 'le regole di accesso',
    all: 'tutte le regole di accesso',
    any: 'alcuna regola di accesso',
  },
  Contribution: {
    one: 'il conferimento',
    many: 'i conferimenti',
    all: 'tutti i conferimenti',
    any: 'alcun conferimento',
  },
  Extract: { one: 'l’estratto', many: 'gli estratti', all: 'tutti gli estratti', any: 'alcun estratto' },
};

const FIELDS: Record<string, readonly [field: string, be: string]> = {
  id: ['che', 'sono'],
  publisherId: ['il cui editore', 'è'],
  organisationId: ['la cui organizzazione', 'è'],
  datasetId: ['il cui dataset', 'è'],
  needCategory: ['la cui categoria di bisogno', 'è'],
  accessRights: ['i cui diritti di accesso', 'sono'],
  contributors: ['il cui numero di organizzazioni conferenti', 'è'],
  requestedBy: ['il cui richiedente', 'è'],
};

const OPERATORS: Record<Comparison['operator'], (be: string, values: readonly string[]) => string> = {
  is: (be, values) => `${be} ${list(values, 'o')}`,
  isNot: (be, values) =>
    `non ${be} ${values.length === 1 ? list(values) : values.map((value) => `né ${value}`).join(' ')}`,
  $lt: (be, values) => `${be} inferiore a ${list(values)}`,
  $lte: (be, values) => `${be} al massimo ${list(values)}`,
  $gt: (be, values) => `${be} superiore a ${list(values)}`,
  $gte: (be, values) => `${be} almeno ${list(values)}`,
};

const clause = ({ field, operator, values }: Comparison) => {
  const [subject, be] = FIELDS[field] ?? [`il cui ${field}`, 'è'];
  return `${subject} ${OPERATORS[operator](be, values.map(quote))}`;
};

const PURPOSES: Record<Purpose, string> = {
  AcademicResearch: 'di ricerca accademica',
  NonCommercialResearch: 'di ricerca non commerciale',
  CommercialResearch: 'di ricerca commerciale',
  ServiceImprovement: 'di miglioramento dei servizi',
};

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const noun = SUBJECTS[subject];
  const owner = whose === null ? 'della federazione' : `di ${quote(whose)}`;
  const all = `${never ? noun.any : noun.all} ${owner}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') return `${noun.many} ${owner} ${list(target.comparisons.map(clause))}`;
  const names = list(target.names.map(quote));
  return target.kind === 'allBut'
    ? `${all} tranne ${names}`
    : `${target.names.length === 1 ? noun.one : noun.many} ${names}`;
};

/** The preposition joined to the article that an object of an extract may begin with. */
const of = (object: string) =>
  object.startsWith('tutti ') ? `di ${object}` : object.replace(/^il /, 'del ').replace(/^i /, 'dei ');

/** The article is elided before the two days of the month that begin with a vowel; the first is an ordinal. */
const afterDay = (day: string) => {
  const words = dayInWords(day, 'it-IT').replace(/^1 /, '1º ');
  return /^(8|11) /.test(words) ? `dopo l’${words}` : `dopo il ${words}`;
};

export const italian: Phrases = {
  assignee: (assignee, names) => {
    if (assignee.type === 'members') return 'le persone iscritte nei libri soci della federazione';
    const role = ROLES[assignee.role];
    if (assignee.organisations === 'federation') return `${role} delle organizzazioni della federazione`;
    return `${role} di ${list(assignee.organisations.map((id) => quote(names.organisation(id))))}`;
  },
  permission: (who, actions, object) => `${who} possono ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} non possono mai ${list(verbs(actions), 'o')} ${object}`,
  extract: (who, { dimensions, measures, purposes, terms }, object) =>
    [
      `${who} possono chiedere dati aggregati ${of(object)}`,
      `per ${list(dimensions.map(quote))}`,
      measures.length === 0 ? 'contando solo le persone' : `con le misure ${list(measures.map(quote))}`,
      `a fini ${list(
        purposes.map((purpose) => PURPOSES[purpose]),
        'o',
      )}`,
      `con almeno ${count(terms.minPeople, 'persona', 'persone')} e ${count(terms.minContributors, 'organizzazione conferente', 'organizzazioni conferenti')} dietro ogni numero`,
    ].join(', '),
  what,
  onlyWithin: (whose) =>
    `con ciò che è di ${quote(whose)} può farlo solo chi è indicato da questa o da un’altra sua regola, ed entro ciò che la federazione permette`,
  until: (day) => `questa regola cessa da sé ${afterDay(day)}`,
};
