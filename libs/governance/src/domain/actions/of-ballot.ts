import type { AgendaItemId, AssemblyId } from '#kernel';
import { isDue, type Ballot } from '../ballot/ballot';
import {
  alreadyVoted,
  ballotNotOpen,
  notCountedYet,
  notOpenYet,
  notPresent,
  notYours,
  notYoursToMove,
} from '../ballot/errors';
import type { MemberId } from '../electorate/elector';
import type { Attendance } from '../electorate/presence';
import { isInForce, proxyObstacle, type Proxy, type ProxyMoment } from '../electorate/proxies';
import { inMeeting } from './errors';

/**
 * In a meeting only those who are there vote; whoever may vote from afar is there by voting.
 *
 * @returns `arrives`: it comes, from afar, by this very vote, if a call is open
 * @throws BALLOT.NOT_PRESENT
 */
export function assertThere(
  ballot: Pick<Ballot, 'id' | 'rules'>,
  memberId: MemberId,
  attendances: readonly Stay[],
): 'there' | 'arrives' {
  if (membersThere(ballot, attendances).has(memberId)) return 'there';
  if (!ballot.rules.remote) throw notPresent(ballot.id);
  return 'arrives';
}

type Stay = Pick<Attendance, 'memberId' | 'leftAt' | 'mode'>;

/** Who is there for this ballot: from afar only where its matter may be voted on from afar. */
export const membersThere = ({ rules }: Pick<Ballot, 'rules'>, attendances: readonly Stay[]): ReadonlySet<MemberId> =>
  new Set(
    attendances
      .filter(({ leftAt, mode }) => leftAt === null && (rules.remote || mode === 'room'))
      .map(({ memberId }) => memberId),
  );

/** Nobody votes for another before the meeting, or outside of one. @throws BALLOT.NOT_YOURS */
export function assertInMeeting({ id, assemblyId, itemId, state }: Ballot): {
  readonly assemblyId: AssemblyId;
  readonly itemId: AgendaItemId;
} {
  if (!assemblyId || !itemId || state !== 'open') throw notYours(id);
  return { assemblyId, itemId };
}

/**
 * Finds the proxy by which somebody may vote for a member now.
 *
 * @param holders the members whose votes the caller casts by right
 * @throws BALLOT.NOT_YOURS, BALLOT.ALREADY_VOTED
 */
export function proxyFor<P extends Proxy>(
  { id }: Pick<Ballot, 'id'>,
  { holders, principal }: { readonly holders: readonly MemberId[]; readonly principal: MemberId },
  moment: Omit<ProxyMoment, 'proxies'> & { readonly proxies: readonly P[] },
): P {
  const obstacles = holders.map((holder) => proxyObstacle(holder, principal, moment));
  if (obstacles.includes('alreadyVoted')) throw alreadyVoted(id);
  const held = moment.proxies.find(
    (proxy) =>
      proxy.principalId === principal && holders.includes(proxy.holderId) && isInForce(proxy, moment.itemId, moment.at),
  );
  if (!obstacles.includes(null) || !held) throw notYours(id);
  return held;
}

/**
 * The end of an open ballot outside of a meeting may be moved. Whether votes are in, which would keep it where it is, is
 * not looked at here: nobody is told of participation while a ballot is open.
 *
 * @throws BALLOT.NOT_OPEN, BALLOT.NOT_OPEN_YET, BALLOT.IN_MEETING
 */
export function assertMovable(ballot: Ballot, now: Date): asserts ballot is Ballot & { readonly opensAt: Date } {
  if (ballot.assemblyId) throw inMeeting(ballot.id);
  if (ballot.state === 'closed' || isDue(ballot, now))
    throw ballotNotOpen(ballot.id, ballot.closedAt ?? ballot.closesAt);
  if (ballot.state === 'announced' || !ballot.opensAt) throw notOpenYet(ballot.id);
}

/** @param isTheirs whether the caller proposed the motion, or is an officer of the body @throws BALLOT.NOT_YOURS_TO_MOVE */
export function assertMover({ id }: Pick<Ballot, 'id'>, isTheirs: boolean): void {
  if (!isTheirs) throw notYoursToMove(id);
}

/** @throws BALLOT.NOT_COUNTED before it is counted, and for ballots counted before papers were published */
export function assertPublished({ id, state, result }: Ballot): void {
  if (state !== 'closed' || !result?.root) throw notCountedYet(id);
}
