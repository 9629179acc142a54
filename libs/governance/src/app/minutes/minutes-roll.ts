import type { MeetingProxy } from '../../domain/assembly/assembly';
import type { Elector, MemberId } from '../../domain/electorate/elector';
import type { Attendance } from '../../domain/electorate/presence';

type Entry = {
  readonly memberId: MemberId;
  readonly how: 'room' | 'remote' | 'represented' | 'advance';
  /** Who held the proxy. */
  readonly by: MemberId | null;
  readonly votes: string;
  readonly arrivedAt: string | null;
  readonly leftAt: string | null;
};

/** Who was there, and who was represented, over the whole meeting. */
export type MeetingRoll = {
  readonly electors: readonly Elector[];
  readonly entries: readonly Entry[];
  readonly proxies: readonly MeetingProxy[];
  readonly present: ReadonlySet<MemberId>;
  readonly everybody: readonly MemberId[];
};

type Presences = {
  readonly attendances: readonly Attendance[];
  readonly proxies: readonly MeetingProxy[];
  /** Whose vote was in before the meeting, on a text that it voted on. */
  readonly advance: readonly MemberId[];
  readonly closedAt: Date;
};

/** Every stay is an entry of its own; who came is not listed as represented too, and neither as having voted in advance. */
export function rollOf(
  electors: readonly Elector[],
  { attendances, proxies, advance, closedAt }: Presences,
): MeetingRoll {
  const votes = new Map(electors.map((elector) => [elector.memberId, `${elector.votes}`]));
  const live = proxies.filter(({ revokedAt }) => revokedAt === null);
  const came = new Set(attendances.map(({ memberId }) => memberId));
  const represented = live.filter(({ principalId, holderId }) => !came.has(principalId) && came.has(holderId));
  const there = new Set([...came, ...represented.map(({ principalId }) => principalId)]);
  const absent = (memberId: MemberId, how: 'represented' | 'advance', by: MemberId | null): Entry => ({
    ...{ memberId, how, by, votes: votes.get(memberId) ?? '0' },
    ...{ arrivedAt: null, leftAt: null },
  });
  const entries = [
    ...attendances.map(({ memberId, mode, arrivedAt, leftAt }): Entry => {
      const left = leftAt && leftAt < closedAt ? leftAt.toISOString() : null;
      const stay = { how: mode, by: null, arrivedAt: arrivedAt.toISOString(), leftAt: left };
      return { memberId, ...stay, votes: votes.get(memberId) ?? '0' };
    }),
    ...represented.map(({ principalId, holderId }) => absent(principalId, 'represented', holderId)),
    ...[...new Set(advance)].filter((it) => !there.has(it)).map((it) => absent(it, 'advance', null)),
  ];
  const named = [...entries.map((it) => it.memberId), ...live.flatMap((it) => [it.principalId, it.holderId])];
  return {
    ...{ electors, entries, proxies: live, present: new Set(entries.map(({ memberId }) => memberId)) },
    everybody: [...new Set(named)],
  };
}
