import type { Purpose } from '../../purpose';
import type { Action, SubjectName } from '../../vocabulary';
import type { KindName, PeoplePhrases, Phrases, RoleName, UsePhrases } from '../phrases';
import { speech, withComma } from '../speech';
import type { Comparison } from '../target';

/** Names are not declined: each stands beside a noun that is. */
const { quote, list, named, count, date } = speech({
  locale: 'lv-LV',
  quotes: ['„', '”'],
  missing: 'nenorādīta',
  and: 'un',
  or: 'vai',
});

const ROLES: Record<RoleName, string> = {
  member: 'biedri',
  steward: 'datu pārvaldnieki',
  researcher: 'pētnieki',
  auditor: 'revidenti',
};

/** In the dative, which “belonging to” asks for. */
const KINDS: Record<KindName, string> = {
  cooperative: 'kooperatīviem',
  association: 'biedrībām',
  foundation: 'nodibinājumiem',
  socialEnterprise: 'sociālajiem uzņēmumiem',
  mutual: 'savstarpējām sabiedrībām',
  enablingOrganisation: 'atbalsta organizācijām',
};

const people: PeoplePhrases = {
  members: 'federācijas biedru grāmatās ierakstītās personas',
  public: 'visa sabiedrība, arī nepieteikušies lietotāji,',
  role: (role, organisations) =>
    organisations
      ? `${organisations.length === 1 ? 'organizācijas' : 'organizāciju'} ${list(organisations)} ${ROLES[role]}`
      : `federācijas organizāciju ${ROLES[role]}`,
  organisation: (organisations) =>
    `${organisations.length === 1 ? 'organizācijai' : 'organizācijām'} ${list(organisations, 'or')} piederīgās personas`,
  kind: (kinds) =>
    `federācijas ${list(
      kinds.map((kind) => KINDS[kind]),
      'or',
    )} piederīgās personas`,
};

/** Verbs with an object in the accusative only, so that one object serves them all. */
const ACTIONS: Record<Action, readonly string[]> = {
  read: ['skatīt'],
  discover: ['atrast katalogā'],
  readMetadata: ['aplūkot metadatu līmenī'],
  preview: ['priekšskatīt'],
  queryAggregates: ['izmantot apkopotu datu vaicājumiem'],
  requestExtract: ['pieprasīt izrakstu veidā'],
  exportRecords: ['eksportēt ierakstu līmenī'],
  create: ['publicēt'],
  contribute: ['papildināt'],
  propose: ['iesniegt', 'nodot balsošanai'],
  vote: ['izlemt balsojot'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

/** `all`, `any`: the word before the owner and the noun after; everything in the accusative but `which`. */
type Noun = Readonly<Record<'one' | 'many' | 'all' | 'any' | 'those' | 'which', string>>;

const FEMININE = { all: 'visas', any: 'nevienu', those: 'tās', which: 'kuras' };
const MASCULINE = { all: 'visus', any: 'nevienu', those: 'tos', which: 'kuri' };

const SUBJECTS: Record<SubjectName, Noun> = {
  Dataset: { ...FEMININE, one: 'datu kopu', many: 'datu kopas' },
  Ballot: { ...MASCULINE, one: 'priekšlikumu', many: 'priekšlikumus' },
  Policy: { ...FEMININE, one: 'piekļuves politiku', many: 'piekļuves politikas' },
  Contribution: { ...MASCULINE, one: 'datu devumu', many: 'datu devumus' },
  Extract: { ...MASCULINE, one: 'izrakstu', many: 'izrakstus' },
};

const FIELDS: Record<string, string> = {
  publisherId: 'kuru izdevējs',
  seriesId: 'kuru sērija',
  organisationId: 'kuru organizācija',
  datasetId: 'kuru datu kopa',
  needCategory: 'kuru vajadzību kategorija',
  accessRights: 'kuru piekļuves tiesības',
  contributors: 'kuru datu devēju organizāciju skaits',
  requestedBy: 'kuru pieprasītājs',
};

const OPERATORS: Record<Comparison['operator'], (values: readonly string[]) => string> = {
  is: (values) => `ir ${list(values, 'or')}`,
  isNot: (values) => `nav ${values.length === 1 ? list(values) : values.map((value) => `ne ${value}`).join(', ')}`,
  $lt: (values) => `ir mazāks par ${list(values)}`,
  $lte: (values) => `ir ne vairāk kā ${list(values)}`,
  $gt: (values) => `ir lielāks par ${list(values)}`,
  $gte: (values) => `ir vismaz ${list(values)}`,
};

const clause = ({ field, operator, values }: Comparison, { which }: Noun) =>
  `${field === 'id' ? which : (FIELDS[field] ?? `kuru ${field}`)} ${OPERATORS[operator](values.map(quote))}`;

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const noun = SUBJECTS[subject];
  const owner = whose === null ? 'federācijas' : `organizācijas ${quote(whose)}`;
  const all = never ? `${noun.any} ${owner} ${noun.one}` : `${noun.all} ${owner} ${noun.many}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') {
    return `${noun.those} ${owner} ${noun.many}, ${list(target.comparisons.map((one) => clause(one, noun)))}`;
  }
  return target.kind === 'allBut'
    ? `${all}, izņemot ${list(target.names.map(quote))}`
    : named(target.names, [noun.one, noun.many]);
};

/** In the genitive, which “for the purpose of” asks for. */
const PURPOSES: Record<Purpose, string> = {
  ResearchAndDevelopment: 'pētniecības un izstrādes',
  AcademicResearch: 'akadēmiskās pētniecības',
  NonCommercialResearch: 'nekomerciālās pētniecības',
  CommercialResearch: 'komerciālās pētniecības',
  ServiceProvision: 'pakalpojumu sniegšanas',
  ServiceImprovement: 'pakalpojumu uzlabošanas',
  PublicBenefit: 'sabiedriskā labuma',
  OrganisationGovernance: 'organizāciju pārvaldības',
};

const PEOPLE = { zero: 'personu', one: 'persona', other: 'personas' };
const CONTRIBUTORS = {
  zero: 'datu devēju organizāciju',
  one: 'datu devēja organizācija',
  other: 'datu devējas organizācijas',
};

/** Days in the accusative, in the genitive, and in the dative that a preposition asks of every plural. */
const days = (n: number) => count(n, { one: 'dienu', other: 'dienas' });
const ofDays = (n: number) => count(n, { one: 'dienas', other: 'dienu' });
const afterDays = (n: number) => count(n, { one: 'dienas', other: 'dienām' });

const NOISES = { gaussian: 'Gausa troksni', laplace: 'Laplasa troksni' };

const use: UsePhrases = {
  by: (columns) => `sadalījumā pēc ${columns.length === 1 ? 'kolonnas' : 'kolonnām'} ${list(columns)}`,
  columns: (columns) => `ar ${columns.length === 1 ? 'kolonnu' : 'kolonnām'} ${list(columns)}`,
  orCoarser: 'vai rupjāk',
  measures: (columns) =>
    columns.length === 0 ? 'skaitot tikai personas' : `ar ${named(columns, ['rādītāju', 'rādītājiem'])}`,
  purposes: (purposes) =>
    `${list(
      purposes.map((purpose) => PURPOSES[purpose]),
      'or',
    )} nolūkā`,
  behind: ({ minPeople, minContributors }) =>
    `ja aiz katra skaitļa ir vismaz ${count(minPeople, PEOPLE)} un ${count(minContributors, CONTRIBUTORS)}`,
  ownRows: 'tas attiecas tikai uz pieprasītāja paša organizāciju rindām',
  terms: {
    dominance: ({ n, k }) =>
      n === 1
        ? `nepublicē nevienu skaitli, kurā lielākā datu devēja daļa pārsniedz ${k} %`
        : `nepublicē nevienu skaitli, kurā ${n} lielāko datu devēju kopējā daļa pārsniedz ${k} %`,
    pPercent: (p) =>
      `nepublicē nevienu skaitli, no kura datu devēja vērtību var aplēst ar kļūdu, kas mazāka par ${p} %`,
    roundingBase: (base) => `publicētos skaitļus noapaļo ar soli ${base}`,
    epsilonPerYear: (epsilon) =>
      `publicētajiem skaitļiem pievieno troksni, ievērojot gada privātuma budžetu ε = ${withComma(epsilon)}`,
    minPeopleOutside: (n) => `aiz katra skaitļa ir vismaz ${count(n, PEOPLE)} ārpus tā lielākā datu devēja`,
    groupDisclosurePercent: (p) =>
      `nepublicē nevienu grupu, kurā vismaz ${p} % personu ir viena un tā pati sensitīvas kolonnas vērtība`,
    generalise: (first) =>
      first
        ? 'pirms skaitļu izlaišanas pāriet uz rupjākiem līmeņiem'
        : 'skaitļus izlaiž, nepārejot uz rupjākiem līmeņiem',
    rounding: (how) =>
      how === 'independent'
        ? 'katru publicēto skaitli noapaļo atsevišķi'
        : 'publicētos skaitļus noapaļo kopā, lai summas sakristu, kur tas iespējams',
    cellKey: ({ maxNoise, variance, tables }) =>
      `publicētos skaitļus nobīda ar šūnu atslēgu metodi, kas nav diferenciālais privātums, ne vairāk kā par ${maxNoise} un ar dispersiju ${withComma(variance)}, un no vienas datu kopas izveido ne vairāk kā ${count(tables, { zero: 'dažādu tabulu', one: 'tabulu', other: 'dažādas tabulas' })}`,
    noise: ({ epsilon, lifetimeEpsilon, distribution }) =>
      `publicētajiem skaitļiem pievieno ${distribution ? NOISES[distribution] : 'troksni'}, ievērojot privātuma budžetu ε = ${withComma(epsilon)} katrai izsniegšanai un ε = ${withComma(lifetimeEpsilon)} visām vienas datu kopas izsniegšanām kopā`,
    outputCheck: ({ reviewers }) =>
      `neko neizsniedz, pirms to ir pārbaudījuši ${reviewers} vērtētāji, kuri nezina cits cita secinājumus`,
  },
  microdata: {
    k: (k) =>
      `ierakstus izsniedz tikai grupās, kurās to ir vismaz ${k} un identificējošās kolonnas ir padarītas vienādas`,
    l: (l) => `katras sensitīvās kolonnas dažādo vērtību skaitam katrā grupā esot vismaz ${l}`,
    t: (t) =>
      `katras sensitīvās kolonnas sadalījumam katrā grupā atšķiroties no visu ierakstu sadalījuma ne vairāk kā par t = ${withComma(t)}`,
    mostSuppressedPercent: (n) => `izlaižot ne vairāk kā ${n} % ierakstu`,
  },
  decisions: {
    automatic: 'katru pieprasījumu automātiski izlemj pati šī politika',
    reviewers: (n) =>
      n === 1
        ? 'katru pieprasījumu izlemj 1 vērtētājs'
        : `katru pieprasījumu izlemj ${n} vērtētāji, kuri nezina cits cita atbildes`,
    vote: (body) =>
      `katru pieprasījumu balsojot izlemj ${body === null ? 'federācijas kopsapulce' : `institūcija ${body}`}`,
    consent:
      'katram pieprasījumam vajadzīga katras tās datu devējas organizācijas piekrišana, kuras rindas tajā pieprasītas',
  },
  duties: {
    cite: 'norādīt avotu',
    noReidentification: 'atkārtoti neidentificēt nevienu personu',
    deleteAfter: (n) => `dzēst datus ${ofDays(n)} laikā`,
    shareResults: (n) => `dalīties ar rezultātiem ${ofDays(n)} laikā`,
    reportUse: (n) => `ziņot par izmantošanu ${n === 1 ? 'katru dienu' : `ik pēc ${afterDays(n)}`}`,
  },
  must: (duties) => `datu saņēmējam ir pienākums ${duties}`,
  grant: (n) => `katra atļauja ir spēkā ne ilgāk kā ${days(n)}`,
};

export const latvian: Phrases = {
  quote,
  list,
  people,
  what,
  use,
  permission: (who, actions, object) => `${who} drīkst ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} nekad nedrīkst ${list(verbs(actions), 'or')} ${object}`,
  usePermission: (who, actions, object) => `${who} drīkst ${list(verbs(actions))} ${object}`,
  onColumns: (columns) => `attiecībā uz ${named(columns, ['kolonnu', 'kolonnām'])}`,
  onlyWithin: (whose) =>
    `ar to, kas pieder organizācijai ${quote(whose)}, tā rīkoties drīkst tikai tie, kurus norāda šī vai cita šīs organizācijas politika, un tikai tiktāl, ciktāl to atļauj federācija`,
  from: (day) => `pirmā diena, kad šī politika ir spēkā, ir ${date(day)}`,
  forDays: (n) => `šī politika pati zaudē spēku vēlākais ${days(n)} pēc tās pieņemšanas`,
  until: (day) => `pēdējā diena, kad šī politika ir spēkā, ir ${date(day)}`,
};
