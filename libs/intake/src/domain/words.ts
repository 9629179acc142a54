import type { Question } from './reading';
import type { IntakeTrouble } from './trouble';
import { ENGLISH_QUESTIONS, ENGLISH_TROUBLES } from './words-english';
import { ITALIAN_QUESTIONS, ITALIAN_TROUBLES } from './words-italian';

type Language = 'it' | 'en';

/** One sentence or two for the person who sent the file: what is wrong, and the way out. */
export function troubleHint({ code, row, facts }: IntakeTrouble, language: Language): string {
  const hint = (language === 'it' ? ITALIAN_TROUBLES : ENGLISH_TROUBLES)[code](facts);
  if (row === null) return hint;
  return language === 'it' ? `Riga ${row}: ${hint}` : `Row ${row}: ${hint}`;
}

/** The question as it is put to the contributor, with all its answers. */
export function questionWords(question: Question, language: Language): string {
  return (language === 'it' ? ITALIAN_QUESTIONS : ENGLISH_QUESTIONS)[question.code](question);
}
