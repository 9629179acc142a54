import type { MeetingProxy } from '../domain/assembly/assembly';
import type { Elector, MemberId } from '../domain/electorate/elector';
import type { Attendance } from '../domain/electorate/presence';

type Entry = {
  readonly memberId: MemberId;
  readonly how: 'room' | 'remote' | 'represented';
  /** Who held the proxy. */
  readonly by: MemberId | null;
  readonly votes: string;
  readonly arrivedAt: string | null;
  readonly leftAt: string | null;
};

/** Who was there, and who was represented, over the whole meeting. */
export type Roll = {
  readonly electors: readonly Elector[];
  readonly entries: readonly Entry[];
  readonly proxies: readonly MeetingProxy[];
  readonly present: ReadonlySet<MemberId>;
  readonly everybody: readonly MemberId[];
};

/** Every stay is an entry of its own; who came is not listed as represented too. */
export function rollOf(
  electors: readonly Elector[],
  {
    attendances,
    proxies,
    closedAt,
  }: {
    readonly attendances: readonly Attendance[];
    readonly proxies: readonly MeetingProxy[];
    readonly closedAt: Date;
  },
): Roll {
  const votes = new Map(electors.map((elector) => [elector.memberId, `${elector.votes}`]));
  const live = proxies.filter(({ revokedAt }) => revokedAt === null);
  const came = new Set(attendances.map(({ memberId }) => memberId));
  const stays = attendances.map(({ memberId, mode, arrivedAt, leftAt }): Entry => {
    const left = leftAt && leftAt < closedAt ? leftAt.toISOString() : null;
    return {
      memberId,
      how: mode,
      by: null,
      votes: votes.get(memberId) ?? '0',
      arrivedAt: arrivedAt.toISOString(),
      leftAt: left,
    };
  });
  const represented = live
    .filter(({ principalId, holderId }) => !came.has(principalId) && came.has(holderId))
    .map(({ principalId, holderId }): Entry => {
      const how = { how: 'represented', by: holderId, arrivedAt: null, leftAt: null } as const;
      return { memberId: principalId, ...how, votes: votes.get(principalId) ?? '0' };
    });
  const entries = [...stays, ...represented];
  return {
    ...{ electors, entries, proxies: live, present: new Set(entries.map(({ memberId }) => memberId)) },
    everybody: [
      ...new Set([...entries.map((it) => it.memberId), ...live.flatMap((it) => [it.principalId, it.holderId])]),
    ],
  };
}
