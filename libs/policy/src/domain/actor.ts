import type { Identity } from '#identity';
import { missing, type FederationId, type PersonId } from '#kernel';
import type { Principal } from '#platform';
import { allows, levelsOn, wholeRecord, type Ability } from './ability';
import { meets } from './conditions';
import type { Where } from './document/where';
import { forbidden, signInFirst } from './errors';
import type { Owner } from './policy';
import type { DecidingClause } from './deciding-clause';
import type { Bar, Grounds } from './grounds';
import { isUseAction, SHOWS, type Action, type Records, type SubjectName, type UseAction } from './vocabulary';

/** Someone who asks, with what the policies in force at this very request let them do. */
export type Actor = Principal & {
  /** null: nobody signed in, who may do what policies let the public do. */
  readonly identity: Identity | null;
  readonly ability: Ability;
  readonly grounds: ReadonlyMap<string, Grounds>;
  readonly bars: readonly Bar[];
  /** Which clause each rule of the ability comes from, by its reason. */
  readonly sources: ReadonlyMap<string, DecidingClause>;
  /** Counts every policy enacted or ended: names the state of all policies that decided. */
  readonly revision: number;
};

/**
 * The only place that says no to a person.
 *
 * Who may not even know that the record exists is told that it does not: strangers to the federation, unless a policy
 * lets them see it.
 *
 * @throws `<SUBJECT>.MISSING`, POLICY.FORBIDDEN
 */
export function authorise<S extends SubjectName>(by: Actor, action: Action, noun: S, record: Records[S]): void {
  if (allows(by.ability, action, noun, record)) return;
  if (mayKnowOf(by, noun, record)) throw forbidden(action, noun, by.revision);
  throw missing(noun.toLowerCase(), record.id);
}

/** Who it is that asks. @throws POLICY.SIGN_IN_FIRST if nobody signed in */
export function identityOf({ identity }: Actor): Identity {
  if (!identity) throw signInFirst();
  return identity;
}

/** @throws POLICY.SIGN_IN_FIRST if nobody signed in */
export const personOf = (by: Actor): PersonId => identityOf(by).personId;

/**
 * Every permission by which this person may use this dataset in one way, prohibitions already taken away.
 *
 * Where the publisher's own policies speak of that use, there are grounds of both levels, and a request must be covered
 * by one of each. None at all unless both levels allow it; then also those of suspended policies, for their thresholds.
 */
export function useGrounds(by: Actor, action: UseAction, dataset: Records['Dataset']): Grounds[] {
  if (!allows(by.ability, action, 'Dataset', dataset)) return [];
  const record = wholeRecord('Dataset', dataset);
  const permitting = levelsOn(by.ability, 'Dataset', dataset)
    .flatMap((level) => level.rulesFor(action, 'Dataset'))
    .filter((rule) => !rule.inverted && rule.matchesConditions(record))
    .flatMap((rule) => by.grounds.get(rule.reason ?? '') ?? []);
  return [
    ...permitting,
    ...[...by.grounds.values()].filter(
      (ground) =>
        ground.suspended === true &&
        isUseOf(ground, action) &&
        isAbout(ground.policy, ground.permission.where, dataset),
    ),
  ];
}

const isUseOf = ({ permission }: Grounds, action: UseAction) => permission.actions.includes(action);

/**
 * The prohibitions of some purposes or columns that keep this person from an action on this dataset. A column that must
 * not be seen is not to be used either.
 */
export const barsOn = (by: Actor, action: Action, dataset: Records['Dataset']): Bar[] =>
  by.bars.filter(
    ({ policy, prohibition }) =>
      prohibition.actions.some((one) => one === action || (one === 'readMetadata' && isUseAction(action))) &&
      isAbout(policy, prohibition.where, dataset),
  );

/**
 * The columns of a dataset that this person must not be shown, for whatever purpose: they are as if they did not exist.
 */
export const hiddenColumns = (by: Actor, dataset: Records['Dataset']): ReadonlySet<string> =>
  new Set(barsOn(by, 'readMetadata', dataset).flatMap(({ prohibition }) => prohibition.columns ?? []));

/** Whether a rule of this owner and with this condition is about a dataset. */
export const isAbout = ({ federationId, organisationId }: Owner, where: Where, dataset: Records['Dataset']) =>
  federationId === dataset.federationId &&
  (organisationId === null || organisationId === dataset.publisherId) &&
  meets(dataset, where);

/** Whether the members' book puts the person into the federation, in any role. */
export const belongsTo = ({ identity }: Actor, federationId: FederationId): boolean =>
  identity?.memberships.some(({ federationIds }) => federationIds.includes(federationId)) ?? false;

/** Whether the caller may learn that a record exists: as a member of its federation, or by a policy that shows it. */
export const mayKnowOf = <S extends SubjectName>(by: Actor, noun: S, record: Records[S]) =>
  belongsTo(by, record.federationId) || allows(by.ability, SHOWS[noun], noun, record);
