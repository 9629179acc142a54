import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const RFC3339 =
  /^(?<day>\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A moment. Postgres writes one into JSON as RFC 3339 with microseconds; we answer with milliseconds, in UTC. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment, as RFC 3339 writes it: date, time and offset, such as 2026-11-22T10:00:00Z.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => (value instanceof Date ? checkedMoment(value) : momentOf(value)).toISOString(),
  parseValue: momentOf,
  parseLiteral: (node) => momentOf(node.kind === Kind.STRING ? node.value : undefined),
});

/** A day of the civil calendar, a text in our own code too, because a day is no moment. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day of the calendar, such as 2026-11-22, with no time and no zone.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: dayOf,
  parseValue: dayOf,
  parseLiteral: (node) => dayOf(node.kind === Kind.STRING ? node.value : undefined),
});

function momentOf(value: unknown): Date {
  const day = typeof value === 'string' ? RFC3339.exec(value)?.groups?.['day'] : undefined;
  if (typeof value !== 'string' || day === undefined || !isDay(day)) {
    throw new GraphQLError('A DateTime is a text such as "2026-11-22T10:00:00Z".');
  }
  return checkedMoment(new Date(value.toUpperCase()));
}

function checkedMoment(moment: Date): Date {
  if (Number.isNaN(moment.getTime())) throw new GraphQLError('This moment does not exist.');
  return moment;
}

function dayOf(value: unknown): string {
  if (typeof value !== 'string' || !isDay(value)) {
    throw new GraphQLError('A Date is a text such as "2026-11-22", and a day that exists.');
  }
  return value;
}

/** JavaScript takes 30 February for 2 March, so the day must come back as it was written. No calendar has a year 0. */
function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
