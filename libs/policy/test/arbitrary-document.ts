import type { DatasetId, DatasetSeriesId, FederationId, Id, OrganisationId, PersonId } from '#kernel';
import fc from 'fast-check';
import { terms, withoutContradictions } from './arbitrary-terms';
import { parseOwnPolicy, parsePolicy, type PolicyDocument } from '../src/domain/policy-document';
import { PURPOSES } from '../src/domain/purpose';
import {
  ACTIONS_ON,
  FIELDS_OF,
  isUseAction,
  USE_ACTIONS,
  type FieldKind,
  type SubjectName,
} from '../src/domain/vocabulary';

/** An identifier that reads as its number. */
export const idOf = <T extends Id<string>>(n: number): T =>
  `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as T;

/** Few of each, so that rules and records meet often. */
export const FEDERATIONS = [1, 2].map((n) => idOf<FederationId>(n));
export const ORGANISATIONS = [11, 12, 13].map((n) => idOf<OrganisationId>(n));
export const DATASETS = [21, 22, 23].map((n) => idOf<DatasetId>(n));
export const SERIES = [41, 42].map((n) => idOf<DatasetSeriesId>(n));
export const PERSONS = [31, 32].map((n) => idOf<PersonId>(n));
export const TERMS = ['PUBLIC', 'RESTRICTED', 'socialNeeds', 'urbanStatistics'];
export const ROLES = ['member', 'steward', 'researcher', 'auditor'] as const;
export const plain = { noNullPrototype: true } as const;

const some = <T>(items: readonly T[]) => fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });

const OPERANDS: Record<FieldKind, readonly (string | number)[]> = {
  id: [...ORGANISATIONS, ...DATASETS, ...SERIES],
  term: TERMS,
  count: [0, 1, 2, 3, 4],
};

/** Objects with one to three of the keys. */
function someOf(values: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  const entry = fc.oneof(...Object.entries(values).map(([key, value]) => fc.tuple(fc.constant(key), value)));
  return fc
    .uniqueArray(entry, { selector: ([key]) => key, minLength: 1, maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));
}

function comparison(kind: FieldKind): fc.Arbitrary<object> {
  const value = fc.constantFrom(...OPERANDS[kind]);
  const list = some(OPERANDS[kind]);
  const equality = { $eq: value, $ne: value, $in: list, $nin: list };
  const order = { $lt: value, $lte: value, $gt: value, $gte: value };
  return someOf(kind === 'count' ? { ...equality, ...order } : equality);
}

function where(subject: SubjectName): fc.Arbitrary<unknown> {
  const fields = Object.entries(FIELDS_OF[subject]).map(([field, kind]) => [field, comparison(kind)] as const);
  const conditions = someOf(Object.fromEntries(fields));
  return fc.oneof({ weight: 1, arbitrary: fc.constant('everything') }, { weight: 3, arbitrary: conditions });
}

const KINDS = ['cooperative', 'association'] as const;

const assignee = fc.oneof(
  fc.record({ type: fc.constant('members') }, plain),
  fc.record({ type: fc.constant('organisation'), organisations: some(ORGANISATIONS) }, plain),
  fc.record({ type: fc.constant('kind'), kinds: some(KINDS) }, plain),
  fc.record(
    {
      type: fc.constant('role'),
      role: fc.constantFrom(...ROLES),
      organisations: fc.oneof(fc.constant('federation'), some(ORGANISATIONS)),
    },
    plain,
  ),
);

const accessTo = (subject: SubjectName) =>
  fc.record(
    {
      assignee,
      actions: some(ACTIONS_ON[subject].filter((action) => !isUseAction(action))),
      subject: fc.constant(subject),
      where: where(subject),
    },
    plain,
  );

const shown = fc.record(
  {
    assignee: fc.constant({ type: 'public' }),
    actions: some(['read', 'discover', 'readMetadata']),
    subject: fc.constant('Dataset'),
    where: where('Dataset'),
  },
  plain,
);

export const COLUMNS = ['zone', 'need', 'age_band', 'hours', 'cost'];

const extract = fc
  .record(
    {
      assignee,
      actions: fc.oneof(
        { weight: 3, arbitrary: fc.constant(['requestExtract']) },
        { weight: 2, arbitrary: some(USE_ACTIONS) },
      ),
      subject: fc.constant('Dataset'),
      where: where('Dataset'),
      purposes: some(PURPOSES),
      dimensions: fc.uniqueArray(
        fc.oneof(
          fc.constantFrom(...COLUMNS),
          fc.constantFrom(...COLUMNS).map((finest) => ({ finest })),
        ),
        { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) },
      ),
      measures: fc.oneof(fc.constant([]), some(COLUMNS)),
      terms,
      decision: fc.oneof(
        fc.constant({ type: 'automatic' }),
        fc.integer({ min: 1, max: 3 }).map((count) => ({ type: 'reviewers', count })),
        fc.constantFrom({ type: 'vote' }, { type: 'vote', body: idOf(51) }, { type: 'consent' }),
      ),
      duties: fc.subarray(
        [
          { type: 'cite' },
          { type: 'noReidentification' },
          { type: 'deleteAfter', days: 1 },
          { type: 'shareResults', days: 90 },
          { type: 'reportUse', everyDays: 30 },
        ],
        { minLength: 1 },
      ),
      grantDays: fc.constantFrom(1, 30, 365),
    },
    {
      ...plain,
      requiredKeys: ['assignee', 'actions', 'subject', 'where', 'purposes', 'dimensions', 'measures', 'terms'],
    },
  )
  .map(withoutContradictions);

/** Records of one's own only. */
const ownRows = extract.map((rule) => withoutContradictions({ ...rule, actions: ['exportRecords'], rows: 'own' }));

const prohibitionOf = (actions: readonly string[], ...optional: ('purposes' | 'columns')[]) =>
  fc.record(
    {
      assignee: fc.oneof({ weight: 8, arbitrary: assignee }, { weight: 1, arbitrary: fc.constant({ type: 'public' }) }),
      actions: some(actions),
      subject: fc.constant('Dataset'),
      where: where('Dataset'),
      ...(optional.includes('purposes') && { purposes: some(PURPOSES) }),
      ...(optional.includes('columns') && { columns: some(COLUMNS) }),
    },
    plain,
  );

const prohibition = fc.oneof(
  { weight: 4, arbitrary: prohibitionOf(ACTIONS_ON.Dataset.filter((action) => action !== 'create')) },
  { weight: 1, arbitrary: prohibitionOf(USE_ACTIONS, 'purposes') },
  { weight: 1, arbitrary: prohibitionOf(['readMetadata', ...USE_ACTIONS], 'columns') },
  { weight: 1, arbitrary: prohibitionOf(USE_ACTIONS, 'purposes', 'columns') },
);

const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });

const dayText = (date: Date) => date.toISOString().slice(0, 10);

const documentOf = (permission: fc.Arbitrary<unknown>) =>
  fc
    .record(
      {
        schema: fc.constant('granaio-policy/1'),
        title: fc.constantFrom('Accesso ai dati', 'Regola di prova'),
        permissions: fc.array(permission, { maxLength: 6, size: 'max' }),
        prohibitions: fc.array(prohibition, { maxLength: 2, size: 'max' }),
        validFrom: fc
          .date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
          .map(dayText),
        validForDays: fc.integer({ min: 1, max: 1_000 }),
        validUntil: fc.option(day.map(dayText)),
      },
      { ...plain, requiredKeys: ['schema', 'title', 'permissions', 'prohibitions', 'validUntil'] },
    )
    .filter(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil)
    .filter(({ permissions, prohibitions }) => permissions.length + prohibitions.length > 0);

/** Any policy that members could write and that is valid. */
export const policyDocument: fc.Arbitrary<PolicyDocument> = documentOf(
  fc.oneof(
    { weight: 8, arbitrary: accessTo('Dataset') },
    { weight: 4, arbitrary: extract },
    { weight: 1, arbitrary: shown },
    { weight: 1, arbitrary: ownRows },
    ...(['Ballot', 'Policy', 'Contribution', 'Extract'] as const).map((subject) => ({
      weight: 1,
      arbitrary: accessTo(subject),
    })),
  ),
).map(parsePolicy);

/** Any that an organisation could adopt about what is its own. */
export const ownDocument: fc.Arbitrary<PolicyDocument> = documentOf(
  fc.oneof(
    { weight: 4, arbitrary: accessTo('Dataset') },
    { weight: 2, arbitrary: extract },
    { weight: 2, arbitrary: accessTo('Contribution') },
  ),
).map(parseOwnPolicy);
