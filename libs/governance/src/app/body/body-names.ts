import { Injectable } from '@nestjs/common';
import { MembersBook } from '#identity';
import type { OrganisationId, PersonId } from '#kernel';
import type { Queryable } from '#platform';
import type { Body } from '../../domain/body/body';
import type { MemberId } from '../../domain/electorate/elector';

/** What people call a body and its members, for minutes and mails. */
@Injectable()
export class BodyNames {
  constructor(private readonly members: MembersBook) {}

  async of(on: Queryable, { name, organisationId, federationId }: Body): Promise<string> {
    if (name) return name;
    const named = organisationId
      ? await this.members.organisation(on, organisationId)
      : await this.members.federation(on, federationId);
    return named.name;
  }

  /** What an organisation is called in the directory, which is open. @throws ORGANISATION.MISSING */
  async ofOrganisation(on: Queryable, id: OrganisationId): Promise<string> {
    return (await this.members.organisation(on, id)).name;
  }

  /** Of people and organisations alike; who is in no book any more is called by their id. */
  async ofMembers(on: Queryable, ids: readonly MemberId[]): Promise<(id: MemberId) => string> {
    const names = await this.inBooks(on, ids);
    return (id) => names.get(id) ?? id;
  }

  /** Of people and organisations alike, by their ids; without those who are in no book any more. */
  async inBooks(on: Queryable, ids: readonly MemberId[]): Promise<ReadonlyMap<string, string>> {
    const people = await this.members.persons(on, ids as readonly PersonId[]);
    const organisations = await this.members.organisations(on, ids as readonly OrganisationId[]);
    return new Map([...people, ...organisations].map(({ id, name }) => [id, name]));
  }
}
