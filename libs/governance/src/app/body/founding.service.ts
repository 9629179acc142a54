import { Injectable } from '@nestjs/common';
import { MembersBook, type Language, type OrganisationKind, type Role } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { parsePolicy, PolicyService } from '#policy';
import { withSunset } from '../../domain/motion/sunset';
import { BodyService } from './body.service';
import { promiseReview } from '../motion/promise-review';
import { StatuteService } from './statute.service';

/** A federation before its first assembly. Organisations are named by the words that seats refer to. */
export type Founding = {
  readonly name: string;
  /** The first statute of the federation's assembly, as data. */
  readonly statute: unknown;
  readonly organisations: readonly {
    readonly name: string;
    readonly kind: OrganisationKind;
    /** Whether it belongs to the federation, or is only known to it, such as a university. */
    readonly affiliated: boolean;
  }[];
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly language: Language;
    readonly organisation: string;
    readonly roles: readonly Role[];
    /** In the federation's assembly, until there is an election. */
    readonly offices?: readonly ('chair' | 'secretary')[];
  }[];
  /** What holds before the first vote; `idOf` gives an organisation's id by its name. */
  readonly policy: (idOf: (organisation: string) => OrganisationId) => unknown;
};

/** Founds a federation: the one time that rules come into force without a vote. */
@Injectable()
export class FoundingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly members: MembersBook,
    private readonly bodies: BodyService,
    private readonly statutes: StatuteService,
    private readonly policies: PolicyService,
  ) {}

  /** Whether no federation has been founded here yet. */
  async isFirst(): Promise<boolean> {
    return !(await this.bodies.exist());
  }

  /** @throws STATUTE.INVALID, POLICY.INVALID, PERSON.EMAIL_TAKEN; then nothing is founded */
  found(by: Principal, founding: Founding): Promise<FederationId> {
    return this.work.run(by, async (tx) => {
      const { id: federationId } = await this.members.addFederation(tx, founding);
      const today = (await tx.now()).toISOString().slice(0, 10);
      const organisations = await this.addOrganisations(tx, founding, { federationId, since: today });
      const idOf = (name: string) => known(organisations, name);
      const body = await this.bodies.enter(tx, { kind: 'federation', federationId, organisationId: null });
      for (const { organisation, roles, offices = [], ...person } of founding.people) {
        const { id: personId } = await this.members.addPerson(tx, person);
        for (const role of roles) {
          await this.members.enrol(tx, { personId, organisationId: idOf(organisation), role, joinedOn: today });
        }
        for (const office of offices) await this.bodies.seat(tx, body.id, office, personId);
      }
      const statute = await this.statutes.found(tx, body, founding.statute, null);
      const document = withSunset(parsePolicy(founding.policy(idOf)), statute, await tx.now());
      const enactment = { federationId, organisationId: null, document, policyId: null, resolution: null };
      promiseReview(tx, await this.policies.enact(tx, enactment), statute);
      return federationId;
    });
  }

  private async addOrganisations(
    tx: Transaction,
    { organisations }: Founding,
    place: { readonly federationId: FederationId; readonly since: string },
  ): Promise<ReadonlyMap<string, OrganisationId>> {
    const ids = new Map<string, OrganisationId>();
    for (const { name, kind, affiliated } of organisations) {
      const { id: organisationId } = await this.members.addOrganisation(tx, { name, kind });
      if (affiliated) await this.members.affiliate(tx, { ...place, organisationId });
      ids.set(name, organisationId);
    }
    return ids;
  }
}

function known(ids: ReadonlyMap<string, OrganisationId>, name: string): OrganisationId {
  const id = ids.get(name);
  if (!id) throw new Error(`No organisation of this founding is called ${name}.`);
  return id;
}
