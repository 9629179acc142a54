import { RESERVED_CODES } from './aggregate';
import { gridIssues } from './grid';
import { impossibleIssues } from './impossible';
import { missingValuesOf, scaleOf, type Field, type TableSchema } from './field';
import { under, type Issue } from './schema-issue';
import { patternTrouble } from './pattern';
import { ruleIssues } from './row-rule-issues';
import { exactUnits, isIsoDate } from './exact-value';
import { keyIssues, plausibilityIssues } from './table-schema-keys';
import { levelIssues } from './table-schema-levels';

/** Everything that is wrong with a schema whose single fields are well-formed. */
export function schemaIssues(schema: TableSchema): Issue[] {
  return [
    ...schema.fields.flatMap((field, i) => fieldIssues(field, schema).map(under('fields', i))),
    ...nameIssues(schema),
    ...weightIssues(schema),
    ...keyIssues(schema),
    ...impossibleIssues(schema),
    ...levelIssues(schema),
    ...ruleIssues(schema),
    ...plausibilityIssues(schema),
  ];
}

const fieldIssues = (field: Field, schema: TableSchema): Issue[] => [
  ...typeIssues(field),
  ...categoryIssues(field, schema),
  ...boundIssues(field),
  ...gridIssues(field),
  ...textIssues(field),
  ...pseudonymIssues(field),
];

const isNumber = (type: Field['type']) => type === 'integer' || type === 'decimal';

function typeIssues({ type, scale, unit, disclosureRole }: Field): Issue[] {
  const rules: [boolean, string, string][] = [
    [unit === undefined || isNumber(type), 'unit', 'only numbers have a unit'],
    [scale === undefined || type === 'decimal', 'scale', 'only decimals have a scale'],
    [disclosureRole !== 'measure' || isNumber(type), 'type', 'a measure is an integer or a decimal'],
    [disclosureRole !== 'weight' || type === 'integer', 'type', 'a weight is an integer'],
  ];
  return rules.flatMap(([holds, place, message]): Issue[] => (holds ? [] : [{ path: [place], message }]));
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

/** What a bound compares as: whole units, or an ISO date; null if it is no exact value of the field's type. */
function comparable(bound: number | string, field: Field): bigint | string | null {
  if (field.type === 'date') return isIsoDate(String(bound)) ? String(bound) : null;
  if (field.type !== 'integer' && field.type !== 'decimal') return null;
  return exactUnits(bound, scaleOf(field));
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

function textIssues({ type, minLength, maxLength, pattern, codeList }: Field): Issue[] {
  const textual = Object.entries({ minLength, maxLength, pattern, codeList });
  const misplaced = textual.filter(([, value]) => value !== undefined && type !== 'string');
  const trouble = pattern === undefined ? null : patternTrouble(pattern);
  return [
    ...misplaced.map(([name]): Issue => ({ path: [name], message: 'only text has this' })),
    ...((minLength ?? 0) > (maxLength ?? Infinity) ? [{ path: ['minLength'], message: 'above maxLength' }] : []),
    ...(trouble === null ? [] : [{ path: ['pattern'], message: trouble }]),
  ];
}

function pseudonymIssues({ pseudonym, type, disclosureRole, categories, codeList }: Field): Issue[] {
  if (!pseudonym) return [];
  const issue = (message: string): Issue => ({ path: ['pseudonym'], message });
  return [
    ...(disclosureRole === 'directIdentifier' ? [] : [issue('only a directIdentifier becomes a pseudonym')]),
    ...(type === 'string' ? [] : [issue('a pseudonym is text')]),
    ...(categories || codeList ? [issue('a pseudonym has no list of values')] : []),
  ];
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
