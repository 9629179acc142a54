import type { Purpose } from '../../purpose';
import type { Action, SubjectName } from '../../vocabulary';
import type { KindName, PeoplePhrases, Phrases, RoleName, UsePhrases } from '../phrases';
import { speech, withComma } from '../speech';
import type { Comparison } from '../target';

/** “Y” and “o” change before their own sound, in words, in names and in numbers as they are read. */
const { quote, list, named, count, date } = speech({
  locale: 'es-ES',
  quotes: ['«', '»'],
  missing: 'inexistente',
  and: (next) => (/^«?h?[ií](?!e)/i.test(next) ? 'e' : 'y'),
  or: (next) => (/^(«?h?[oó]|8|11$|11\d{3}$)/i.test(next) ? 'u' : 'o'),
});

const ROLES: Record<RoleName, string> = {
  member: 'los socios',
  steward: 'los responsables de los datos',
  researcher: 'los investigadores',
  auditor: 'los auditores',
};

const KINDS: Record<KindName, string> = {
  cooperative: 'cooperativas',
  association: 'asociaciones',
  foundation: 'fundaciones',
  socialEnterprise: 'empresas sociales',
  mutual: 'mutualidades',
  enablingOrganisation: 'organizaciones de apoyo',
};

const people: PeoplePhrases = {
  members: 'las personas inscritas en los libros de socios de la federación',
  public: 'las personas en general, identificadas o no,',
  role: (role, organisations) =>
    `${ROLES[role]} de ${organisations ? list(organisations) : 'las organizaciones de la federación'}`,
  organisation: (organisations) => `las personas que pertenecen a ${list(organisations, 'or')}`,
  kind: (kinds) =>
    `las personas que pertenecen a ${list(
      kinds.map((kind) => KINDS[kind]),
      'or',
    )} de la federación`,
};

/** Transitive verbs only, so that one object serves them all. */
const ACTIONS: Record<Action, readonly string[]> = {
  read: ['ver'],
  discover: ['encontrar en el catálogo'],
  readMetadata: ['consultar en sus metadatos'],
  preview: ['previsualizar'],
  queryAggregates: ['consultar en forma agregada'],
  requestExtract: ['solicitar en extracto'],
  exportRecords: ['exportar fila por fila'],
  create: ['publicar'],
  contribute: ['alimentar'],
  propose: ['presentar', 'someter a votación'],
  vote: ['votar'],
};
const verbs = (actions: readonly Action[]) => actions.flatMap((action) => ACTIONS[action]);

type Noun = { readonly one: string; readonly many: string; readonly all: string; readonly any: string };

const SUBJECTS: Record<SubjectName, Noun> = {
  Dataset: {
    one: 'el conjunto de datos',
    many: 'los conjuntos de datos',
    all: 'todos los conjuntos de datos',
    any: 'ningún conjunto de datos',
  },
  Ballot: { one: 'la propuesta', many: 'las propuestas', all: 'todas las propuestas', any: 'ninguna propuesta' },
  Policy: {
    one: 'la regla de acceso',
    many: 'las reglas de acceso',
    all: 'todas las reglas de acceso',
    any: 'ninguna regla de acceso',
  },
  Contribution: {
    one: 'la aportación',
    many: 'las aportaciones',
    all: 'todas las aportaciones',
    any: 'ninguna aportación',
  },
  Extract: { one: 'el extracto', many: 'los extractos', all: 'todos los extractos', any: 'ningún extracto' },
};

const FIELDS: Record<string, readonly [field: string, be: string]> = {
  id: ['que', 'son'],
  publisherId: ['cuyo editor', 'es'],
  seriesId: ['cuya serie', 'es'],
  organisationId: ['cuya organización', 'es'],
  datasetId: ['cuyo conjunto de datos', 'es'],
  needCategory: ['cuya categoría de necesidad', 'es'],
  accessRights: ['cuyos derechos de acceso', 'son'],
  contributors: ['cuyo número de organizaciones aportantes', 'es'],
  requestedBy: ['cuyo solicitante', 'es'],
};

const OPERATORS: Record<Comparison['operator'], (be: string, values: readonly string[]) => string> = {
  is: (be, values) => `${be} ${list(values, 'or')}`,
  isNot: (be, values) =>
    `no ${be} ${values.length === 1 ? list(values) : values.map((value) => `ni ${value}`).join(' ')}`,
  $lt: (be, values) => `${be} inferior a ${list(values)}`,
  $lte: (be, values) => `${be} como máximo ${list(values)}`,
  $gt: (be, values) => `${be} superior a ${list(values)}`,
  $gte: (be, values) => `${be} como mínimo ${list(values)}`,
};

const clause = ({ field, operator, values }: Comparison) => {
  const [subject, be] = FIELDS[field] ?? [`cuyo ${field}`, 'es'];
  return `${subject} ${OPERATORS[operator](be, values.map(quote))}`;
};

const what: Phrases['what'] = (subject, target, { never, whose }) => {
  const noun = SUBJECTS[subject];
  const owner = whose === null ? 'de la federación' : `de ${quote(whose)}`;
  const all = `${never ? noun.any : noun.all} ${owner}`;
  if (target.kind === 'all') return all;
  if (target.kind === 'those') return `${noun.many} ${owner} ${list(target.comparisons.map(clause))}`;
  return target.kind === 'allBut'
    ? `${all} excepto ${list(target.names.map(quote))}`
    : named(target.names, [noun.one, noun.many]);
};

const PURPOSES: Record<Purpose, string> = {
  ResearchAndDevelopment: 'investigación y desarrollo',
  AcademicResearch: 'investigación académica',
  NonCommercialResearch: 'investigación no comercial',
  CommercialResearch: 'investigación comercial',
  ServiceProvision: 'prestación de servicios',
  ServiceImprovement: 'mejora de los servicios',
  PublicBenefit: 'beneficio público',
  OrganisationGovernance: 'gobernanza de las organizaciones',
};

const days = (n: number) => count(n, { one: 'día', other: 'días' });

const NOISES = { gaussian: 'ruido gaussiano', laplace: 'ruido de Laplace' };

const use: UsePhrases = {
  by: (columns) => `por ${list(columns)}`,
  columns: (columns) => `con ${columns.length === 1 ? 'la columna' : 'las columnas'} ${list(columns)}`,
  orCoarser: 'o menos detallado',
  measures: (columns) =>
    columns.length === 0 ? 'contando solo personas' : `con ${named(columns, ['la medida', 'las medidas'])}`,
  purposes: (purposes) =>
    `con fines de ${list(
      purposes.map((purpose) => PURPOSES[purpose]),
      'or',
    )}`,
  behind: ({ minPeople, minContributors }) =>
    `con al menos ${count(minPeople, { one: 'persona', other: 'personas' })} y ${count(minContributors, { one: 'organización aportante', other: 'organizaciones aportantes' })} detrás de cada cifra`,
  ownRows: 'esto vale solo para las filas de las organizaciones a las que pertenecen',
  terms: {
    dominance: ({ n, k }) =>
      n === 1
        ? `no se publica ninguna cifra de la que el mayor aportante reúna más del ${k} %`
        : `no se publica ninguna cifra de la que los ${n} mayores aportantes reúnan juntos más del ${k} %`,
    pPercent: (p) =>
      `no se publica ninguna cifra a partir de la cual se pueda estimar el valor de un aportante con un error inferior al ${p} %`,
    roundingBase: (base) => `las cifras publicadas se redondean a múltiplos de ${base}`,
    epsilonPerYear: (epsilon) =>
      `a las cifras publicadas se les añade ruido, dentro de un presupuesto anual de privacidad de ε = ${withComma(epsilon)}`,
    minPeopleOutside: (n) =>
      `cada cifra tiene detrás al menos ${count(n, { one: 'persona ajena', other: 'personas ajenas' })} a su mayor aportante`,
    groupDisclosurePercent: (p) =>
      `no se publica ningún grupo del que al menos el ${p} % tenga el mismo valor de una columna sensible`,
    generalise: (first) =>
      first
        ? 'antes de omitir cifras se pasa a niveles menos detallados'
        : 'se omiten cifras sin pasar a niveles menos detallados',
    rounding: (how) =>
      how === 'independent'
        ? 'cada cifra publicada se redondea por separado'
        : 'las cifras publicadas se redondean en conjunto, de modo que las sumas cuadren cuando sea posible',
    cellKey: ({ maxNoise, variance, tables }) =>
      `las cifras publicadas se desplazan con el método de la clave de celda, que no es privacidad diferencial, en ${maxNoise} como máximo y con una varianza de ${withComma(variance)}, en un máximo de ${count(tables, { one: 'tabla', other: 'tablas distintas' })} de un mismo conjunto de datos`,
    noise: ({ epsilon, lifetimeEpsilon, distribution }) =>
      `a las cifras publicadas se les añade ${distribution ? NOISES[distribution] : 'ruido'}, dentro de un presupuesto de privacidad de ε = ${withComma(epsilon)} para cada entrega y de ε = ${withComma(lifetimeEpsilon)} para todas las entregas de un mismo conjunto de datos`,
    outputCheck: ({ reviewers }) =>
      `ninguna entrega sale antes de que la hayan comprobado ${reviewers} evaluadores que no conocen las conclusiones de los demás`,
  },
  microdata: {
    k: (k) => `los registros salen solo en grupos de al menos ${k} igualados en las columnas identificativas`,
    l: (l) => `con al menos ${l} valores distintos de cada columna sensible en cada grupo`,
    t: (t) =>
      `con una distribución de cada columna sensible que en cada grupo dista como máximo t = ${withComma(t)} de la de todos los registros`,
    mostSuppressedPercent: (n) => `omitiendo como máximo el ${n} % de los registros`,
  },
  decisions: {
    automatic: 'cada solicitud se decide automáticamente, por esta misma regla',
    reviewers: (n) =>
      n === 1
        ? 'cada solicitud la decide 1 evaluador'
        : `cada solicitud la deciden ${n} evaluadores que no conocen las respuestas de los demás`,
    vote: (body) =>
      `cada solicitud se decide por votación ${body === null ? 'de la asamblea de la federación' : `del órgano ${body}`}`,
    consent: 'cada solicitud requiere el consentimiento de cada organización aportante cuyas filas pide',
  },
  duties: {
    cite: 'citar la fuente',
    noReidentification: 'abstenerse de reidentificar a nadie',
    deleteAfter: (n) => `borrar los datos en un plazo de ${days(n)}`,
    shareResults: (n) => `compartir los resultados en un plazo de ${days(n)}`,
    reportUse: (n) => (n === 1 ? 'informar sobre el uso cada día' : `informar sobre el uso cada ${days(n)}`),
  },
  must: (duties) => `quien recibe los datos debe ${duties}`,
  grant: (n) => `cada autorización dura como máximo ${days(n)}`,
};

export const spanish: Phrases = {
  quote,
  list,
  people,
  what,
  use,
  permission: (who, actions, object) => `${who} pueden ${list(verbs(actions))} ${object}`,
  prohibition: (who, actions, object) => `${who} nunca pueden ${list(verbs(actions), 'or')} ${object}`,
  usePermission: (who, actions, object) => `${who} pueden ${list(verbs(actions))} ${object}`,
  onColumns: (columns) => `en lo que respecta a ${named(columns, ['la columna', 'las columnas'])}`,
  onlyWithin: (whose) =>
    `con lo que es de ${quote(whose)} solo puede hacerlo quien esté indicado en esta o en otra de sus propias reglas, y solo dentro de lo que permite la federación`,
  from: (day) => `esta regla rige a partir del ${date(day)}`,
  forDays: (n) => `esta regla cesa por sí misma a más tardar ${days(n)} después de su adopción`,
  until: (day) => `esta regla cesa por sí misma después del ${date(day)}`,
};
