import type { Language } from '#identity';
import type { CommonsError } from '#kernel';
import { APPLICATIONS } from './applications';
import { CATALOGUE } from './catalogue';
import { CONTRIBUTIONS } from './contributions';
import { EXTRACTS } from './extracts';
import { FEDERATION } from './federation';
import { GOVERNANCE } from './governance';
import { IDENTITY } from './identity';
import { MISSING } from './missing';
import { POLICY } from './policy';
import { PROTOCOL } from './protocol';
import { WAREHOUSE } from './warehouse';
import { say, type Sentences } from './words';

/** What every error that people can come to see says in Italian, by its code. English is where it is thrown. */
export const IN_ITALIAN: Sentences = {
  ...PROTOCOL,
  ...MISSING,
  ...{ ...GOVERNANCE, ...IDENTITY, ...POLICY },
  ...{ ...CATALOGUE, ...CONTRIBUTIONS, ...WAREHOUSE },
  ...{ ...EXTRACTS, ...APPLICATIONS, ...FEDERATION },
};

/** In English an error speaks for itself; so does one in Italian whose code nobody knows here. */
export function inLanguage(
  language: Language,
  { code, message, details }: Pick<CommonsError, 'code' | 'message' | 'details'>,
): string {
  return say(language === 'it' ? IN_ITALIAN[code] : undefined, details, message);
}
