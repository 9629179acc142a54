import type { Language } from '#identity';
import { parseOwnPolicy, parsePolicy, sentenceOfClause, sentences, type Names, type PolicyDocument } from '#policy';
import { assertHasClauses } from '../../domain/actions/of-proposal';
import { amendmentOf, applyAmendments, type Change } from '../../domain/motion/amendment';
import { amendmentSentence } from '../../domain/motion/amendment-sentences';
import type { DocumentKind } from '../../domain/motion/clause';
import { POLICY_CLAUSES, STATUTE_CLAUSES } from '../../domain/motion/document-clauses';
import type { Motion, Proposal } from '../../domain/motion/motion';
import type { Amendment } from '../../domain/motion/operation';
import { withSunset } from '../../domain/motion/sunset';
import type { Sentences } from '../../domain/sentence';
import { statuteChanges } from '../../domain/statute/sentences';
import { parseStatute, type StatuteDocument } from '../../domain/statute/statute-document';

/** What somebody wants a clause to say. */
export type Wish = { readonly clause: string; readonly change: Change; readonly reason: string };

const STATUTE: DocumentKind<StatuteDocument> = { clauses: STATUTE_CLAUSES, parse: parseStatute };

/** A policy of a federation, or one that an organisation gives itself. */
const policyKind = (organisationId: string | null): DocumentKind<PolicyDocument> => ({
  clauses: POLICY_CLAUSES,
  parse: organisationId === null ? parsePolicy : parseOwnPolicy,
});

/** @throws AMENDMENT.NOT_AMENDABLE, AMENDMENT.NO_CLAUSE, AMENDMENT.EMPTY, AMENDMENT.INVALID */
export function amendmentTo({ motion, organisationId }: Proposal, { clause, change }: Wish): Amendment {
  assertHasClauses(motion);
  if (motion.kind === 'enactPolicy') return amendmentOf(policyKind(organisationId), motion.document, clause, change);
  return amendmentOf(STATUTE, motion.document, clause, change);
}

/** The motion with these amendments. @throws AMENDMENT.CONFLICT, AMENDMENT.OTHER_TEXT, AMENDMENT.INVALID */
export function amendedMotion({ motion, organisationId }: Proposal, amendments: readonly Amendment[]): Motion {
  assertHasClauses(motion);
  if (motion.kind === 'enactPolicy') {
    return { ...motion, document: applyAmendments(policyKind(organisationId), motion.document, amendments) };
  }
  const document = applyAmendments(STATUTE, motion.document, amendments);
  return { ...motion, title: document.title, document };
}

/** An amended policy ends too, and no later than the statute allows. @throws POLICY.SUNSET_TOO_FAR, POLICY.OVER_BEFORE_START */
export const withItsSunset = (motion: Motion, statute: StatuteDocument, now: Date): Motion =>
  motion.kind === 'enactPolicy' ? { ...motion, document: withSunset(motion.document, statute, now) } : motion;

/** What an amendment does, in words. */
export function amendmentInWords({ motion, organisationId }: Proposal, amendment: Amendment, names: Names): Sentences {
  const say = (language: Language): string[] => {
    if (motion.kind === 'enactPolicy') {
      const sentenceOf = (clause: { address: string; text: unknown }) =>
        sentenceOfClause(clause, { language, names, owner: organisationId });
      return [amendmentSentence(POLICY_CLAUSES, motion.document, amendment, { language, sentenceOf })];
    }
    if (motion.kind !== 'amendStatute') return [];
    const amended = applyAmendments(STATUTE, motion.document, [amendment]);
    return statuteChanges(motion.document, amended, language);
  };
  return { it: say('it'), en: say('en') };
}

/** The amended motion in words. @param current the statute in force, which a statute motion changes */
export function motionInWords(
  motion: Motion,
  { organisationId }: Proposal,
  { names, current }: { readonly names: Names; readonly current: StatuteDocument },
): Sentences {
  const say = (language: Language): string[] => {
    if (motion.kind === 'enactPolicy') return sentences(motion.document, language, names, organisationId);
    return motion.kind === 'amendStatute' ? statuteChanges(current, motion.document, language) : [];
  };
  return { it: say('it'), en: say('en') };
}
