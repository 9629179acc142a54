import type { OrganisationId, PolicyId, PolicyVersionId } from '#kernel';
import { hasEnded } from '../policy';
import type { Where } from '../document/where';
import type { Permission, Prohibition } from '../policy-document';
import type { Level, PolicyInForce } from '../policy-in-force';
import { inEachLanguage, type PolicyLanguage } from '../sentence/language';
import type { Names } from '../sentence/names';
import { sentenceOf } from '../sentence/sentences';
import { isOwnSubject, OWNER_FIELD, type SubjectName } from '../vocabulary';
import { hasWeakerTerms } from '../weaker-terms';
import { actionsOf, clausesOf, extractOf, forbidsAllOf, overlap, sharedActions, type Clause } from './clause';

export type Effect = 'permission' | 'prohibition';

/** Where a clause stands: at this place among the permissions, or the prohibitions, of this version; from 0. */
export type ClauseReference = {
  readonly policyId: PolicyId;
  readonly versionId: PolicyVersionId;
  readonly effect: Effect;
  readonly index: number;
};

/** One clause of a merged rule, and what the other clauses leave of it. */
export type ComposedClause = ClauseReference & {
  readonly level: Level;
  /** Of the policy that it stands in. */
  readonly title: string;
  readonly clause: Permission | Prohibition;
  readonly sentence: Readonly<Record<PolicyLanguage, string>>;
  /** Whether it permits or forbids anything at this moment, of all that the merged rule is about. */
  readonly effective: boolean;
  /** Because of which clauses it permits less than it says. */
  readonly narrowedBy: readonly ClauseReference[];
};

/**
 * Merges the policies in force of a federation and of one of its organisations into the rule that they are together,
 * clause by clause, so that everyone sees which clause came from whom and what is left of it.
 *
 * The most restrictive wins: a permission is narrowed by the prohibitions of both levels; by the permissions of the
 * other level where that one speaks of the same action, since both must permit; and by permissions for extracts with
 * stricter terms. An organisation's clauses have no effect while its power is delegated; the permissions of a
 * suspended policy permit nothing while it is, and narrow others as before.
 *
 * @param policies those of the federation and, where `organisationId` is given, of that organisation
 * @param organisationId whose records the rule is about; null: all the federation's, as the federation alone decides
 * @returns the federation's clauses before the organisation's; of each policy, permissions before prohibitions
 */
export function composedRules(
  policies: readonly PolicyInForce[],
  organisationId: OrganisationId | null,
  names: Names,
  now: Date,
): ComposedClause[] {
  const clauses = policies.filter((policy) => !hasEnded(policy, now)).flatMap((policy) => clausesOf(policy, now));
  const rule = new MergedRule(clauses, organisationId);
  return [...clauses]
    .sort((a, b) => Number(a.level === 'organisation') - Number(b.level === 'organisation'))
    .map((clause) => ({
      ...referenceTo(clause),
      level: clause.level,
      title: clause.policy.document.title,
      clause: clause.rule,
      sentence: inEachLanguage((language) => sentenceOf(clause, language, names)),
      effective: rule.isEffective(clause),
      narrowedBy: rule.narrowing(clause).map(referenceTo),
    }));
}

const referenceTo = ({ policy, effect, index }: Clause): ClauseReference => ({
  policyId: policy.policyId,
  versionId: policy.versionId,
  effect,
  index,
});

class MergedRule {
  constructor(
    private readonly clauses: readonly Clause[],
    private readonly organisationId: OrganisationId | null,
  ) {}

  isEffective(clause: Clause): boolean {
    if (!clause.stands || !overlap(clause, clause, this.scopeOf(clause.rule.subject))) return false;
    if (clause.effect === 'prohibition') return true;
    return actionsOf(clause).some(
      (action) =>
        !this.standing.some((other) => other.effect === 'prohibition' && forbidsAllOf(other, clause, action)) &&
        this.isShared(clause, action),
    );
  }

  narrowing(clause: Clause): Clause[] {
    if (clause.effect === 'prohibition') return [];
    return this.clauses.filter((other) => other !== clause && this.narrows(other, clause));
  }

  private narrows(other: Clause, clause: Clause): boolean {
    if (other.policy.delegated || clause.policy.delegated) return false;
    if (other.effect === 'permission' && other.level !== clause.level) return sharedActions(other, clause).length > 0;
    if (!overlap(other, clause, this.scopeOf(clause.rule.subject))) return false;
    return other.effect === 'prohibition' || isStricter(other, clause);
  }

  /** Whether the other level leaves the action to this one, or has a permission that permits some of the same. */
  private isShared(clause: Clause, action: string): boolean {
    const others = this.clauses.filter(
      (other) => other.effect === 'permission' && other.level !== clause.level && !other.policy.delegated,
    );
    const speaking = others.filter((other) => sharedActions(clause, other).some((shared) => shared === action));
    if (clause.level === 'federation' && speaking.length === 0) return true;
    return speaking.some((other) => other.stands && overlap(clause, other, this.scopeOf(clause.rule.subject)));
  }

  private get standing(): readonly Clause[] {
    return this.clauses.filter(({ stands }) => stands);
  }

  private scopeOf(subject: SubjectName): Where {
    if (this.organisationId === null || !isOwnSubject(subject)) return 'everything';
    return { [OWNER_FIELD[subject]]: { $eq: this.organisationId } };
  }
}

function isStricter(other: Clause, clause: Clause): boolean {
  const [theirs, ours] = [extractOf(other), extractOf(clause)];
  return theirs !== null && ours !== null && hasWeakerTerms(ours, theirs);
}
