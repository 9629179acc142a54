import type { DatasetId } from '#kernel';
import { actionsOf, clausesOf, forbidsAllOf, overlap, type Clause } from '../composition/clause';
import { canMeet, meets } from '../conditions';
import type { Assignee } from '../document/assignee';
import type { Permission } from '../policy-document';
import { binds, type PolicyInForce } from '../policy-in-force';
import { isOwnSubject, OWNER_FIELD, type Records } from '../vocabulary';
import { widerThan, type Respect } from './wider';

/** A clause of one policy: `permissions/0`. */
export type ClauseAt = { readonly policy: PolicyInForce; readonly address: string };

/** Why a clause changes nothing today. */
export const IDLE_REASONS = ['contradictsItself', 'noRecord', 'nobody'] as const;
export type IdleReason = (typeof IDLE_REASONS)[number];

/** What reading the rules together finds, before anybody votes on them. */
export type Coverage = {
  /** The datasets that no policy lets anybody see or use. */
  readonly uncovered: readonly DatasetId[];
  /** Clauses of the draft that nothing can match: of no record that there could be, of none that there is, for nobody. */
  readonly idle: readonly (ClauseAt & { readonly reason: IdleReason })[];
  /** Permissions of which a prohibition leaves nothing, where one of the two is in the draft. */
  readonly contradictions: readonly { readonly permission: ClauseAt; readonly prohibition: ClauseAt }[];
  /** Permissions of the draft that no earlier permission covers, and in which respects; null: nothing like it ever was. */
  readonly wider: readonly (ClauseAt & { readonly respects: readonly Respect[] | null })[];
};

export type Reviewed = {
  /** null: the change ends a policy. */
  readonly draft: PolicyInForce | null;
  /** The other policies of the federation and of its organisations, as the change would leave them. */
  readonly others: readonly PolicyInForce[];
  /** Every permission that the same assembly ever adopted, in force or ended. */
  readonly earlier: readonly Permission[];
  readonly datasets: readonly Records['Dataset'][];
  /** Whether there is anybody whom an assignee means. */
  readonly hasPeople: (assignee: Assignee) => boolean;
  readonly now: Date;
};

/** Reads the rules that a change would leave, as one: what they miss, what is idle in them, what contradicts, what is new. */
export function reviewRules({ draft, others, earlier, datasets, hasPeople, now }: Reviewed): Coverage {
  const drafted = draft ? clausesOf({ ...draft, suspension: null }, now) : [];
  const standing = [...drafted, ...others.filter((policy) => binds(policy, now)).flatMap((one) => clausesOf(one, now))];
  return {
    uncovered: datasets.filter((dataset) => !standing.some((clause) => opens(clause, dataset))).map(({ id }) => id),
    idle: drafted.flatMap((clause) => {
      const reason = whyIdle(clause, datasets, hasPeople);
      return reason ? [{ ...placeOf(clause), reason }] : [];
    }),
    contradictions: contradictionsOf(standing, new Set(drafted)),
    wider: drafted.flatMap((clause) => {
      if (clause.effect === 'prohibition') return [];
      const respects = widerThan(clause.rule, earlier);
      return respects?.length === 0 ? [] : [{ ...placeOf(clause), respects }];
    }),
  };
}

const placeOf = ({ policy, effect, index }: Clause): ClauseAt => ({ policy, address: `${effect}s/${index}` });

const reaches = ({ policy, rule }: Clause, dataset: Records['Dataset']): boolean =>
  rule.subject === 'Dataset' &&
  policy.federationId === dataset.federationId &&
  (policy.organisationId === null || policy.organisationId === dataset.publisherId) &&
  meets(dataset, rule.where);

/** What the federation permits: an organisation's own permissions open nothing by themselves. */
const opens = (clause: Clause, dataset: Records['Dataset']): boolean =>
  clause.effect === 'permission' &&
  clause.level === 'federation' &&
  clause.stands &&
  clause.rule.actions.some((action) => action !== 'create' && action !== 'contribute') &&
  reaches(clause, dataset);

function whyIdle(
  clause: Clause,
  datasets: readonly Records['Dataset'][],
  hasPeople: Reviewed['hasPeople'],
): IdleReason | null {
  const { rule, policy } = clause;
  const owner = policy.organisationId;
  const scope = owner === null || !isOwnSubject(rule.subject) ? [] : [{ [OWNER_FIELD[rule.subject]]: { $eq: owner } }];
  if (!canMeet(rule.subject, [rule.where, ...scope])) return 'contradictsItself';
  if (!hasPeople(rule.assignee)) return 'nobody';
  const isAboutRecords = rule.subject === 'Dataset' && !rule.actions.every((action) => action === 'create');
  return isAboutRecords && !datasets.some((dataset) => reaches(clause, dataset)) ? 'noRecord' : null;
}

function contradictionsOf(clauses: readonly Clause[], drafted: ReadonlySet<Clause>): Coverage['contradictions'] {
  const permissions = clauses.filter(({ effect }) => effect === 'permission');
  const prohibitions = clauses.filter(({ effect }) => effect === 'prohibition');
  return permissions.flatMap((permission) =>
    prohibitions
      .filter((prohibition) => drafted.has(permission) || drafted.has(prohibition))
      .filter((prohibition) => overlap(permission, prohibition, 'everything'))
      .filter((prohibition) => actionsOf(permission).every((action) => forbidsAllOf(prohibition, permission, action)))
      .map((prohibition) => ({ permission: placeOf(permission), prohibition: placeOf(prohibition) })),
  );
}
