import { Injectable } from '@nestjs/common';
import { documentHash, type BallotId, type BodyId } from '#kernel';
import { Database, type Transaction } from '#platform';
import { PolicyService, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { Body, StatuteVersion } from '../../domain/body/body';
import { parseStatute, type StatuteDocument } from '../../domain/statute/statute-document';
import { PRESETS, type StatutePreset } from '../../domain/statute/presets';
import { assertSignedIn, authoriseBody } from '../access';

/** The rules of bodies, version by version: the first comes with the body, every other by a resolution. */
@Injectable()
export class StatuteService {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly policies: PolicyService,
    private readonly db: Database,
  ) {}

  /** Gives a body its first statute, when it is founded. @throws STATUTE.INVALID */
  async found(tx: Transaction, body: Body, input: unknown, resolution: BallotId | null): Promise<StatuteDocument> {
    const document = parseStatute(input);
    await this.enact(tx, body, { number: 1, document, resolution });
    return document;
  }

  /**
   * Changes the rules of a body by its resolution. Rules that were changed meanwhile are not changed again by a text
   * written against the old ones.
   *
   * @param base the version that the text was written against
   */
  async change(
    tx: Transaction,
    body: Body,
    { base, document, resolution }: { base: number; document: StatuteDocument; resolution: BallotId },
  ): Promise<void> {
    const { number } = await this.stores.statutes.current(tx, body.id);
    if (number === base) await this.enact(tx, body, { number: number + 1, document, resolution });
    else tx.record({ type: 'statute.left-unchanged', bodyId: body.id, base, number, resolution });
  }

  /**
   * The versions of a body's statute, newest first.
   *
   * @param page `before`: only those with a smaller number; null: from the newest on
   * @throws BODY.MISSING
   */
  async history(
    by: Actor,
    bodyId: BodyId,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<StatuteVersion[]> {
    authoriseBody(by, await this.stores.bodies.find(this.db, bodyId));
    return this.stores.statutes.versions(this.db, bodyId, page);
  }

  /** Statutes to start from, for whoever signed in. @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
  presets(by: Actor): readonly StatutePreset[] {
    assertSignedIn(by);
    return PRESETS;
  }

  private async enact(
    tx: Transaction,
    { id: bodyId, kind, federationId, organisationId }: Body,
    version: Pick<StatuteVersion, 'number' | 'document' | 'resolution'>,
  ): Promise<void> {
    const { number, document, resolution } = version;
    const [hash, enactedAt] = [documentHash(document), await tx.now()];
    await this.stores.statutes.insert(tx, { bodyId, number, document, hash, enactedAt, resolution });
    tx.record({ type: number === 1 ? 'statute.founded' : 'statute.changed', bodyId, number, hash, resolution });
    if (kind !== 'organisation' || organisationId === null) return;
    const delegated = document.delegatesAccessPolicy;
    await this.policies.setDelegation(tx, { federationId, organisationId, delegated, resolution });
  }
}
