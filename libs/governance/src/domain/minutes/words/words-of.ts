import type { Language } from '#identity';
import { english } from './english';
import { italian } from './italian';
import type { MinutesWords } from './minutes-words';

const WORDS: Readonly<Record<Language, MinutesWords>> = { it: italian, en: english };

export const wordsOf = (language: Language): MinutesWords => WORDS[language];
