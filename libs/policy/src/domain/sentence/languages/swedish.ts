import type { Purpose } from '../../purpose';
import type { Action, SubjectName } from '../../vocabulary';
import type { KindName, PeoplePhrases, Phrases, RoleName, UsePhrases } from '../phrases';
import { speech, withComma } from '../speech';
import type { Comparison } from '../target';

const { quote, list, named, count, date } = speech({
  locale: 'sv-SE',
  quotes: ['”', '”'],
  missing: 'obefintlig',
  and: 'och',
  or: 'eller',
});

const ROLES: Record<RoleName, string> = {
  member: 'medlemmarna i',
  steward: 'dataförvaltarna vid',
  researcher: 'forskarna vid',
  auditor: 'revisorerna vid',
};

const KINDS: Record<KindName, string> = {
  cooperative: 'kooperativ',
  association: 'föreningar',
  foundation: 'stiftelser',
  socialEnterprise: 'sociala företag',
  mutual: 'ömsesidiga bolag',
  enablingOrganisation: 'stödorganisationer',
};

const people: PeoplePhrases = {
  members: 'de personer som är upptagna i federationens medlemsförteckningar',
  public: 'allmänheten, inloggad eller inte,',
  role: (role, organisations) =>
    `${ROLES[role]} ${organisations ? list(organisations) : 'federationens organisationer'}`,
  organisation: (organisations) => `de personer som hör till ${list(organisations, 'or')}`,
  kind: (kinds) =>
    `de personer som hör till federationens ${list(
      kinds.map((kind) => KINDS[kind]),
      'or',
    )}`,
};

const ACTIONS: Record<Action, readonly string[]> = {
  read: ['se'],
  discover: ['hitta'],
  readMetadata: ['läsa metadata för'],
  preview: ['förhandsgranska'],
  queryAggregates: ['ställa frågor om aggregat ur'],
  requestExtract: ['begära utdrag ur'],
  exportRecords: ['exportera rader ur'],
  create: ['publicera'],
  contribute: ['bidra till'],
  propose: ['lägga fram', 'ta upp till omröstning'],
  vote: ['rösta om'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

type Noun = Readonly<Record<'one' | 'many' | 'plural' | 'any', string>>;

const SUBJECTS: Record<SubjectName, Noun> = {
  Dataset: { one: 'datamängden', many: 'datamängderna', plural: 'datamängder', any: 'någon av' },
  Ballot: { one: 'förslaget', many: 'förslagen', plural: 'förslag', any: 'något av' },
  Policy: { one: 'åtkomstregeln', many: 'åtkomstreglerna', plural: 'åtkomstregler', any: 'någon av' },
  Contribution: { one: 'bidraget', many: 'bidragen', plural: 'bidrag', any: 'något av' },
  Extract: { one: 'utdraget', many: 'utdragen', plural: 'utdrag', any: 'något av' },
};

const FIELDS: Record<string, string> = {
  id: 'som',
  publisherId: 'vars utgivare',
  seriesId: 'vars serie',
  organisationId: 'vars organisation',
  datasetId: 'vars datamängd',
  needCategory: 'vars behovskategori',
  accessRights: 'vars åtkomsträttigheter',
  contributors: 'vars antal bidragande organisationer',
  requestedBy: 'vars sökande',
};

/** In a subordinate clause the negation stands before the verb. */
const OPERATORS: Record<Comparison['operator'], (values: readonly string[]) => string> = {
  is: (values) => `är ${list(values, 'or')}`,
  isNot: (values) => (values.length === 1 ? `inte är ${list(values)}` : `varken är ${list(values, 'or')}`),
  $lt: (values) => `är lägre än ${list(values)}`,
  $lte: (values) => `är högst ${list(values)}`,
  $gt: (values) => `är högre än ${list(values)}`,
  $gte: (values) => `är minst ${list(values)}`,
};

const clause = ({ field, operator, values }: Comparison) =>
  `${FIELDS[field] ?? `vars ${field}`} ${OPERATORS[operator](values.map(quote))}`;

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const noun = SUBJECTS[subject];
  const all = allOf(noun, { never, whose });
  if (target.kind === 'all') return all;
  if (target.kind === 'those') {
    const those = whose === null ? `de av federationens ${noun.plural}` : `de ${noun.plural} hos ${quote(whose)}`;
    return `${those} ${list(target.comparisons.map(clause))}`;
  }
  return target.kind === 'allBut'
    ? `${all} utom ${list(target.names.map(quote))}`
    : named(target.names, [noun.one, noun.many]);
};

function allOf({ plural, many, any }: Noun, { never, whose }: Parameters<Phrases['what']>[2]): string {
  if (whose === null) return `${never ? any : 'alla'} federationens ${plural}`;
  return never ? `${any} ${many} hos ${quote(whose)}` : `alla ${plural} hos ${quote(whose)}`;
}

const PURPOSES: Record<Purpose, string> = {
  ResearchAndDevelopment: 'forskning och utveckling',
  AcademicResearch: 'akademisk forskning',
  NonCommercialResearch: 'icke-kommersiell forskning',
  CommercialResearch: 'kommersiell forskning',
  ServiceProvision: 'tillhandahållande av tjänster',
  ServiceImprovement: 'förbättring av tjänster',
  PublicBenefit: 'allmännytta',
  OrganisationGovernance: 'styrning av organisationer',
};

const days = (n: number) => count(n, { one: 'dag', other: 'dagar' });

const ordinals = new Intl.PluralRules('sv-SE', { type: 'ordinal' });
const everyDays = (n: number) => (n === 1 ? 'varje dag' : `var ${n}:${ordinals.select(n) === 'one' ? 'a' : 'e'} dag`);

const NOISES = { gaussian: 'gaussiskt brus', laplace: 'Laplacebrus' };

const use: UsePhrases = {
  by: (columns) => `efter ${list(columns)}`,
  columns: (columns) => `med ${columns.length === 1 ? 'kolumnen' : 'kolumnerna'} ${list(columns)}`,
  orCoarser: 'eller grövre',
  measures: (columns) =>
    columns.length === 0 ? 'där endast personer räknas' : `med ${named(columns, ['måttet', 'måtten'])}`,
  purposes: (purposes) =>
    `för ${list(
      purposes.map((purpose) => PURPOSES[purpose]),
      'or',
    )}`,
  behind: ({ minPeople, minContributors }) =>
    `med minst ${count(minPeople, { one: 'person', other: 'personer' })} och ${count(minContributors, { one: 'bidragande organisation', other: 'bidragande organisationer' })} bakom varje siffra`,
  ownRows: 'detta gäller endast raderna från de organisationer som de hör till',
  terms: {
    dominance: ({ n, k }) =>
      n === 1
        ? `ingen siffra publiceras där den största bidragsgivaren står för mer än ${k} %`
        : `ingen siffra publiceras där de ${n} största bidragsgivarna tillsammans står för mer än ${k} %`,
    pPercent: (p) =>
      `ingen siffra publiceras utifrån vilken en bidragsgivares värde kan uppskattas med ett fel på mindre än ${p} %`,
    roundingBase: (base) => `publicerade siffror avrundas till multiplar av ${base}`,
    epsilonPerYear: (epsilon) =>
      `brus läggs till publicerade siffror, inom en årlig integritetsbudget på ε = ${withComma(epsilon)}`,
    minPeopleOutside: (n) =>
      `bakom varje siffra finns minst ${count(n, { one: 'person', other: 'personer' })} utanför dess största bidragsgivare`,
    groupDisclosurePercent: (p) => `ingen grupp publiceras där minst ${p} % har samma värde i en känslig kolumn`,
    generalise: (first) =>
      first
        ? 'innan siffror utelämnas övergår man till grövre nivåer'
        : 'siffror utelämnas utan övergång till grövre nivåer',
    rounding: (how) =>
      how === 'independent'
        ? 'varje publicerad siffra avrundas för sig'
        : 'publicerade siffror avrundas tillsammans, så att summorna stämmer där det är möjligt',
    cellKey: ({ maxNoise, variance, tables }) =>
      `publicerade siffror förskjuts med cellnyckelmetoden, som inte är differentiell integritet, med högst ${maxNoise} och med variansen ${withComma(variance)}, i högst ${count(tables, { one: 'tabell', other: 'olika tabeller' })} ur en och samma datamängd`,
    noise: ({ epsilon, lifetimeEpsilon, distribution }) =>
      `${distribution ? NOISES[distribution] : 'brus'} läggs till publicerade siffror, inom en integritetsbudget på ε = ${withComma(epsilon)} för varje utlämnande och på ε = ${withComma(lifetimeEpsilon)} för alla utlämnanden ur en och samma datamängd`,
    outputCheck: ({ reviewers }) =>
      `inget lämnas ut innan det har kontrollerats av ${reviewers} granskare som inte känner till varandras slutsatser`,
  },
  microdata: {
    k: (k) => `poster lämnas ut endast i grupper om minst ${k} som har gjorts lika i de identifierande kolumnerna`,
    l: (l) => `med minst ${l} olika värden i varje känslig kolumn i varje grupp`,
    t: (t) =>
      `med en fördelning i varje känslig kolumn som i varje grupp avviker högst t = ${withComma(t)} från den för alla poster`,
    mostSuppressedPercent: (n) => `varvid högst ${n} % av posterna utelämnas`,
  },
  decisions: {
    automatic: 'varje begäran avgörs automatiskt, av denna regel själv',
    reviewers: (n) =>
      n === 1
        ? 'varje begäran avgörs av 1 granskare'
        : `varje begäran avgörs av ${n} granskare som inte känner till varandras svar`,
    vote: (body) =>
      `varje begäran avgörs genom omröstning i ${body === null ? 'federationens stämma' : `organet ${body}`}`,
    consent: 'varje begäran kräver samtycke från varje bidragande organisation vars rader den gäller',
  },
  duties: {
    cite: 'ange källan',
    noReidentification: 'avstå från att återidentifiera någon',
    deleteAfter: (n) => `radera uppgifterna inom ${days(n)}`,
    shareResults: (n) => `dela med sig av resultaten inom ${days(n)}`,
    reportUse: (n) => `rapportera användningen ${everyDays(n)}`,
  },
  must: (duties) => `den som får uppgifterna ska ${duties}`,
  grant: (n) => `varje tillstånd gäller i högst ${days(n)}`,
};

export const swedish: Phrases = {
  quote,
  list,
  people,
  what,
  use,
  permission: (who, actions, object) => `${who} får ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} får aldrig ${list(verbs(actions), 'or')} ${object}`,
  usePermission: (who, actions, object) => `${who} får ${list(verbs(actions))} ${object}`,
  onColumns: (columns) => `när det gäller ${named(columns, ['kolumnen', 'kolumnerna'])}`,
  onlyWithin: (whose) =>
    `med det som tillhör ${quote(whose)} får endast de göra detta som denna eller någon annan av dess egna regler anger, och endast inom det som federationen tillåter`,
  from: (day) => `denna regel gäller från och med den ${date(day)}`,
  forDays: (n) => `denna regel upphör av sig själv senast ${days(n)} efter att den har antagits`,
  until: (day) => `denna regel upphör av sig själv efter den ${date(day)}`,
};
