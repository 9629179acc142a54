import type { Queryable } from '#platform';
import type { GovernanceStores } from '../../db/governance.stores';
import type { Ballot } from '../../domain/ballot/ballot';
import type { Elector, MemberId } from '../../domain/electorate/elector';
import { presenceAt } from '../../domain/electorate/presence';

/** Who voted, and which of them before the meeting. */
export type Voters = readonly { readonly memberId: MemberId; readonly inAdvance: boolean }[];

/** Who is present or represented when a ballot closes; who voted was there. Told of closed ballots only. */
export async function presentAtClose(
  { meetings }: GovernanceStores,
  on: Queryable,
  ballot: Ballot & { readonly closedAt: Date },
  { electors, voters }: { readonly electors: readonly Elector[]; readonly voters: Voters },
): Promise<ReadonlySet<MemberId>> {
  const present = new Set(voters.map(({ memberId }) => memberId));
  const { assemblyId, itemId, textHash } = ballot;
  if (!assemblyId || !itemId) return present;
  const advanceVotes = voters
    .filter(({ inAdvance }) => inAdvance)
    .map(({ memberId }) => ({ memberId, itemId, textHash }));
  const there = presenceAt(
    { itemId, textHash, at: ballot.closedAt, isRemoteAllowed: ballot.rules.remote },
    {
      electors,
      attendances: await meetings.attendances(on, assemblyId),
      proxies: await meetings.proxies(on, assemblyId),
      advanceVotes,
    },
  );
  for (const { memberId } of there.present) present.add(memberId);
  return present;
}
