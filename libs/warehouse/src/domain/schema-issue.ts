/** One thing that is wrong with a schema, and the place in it. */
export type Issue = { path: (string | number)[]; message: string };

/** The same issue, told from further up. */
export const under =
  (...place: (string | number)[]) =>
  ({ path, message }: Issue): Issue => ({ path: [...place, ...path], message });
