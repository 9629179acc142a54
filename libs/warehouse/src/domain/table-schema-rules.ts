import { RESERVED_CODES } from './aggregate';
import { isGrouping, missingValuesOf, scaleOf, type Field, type TableSchema } from './field';

type Issue = { path: (string | number)[]; message: string };

/** Everything that is wrong with a schema whose single fields are well-formed. */
export function schemaIssues(schema: TableSchema): Issue[] {
  return [
    ...schema.fields.flatMap((field, i) => fieldIssues(field, schema).map((issue) => at(i, issue))),
    ...nameIssues(schema),
    ...weightIssues(schema),
    ...keyIssues(schema),
    ...nestingIssues(schema),
  ];
}

const at = (index: number, { path, message }: Issue): Issue => ({ path: ['fields', index, ...path], message });

const fieldIssues = (field: Field, schema: TableSchema): Issue[] => [
  ...typeIssues(field),
  ...categoryIssues(field, schema),
  ...boundIssues(field),
];

function typeIssues({ type, scale, disclosureRole }: Field): Issue[] {
  const issues: Issue[] = [];
  if (scale !== undefined && type !== 'decimal')
    issues.push({ path: ['scale'], message: 'only decimals have a scale' });
  if (disclosureRole === 'measure' && type !== 'integer' && type !== 'decimal') {
    issues.push({ path: ['type'], message: 'a measure is an integer or a decimal' });
  }
  if (disclosureRole === 'weight' && type !== 'integer') {
    issues.push({ path: ['type'], message: 'a weight is an integer' });
  }
  return issues;
}

function categoryIssues({ type, categories }: Field, schema: TableSchema): Issue[] {
  if (!categories) return [];
  const issue = (message: string): Issue => ({ path: ['categories'], message });
  const missing = new Set(missingValuesOf(schema));
  return [
    ...(type === 'string' ? [] : [issue('only text has categories')]),
    ...(new Set(categories.map((text) => text.normalize('NFC'))).size < categories.length ? [issue('repeated')] : []),
    ...(categories.some((text) => text.trim() !== text) ? [issue('no spaces around a category')] : []),
    ...(categories.some((text) => RESERVED_CODES.includes(text)) ? [issue('_T and _U are reserved')] : []),
    ...(categories.some((text) => missing.has(text)) ? [issue('a category stands for a missing value')] : []),
    ...(categories.some((text) => text.includes('\0')) ? [issue('no NUL in a category')] : []),
  ];
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}

/** A bound in units of 10^-scale, so that two bounds compare exactly; null if it is not such a number. */
function minorUnits(bound: number | string, scale: number): bigint | null {
  const match = /^(-?)(\d{1,18})(?:\.(\d+))?$/.exec(String(bound));
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > scale) return null;
  return BigInt(`${match[1] ?? ''}${match[2] ?? ''}${fraction.padEnd(scale, '0')}`);
}

const DECIMAL_18 = 10n ** 18n;

/** What a bound compares as: whole units, or an ISO date; null if it is no exact value of the field's type. */
function comparable(bound: number | string, field: Field): bigint | string | null {
  if (field.type === 'date') return isDate(String(bound)) ? String(bound) : null;
  if (field.type !== 'integer' && field.type !== 'decimal') return null;
  const minor = minorUnits(bound, scaleOf(field));
  return minor !== null && minor > -DECIMAL_18 && minor < DECIMAL_18 ? minor : null;
}

function boundIssues(field: Field): Issue[] {
  const issues: Issue[] = [];
  const [low, high] = (['minimum', 'maximum'] as const).map((name) => {
    const bound = field[name];
    const value = bound === undefined ? undefined : comparable(bound, field);
    if (value === null) issues.push({ path: [name], message: `not an exact value of type ${field.type}` });
    return value;
  });
  if (low != null && high != null && low > high) issues.push({ path: ['minimum'], message: 'above the maximum' });
  return issues;
}

function nameIssues({ fields }: TableSchema): Issue[] {
  const names = fields.map(({ name }) => name);
  return names.flatMap((name, i) =>
    names.indexOf(name) === i ? [] : [{ path: ['fields', i, 'name'], message: 'another field has this name' }],
  );
}

function weightIssues({ fields }: TableSchema): Issue[] {
  const weights = fields.filter(({ disclosureRole }) => disclosureRole === 'weight');
  return weights.length > 1 ? [{ path: ['fields'], message: 'at most one field is the weight' }] : [];
}

function keyIssues({ fields, primaryKey = [] }: TableSchema): Issue[] {
  const names = new Set(fields.map(({ name }) => name));
  return primaryKey.flatMap((name, i) => [
    ...(names.has(name) ? [] : [{ path: ['primaryKey', i], message: 'no such field' }]),
    ...(primaryKey.indexOf(name) === i ? [] : [{ path: ['primaryKey', i], message: 'repeated' }]),
  ]);
}

function nestingIssues({ fields }: TableSchema): Issue[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return fields.flatMap((field, i) => {
    if (field.within === undefined) return [];
    const coarser = byName.get(field.within);
    if (!coarser || !isGrouping(coarser) || !isGrouping(field)) {
      return [{ path: ['fields', i, 'within'], message: 'one dimension lies within another dimension' }];
    }
    return climbsForever(field, byName) ? [{ path: ['fields', i, 'within'], message: 'within itself' }] : [];
  });
}

function climbsForever(field: Field, byName: ReadonlyMap<string, Field>): boolean {
  const seen = new Set<Field>();
  for (let step: Field | undefined = field; step; step = step.within ? byName.get(step.within) : undefined) {
    if (seen.has(step)) return true;
    seen.add(step);
  }
  return false;
}
