import { Injectable } from '@nestjs/common';
import type { BodyId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { belongsTo, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { SeatId } from '../../db/seat.store';
import type { Body, Office, Seat } from '../../domain/body/body';
import type { Elector, Exclusion, MemberId } from '../../domain/electorate/elector';
import { separateAssembliesNeeded, type BodySize } from '../../domain/statute/separate-assemblies';
import { assertMayOversee, authoriseBody } from '../access';
import { BodyNames } from './body-names';
import { Electorate } from './electorate';

/** null: nobody of this id is in the books any more, or the caller may not know the people. */
type Named = { readonly name: string | null };

/** Who would vote today, and who would not and why. */
export type Roll = {
  readonly electors: readonly (Elector & Named)[];
  readonly excluded: readonly (Exclusion & Named)[];
  readonly members: number;
};

/** Who belongs to a body and who holds its offices. */
@Injectable()
export class BodyRoll {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly electorate: Electorate,
    private readonly names: BodyNames,
    private readonly db: Database,
  ) {}

  /**
   * Who holds an office today, or any of them. People of the federation see the names, others who may know of the body
   * only that the office is held.
   *
   * @param office null: all of them
   * @throws BODY.MISSING
   */
  async seats(
    by: Actor,
    of: { readonly bodyId: BodyId; readonly office: Office | null },
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<(Seat & Named & { readonly id: SeatId })[]> {
    const { federationId } = await this.body(by, of.bodyId);
    const seats = await this.stores.seats.page(this.db, of, page);
    const nameOf = await this.namesOf(belongsTo(by, federationId) ? seats.map(({ personId }) => personId) : []);
    return seats.map((seat) => ({ ...seat, name: nameOf(seat.personId) }));
  }

  /** Who would be entitled to vote now, and who would not and why; for officers and auditors. @throws BODY.MISSING, BODY.NOT_AN_OFFICER */
  async roll(by: Actor, id: BodyId): Promise<Roll> {
    const body = await this.body(by, id);
    await assertMayOversee(this.db, this.stores.seats, by, { bodyId: id, federationId: body.federationId });
    const { electors, excluded, members } = await this.entitled(body);
    const nameOf = await this.namesOf([...electors, ...excluded].map(({ memberId }) => memberId));
    return {
      electors: electors.map((it) => ({ ...it, name: nameOf(it.memberId) })),
      excluded: excluded.map((it) => ({ ...it, name: nameOf(it.memberId) })),
      members,
    };
  }

  /**
   * Whether the law makes a body hold separate assemblies, by the size of its membership today and by what no book here
   * holds.
   *
   * @returns the reason in words; null: they are not mandatory
   * @throws BODY.MISSING
   */
  async separateAssembliesNeeded(by: Actor, id: BodyId, known: Pick<BodySize, 'provinces' | 'managements'>) {
    const { members, form } = await this.entitled(await this.body(by, id));
    return separateAssembliesNeeded({ ...known, members, form });
  }

  private async body(by: Actor, id: BodyId): Promise<Body> {
    const body = await this.stores.bodies.find(this.db, id);
    authoriseBody(by, body);
    return body;
  }

  private async entitled(body: Body) {
    const { document } = await this.stores.statutes.current(this.db, body.id);
    const entitled = await this.electorate.entitled(this.db, body, document, await this.work.now());
    return { ...entitled, form: document.form };
  }

  private async namesOf(ids: readonly MemberId[]): Promise<(id: string) => string | null> {
    const names = await this.names.inBooks(this.db, ids);
    return (id) => names.get(id) ?? null;
  }
}
