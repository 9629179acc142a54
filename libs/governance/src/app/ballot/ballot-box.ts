import { Injectable } from '@nestjs/common';
import type { Language } from '#identity';
import { Config, type Transaction } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import type { OpenVote } from '../../db/vote.store';
import type { Ballot } from '../../domain/ballot/ballot';
import { classKey } from '../../domain/box/header';
import type { Paper } from '../../domain/box/paper';
import type { Elector, MemberId } from '../../domain/electorate/elector';
import { newReceipt } from './new-receipt';
import { newBoxKey, PaperSeal } from './paper-seal';

/** A vote on its way into the box. */
export type Cast = Omit<OpenVote, 'memberId'> & { readonly elector: Elector; readonly language: Language };

/** What was in the box when it was opened for the count. */
export type Emptied = {
  readonly papers: readonly Paper[];
  readonly voters: readonly { readonly memberId: MemberId; readonly inAdvance: boolean }[];
};

/**
 * Where votes lie until they are counted. Of a secret ballot it holds who took part, and apart from that papers which
 * all look alike; nothing joins the two, and the key that opens the papers is gone when they are published.
 */
@Injectable()
export class BallotBox {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly config: Config,
  ) {}

  /** Sets up the box of a ballot that begins. */
  async prepare(tx: Transaction, { id, secrecy }: Ballot): Promise<void> {
    if (secrecy === 'secret') await this.stores.boxes.addKey(tx, id, newBoxKey(this.config.secret, id).wrapped);
  }

  /**
   * @param casts of as many members, on the text of the ballot
   * @returns in their order: the receipt of a secret paper, which is told once; `open` for an open vote; null: this
   *   member's vote was in already
   */
  async put(tx: Transaction, ballot: Ballot, casts: readonly Cast[]): Promise<(string | null)[]> {
    if (ballot.secrecy === 'secret') return this.putSecret(tx, ballot, casts);
    const votes = casts.map(({ elector: { memberId }, ...vote }) => ({ ...vote, memberId }));
    const taken = await this.stores.votes.insert(tx, ballot.id, votes);
    return votes.map(({ memberId }) => (taken.has(memberId) ? 'open' : null));
  }

  private async putSecret(tx: Transaction, ballot: Ballot, casts: readonly Cast[]): Promise<(string | null)[]> {
    const papers = casts.map(({ elector, language, marks }) => ({
      memberId: elector.memberId,
      paper: { receipt: newReceipt(language), class: classKey(elector.category, elector.votes), marks },
    }));
    const took = casts.map(({ elector: { memberId }, textHash, inAdvance }) => ({ memberId, textHash, inAdvance }));
    const taken = await this.stores.votes.takePart(tx, ballot.id, took);
    const seal = await this.sealOf(tx, ballot);
    const sealed = papers.filter(({ memberId }) => taken.has(memberId)).map(({ paper }) => seal.seal(paper));
    await this.stores.votes.addSealed(tx, ballot.id, ballot.textHash, sealed);
    return papers.map(({ memberId, paper }) => (taken.has(memberId) ? paper.receipt : null));
  }

  /** Takes out the votes on the text that is voted; those on another one stay behind and count for nothing. */
  async empty(tx: Transaction, ballot: Ballot, electors: readonly Elector[]): Promise<Emptied> {
    const { id, textHash, secrecy } = ballot;
    if (secrecy === 'secret') {
      const seal = await this.sealOf(tx, ballot);
      const sealed = await this.stores.boxes.sealed(tx, id, textHash);
      return {
        papers: sealed.map((paper) => seal.open(paper)),
        voters: await this.stores.votes.participants(tx, id, textHash),
      };
    }
    const votes = await this.stores.votes.open(tx, id, textHash);
    const byId = new Map(electors.map((elector) => [elector.memberId, elector]));
    const papers = votes.flatMap(({ memberId, marks }): Paper[] => {
      const elector = byId.get(memberId);
      const receipt = memberId;
      return elector ? [{ receipt, class: classKey(elector.category, elector.votes), marks, member: memberId }] : [];
    });
    return { papers, voters: votes };
  }

  private async sealOf(tx: Transaction, { id: ballotId, textHash, method, options }: Ballot): Promise<PaperSeal> {
    const wrapped = await this.stores.boxes.key(tx, ballotId);
    return new PaperSeal(this.config.secret, wrapped, { ballotId, textHash, method, options: options.length });
  }
}
