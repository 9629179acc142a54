import { clausesOf, clauseAt, type Clause } from './clause';
import { notAmendable } from './errors';
import { POLICY_CLAUSES, STATUTE_CLAUSES } from './document-clauses';
import type { Motion } from './motion';

/** The clauses of a motion, as members number them; none where it is no document. */
export function clausesOfMotion(motion: Motion): readonly Clause[] {
  if (motion.kind === 'enactPolicy') return clausesOf(POLICY_CLAUSES, motion.document);
  return motion.kind === 'amendStatute' ? clausesOf(STATUTE_CLAUSES, motion.document) : [];
}

/** @throws AMENDMENT.NO_CLAUSE, AMENDMENT.NOT_AMENDABLE where the motion has no clauses */
export function assertClauseOf(motion: Motion, address: string): void {
  if (motion.kind === 'enactPolicy') clauseAt(POLICY_CLAUSES, motion.document, address);
  else if (motion.kind === 'amendStatute') clauseAt(STATUTE_CLAUSES, motion.document, address);
  else throw notAmendable(motion.kind);
}
