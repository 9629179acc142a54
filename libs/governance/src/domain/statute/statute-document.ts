import { contradictionsOf } from './contradictions';
import { contradictoryStatute, invalidStatute } from './errors';
import { statuteDocument, type StatuteDocument } from './statute-language';

export { BASES, CATEGORIES, MATTERS } from './statute-language';
export type { Base, CallRules, Category, Matter, MatterRules, StatuteDocument } from './statute-language';

const MAX_PROBLEMS = 20;
const MAX_CHARACTERS = 200;

/**
 * Reads a statute that a body wrote, and refuses what is not in the language of statutes or cannot hold together.
 *
 * @param input anything, usually JSON from outside
 * @throws STATUTE.INVALID naming every place that is wrong (the first 20 of them), or every contradiction (these also in
 *   `details.contradictions`, in Italian and English)
 */
export function parseStatute(input: unknown): StatuteDocument {
  const parsed = statuteDocument.safeParse(input);
  if (!parsed.success) throw invalidStatute(parsed.error.issues.slice(0, MAX_PROBLEMS).map(problemAt).join('; '));
  const contradictions = contradictionsOf(parsed.data);
  if (contradictions.length > 0) throw contradictoryStatute(contradictions);
  return parsed.data;
}

const problemAt = ({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }): string => {
  const place = path.map(String).join('.').slice(0, MAX_CHARACTERS) || 'statute';
  return `${place}: ${message.slice(0, MAX_CHARACTERS)}`;
};
