import type { Identity } from '#identity';
import { missing, type FederationId, type PersonId } from '#kernel';
import type { Principal } from '#platform';
import { allows, levelsOn, wholeRecord, type Ability } from './ability';
import { meets } from './conditions';
import { forbidden, signInFirst } from './errors';
import type { Grounds } from './policy-in-force';
import type { Action, Records, SubjectName } from './vocabulary';

/** Someone who asks, with what the policies in force at this very request let them do. */
export type Actor = Principal & {
  /** null: nobody signed in, who may do nothing that a policy decides. */
  readonly identity: Identity | null;
  readonly ability: Ability;
  readonly grounds: ReadonlyMap<string, Grounds>;
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

/** @throws POLICY.SIGN_IN_FIRST if nobody signed in */
export function personOf(by: Actor): PersonId {
  if (!by.identity) throw signInFirst();
  return by.identity.personId;
}

/**
 * Every permission by which this person may request extracts of this dataset, prohibitions already taken away.
 *
 * Where the publisher's own policies speak of extracts, there are grounds of both levels, and a request must be covered
 * by one of each. None at all unless both levels allow the request; then also those of suspended policies, for their
 * thresholds.
 */
export function extractGrounds(by: Actor, dataset: Records['Dataset']): Grounds[] {
  if (!allows(by.ability, 'requestExtract', 'Dataset', dataset)) return [];
  const record = wholeRecord('Dataset', dataset);
  const permitting = levelsOn(by.ability, 'Dataset', dataset)
    .flatMap((level) => level.rulesFor('requestExtract', 'Dataset'))
    .filter((rule) => !rule.inverted && rule.matchesConditions(record))
    .flatMap((rule) => by.grounds.get(rule.reason ?? '') ?? []);
  return [
    ...permitting,
    ...[...by.grounds.values()].filter((ground) => ground.suspended === true && isAbout(ground, dataset)),
  ];
}

const isAbout = ({ policy: { federationId, organisationId }, permission }: Grounds, dataset: Records['Dataset']) =>
  federationId === dataset.federationId &&
  (organisationId === null || organisationId === dataset.publisherId) &&
  meets(dataset, permission.where);

/** Whether the members' book puts the person into the federation, in any role. */
export const belongsTo = ({ identity }: Actor, federationId: FederationId): boolean =>
  identity?.memberships.some(({ federationIds }) => federationIds.includes(federationId)) ?? false;

/** Whether the caller may learn that a record exists: as a member of its federation, or by a policy that shows it. */
export const mayKnowOf = <S extends SubjectName>(by: Actor, noun: S, record: Records[S]) =>
  belongsTo(by, record.federationId) || allows(by.ability, 'read', noun, record);
