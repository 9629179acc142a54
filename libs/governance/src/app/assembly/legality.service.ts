import { Injectable } from '@nestjs/common';
import type { AssemblyId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { Assembly, Meeting } from '../../domain/assembly/assembly';
import type { Check } from '../../domain/assembly/check';
import { legalityOf, type CallFacts, type LegalityFacts } from '../../domain/assembly/legality';
import type { Body, StatuteVersion } from '../../domain/body/body';
import { separateAssembliesPerhaps } from '../../domain/statute/separate-assemblies';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { authoriseIn } from '../access';
import { BodyNames } from '../body/body-names';
import { Electorate, type Entitled } from '../body/electorate';
import { itemFacts, type Room } from './legality-item-facts';

/** What of an assembly is valid now, and what is missing. */
@Injectable()
export class LegalityService {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly electorate: Electorate,
    private readonly names: BodyNames,
    private readonly work: UnitOfWork,
    private readonly db: Database,
  ) {}

  /**
   * The legality meter of an assembly at this moment, for whoever may read it.
   *
   * It counts who is there and whom they represent. Votes, and so also those sent in before the meeting, are left out until
   * their ballot is counted, because their number would say who takes part: a quorum that they may still reach is a
   * warning until then.
   *
   * @throws ASSEMBLY.MISSING, POLICY.FORBIDDEN
   */
  async of(by: Actor, id: AssemblyId): Promise<readonly Check[]> {
    const assembly = await this.stores.assemblies.find(this.db, id);
    authoriseIn(by, 'read', 'assembly', assembly);
    const body = await this.stores.bodies.find(this.db, assembly.bodyId);
    const { document } = await this.statute(assembly);
    const entitled = await this.electorate.entitled(this.db, body, document, assembly.firstCallAt);
    const meeting = await this.meeting(assembly);
    const room: Room = { meeting, statute: document, electors: entitled.electors, now: await this.work.now() };
    return legalityOf({
      statute: document,
      ...{ members: entitled.members, entitledMembers: entitled.electors.length },
      notice: await this.notice(assembly, entitled),
      ...callsOf(meeting),
      hasChair: assembly.chair !== null || (await this.isHeld(assembly, 'chair')),
      hasSecretary: assembly.secretary !== null || (await this.isHeld(assembly, 'secretary')),
      proxies: await this.proxies(meeting),
      sections: await this.sections(body, document, entitled.members),
      items: await itemFacts(this.stores, this.db, room),
    });
  }

  private statute({ bodyId, state, statuteNumber }: Assembly): Promise<StatuteVersion> {
    const { statutes } = this.stores;
    return state === 'draft' ? statutes.current(this.db, bodyId) : statutes.version(this.db, bodyId, statuteNumber);
  }

  private async meeting(assembly: Assembly): Promise<Meeting> {
    const { meetings, assemblies } = this.stores;
    const { id } = assembly;
    return {
      assembly,
      items: await assemblies.items(this.db, id),
      sittings: await meetings.sittings(this.db, id),
      attendances: await meetings.attendances(this.db, id),
      proxies: await meetings.proxies(this.db, id),
    };
  }

  /** Counted among those entitled: who was told and is entitled no more makes up for nobody. */
  private async notice({ id, earliestCallAt }: Assembly, { electors }: Entitled): Promise<LegalityFacts['notice']> {
    if (earliestCallAt === null) return null;
    const entitled = new Set(electors.map(({ memberId }) => memberId));
    const told = (await this.stores.assemblies.recipients(this.db, id)).filter((it) => entitled.has(it.memberId));
    const proofs = told.filter(({ sentAt }) => sentAt !== null).length;
    return { recipients: told.length, proofs, earliestCallAt };
  }

  private async isHeld({ bodyId }: Assembly, office: 'chair' | 'secretary'): Promise<boolean> {
    return (await this.stores.seats.ofBody(this.db, bodyId, office)).length > 0;
  }

  private async proxies({ proxies }: Meeting): Promise<LegalityFacts['proxies']> {
    const live = proxies.filter(({ revokedAt }) => revokedAt === null);
    const holders = [...new Set(live.map(({ holderId }) => holderId))];
    const nameOf = await this.names.ofMembers(this.db, holders);
    return holders.map((holder) => ({
      holder: nameOf(holder),
      principals: new Set(live.filter(({ holderId }) => holderId === holder).map((it) => it.principalId)).size,
    }));
  }

  /** In how many provinces a body is active, and what it manages, stands in no book: what depends on that is a warning. */
  private async sections(
    { id }: Body,
    { form, voters }: StatuteDocument,
    members: number,
  ): Promise<LegalityFacts['sections']> {
    if (voters.who !== 'delegates') return { ...NONE_NEEDED, perhaps: separateAssembliesPerhaps(members, form) };
    const sections = await this.stores.bodies.sections(this.db, id);
    const delegates = await this.stores.seats.ofBody(this.db, id, 'delegate');
    const elected = new Set(delegates.map(({ sectionId }) => sectionId));
    const assemblies = sections.map((section) => ({ name: section.name ?? '', hasElected: elected.has(section.id) }));
    return { needed: assemblies.length === 0 ? NO_SECTION : null, assemblies };
  }
}

const NONE_NEEDED = { needed: null, assemblies: [] } as const;
const NO_SECTION = {
  it: 'Per statuto votano i delegati, ma non c’è ancora un’assemblea separata che li elegga.',
  en: 'By the statute delegates vote, but there is no separate assembly yet that elects them.',
};

/** The calls as convened and opened; between the two, it prepares for the second. */
function callsOf({ assembly, sittings }: Meeting): Pick<LegalityFacts, 'calls' | 'call'> {
  const { firstCallAt, secondCallAt, state } = assembly;
  const openedAt = (call: 1 | 2) => sittings.find((it) => it.call === call)?.openedAt ?? null;
  const first: CallFacts = { startsAt: firstCallAt, openedAt: openedAt(1) };
  const call = state === 'adjourned' ? 2 : (sittings.at(-1)?.call ?? 1);
  if (!secondCallAt) return { calls: [first], call };
  return { calls: [first, { startsAt: secondCallAt, openedAt: openedAt(2) }], call };
}
