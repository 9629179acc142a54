import type { Purpose } from '../../purpose';
import type { Action, SubjectName } from '../../vocabulary';
import type { KindName, PeoplePhrases, Phrases, RoleName, UsePhrases } from '../phrases';
import { speech, withComma } from '../speech';
import type { Comparison } from '../target';

const { quote, list, named, count, date } = speech({
  locale: 'ca-ES',
  quotes: ['«', '»'],
  missing: 'inexistent',
  and: 'i',
  or: 'o',
});

/** “De” is elided before a vowel, mute h included, within quotes too, and before the numbers that are read with one. */
const of = (words: string) =>
  /^«?h?[aeiouàèéíòóúïü]/i.test(words) || /^11?(?!\d)/.test(words) ? `d’${words}` : `de ${words}`;

const ROLES: Record<RoleName, string> = {
  member: 'els socis',
  steward: 'els responsables de les dades',
  researcher: 'els investigadors',
  auditor: 'els auditors',
};

const KINDS: Record<KindName, string> = {
  cooperative: 'cooperatives',
  association: 'associacions',
  foundation: 'fundacions',
  socialEnterprise: 'empreses socials',
  mutual: 'mutualitats',
  enablingOrganisation: 'organitzacions de suport',
};

const people: PeoplePhrases = {
  members: 'les persones inscrites als llibres de socis de la federació',
  public: 'les persones en general, identificades o no,',
  role: (role, organisations) =>
    `${ROLES[role]} ${organisations ? of(list(organisations)) : 'de les organitzacions de la federació'}`,
  organisation: (organisations) => `les persones que pertanyen a ${list(organisations, 'or')}`,
  kind: (kinds) =>
    `les persones que pertanyen a ${list(
      kinds.map((kind) => KINDS[kind]),
      'or',
    )} de la federació`,
};

/** Transitive verbs only, so that one object serves them all. */
const ACTIONS: Record<Action, readonly string[]> = {
  read: ['veure'],
  discover: ['trobar al catàleg'],
  readMetadata: ['consultar en les metadades'],
  preview: ['previsualitzar'],
  queryAggregates: ['consultar en forma agregada'],
  requestExtract: ['sol·licitar en extracte'],
  exportRecords: ['exportar fila per fila'],
  create: ['publicar'],
  contribute: ['alimentar'],
  propose: ['presentar', 'sotmetre a votació'],
  vote: ['votar'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

type Noun = Readonly<Record<'one' | 'many' | 'all' | 'any' | 'whose', string>>;

const SUBJECTS: Record<SubjectName, Noun> = {
  Dataset: {
    one: 'el conjunt de dades',
    many: 'els conjunts de dades',
    all: 'tots els conjunts de dades',
    any: 'cap conjunt de dades',
    whose: 'dels quals',
  },
  Ballot: {
    one: 'la proposta',
    many: 'les propostes',
    all: 'totes les propostes',
    any: 'cap proposta',
    whose: 'de les quals',
  },
  Policy: {
    one: 'la regla d’accés',
    many: 'les regles d’accés',
    all: 'totes les regles d’accés',
    any: 'cap regla d’accés',
    whose: 'de les quals',
  },
  Contribution: {
    one: 'l’aportació',
    many: 'les aportacions',
    all: 'totes les aportacions',
    any: 'cap aportació',
    whose: 'de les quals',
  },
  Extract: {
    one: 'l’extracte',
    many: 'els extractes',
    all: 'tots els extractes',
    any: 'cap extracte',
    whose: 'dels quals',
  },
};

const FIELDS: Record<string, readonly [field: string, be: string]> = {
  publisherId: ['l’editor', 'és'],
  seriesId: ['la sèrie', 'és'],
  organisationId: ['l’organització', 'és'],
  datasetId: ['el conjunt de dades', 'és'],
  needCategory: ['la categoria de necessitat', 'és'],
  accessRights: ['els drets d’accés', 'són'],
  contributors: ['el nombre d’organitzacions aportants', 'és'],
  requestedBy: ['el sol·licitant', 'és'],
};

const OPERATORS: Record<Comparison['operator'], (be: string, values: readonly string[]) => string> = {
  is: (be, values) => `${be} ${list(values, 'or')}`,
  isNot: (be, values) =>
    `no ${be} ${values.length === 1 ? list(values) : values.map((value) => `ni ${value}`).join(' ')}`,
  $lt: (be, values) => `${be} inferior a ${list(values)}`,
  $lte: (be, values) => `${be} com a màxim ${list(values)}`,
  $gt: (be, values) => `${be} superior a ${list(values)}`,
  $gte: (be, values) => `${be} com a mínim ${list(values)}`,
};

const clause = ({ field, operator, values }: Comparison, { whose }: Noun) => {
  const [subject, be] = FIELDS[field] ?? [field, 'és'];
  const which = field === 'id' ? 'que' : `${subject} ${whose}`;
  return `${which} ${OPERATORS[operator](field === 'id' ? 'són' : be, values.map(quote))}`;
};

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const noun = SUBJECTS[subject];
  const owner = whose === null ? 'de la federació' : of(quote(whose));
  const all = `${never ? noun.any : noun.all} ${owner}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') {
    return `${noun.many} ${owner} ${list(target.comparisons.map((one) => clause(one, noun)))}`;
  }
  return target.kind === 'allBut'
    ? `${all} excepte ${list(target.names.map(quote))}`
    : named(target.names, [noun.one, noun.many]);
};

const PURPOSES: Record<Purpose, string> = {
  ResearchAndDevelopment: 'de recerca i desenvolupament',
  AcademicResearch: 'de recerca acadèmica',
  NonCommercialResearch: 'de recerca no comercial',
  CommercialResearch: 'de recerca comercial',
  ServiceProvision: 'de prestació de serveis',
  ServiceImprovement: 'de millora dels serveis',
  PublicBenefit: 'de benefici públic',
  OrganisationGovernance: 'de governança de les organitzacions',
};

const days = (n: number) => count(n, { one: 'dia', other: 'dies' });

/** The article is elided before the numbers that are read with a vowel: u, onze. */
const startsWithVowel = (words: string | number) => /^(1|11)\b/.test(String(words));
const fromPercent = (n: number) => (startsWithVowel(n) ? `de l’${n} %` : `del ${n} %`);
const toPercent = (n: number) => (startsWithVowel(n) ? `a l’${n} %` : `al ${n} %`);
const ofDay = (day: string) => (startsWithVowel(date(day)) ? `de l’${date(day)}` : `del ${date(day)}`);

const thePercent = (n: number) => (startsWithVowel(n) ? `l’${n} %` : `el ${n} %`);

const NOISES = { gaussian: 'soroll gaussià', laplace: 'soroll de Laplace' };

const use: UsePhrases = {
  by: (columns) => `per ${list(columns)}`,
  columns: (columns) => `amb ${columns.length === 1 ? 'la columna' : 'les columnes'} ${list(columns)}`,
  orCoarser: 'o menys detallat',
  measures: (columns) =>
    columns.length === 0 ? 'comptant només persones' : `amb ${named(columns, ['la mesura', 'les mesures'])}`,
  purposes: (purposes) =>
    `amb finalitats ${list(
      purposes.map((purpose) => PURPOSES[purpose]),
      'or',
    )}`,
  behind: ({ minPeople, minContributors }) =>
    `amb almenys ${count(minPeople, { one: 'persona', other: 'persones' })} i ${count(minContributors, { one: 'organització aportant', other: 'organitzacions aportants' })} darrere de cada xifra`,
  ownRows: 'això val només per a les files de les organitzacions a les quals pertanyen',
  terms: {
    dominance: ({ n, k }) =>
      n === 1
        ? `no es publica cap xifra de la qual l’aportant més gran reuneixi més ${fromPercent(k)}`
        : `no es publica cap xifra de la qual els ${n} aportants més grans reuneixin junts més ${fromPercent(k)}`,
    pPercent: (p) =>
      `no es publica cap xifra a partir de la qual es pugui estimar el valor d’un aportant amb un error inferior ${toPercent(p)}`,
    roundingBase: (base) => `les xifres publicades s’arrodoneixen a múltiples ${of(String(base))}`,
    epsilonPerYear: (epsilon) =>
      `a les xifres publicades s’hi afegeix soroll, dins d’un pressupost anual de privacitat de ε = ${withComma(epsilon)}`,
    minPeopleOutside: (n) =>
      `cada xifra té al darrere almenys ${count(n, { one: 'persona aliena', other: 'persones alienes' })} al seu aportant més gran`,
    groupDisclosurePercent: (p) =>
      `no es publica cap grup del qual almenys ${thePercent(p)} tingui el mateix valor d’una columna sensible`,
    generalise: (first) =>
      first
        ? 'abans d’ometre xifres es passa a nivells menys detallats'
        : 's’ometen xifres sense passar a nivells menys detallats',
    rounding: (how) =>
      how === 'independent'
        ? 'cada xifra publicada s’arrodoneix per separat'
        : 'les xifres publicades s’arrodoneixen en conjunt, de manera que les sumes quadrin quan sigui possible',
    cellKey: ({ maxNoise, variance, tables }) =>
      `les xifres publicades es desplacen amb el mètode de la clau de cel·la, que no és privacitat diferencial, en ${maxNoise} com a màxim i amb una variància ${of(withComma(variance))}, en un màxim ${of(count(tables, { one: 'taula', other: 'taules diferents' }))} d’un mateix conjunt de dades`,
    noise: ({ epsilon, lifetimeEpsilon, distribution }) =>
      `a les xifres publicades s’hi afegeix ${distribution ? NOISES[distribution] : 'soroll'}, dins d’un pressupost de privacitat de ε = ${withComma(epsilon)} per a cada lliurament i de ε = ${withComma(lifetimeEpsilon)} per a tots els lliuraments d’un mateix conjunt de dades`,
    outputCheck: ({ reviewers }) =>
      `cap lliurament no surt abans que l’hagin comprovat ${reviewers} avaluadors que no coneixen les conclusions dels altres`,
  },
  microdata: {
    k: (k) => `els registres surten només en grups d’almenys ${k} igualats en les columnes identificatives`,
    l: (l) => `amb almenys ${l} valors diferents de cada columna sensible en cada grup`,
    t: (t) =>
      `amb una distribució de cada columna sensible que en cada grup dista com a màxim t = ${withComma(t)} de la de tots els registres`,
    mostSuppressedPercent: (n) => `ometent com a màxim ${thePercent(n)} dels registres`,
  },
  decisions: {
    automatic: 'cada sol·licitud es decideix automàticament, per aquesta mateixa regla',
    reviewers: (n) =>
      n === 1
        ? 'cada sol·licitud la decideix 1 avaluador'
        : `cada sol·licitud la decideixen ${n} avaluadors que no coneixen les respostes dels altres`,
    vote: (body) =>
      `cada sol·licitud es decideix per votació ${body === null ? 'de l’assemblea de la federació' : `de l’òrgan ${body}`}`,
    consent: 'cada sol·licitud requereix el consentiment de cada organització aportant de la qual demana les files',
  },
  duties: {
    cite: 'citar la font',
    noReidentification: 'abstenir-se de reidentificar ningú',
    deleteAfter: (n) => `esborrar les dades en un termini ${of(days(n))}`,
    shareResults: (n) => `compartir els resultats en un termini ${of(days(n))}`,
    reportUse: (n) => (n === 1 ? 'informar sobre l’ús cada dia' : `informar sobre l’ús cada ${days(n)}`),
  },
  must: (duties) => `qui rep les dades ha ${of(duties)}`,
  grant: (n) => `cada autorització dura com a màxim ${days(n)}`,
};

export const catalan: Phrases = {
  quote,
  list,
  people,
  what,
  use,
  permission: (who, actions, object) => `${who} poden ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} no poden mai ${list(verbs(actions), 'or')} ${object}`,
  usePermission: (who, actions, object) => `${who} poden ${list(verbs(actions))} ${object}`,
  onColumns: (columns) => `pel que fa a ${named(columns, ['la columna', 'les columnes'])}`,
  onlyWithin: (whose) =>
    `amb allò que és ${of(quote(whose))} només ho pot fer qui estigui indicat en aquesta o en una altra de les seves pròpies regles, i només dins d’allò que permet la federació`,
  from: (day) => `aquesta regla regeix a partir ${ofDay(day)}`,
  forDays: (n) => `aquesta regla cessa per si mateixa com a molt tard ${days(n)} després de la seva adopció`,
  until: (day) => `aquesta regla cessa per si mateixa després ${ofDay(day)}`,
};
