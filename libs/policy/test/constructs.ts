import type { OrganisationId } from '#kernel';
import { assigneeOrPublic } from '../src/domain/document/assignee';
import { use } from '../src/domain/document/use';
import { where } from '../src/domain/document/where';
import { policyDocument, type PolicyDocument } from '../src/domain/policy-document';
import { PURPOSES } from '../src/domain/purpose';
import type { Names } from '../src/domain/sentence/names';
import {
  ACTIONS_ON,
  FIELDS_OF,
  isOwnSubject,
  isUseAction,
  NO_SERIES,
  type SubjectName,
} from '../src/domain/vocabulary';
import { idOf } from './arbitrary-policy';
import { document, extracts, forbidding, permitting, rule } from './documents';

/** A document of which one sentence says a construct; `owner`: whose own policy it is. */
export type Construct = { readonly document: PolicyDocument; readonly owner?: OrganisationId; readonly last?: true };
type Constructs = Record<string, Construct>;

/** Names that begin with a vowel, an i and an o: articles, prepositions and conjunctions change before them. */
const [ALBA, IRIS, ORMA] = [idOf<OrganisationId>(11), idOf(12), idOf(13)];
const [USERS, HOMES, YEARLY, BOARD] = [idOf(21), idOf(22), idOf(41), idOf(51)];
const CALLED: Record<string, string> = {
  ...{ [ALBA]: 'Alba', [IRIS]: 'Iris', [ORMA]: 'Orma', [USERS]: 'Utenti', [HOMES]: 'Alloggi' },
  ...{ [YEARLY]: 'Annuario', [BOARD]: 'Consiglio' },
};
const called = (id: string) => CALLED[id] ?? id;
export const CONSTRUCT_NAMES: Names = { organisation: called, dataset: called, series: called, body: called };

const each = <T extends string | number>(items: readonly T[], path: string, make: (item: T) => PolicyDocument) =>
  Object.fromEntries(items.map((item) => [`${path}/${item}`, { document: make(item) }]));

const keysOf = (shape: object) => Object.keys(shape);
/** The sample of a construct that the schema has; one that has none yet fails here. */
function sample<T>(samples: Readonly<Record<string, T>>, construct: string): T {
  const found = samples[construct];
  if (found === undefined) throw new Error(`Add a sample of “${construct}” to test/constructs.ts`);
  return found;
}

/** Numbers of every plural form there is in any of the languages: 1, 2 to 9, 10 to 20, 21, 22, 30, 101, 111. */
const DAYS = [1, 2, 10, 21, 22, 30, 111];
const ASSIGNEES: Readonly<Record<string, readonly object[]>> = {
  members: [{}],
  public: [{}],
  role: [
    ...['federation', [ALBA], [ALBA, IRIS]].map((organisations) => ({ role: 'researcher', organisations })),
    ...assigneeOrPublic.options.flatMap(({ shape }) =>
      'role' in shape ? shape.role.options.map((name) => ({ role: name, organisations: [ORMA] })) : [],
    ),
  ],
  organisation: [[ALBA], [ALBA, IRIS], [ALBA, IRIS, ORMA]].map((organisations) => ({ organisations })),
  kind: assigneeOrPublic.options.flatMap(({ shape }) =>
    'kinds' in shape
      ? [...shape.kinds.element.options.map((kind) => ({ kinds: [kind] })), { kinds: shape.kinds.element.options }]
      : [],
  ),
};

const assignees = (): Constructs =>
  Object.fromEntries(
    assigneeOrPublic.options.flatMap(({ shape: { type } }) =>
      sample(ASSIGNEES, type.value).map((who, i) => {
        const construct = { document: permitting(rule({ assignee: { type: type.value, ...who } })) };
        return [`assignee/${type.value}/${i + 1}`, construct];
      }),
    ),
  );

const permitted = (actions: readonly string[], subject: SubjectName = 'Dataset') =>
  actions.some(isUseAction) ? permitting(extracts({ actions })) : permitting(rule({ subject, actions }));

const actions = (): Constructs => ({
  ...(Object.assign(
    {},
    ...Object.entries(ACTIONS_ON).map(([subject, verbs]) =>
      each<string>(verbs, `permission/${subject}`, (verb) => permitted([verb], subject as SubjectName)),
    ),
  ) as Constructs),
  'permission/several': { document: permitted(ACTIONS_ON.Dataset.filter((action) => !isUseAction(action))) },
  'permission/several uses': { document: permitted(ACTIONS_ON.Dataset.filter(isUseAction)) },
  ...each(FORBIDDEN, 'prohibition', (action) => forbidding(rule({ actions: [action] }))),
  'prohibition/several': { document: forbidding(rule({ actions: FORBIDDEN })) },
});
const FORBIDDEN = ACTIONS_ON.Dataset.filter((action) => action !== 'create');

const TARGETS = {
  all: 'everything',
  one: { id: { $eq: USERS } },
  two: { id: { $in: [USERS, HOMES] } },
  'all but': { id: { $nin: [USERS, HOMES] } },
  those: { id: { $in: [USERS, HOMES], $ne: YEARLY } },
};

/** Of what is all the federation's and of what is an organisation's own; forbidden, where it can be. */
const targets = (): Constructs =>
  Object.assign(
    {},
    ...(Object.keys(ACTIONS_ON) as SubjectName[]).flatMap((subject) =>
      Object.entries(TARGETS).map(([kind, target]): Constructs => {
        const permitted = { document: permitting(rule({ subject, where: target })) };
        const own = { [`of an organisation/${subject}/${kind}`]: { ...permitted, owner: ALBA } };
        return {
          [`of the federation/${subject}/${kind}`]: permitted,
          ...(isOwnSubject(subject) && own),
          ...(subject === 'Dataset' && neverOf(kind, target)),
        };
      }),
    ),
  ) as Constructs;

const neverOf = (kind: string, target: unknown): Constructs => {
  const forbidden = { document: forbidding(rule({ where: target })) };
  return {
    [`never of the federation/${kind}`]: forbidden,
    [`never of an organisation/${kind}`]: { ...forbidden, owner: ALBA },
  };
};

const OPERANDS = { id: ORMA, term: 'PUBLIC', count: 3 };
const SEVERAL = new Set(['$in', '$nin']);

const conditions = (): Constructs => ({
  ...Object.fromEntries(
    Object.entries(FIELDS_OF).flatMap(([subject, fields]) =>
      Object.entries(fields)
        .filter(([field]) => field !== 'id')
        .map(([field, kind]) => {
          const condition = { [field]: { $eq: OPERANDS[kind] } };
          return [`condition/${subject}/${field}`, { document: permitting(rule({ subject, where: condition })) }];
        }),
    ),
  ),
  ...each(OPERATORS, 'operator', (operator) =>
    permitting(rule({ where: { contributors: { [operator]: SEVERAL.has(operator) ? [7, 8, 11] : 10 } } })),
  ),
  ...each(['$eq', '$ne'], 'no series', (operator) =>
    permitting(rule({ where: { seriesId: { [operator]: NO_SERIES } } })),
  ),
  ...each(['$in', '$nin'], 'some or no series', (operator) =>
    permitting(rule({ where: { seriesId: { [operator]: [YEARLY, NO_SERIES] } } })),
  ),
  'several conditions': {
    document: permitting(rule({ where: { publisherId: { $in: [ALBA, IRIS] }, accessRights: { $ne: 'PUBLIC' } } })),
  },
});
const OPERATORS = where('Dataset')
  .options.flatMap((option) => ('shape' in option ? [option.shape['contributors']] : []))
  .flatMap((comparison) => keysOf(comparison?.unwrap().shape ?? {}));

const TERMS: Readonly<Record<string, readonly unknown[]>> = {
  minPeople: [3, 10, 21, 22, 101],
  minContributors: [1, 2, 11, 21, 22],
  dominance: [1, 2].flatMap((n) => [70, 85, 11].map((k) => ({ n, k }))),
  pPercent: [5, 8, 11],
  roundingBase: [5, 11],
  epsilonPerYear: ['0.5'],
  minPeopleOutside: [0, 1, 5, 10, 21, 22],
  groupDisclosurePercent: [50, 81, 88, 100],
  generalise: [true, false],
  rounding: ['independent', 'controlled'],
  cellKey: [1, 2, 10, 11, 21].map((tables) => ({ maxNoise: 5, variance: tables === 2 ? '1.5' : '3', tables })),
  noise: [{}, { distribution: 'gaussian' }, { distribution: 'laplace' }].map((more) => ({
    ...{ epsilon: '0.5', lifetimeEpsilon: '4', ...more },
  })),
  outputCheck: [2, 5].map((reviewers) => ({ reviewers })),
  microdata: [
    ...[3, 11, 21].map((k) => ({ k })),
    ...[2, 21].map((l) => ({ k: 30, l })),
    { k: 5, t: '0.2' },
    ...[0, 1, 5, 8].map((mostSuppressedPercent) => ({ k: 5, mostSuppressedPercent })),
    { k: 5, l: 3, t: '0.15', mostSuppressedPercent: 4 },
  ],
};
/** What a term needs beside it. */
const BESIDE: Readonly<Record<string, object>> = { rounding: { roundingBase: 5 } };
const FOR: Readonly<Record<string, object>> = { microdata: { actions: ['exportRecords'] } };
const DECISIONS: Readonly<Record<string, readonly object[]>> = {
  automatic: [{}],
  reviewers: [1, 2, 9].map((count) => ({ count })),
  vote: [{}, { body: BOARD }],
  consent: [{}],
};
const DUTIES: Readonly<Record<string, readonly object[]>> = {
  cite: [{}],
  noReidentification: [{}],
  deleteAfter: DAYS.map((days) => ({ days })),
  shareResults: [1, 10].map((days) => ({ days })),
  reportUse: DAYS.map((everyDays) => ({ everyDays })),
};
const { terms, decision, duties } = use.shape;
const DUTY_TYPES = duties.unwrap().element.options.map(({ shape }) => shape.type.value);
const DECISION_TYPES = decision.unwrap().options.map(({ shape }) => shape.type.value);

/** What each part of a use permission may say, apart from whom, what and which. */
const USES: Readonly<Record<string, readonly object[]>> = {
  purposes: [...PURPOSES.map((purpose) => ({ purposes: [purpose] })), { purposes: PURPOSES }],
  dimensions: [['zona'], ['zona', 'ente'], [{ finest: 'zona' }, 'ente']].map((dimensions) => ({ dimensions })),
  measures: [[], ['ore'], ['ore', 'costo']].map((measures) => ({ measures })),
  terms: keysOf(terms.shape).flatMap((term) =>
    sample(TERMS, term).map((value) => ({
      ...FOR[term],
      terms: { minPeople: 10, minContributors: 3, ...BESIDE[term], [term]: value },
    })),
  ),
  rows: [{ actions: ['exportRecords'], rows: 'own' }],
  decision: DECISION_TYPES.flatMap((type) => sample(DECISIONS, type).map((more) => ({ decision: { type, ...more } }))),
  duties: [
    ...DUTY_TYPES.flatMap((type) => sample(DUTIES, type).map((more) => ({ duties: [{ type, ...more }] }))),
    { duties: DUTY_TYPES.map((type) => ({ type, ...sample(DUTIES, type).at(-1) })) },
  ],
  grantDays: DAYS.map((grantDays) => ({ grantDays })),
};
const SAID_ELSEWHERE = new Set(['assignee', 'actions', 'subject', 'where']);

const uses = (): Constructs =>
  numbered(
    'use',
    keysOf(use.shape).filter((part) => !SAID_ELSEWHERE.has(part)),
    (part) => sample(USES, part).map((change) => permitting(extracts(change))),
  );

/** What a prohibition adds to an access permission, and a document to its rules. */
const FORBIDDING: Readonly<Record<string, readonly object[]>> = {
  purposes: [['CommercialResearch'], ['CommercialResearch', 'ServiceProvision']].map((purposes) => ({ purposes })),
  columns: [
    ...[['zona'], ['zona', 'ente']].map((columns) => ({ columns })),
    { columns: ['zona'], purposes: ['CommercialResearch'] },
  ],
};
const ONE_DAYS = ['2027-01-01', '2027-03-08', '2027-11-11', '2027-12-31'];
const LASTING: Readonly<Record<string, readonly object[]>> = {
  validFrom: ONE_DAYS.map((validFrom) => ({ validFrom })),
  validForDays: DAYS.map((validForDays) => ({ validForDays })),
  validUntil: ONE_DAYS.map((validUntil) => ({ validUntil })),
};
const RULES = new Set(['schema', 'title', 'permissions', 'prohibitions']);

const others = (): Constructs => ({
  ...numbered(
    'prohibition',
    keysOf(policyDocument.shape.prohibitions.element.shape).filter((part) => !SAID_ELSEWHERE.has(part)),
    (part) => sample(FORBIDDING, part).map((change) => forbidding(rule({ actions: FORBIDDEN_USES, ...change }))),
  ),
  ...lasting(),
  'policy/only within': { document: permitting(rule({})), owner: ALBA, last: true },
});
const FORBIDDEN_USES = ['queryAggregates', 'requestExtract'];

const lasting = (): Constructs => {
  const parts = keysOf(policyDocument.shape).filter((part) => !RULES.has(part));
  const said = numbered('policy', parts, (part) =>
    sample(LASTING, part).map((change) => document({ permissions: [rule({})], ...change })),
  );
  return Object.fromEntries(Object.entries(said).map(([name, construct]) => [name, { ...construct, last: true }]));
};

const numbered = (
  path: string,
  parts: readonly string[],
  make: (part: string) => readonly PolicyDocument[],
): Constructs =>
  Object.fromEntries(
    parts.flatMap((part) => make(part).map((made, i) => [`${path}/${part}/${i + 1}`, { document: made }])),
  );

/** Every construct of the language, taken from its schema and vocabulary, in every shape that sounds different. */
export const CONSTRUCTS: Readonly<Record<string, Construct>> = {
  ...{ ...assignees(), ...actions(), ...targets(), ...conditions(), ...uses(), ...others() },
};
