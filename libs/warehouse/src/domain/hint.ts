import type { Finding } from './finding';
import { ENGLISH } from './hint-english';
import { ITALIAN } from './hint-italian';
import type { HintedFinding, Language } from './hint-language';

const LANGUAGES = { it: ITALIAN, en: ENGLISH };

const wordsOf = ({ code, column, facts }: HintedFinding, language: Language) =>
  LANGUAGES[language][code](column ?? '', facts ?? {});

/** One sentence that says what is wrong. It shows no value of a cell. */
export const reasonOf = (finding: Pick<Finding, 'code' | 'column' | 'facts'>, language: Language): string =>
  wordsOf(finding, language).reason;

/** One sentence that says what the person who sent the file can do about it. It shows no value of a cell. */
export const hintOf = (finding: Pick<Finding, 'code' | 'column' | 'facts'>, language: Language): string =>
  wordsOf(finding, language).hint;
