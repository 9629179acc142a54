import type { Language } from '#identity';

/** One thing said in every language that people are written to in. */
export type Sentence = Readonly<Record<Language, string>>;

/** Several, the same number and in the same order in each language. */
export type Sentences = Readonly<Record<Language, readonly string[]>>;

/** Writes the same thing once per language. */
export const sentence = (write: (language: Language) => string): Sentence => ({ it: write('it'), en: write('en') });

/** Each sentence beside what it is in the other language. */
export const paired = ({ it, en }: Sentences): Sentence[] =>
  it.map((italian, place) => ({ it: italian, en: en[place] ?? italian }));
