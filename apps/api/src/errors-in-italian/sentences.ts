import type { Language } from '#identity';
import type { CommonsError, ErrorDetails } from '#kernel';
import { APPLICATIONS } from './applications';
import { CATALOGUE } from './catalogue';
import { CONTRIBUTIONS } from './contributions';
import { EXTRACTS } from './extracts';
import { FEDERATION } from './federation';
import { GOVERNANCE } from './governance';
import { IDENTITY } from './identity';
import { MISSING } from './missing';
import { POLICY } from './policy';
import { problemInItalian } from './problems';
import { PROTOCOL } from './protocol';
import { WAREHOUSE } from './warehouse';
import { say, type Sentences } from './words';

/** What every error, and every refusal that is kept, says in Italian, by its code. English is where it is made. */
export const IN_ITALIAN: Sentences = {
  ...PROTOCOL,
  ...MISSING,
  ...{ ...GOVERNANCE, ...IDENTITY, ...POLICY },
  ...{ ...CATALOGUE, ...CONTRIBUTIONS, ...WAREHOUSE },
  ...{ ...EXTRACTS, ...APPLICATIONS, ...FEDERATION },
};

/** What was said, by its code and details, and in English; without details where none were kept. */
type Said = Pick<CommonsError, 'code' | 'message'> & { readonly details?: ErrorDetails | undefined };

/**
 * What was said is said again in a language: an error as it is thrown, and a refusal as it was kept. In English it speaks
 * for itself; so it does in Italian where nobody knows its code here.
 */
export const inLanguage = (language: Language, { code, message, details }: Said): string =>
  say(language === 'it' ? IN_ITALIAN[code] : undefined, details, message);

/** The same of the end of a sentence, which has no code. */
export const problemIn = (language: Language, problem: string): string =>
  language === 'it' ? problemInItalian(problem) : problem;
