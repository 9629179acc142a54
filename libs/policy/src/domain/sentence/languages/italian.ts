import type { Purpose } from '../../purpose';
import type { Action, SubjectName } from '../../vocabulary';
import type { KindName, PeoplePhrases, Phrases, RoleName, UsePhrases } from '../phrases';
import { speech, withComma } from '../speech';
import type { Comparison } from '../target';

/** “E” before itself is “ed”; before a quotation it stays, as it has always stood in what was voted. */
const { quote, list, named, count, date } = speech({
  locale: 'it-IT',
  quotes: ['«', '»'],
  missing: 'assente',
  and: (next) => (/^e/i.test(next) ? 'ed' : 'e'),
  or: 'o',
});

const to = (words: string) => (/^«?a/i.test(words) ? `ad ${words}` : `a ${words}`);

const ROLES: Record<RoleName, string> = {
  member: 'i soci',
  steward: 'i responsabili dei dati',
  researcher: 'i ricercatori',
  auditor: 'i revisori',
};

const KINDS: Record<KindName, string> = {
  cooperative: 'cooperative',
  association: 'associazioni',
  foundation: 'fondazioni',
  socialEnterprise: 'imprese sociali',
  mutual: 'mutue',
  enablingOrganisation: 'organizzazioni di supporto',
};

const people: PeoplePhrases = {
  members: 'le persone iscritte nei libri soci della federazione',
  public: 'le persone in generale, identificate o no,',
  role: (role, organisations) =>
    `${ROLES[role]} ${organisations ? `di ${list(organisations)}` : 'delle organizzazioni della federazione'}`,
  organisation: (organisations) => `le persone che appartengono ${to(list(organisations, 'or'))}`,
  kind: (kinds) =>
    `le persone che appartengono ${to(
      list(
        kinds.map((kind) => KINDS[kind]),
        'or',
      ),
    )} della federazione`,
};

/** Transitive verbs only, so that one object serves them all. */
const ACTIONS: Record<Action, readonly string[]> = {
  read: ['vedere'],
  discover: ['trovare nel catalogo'],
  readMetadata: ['consultare nei metadati'],
  preview: ['vedere in anteprima'],
  queryAggregates: ['interrogare in forma aggregata'],
  requestExtract: ['chiedere in estratto'],
  exportRecords: ['esportare riga per riga'],
  create: ['pubblicare'],
  contribute: ['alimentare'],
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
  seriesId: ['la cui serie', 'è'],
  organisationId: ['la cui organizzazione', 'è'],
  datasetId: ['il cui dataset', 'è'],
  needCategory: ['la cui categoria di bisogno', 'è'],
  accessRights: ['i cui diritti di accesso', 'sono'],
  contributors: ['il cui numero di organizzazioni conferenti', 'è'],
  requestedBy: ['il cui richiedente', 'è'],
};

const OPERATORS: Record<Comparison['operator'], (be: string, values: readonly string[]) => string> = {
  is: (be, values) => `${be} ${list(values, 'or')}`,
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

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const noun = SUBJECTS[subject];
  const owner = whose === null ? 'della federazione' : `di ${quote(whose)}`;
  const all = `${never ? noun.any : noun.all} ${owner}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') return `${noun.many} ${owner} ${list(target.comparisons.map(clause))}`;
  return target.kind === 'allBut'
    ? `${all} tranne ${list(target.names.map(quote))}`
    : named(target.names, [noun.one, noun.many]);
};

/** The preposition joined to the article that an object of an extract may begin with. */
const of = (object: string) =>
  object.startsWith('tutti ') ? `di ${object}` : object.replace(/^il /, 'del ').replace(/^i /, 'dei ');

/** A day after a preposition with its article, which is elided before the days that begin with a vowel; the first is an ordinal. */
const withDay = (day: string, [full, elided]: readonly [string, string]) => {
  const words = date(day).replace(/^1 /, '1º ');
  return /^(8|11) /.test(words) ? `${elided}${words}` : `${full} ${words}`;
};

/** A percentage after “a” with its article, elided as the number is read: uno, otto, undici, ottanta. */
/** As it is read: uno, otto, undici, ottanta. */
const startsWithVowel = (n: number) => /^(1|8|11|8\d)$/.test(String(n));
const toPercent = (n: number) => (startsWithVowel(n) ? `all’${n}%` : `al ${n}%`);

const days = (n: number) => count(n, { one: 'giorno', other: 'giorni' });

const PURPOSES: Record<Purpose, string> = {
  ResearchAndDevelopment: 'di ricerca e sviluppo',
  AcademicResearch: 'di ricerca accademica',
  NonCommercialResearch: 'di ricerca non commerciale',
  CommercialResearch: 'di ricerca commerciale',
  ServiceProvision: 'di fornitura di servizi',
  ServiceImprovement: 'di miglioramento dei servizi',
  PublicBenefit: 'di pubblica utilità',
  OrganisationGovernance: 'di governo delle organizzazioni',
};

function thePercent(n: number): string {
  if (n === 0) return `lo ${n}%`;
  return startsWithVowel(n) ? `l’${n}%` : `il ${n}%`;
}

const NOISES = { gaussian: 'rumore gaussiano', laplace: 'rumore di Laplace' };

const use: UsePhrases = {
  by: (columns) => `per ${list(columns)}`,
  columns: (columns) => `con ${columns.length === 1 ? 'la colonna' : 'le colonne'} ${list(columns)}`,
  orCoarser: 'o meno fine',
  measures: (columns) =>
    columns.length === 0 ? 'contando solo le persone' : `con le misure ${list(columns.map(quote))}`,
  purposes: (purposes) =>
    `a fini ${list(
      purposes.map((purpose) => PURPOSES[purpose]),
      'or',
    )}`,
  behind: ({ minPeople, minContributors }) =>
    `con almeno ${count(minPeople, { one: 'persona', other: 'persone' })} e ${count(minContributors, { one: 'organizzazione conferente', other: 'organizzazioni conferenti' })} dietro ogni numero`,
  ownRows: 'ciò vale solo per le righe delle organizzazioni a cui appartengono',
  terms: {
    dominance: ({ n, k }) =>
      n === 1
        ? `non si pubblica alcun numero di cui il maggior conferente detiene una quota superiore ${toPercent(k)}`
        : `non si pubblica alcun numero di cui i ${n} maggiori conferenti detengono insieme una quota superiore ${toPercent(k)}`,
    pPercent: (p) =>
      `non si pubblica alcun numero da cui si possa stimare il valore di un conferente con un errore inferiore ${toPercent(p)}`,
    roundingBase: (base) => `i numeri pubblicati sono arrotondati a multipli di ${base}`,
    epsilonPerYear: (epsilon) =>
      `ai numeri pubblicati si aggiunge rumore, entro un bilancio annuo di riservatezza di ε = ${withComma(epsilon)}`,
    minPeopleOutside: (n) =>
      `ogni numero ha dietro di sé almeno ${count(n, { one: 'persona', other: 'persone' })} al di fuori del suo maggior conferente`,
    groupDisclosurePercent: (p) =>
      `non si pubblica alcun gruppo di cui almeno ${thePercent(p)} ha lo stesso valore di una colonna sensibile`,
    generalise: (first) =>
      first
        ? 'prima di omettere numeri si passa a livelli meno fini'
        : 'si omettono numeri senza passare a livelli meno fini',
    rounding: (how) =>
      how === 'independent'
        ? 'ogni numero pubblicato è arrotondato per conto suo'
        : 'i numeri pubblicati sono arrotondati insieme, così che le somme tornino ove possibile',
    cellKey: ({ maxNoise, variance, tables }) =>
      `i numeri pubblicati sono spostati con il metodo delle chiavi di cella, che non è privacy differenziale, al massimo di ${maxNoise} e con varianza ${withComma(variance)}, in al massimo ${count(tables, { one: 'tabella', other: 'tabelle diverse' })} di uno stesso dataset`,
    noise: ({ epsilon, lifetimeEpsilon, distribution }) =>
      `ai numeri pubblicati si aggiunge ${distribution ? NOISES[distribution] : 'rumore'}, entro un bilancio di riservatezza di ε = ${withComma(epsilon)} per ogni rilascio e di ε = ${withComma(lifetimeEpsilon)} per tutti i rilasci di uno stesso dataset`,
    outputCheck: ({ reviewers }) =>
      `nessun rilascio esce prima di essere stato controllato da ${reviewers} valutatori che non conoscono gli esiti gli uni degli altri`,
  },
  microdata: {
    k: (k) => `i record escono solo in gruppi di almeno ${k} resi uguali nelle colonne identificative`,
    l: (l) => `con almeno ${l} valori diversi di ogni colonna sensibile in ciascun gruppo`,
    t: (t) =>
      `con una distribuzione di ogni colonna sensibile che in ciascun gruppo dista al massimo t = ${withComma(t)} da quella di tutti i record`,
    mostSuppressedPercent: (n) => `omettendo al massimo ${thePercent(n)} dei record`,
  },
  decisions: {
    automatic: 'ogni richiesta è decisa automaticamente, da questa stessa regola',
    reviewers: (n) =>
      n === 1
        ? 'ogni richiesta è decisa da 1 valutatore'
        : `ogni richiesta è decisa da ${n} valutatori che non conoscono le risposte gli uni degli altri`,
    vote: (body) =>
      `ogni richiesta è decisa con un voto ${body === null ? 'dell’assemblea della federazione' : `dell’organo ${body}`}`,
    consent: 'ogni richiesta esige il consenso di ogni organizzazione conferente di cui chiede le righe',
  },
  duties: {
    cite: 'citare la fonte',
    noReidentification: 'astenersi dal reidentificare chiunque',
    deleteAfter: (n) => `cancellare i dati entro ${days(n)}`,
    shareResults: (n) => `condividere i risultati entro ${days(n)}`,
    reportUse: (n) => (n === 1 ? 'riferire sull’uso ogni giorno' : `riferire sull’uso ogni ${days(n)}`),
  },
  must: (duties) => `chi riceve i dati deve ${duties}`,
  grant: (n) => `ogni autorizzazione dura al massimo ${days(n)}`,
};

export const italian: Phrases = {
  quote,
  list,
  people,
  what,
  use,
  permission: (who, actions, object) => `${who} possono ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} non possono mai ${list(verbs(actions), 'or')} ${object}`,
  usePermission: (who, actions, object) =>
    actions.length === 1 && actions[0] === 'requestExtract'
      ? `${who} possono chiedere dati aggregati ${of(object)}`
      : `${who} possono ${list(verbs(actions))} ${object}`,
  onColumns: (columns) => `per quanto riguarda ${named(columns, ['la colonna', 'le colonne'])}`,
  onlyWithin: (whose) =>
    `con ciò che è di ${quote(whose)} può farlo solo chi è indicato da questa o da un’altra sua regola, ed entro ciò che la federazione permette`,
  from: (day) => `questa regola vale a partire ${withDay(day, ['dal', 'dall’'])}`,
  forDays: (n) => `questa regola cessa da sé al più tardi ${days(n)} dopo la sua adozione`,
  until: (day) => `questa regola cessa da sé ${withDay(day, ['dopo il', 'dopo l’'])}`,
};
