import {
  isId,
  missing,
  newId,
  type FederationId,
  type MembershipId,
  type OrganisationId,
  type PersonId,
} from '#kernel';
import type { Queryable, Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import { MembersStore } from '../db/members.store';
import { alreadyAffiliated, alreadyEnrolled, emailTaken } from '../domain/errors';
import type {
  Affiliate,
  BookEntry,
  Federation,
  Language,
  Membership,
  Organisation,
  OrganisationKind,
  Person,
  Role,
} from '../domain/identity';
import { checkedDay, checkedName, normaliseEmail } from '../domain/plain-text';

type NewOrganisation = { readonly name: string; readonly kind: OrganisationKind };
type NewPerson = { readonly name: string; readonly email: string; readonly language: Language };
type Place = { readonly organisationId: OrganisationId; readonly federationId: FederationId };
type Seat = { readonly personId: PersonId; readonly organisationId: OrganisationId; readonly role: Role };

/**
 * The members' book. Nothing is ever struck from it: what ends gets the first day on which it no longer holds.
 * Days are `2026-11-22`, of the civil calendar. Who may write into it is for the caller to decide.
 */
@Injectable()
export class MembersBook {
  constructor(private readonly store: MembersStore) {}

  /** @throws NAME.INVALID */
  async addOrganisation(tx: Transaction, { name, kind }: NewOrganisation): Promise<Organisation> {
    const organisation: Organisation = { id: newId<OrganisationId>(), name: checkedName(name), kind };
    await this.store.addOrganisation(tx, organisation);
    tx.record({ type: 'organisation.added', organisationId: organisation.id, kind });
    return organisation;
  }

  /** @throws NAME.INVALID */
  async addFederation(tx: Transaction, { name }: { readonly name: string }): Promise<Federation> {
    const federation: Federation = { id: newId<FederationId>(), name: checkedName(name) };
    await this.store.addFederation(tx, federation);
    tx.record({ type: 'federation.added', federationId: federation.id });
    return federation;
  }

  /** @throws AFFILIATION.ALREADY, DATE.INVALID */
  async affiliate(tx: Transaction, { since, ...place }: Place & { readonly since: string }): Promise<void> {
    const added = await this.store.addAffiliation(tx, { ...place, since: checkedDay(since) });
    if (!added) throw alreadyAffiliated();
    tx.record({ type: 'organisation.affiliated', ...place, since });
  }

  /** @param until the first day outside of the federation @throws AFFILIATION.MISSING, DATE.INVALID */
  async disaffiliate(tx: Transaction, { until, ...place }: Place & { readonly until: string }): Promise<void> {
    const ended = await this.store.endAffiliation(tx, { ...place, since: checkedDay(until) });
    if (!ended) throw missing('affiliation', place.organisationId);
    tx.record({ type: 'organisation.disaffiliated', ...place, until });
  }

  /** @throws PERSON.EMAIL_TAKEN, EMAIL.INVALID, NAME.INVALID */
  async addPerson(tx: Transaction, { name, email, language }: NewPerson): Promise<Person> {
    const id = newId<PersonId>();
    const person: Person = { id, name: checkedName(name), email: normaliseEmail(email), language };
    if (!(await this.store.addPerson(tx, person))) throw emailTaken();
    tx.record({ type: 'person.added', personId: id });
    return person;
  }

  /** @throws MEMBERSHIP.ALREADY, DATE.INVALID */
  async enrol(tx: Transaction, { joinedOn, ...seat }: Seat & { readonly joinedOn: string }): Promise<MembershipId> {
    const id = newId<MembershipId>();
    const added = await this.store.addMembership(tx, id, { ...seat, joinedOn: checkedDay(joinedOn) });
    if (!added) throw alreadyEnrolled();
    tx.record({ type: 'membership.began', membershipId: id, ...seat, joinedOn });
    return id;
  }

  /** @param leftOn the first day without the role @throws MEMBERSHIP.MISSING, DATE.INVALID */
  async leave(tx: Transaction, { leftOn, ...seat }: Seat & { readonly leftOn: string }): Promise<void> {
    const ended = await this.store.endMembership(tx, { ...seat, joinedOn: checkedDay(leftOn) });
    if (!ended) throw missing('membership', seat.personId);
    tx.record({ type: 'membership.ended', ...seat, leftOn });
  }

  /**
   * Who is a member of an organisation that is affiliated on the day of `at`: every person once, however many
   * memberships they hold, in ascending order, so that an electorate has one writing.
   *
   * @see Codice civile, art. 2538 (one head, one vote)
   */
  membersOfFederation(on: Queryable, id: FederationId, at: Date): Promise<BookEntry[]> {
    return this.store.membersOfFederation(on, id, at);
  }

  /** Who is a member of an organisation on the day of `at`: every person once, in ascending order. */
  membersOfOrganisation(on: Queryable, id: OrganisationId, at: Date): Promise<BookEntry[]> {
    return this.store.membersOfOrganisation(on, id, at);
  }

  /** How many people are members of any of these organisations on the day of `at`, each once. */
  peopleIn(on: Queryable, organisations: readonly OrganisationId[], at: Date): Promise<number> {
    return this.store.peopleIn(on, organisations, at);
  }

  /** The organisations that are affiliated on the day of `at`, with how many members each has, in ascending order. */
  affiliates(on: Queryable, id: FederationId, at: Date): Promise<Affiliate[]> {
    return this.store.affiliates(on, id, at);
  }

  /** Who of these people is in the book of an organisation, or of a federation, on the day of `at`, in any role. */
  async inBookOf(
    on: Queryable,
    id: OrganisationId | FederationId,
    persons: readonly PersonId[],
    at: Date,
  ): Promise<ReadonlySet<PersonId>> {
    const found = await this.store.inBookOf(on, id, persons.filter(isId), at);
    return new Set(found.map(({ personId }) => personId));
  }

  /** Who acts in the name of any of these organisations on the day of `at`: every person once, in ascending order. */
  async stewardsOf(on: Queryable, organisations: readonly OrganisationId[], at: Date): Promise<PersonId[]> {
    const found = await this.store.stewardsOf(on, organisations.filter(isId), at);
    return found.map(({ personId }) => personId);
  }

  /** Every kind of seat that somebody holds on the day of `at`, once, whoever holds it: for what speaks of roles. */
  seats(on: Queryable, at: Date): Promise<Membership[]> {
    return this.store.seats(on, at);
  }

  /** @throws ORGANISATION.MISSING */
  async organisation(on: Queryable, id: OrganisationId): Promise<Organisation> {
    return only(await this.organisations(on, [id]), 'organisation', id);
  }

  /** Those of `ids` that exist, in no particular order. */
  organisations(on: Queryable, ids: readonly OrganisationId[]): Promise<Organisation[]> {
    return this.store.organisations(on, ids.filter(isId));
  }

  /** @throws FEDERATION.MISSING */
  async federation(on: Queryable, id: FederationId): Promise<Federation> {
    return only(await this.store.federations(on, [id].filter(isId)), 'federation', id);
  }

  /** @throws PERSON.MISSING */
  async person(on: Queryable, id: PersonId): Promise<Person> {
    return only(await this.store.persons(on, [id].filter(isId)), 'person', id);
  }

  /** Those of `ids` that exist, in no particular order. */
  persons(on: Queryable, ids: readonly PersonId[]): Promise<Person[]> {
    return this.store.persons(on, ids.filter(isId));
  }

  /** Where to write to people; for mails only, never for a log or a payload. */
  async emailsOf(on: Queryable, personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
    const persons = await this.store.persons(on, personIds.filter(isId));
    return new Map(persons.map(({ id, email }) => [id, email]));
  }
}

function only<T>([found]: readonly T[], noun: string, id: string): T {
  if (found === undefined) throw missing(noun, id);
  return found;
}
