import { Injectable } from '@nestjs/common';
import { TokenMint } from '#identity';
import type { BallotId, PersonId } from '#kernel';
import { Config, type Transaction } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import { linkInvalid } from '../../domain/ballot/errors';

/** Whose vote on which ballot a link casts. */
export type VoteLink = { readonly ballotId: BallotId; readonly personId: PersonId };

/** Makes the links by which people vote, and knows them again; of each it keeps a hash only. */
@Injectable()
export class VoteLinkBook {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly mint: TokenMint,
    private readonly config: Config,
  ) {}

  async make(tx: Transaction, { ballotId, personId }: VoteLink): Promise<string> {
    const { token, hash } = this.mint.mint('vote');
    await this.stores.boxes.addLink(tx, hash, ballotId, personId);
    return `${this.config.http.publicUrl}/vote?token=${token}`;
  }

  /** @throws BALLOT.LINK_INVALID for what never was a link, and for one whose ballot has been counted */
  async recognise(token: string): Promise<VoteLink> {
    const hash = this.mint.recognise(token, 'vote');
    const link = hash ? await this.stores.boxes.link(this.stores.db, hash) : null;
    if (!link) throw linkInvalid();
    return link;
  }
}
