/** How GraphQL names a domain's word: `SOCIAL_ENTERPRISE` for `socialEnterprise`. */
export const upperWord = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/**
 * The GraphQL names of a domain's union of strings: `socialEnterprise` is `SOCIAL_ENTERPRISE` outside.
 *
 * @returns an object for `registerEnumType`, whose values are the domain's own words
 */
export const upperEnum = <Word extends string>(words: readonly Word[]): Record<string, Word> =>
  Object.fromEntries(words.map((word) => [upperWord(word), word]));
