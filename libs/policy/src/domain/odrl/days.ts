import { dayOf } from '../policy';
import type { PolicyDocument } from '../policy-document';
import { CLAUSES } from './clauses';
import { constraintOf, writeClause, type Constraint } from './constraint';
import type { Reading, Value } from './graph';
import { iri } from './namespaces';

const DAY_MS = 24 * 60 * 60 * 1000;
export const DATE_TIME = iri('odrl', 'dateTime');

/** On which days a rule holds, both included. */
export type Days = { readonly validFrom?: string; readonly validUntil?: string };

/** On which days a policy holds, as constraints that each of its rules carries: ODRL has them nowhere else. */
export function dayConstraints({ validFrom, validUntil, validForDays }: PolicyDocument): object[] {
  const day = (operator: string, date: string) =>
    constraintOf('odrl:dateTime', operator, [{ '@value': date, '@type': 'xsd:date' }]);
  return [
    ...(validFrom === undefined ? [] : [day('gteq', validFrom)]),
    ...(validUntil === null ? [] : [day('lteq', validUntil)]),
    ...(validForDays === undefined ? [] : [writeClause(CLAUSES.validForDays, [validForDays])]),
  ];
}

/** The first moment of a day, or its last millisecond, which is the smallest step of our clocks; or the day itself. */
type Moment = { readonly day: string; readonly at: 'whole' | 'start' | 'end' };

/**
 * Reads a constraint on the time into days. What begins or ends within a day cannot be said: a policy is in force for
 * whole days in UTC, so that it begins and ends at one moment on every server.
 */
export function readDays(reading: Reading, { operator, operands, at }: Constraint): Days {
  const [operand, second] = operands;
  if (!operand || second) return refuse(reading, at, 'is compared with one moment');
  const moment = momentOf(operand);
  if (!moment) return refuse(reading, operand, 'is no day, nor a moment in UTC such as 2027-01-01T00:00:00Z');
  const read = MEANINGS[`${operator} ${moment.at}`];
  if (read) return read(moment.day);
  const why = COMPARED.includes(operator)
    ? 'is within a day, and policies hold for whole days in UTC'
    : 'can only be before, after or at a day';
  return refuse(reading, operand, `odrl:${operator} ${why}`);
}

const COMPARED = ['lt', 'lteq', 'gt', 'gteq', 'eq'];
const shifted = (day: string, by: number) => dayOf(new Date(Date.parse(day) + by * DAY_MS));

const MEANINGS: Readonly<Record<string, (day: string) => Days>> = {
  'gteq whole': (day) => ({ validFrom: day }),
  'gteq start': (day) => ({ validFrom: day }),
  'gt whole': (day) => ({ validFrom: shifted(day, 1) }),
  'gt end': (day) => ({ validFrom: shifted(day, 1) }),
  'lteq whole': (day) => ({ validUntil: day }),
  'lteq end': (day) => ({ validUntil: day }),
  'lt whole': (day) => ({ validUntil: shifted(day, -1) }),
  'lt start': (day) => ({ validUntil: shifted(day, -1) }),
  'eq whole': (day) => ({ validFrom: day, validUntil: day }),
};

const DAY = /^(\d{4}-\d{2}-\d{2})Z?$/;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00:00(\.0+)?(Z|[+-]00:00)$/;
const LAST = /^(\d{4}-\d{2}-\d{2})T23:59:59\.9990*(Z|[+-]00:00)$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]00:00)$/;
const TYPES = ['date', 'dateTime', 'dateTimeStamp', 'string'].map((name) => iri('xsd', name));

function momentOf({ term }: Value): (Omit<Moment, 'at'> & { at: Moment['at'] | 'within' }) | undefined {
  if (term.type !== 'literal' || !TYPES.includes(term.datatype)) return undefined;
  const shapes = [
    [DAY, 'whole'],
    [MIDNIGHT, 'start'],
    [LAST, 'end'],
    [MOMENT, 'within'],
  ] as const;
  for (const [shape, at] of shapes) {
    const day = shape.exec(term.value)?.[1];
    if (day !== undefined) return isDay(day) ? { day, at } : undefined;
  }
  return undefined;
}

const isDay = (day: string) => !Number.isNaN(Date.parse(day)) && dayOf(new Date(Date.parse(day))) === day;

function refuse(reading: Reading, { path, term }: Value, problem: string): Days {
  const said = term.type === 'literal' ? ` "${term.value}"` : '';
  reading.refuseTerm(path, 'odrl:dateTime', `${problem}${said && `:${said.slice(0, 60)}`}`);
  return {};
}
