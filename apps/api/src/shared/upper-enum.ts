/**
 * The GraphQL names of a domain's union of strings: `socialEnterprise` is `SOCIAL_ENTERPRISE` outside.
 *
 * @returns an object for `registerEnumType`, whose values are the domain's own words
 */
export const upperEnum = <Word extends string>(words: readonly Word[]): Record<string, Word> =>
  Object.fromEntries(words.map((word) => [word.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(), word]));
