import type { Member } from '../member';
import type { World } from '../world';

type Raised = { readonly path?: readonly (string | number)[]; readonly extensions: { readonly code: string } };
export type Answer = { readonly data: unknown; readonly errors: readonly Raised[] };

/** Asks as somebody, and keeps errors beside what was answered. */
export async function ask({ app }: World, { token }: Member, query: string, variables: object = {}): Promise<Answer> {
  const { body } = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    payload: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = JSON.parse(body) as Partial<Answer>;
  return { data, errors };
}

/** Follows names through objects, and through the first of a list. */
export function at(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    const one: unknown = Array.isArray(value) ? value[0] : value;
    return (one as Record<string, unknown> | null | undefined)?.[name];
  }, data);
}

/** Whether there is something, were it an empty text; the first of a list stands for the list. */
function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 && value[0] !== null : value !== null && value !== undefined;
}

/**
 * What an answer comes to at a place: a code if it was refused, there or on the way; `shown`; `–` if there is nothing to
 * show; `.` if there is not even an object that has this field.
 */
export function outcome({ data, errors }: Answer, names: readonly string[]): string {
  const [error] = errors;
  if (error) return error.extensions.code;
  if (isThere(at(data, names))) return 'shown';
  return names.length > 1 && !isThere(at(data, names.slice(0, -1))) ? '.' : '–';
}

/** Whether what was refused was refused on the way to an object, whichever of its fields was asked for. */
export const refusedBefore = ({ errors }: Answer, names: readonly string[]): boolean =>
  errors.length > 0 &&
  errors.every(({ path }) => !path || path.filter((step) => typeof step === 'string').length <= names.length);
