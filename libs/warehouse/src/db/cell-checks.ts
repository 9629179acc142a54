import { RESERVED_CODES } from '../domain/aggregate';
import { isGrouping, isRequired, minimumOf, missingValuesOf, type Field } from '../domain/field';
import type { FindingCode } from '../domain/finding';
import { clean, isOneOf, sqlType, type CellRules } from './cell-sql';
import { holdsIdentifier } from './identifier-sql';
import { text } from './sql';

const code = (value: FindingCode) => text(value);

/**
 * The code of what is wrong with a cell; NULL where nothing is. What the field does not ask for is not looked at.
 *
 * @param typed expression of the value that `typedCell` found
 */
export function cellCode(raw: string, typed: string, { field, schema }: CellRules): string {
  const absent = isRequired(field, schema) ? code('CELL.REQUIRED') : 'NULL';
  const wrong = field.categories ? code('CELL.NOT_IN_LIST') : code('CELL.WRONG_TYPE');
  const unread = `CASE WHEN ${isOneOf(clean(raw), missingValuesOf(schema))} THEN ${absent} ELSE ${wrong} END`;
  const checks = checksOf(typed, field).map(([condition, found]) => `WHEN ${condition} THEN ${code(found)}`);
  return `CASE WHEN ${typed} IS NULL THEN ${unread} ${checks.join(' ')} END`;
}

function checksOf(typed: string, field: Field): [string, FindingCode][] {
  const checks: [string | undefined, FindingCode][] = [
    [isOpenText(field) ? identifies(typed, field) : undefined, 'CELL.DIRECT_IDENTIFIER'],
    [outsideRange(typed, field), 'CELL.OUT_OF_RANGE'],
    [field.minLength === undefined ? undefined : `length(${typed}) < ${field.minLength}`, 'CELL.TOO_SHORT'],
    [field.maxLength === undefined ? undefined : `length(${typed}) > ${field.maxLength}`, 'CELL.TOO_LONG'],
    [field.pattern && `NOT regexp_full_match(${typed}, ${text(field.pattern)})`, 'CELL.WRONG_PATTERN'],
    [isOpenText(field) && isGrouping(field) ? isOneOf(typed, RESERVED_CODES) : undefined, 'CELL.RESERVED'],
  ];
  return checks.flatMap(([condition, found]): [string, FindingCode][] => (condition ? [[condition, found]] : []));
}

/** In a column of pseudonyms, whatever is no pseudonym: it was not replaced on its way here. */
const identifies = (typed: string, { pseudonym }: Field) =>
  pseudonym ? `NOT regexp_full_match(${typed}, '[0-9a-f]{32,64}')` : holdsIdentifier(typed);

const isOpenText = ({ type, categories }: Field) => type === 'string' && !categories;

function outsideRange(typed: string, field: Field): string | undefined {
  const literal = (bound: string) => `CAST(${text(bound)} AS ${sqlType(field)})`;
  const minimum = minimumOf(field);
  const conditions = [
    minimum === undefined ? [] : [`${typed} < ${literal(minimum)}`],
    field.maximum === undefined ? [] : [`${typed} > ${literal(String(field.maximum))}`],
  ].flat();
  return conditions.length > 0 ? conditions.join(' OR ') : undefined;
}
