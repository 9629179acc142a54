import type { Purpose } from '../../purpose';
import type { Action, SubjectName } from '../../vocabulary';
import type { KindName, PeoplePhrases, Phrases, RoleName, UsePhrases } from '../phrases';
import { speech, withComma } from '../speech';
import type { Comparison } from '../target';

/** Names are not declined: each stands beside a noun that is. */
const { quote, list, named, count, date } = speech({
  locale: 'lt-LT',
  quotes: ['„', '“'],
  missing: 'nenurodyta',
  and: 'ir',
  or: 'arba',
});

const ROLES: Record<RoleName, string> = {
  member: 'nariai',
  steward: 'duomenų prižiūrėtojai',
  researcher: 'tyrėjai',
  auditor: 'auditoriai',
};

/** In the dative, which “belonging to” asks for. */
const KINDS: Record<KindName, string> = {
  cooperative: 'kooperatyvams',
  association: 'asociacijoms',
  foundation: 'fondams',
  socialEnterprise: 'socialinėms įmonėms',
  mutual: 'savitarpio draugijoms',
  enablingOrganisation: 'paramos organizacijoms',
};

const people: PeoplePhrases = {
  members: 'į federacijos narių knygas įrašyti asmenys',
  public: 'visuomenė, taip pat ir neprisijungę asmenys,',
  role: (role, organisations) =>
    organisations
      ? `${organisations.length === 1 ? 'organizacijos' : 'organizacijų'} ${list(organisations)} ${ROLES[role]}`
      : `federacijos organizacijų ${ROLES[role]}`,
  organisation: (organisations) =>
    `${organisations.length === 1 ? 'organizacijai' : 'organizacijoms'} ${list(organisations, 'or')} priklausantys asmenys`,
  kind: (kinds) =>
    `federacijos ${list(
      kinds.map((kind) => KINDS[kind]),
      'or',
    )} priklausantys asmenys`,
};

/** Verbs with an object in the accusative only, so that one object serves them all; negated, in the genitive. */
const ACTIONS: Record<Action, readonly string[]> = {
  read: ['matyti'],
  discover: ['rasti kataloge'],
  readMetadata: ['peržiūrėti metaduomenų lygmeniu'],
  preview: ['iš anksto peržiūrėti'],
  queryAggregates: ['naudoti suvestinių duomenų užklausoms'],
  requestExtract: ['užsakyti išrašų pavidalu'],
  exportRecords: ['eksportuoti įrašų lygmeniu'],
  create: ['skelbti'],
  contribute: ['pildyti'],
  propose: ['pateikti', 'teikti balsuoti'],
  vote: ['spręsti balsuojant'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

/** A noun in the accusative and, for what is denied, in the genitive: of one, of several. */
type Noun = {
  readonly accusative: readonly [one: string, many: string];
  readonly genitive: readonly [one: string, many: string];
  readonly all: string;
  readonly those: string;
  readonly which: string;
};

const MASCULINE = { all: 'visus', those: 'tuos', which: 'kurie' };
const FEMININE = { all: 'visas', those: 'tas', which: 'kurios' };

const SUBJECTS: Record<SubjectName, Noun> = {
  Dataset: {
    ...MASCULINE,
    accusative: ['duomenų rinkinį', 'duomenų rinkinius'],
    genitive: ['duomenų rinkinio', 'duomenų rinkinių'],
  },
  Ballot: { ...MASCULINE, accusative: ['pasiūlymą', 'pasiūlymus'], genitive: ['pasiūlymo', 'pasiūlymų'] },
  Policy: {
    ...FEMININE,
    accusative: ['prieigos taisyklę', 'prieigos taisykles'],
    genitive: ['prieigos taisyklės', 'prieigos taisyklių'],
  },
  Contribution: {
    ...MASCULINE,
    accusative: ['duomenų pateikimą', 'duomenų pateikimus'],
    genitive: ['duomenų pateikimo', 'duomenų pateikimų'],
  },
  Extract: { ...MASCULINE, accusative: ['išrašą', 'išrašus'], genitive: ['išrašo', 'išrašų'] },
};

const FIELDS: Record<string, string> = {
  publisherId: 'kurių leidėjas',
  seriesId: 'kurių serija',
  organisationId: 'kurių organizacija',
  datasetId: 'kurių duomenų rinkinys',
  needCategory: 'kurių poreikių kategorija',
  accessRights: 'kurių prieigos teisės',
  contributors: 'kurių duomenis teikiančių organizacijų skaičius',
  requestedBy: 'kurių prašytojas',
};

const OPERATORS: Record<Comparison['operator'], (values: readonly string[]) => string> = {
  is: (values) => `yra ${list(values, 'or')}`,
  isNot: (values) => `nėra ${values.length === 1 ? list(values) : values.map((value) => `nei ${value}`).join(', ')}`,
  $lt: (values) => `yra mažesnis kaip ${list(values)}`,
  $lte: (values) => `yra ne didesnis kaip ${list(values)}`,
  $gt: (values) => `yra didesnis kaip ${list(values)}`,
  $gte: (values) => `yra ne mažesnis kaip ${list(values)}`,
};

const clause = ({ field, operator, values }: Comparison, { which }: Noun) =>
  `${field === 'id' ? which : (FIELDS[field] ?? `kurių ${field}`)} ${OPERATORS[operator](values.map(quote))}`;

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const noun = SUBJECTS[subject];
  const forms = never ? noun.genitive : noun.accusative;
  const every = `${whose === null ? 'federacijos' : `organizacijos ${quote(whose)}`} ${forms[1]}`;
  const all = `${never ? 'jokių' : noun.all} ${every}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') {
    return `${never ? 'tų' : noun.those} ${every}, ${list(target.comparisons.map((one) => clause(one, noun)))}`;
  }
  return target.kind === 'allBut' ? `${all}, išskyrus ${list(target.names.map(quote))}` : named(target.names, forms);
};

/** In the genitive, which “for the purposes of” asks for. */
const PURPOSES: Record<Purpose, string> = {
  ResearchAndDevelopment: 'mokslinių tyrimų ir plėtros',
  AcademicResearch: 'akademinių tyrimų',
  NonCommercialResearch: 'nekomercinių tyrimų',
  CommercialResearch: 'komercinių tyrimų',
  ServiceProvision: 'paslaugų teikimo',
  ServiceImprovement: 'paslaugų gerinimo',
  PublicBenefit: 'visuomenės naudos',
  OrganisationGovernance: 'organizacijų valdymo',
};

const PEOPLE = { one: 'asmuo', few: 'asmenys', other: 'asmenų' };
const CONTRIBUTORS = {
  one: 'duomenis teikianti organizacija',
  few: 'duomenis teikiančios organizacijos',
  other: 'duomenis teikiančių organizacijų',
};

/** Days in the accusative and in the genitive. */
const days = (n: number) => count(n, { one: 'dieną', few: 'dienas', other: 'dienų' });
const ofDays = (n: number) => count(n, { one: 'dienos', other: 'dienų' });

const NOISES = { gaussian: 'Gauso triukšmo', laplace: 'Laplaso triukšmo' };

const use: UsePhrases = {
  by: (columns) => `pagal ${columns.length === 1 ? 'stulpelį' : 'stulpelius'} ${list(columns)}`,
  columns: (columns) => `su ${columns.length === 1 ? 'stulpeliu' : 'stulpeliais'} ${list(columns)}`,
  orCoarser: 'arba stambiau',
  measures: (columns) =>
    columns.length === 0 ? 'skaičiuojant tik asmenis' : `su ${named(columns, ['rodikliu', 'rodikliais'])}`,
  purposes: (purposes) =>
    `${list(
      purposes.map((purpose) => PURPOSES[purpose]),
      'or',
    )} tikslais`,
  behind: ({ minPeople, minContributors }) =>
    `jei už kiekvieno skaičiaus yra bent ${count(minPeople, PEOPLE)} ir ${count(minContributors, CONTRIBUTORS)}`,
  ownRows: 'tai taikoma tik paties prašytojo organizacijų eilutėms',
  terms: {
    dominance: ({ n, k }) =>
      n === 1
        ? `neskelbiamas nė vienas skaičius, kurio daugiau kaip ${k} % tenka didžiausiam duomenų teikėjui`
        : `neskelbiamas nė vienas skaičius, kurio daugiau kaip ${k} % kartu tenka ${n} didžiausiems duomenų teikėjams`,
    pPercent: (p) =>
      `neskelbiamas nė vienas skaičius, iš kurio duomenų teikėjo vertę galima įvertinti mažesne kaip ${p} % paklaida`,
    roundingBase: (base) => `skelbiami skaičiai apvalinami iki skaičiaus ${base} kartotinių`,
    epsilonPerYear: (epsilon) =>
      `prie skelbiamų skaičių pridedama triukšmo, laikantis metinio privatumo biudžeto ε = ${withComma(epsilon)}`,
    minPeopleOutside: (n) =>
      `už kiekvieno skaičiaus, neskaitant didžiausio jo duomenų teikėjo asmenų, yra bent ${count(n, PEOPLE)}`,
    groupDisclosurePercent: (p) =>
      `neskelbiama nė viena grupė, kurioje bent ${p} % asmenų turi tą pačią jautraus stulpelio vertę`,
    generalise: (first) =>
      first
        ? 'prieš praleidžiant skaičius pereinama prie stambesnių lygmenų'
        : 'skaičiai praleidžiami nepereinant prie stambesnių lygmenų',
    rounding: (how) =>
      how === 'independent'
        ? 'kiekvienas skelbiamas skaičius apvalinamas atskirai'
        : 'skelbiami skaičiai apvalinami kartu, kad sumos sutaptų, kur tai įmanoma',
    cellKey: ({ maxNoise, variance, tables }) =>
      `skelbiami skaičiai keičiami langelių raktų metodu, kuris nėra diferencialinis privatumas (poslinkis ne didesnis kaip ${maxNoise}, dispersija ${withComma(variance)}), o iš vieno duomenų rinkinio sudaroma ne daugiau kaip ${count(tables, { one: 'skirtinga lentelė', few: 'skirtingos lentelės', other: 'skirtingų lentelių' })}`,
    noise: ({ epsilon, lifetimeEpsilon, distribution }) =>
      `prie skelbiamų skaičių pridedama ${distribution ? NOISES[distribution] : 'triukšmo'}, laikantis privatumo biudžeto ε = ${withComma(epsilon)} kiekvienam išdavimui ir ε = ${withComma(lifetimeEpsilon)} visiems vieno duomenų rinkinio išdavimams kartu`,
    outputCheck: ({ reviewers }) =>
      `niekas neišduodama, kol to nepatikrino ${reviewers} vertintojai, nežinodami vienas kito išvadų`,
  },
  microdata: {
    k: (k) => `įrašai išduodami tik grupėmis, kuriose jų yra bent ${k} ir kurių atpažįstamieji stulpeliai suvienodinti`,
    l: (l) => `kiekvieno jautraus stulpelio skirtingų verčių skaičiui kiekvienoje grupėje esant ne mažesniam kaip ${l}`,
    t: (t) =>
      `kiekvieno jautraus stulpelio pasiskirstymui kiekvienoje grupėje nuo visų įrašų pasiskirstymo skiriantis ne daugiau kaip t = ${withComma(t)}`,
    mostSuppressedPercent: (n) => `praleidžiant ne daugiau kaip ${n} % įrašų`,
  },
  decisions: {
    automatic: 'kiekvieną prašymą automatiškai sprendžia pati ši taisyklė',
    reviewers: (n) =>
      n === 1
        ? 'kiekvieną prašymą sprendžia 1 vertintojas'
        : `kiekvieną prašymą sprendžia ${n} vertintojai, nežinodami vienas kito atsakymų`,
    vote: (body) =>
      `kiekvieną prašymą balsavimu sprendžia ${body === null ? 'federacijos susirinkimas' : `organas ${body}`}`,
    consent:
      'kiekvienam prašymui reikia kiekvienos duomenis teikiančios organizacijos, kurios eilučių prašoma, sutikimo',
  },
  duties: {
    cite: 'nurodyti šaltinį',
    noReidentification: 'iš naujo neidentifikuoti nė vieno asmens',
    deleteAfter: (n) => `ištrinti duomenis per ${days(n)}`,
    shareResults: (n) => `pasidalyti rezultatais per ${days(n)}`,
    reportUse: (n) => `pranešti apie naudojimą ${n === 1 ? 'kasdien' : `kas ${days(n)}`}`,
  },
  must: (duties) => `duomenų gavėjas privalo ${duties}`,
  grant: (n) => `kiekvienas leidimas galioja ne ilgiau kaip ${days(n)}`,
};

export const lithuanian: Phrases = {
  quote,
  list,
  people,
  what,
  use,
  permission: (who, actions, object) => `${who} gali ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} niekada negali ${list(verbs(actions), 'or')} ${object}`,
  usePermission: (who, actions, object) => `${who} gali ${list(verbs(actions))} ${object}`,
  onColumns: (columns) => `kiek tai susiję su ${named(columns, ['stulpeliu', 'stulpeliais'])}`,
  onlyWithin: (whose) =>
    `su tuo, kas priklauso organizacijai ${quote(whose)}, taip elgtis gali tik tie, kuriuos nurodo ši ar kita jos pačios taisyklė, ir tik tiek, kiek leidžia federacija`,
  from: (day) => `nuo ${date(day)} ši taisyklė galioja`,
  forDays: (n) => `ši taisyklė savaime nustoja galioti ne vėliau kaip po ${ofDays(n)} nuo jos priėmimo`,
  until: (day) => `po ${date(day)} ši taisyklė savaime nustoja galioti`,
};
