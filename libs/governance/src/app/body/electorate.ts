import { Injectable } from '@nestjs/common';
import { MembersBook, type Affiliate, type BookEntry } from '#identity';
import type { BodyId, PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import type { Body, Seat } from '../../domain/body/body';
import { notInBook } from '../../domain/body/errors';
import type { Candidate, Elector, Exclusion, MemberId } from '../../domain/electorate/elector';
import { entitle } from '../../domain/electorate/entitlement';
import type { Standing } from '../../domain/electorate/standing';
import { civilDay } from '../../domain/statute/calendar';
import type { StatuteDocument } from '../../domain/statute/statute-document';

/** Who may vote and who may not and why, and how many members the body has in all. */
export type Entitled = {
  readonly electors: readonly Elector[];
  readonly excluded: readonly Exclusion[];
  readonly members: number;
};

/** Reads from the books who the members of a body are, and lets its statute say who of them votes. */
@Injectable()
export class Electorate {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly members: MembersBook,
  ) {}

  async entitled(on: Queryable, body: Body, statute: StatuteDocument, at: Date): Promise<Entitled> {
    const candidates = await this.candidates(on, body, statute, at);
    const { electors, excluded } = entitle(statute, candidates, civilDay(at, statute.timeZone));
    return { electors, excluded, members: candidates.length };
  }

  /**
   * Whether people who are to be given something to do are in the book of the body's federation or organisation.
   *
   * @throws BODY.NOT_IN_BOOK, the same for whoever is elsewhere and for whoever is nobody
   */
  async assertInBook(
    on: Queryable,
    { federationId, organisationId }: Pick<Body, 'federationId' | 'organisationId'>,
    persons: readonly PersonId[],
    at: Date,
  ): Promise<void> {
    const known = await this.members.inBookOf(on, organisationId ?? federationId, persons, at);
    const unknown = persons.filter((personId) => !known.has(personId));
    if (unknown.length > 0) throw notInBook(unknown);
  }

  private async candidates(on: Queryable, body: Body, statute: StatuteDocument, at: Date): Promise<Candidate[]> {
    const standings = new Map((await this.stores.seats.standings(on, body.id)).map((it) => [it.memberId, it]));
    if (statute.voters.who === 'organisations') return this.organisations(on, body, standings, at);
    const people = await this.people(on, body, at);
    if (statute.voters.who === 'persons') return people.map((it) => candidate(it, standings, null));
    const inBook = new Map(people.map((it) => [it.personId, it]));
    const delegates = await this.stores.seats.ofBody(on, body.id, 'delegate');
    return delegates.flatMap(({ personId, sectionId }) => {
      const person = inBook.get(personId);
      return person ? [candidate(person, standings, sectionId)] : [];
    });
  }

  /** The people of a body. A committee's and a section's are named by seats, as far as they are still in the book. */
  private async people(on: Queryable, body: Body, at: Date): Promise<BookEntry[]> {
    const book = body.organisationId
      ? await this.members.membersOfOrganisation(on, body.organisationId, at)
      : await this.members.membersOfFederation(on, body.federationId, at);
    if (body.kind !== 'committee' && body.kind !== 'section') return book;
    const seated = new Set((await this.seated(on, body.id)).map(({ personId }) => personId));
    return book.filter(({ personId }) => seated.has(personId));
  }

  private seated(on: Queryable, bodyId: BodyId): Promise<Seat[]> {
    return this.stores.seats.ofBody(on, bodyId, 'member');
  }

  private async organisations(
    on: Queryable,
    body: Body,
    standings: ReadonlyMap<MemberId, Standing>,
    at: Date,
  ): Promise<Candidate[]> {
    const affiliates = await this.members.affiliates(on, body.federationId, at);
    const speakers = await this.speakers(on, body.id, at);
    return affiliates.map((affiliate: Affiliate) => ({
      ...ORDINARY,
      ownMembers: affiliate.members,
      ...standings.get(affiliate.organisationId),
      memberId: affiliate.organisationId,
      voterId: speakers.get(affiliate.organisationId) ?? null,
      isLegalPerson: true,
      memberSince: affiliate.since,
      sectionId: null,
    }));
  }

  /** Who speaks for which organisation; nobody, where they are not in its book any more. */
  private async speakers(on: Queryable, bodyId: BodyId, at: Date): Promise<ReadonlyMap<string, PersonId>> {
    const speakers = new Map<string, PersonId>();
    for (const { organisationId, personId } of await this.stores.seats.ofBody(on, bodyId, 'representative')) {
      const inBook = organisationId && (await this.members.inBookOf(on, organisationId, [personId], at));
      if (inBook && inBook.has(personId)) speakers.set(organisationId, personId);
    }
    return speakers;
  }
}

/** A member of whom the book says nothing but the entry. */
const ORDINARY = {
  category: 'ordinary',
  isSuspended: false,
  isInArrears: false,
  shares: 0,
  ownMembers: 0,
  exchange: 0,
} as const;

const candidate = (
  { personId, since }: BookEntry,
  standings: ReadonlyMap<MemberId, Standing>,
  sectionId: BodyId | null,
): Candidate => ({
  ...ORDINARY,
  ...standings.get(personId),
  memberId: personId,
  voterId: personId,
  isLegalPerson: false,
  memberSince: since,
  sectionId,
});
