import type { AssemblyId, BallotId, PersonId } from '#kernel';
import {
  assertInMeeting,
  assertMovable,
  assertMover,
  assertPublished,
  assertThere,
  membersThere,
  proxyFor,
} from '../../domain/actions/of-ballot';
import { attempt, attemptFor, whoMay, type PossibleAction } from '../../domain/actions/possible-action';
import { assertSitting, type Assembly, type MeetingProxy, type Sitting } from '../../domain/assembly/assembly';
import { assertMayClose, assertTakesVotes, type Ballot } from '../../domain/ballot/ballot';
import { alreadyVoted, notEntitled } from '../../domain/ballot/errors';
import type { MemberId } from '../../domain/electorate/elector';
import type { Attendance } from '../../domain/electorate/presence';
import { isInForce } from '../../domain/electorate/proxies';
import { authoriseIn } from '../access';
import { listOf, officesIn, type Asked } from './possible-actions-asked';

type Elector = { readonly memberId: MemberId; readonly hasVoted: boolean };
type Meeting = {
  readonly assembly: Assembly;
  readonly sittings: readonly Sitting[];
  readonly proxies: readonly MeetingProxy[];
  readonly attendances: readonly Attendance[];
};
type Facts = {
  readonly ballot: Ballot;
  readonly now: Date;
  readonly proposedBy: PersonId | null;
  /** Whose votes the caller casts by right, and those of these and of whom they hold proxies who are electors. */
  readonly own: readonly MemberId[];
  readonly electors: readonly Elector[];
  readonly meeting: Meeting | null;
};

/**
 * What the caller may do with each of these ballots.
 *
 * Of who has voted nothing is said but of the members whose votes the caller casts, or whose proxies they hold: those they
 * act for. So a ballot is said to be movable also where votes keep it from being moved.
 */
export async function actionsOfBallots(
  asked: Asked,
  ids: readonly BallotId[],
): Promise<ReadonlyMap<BallotId, readonly PossibleAction[]>> {
  const { by } = asked;
  const all = await factsOf(asked, ids);
  const offices = await officesIn(asked, [...new Set(all.map(({ ballot }) => ballot.bodyId))]);
  const actionsOf = (facts: Facts): PossibleAction[] => {
    const { ballot, now } = facts;
    return [
      attemptFor('castVote', () => mayVote(asked, facts)),
      ...(ballot.state === 'closed'
        ? []
        : [
            attempt('closeBallot', () => {
              authoriseIn(by, 'read', 'ballot', ballot);
              offices.assert(ballot.bodyId, 'chair');
              assertMayClose(ballot, now, ballot.assemblyId !== null);
            }),
          ]),
      attempt('rescheduleBallot', () => {
        authoriseIn(by, 'propose', 'ballot', ballot);
        assertMover(ballot, offices.holds(ballot.bodyId, ['chair', 'secretary']) || facts.proposedBy === by.id);
        assertMovable(ballot, now);
      }),
      attempt('exportBallot', () => {
        authoriseIn(by, 'read', 'ballot', ballot);
        assertPublished(ballot);
      }),
    ];
  };
  return new Map(all.map((facts) => [facts.ballot.id, actionsOf(facts)]));
}

async function factsOf(asked: Asked, ids: readonly BallotId[]): Promise<Facts[]> {
  const { on, stores, now } = asked;
  const ballots = await stores.ballots.among(on, { ids });
  const own = await stores.actionFacts.own(on, asked.by, ids);
  const mine = [...new Set([...own.values()].flat())];
  const meetings = await meetingsOf(asked, ballots, mine);
  const principals = [...meetings.values()].flatMap(({ proxies }) => proxies.map(({ principalId }) => principalId));
  const proposals = await stores.actionFacts.proposals(
    on,
    ballots.map(({ proposalId }) => proposalId),
  );
  const electors = await stores.actionFacts.electors(on, ids, [...new Set([...mine, ...principals])]);
  const at = await now();
  return ballots.map((ballot) => ({
    ballot,
    now: at,
    proposedBy: proposals.find(({ id }) => id === ballot.proposalId)?.proposedBy ?? null,
    own: listOf(own, ballot.id),
    electors: listOf(electors, ballot.id),
    meeting: ballot.assemblyId ? (meetings.get(ballot.assemblyId) ?? null) : null,
  }));
}

async function meetingsOf(
  { on, stores }: Asked,
  ballots: readonly Ballot[],
  mine: readonly MemberId[],
): Promise<ReadonlyMap<AssemblyId, Meeting>> {
  const ids = [...new Set(ballots.flatMap(({ assemblyId }) => assemblyId ?? []))];
  if (ids.length === 0) return new Map();
  const assemblies = await stores.assemblies.findAll(on, ids);
  const sittings = await stores.actionFacts.sittings(on, ids);
  const proxies = await stores.actionFacts.proxies(on, ids, mine);
  const members = [...proxies.values()].flat().flatMap(({ principalId, holderId }) => [principalId, holderId]);
  const attendances = await stores.actionFacts.attendances(on, ids, [...new Set([...mine, ...members])]);
  return new Map(
    assemblies.map((assembly) => [
      assembly.id,
      {
        ...{ assembly, sittings: listOf(sittings, assembly.id), proxies: listOf(proxies, assembly.id) },
        attendances: listOf(attendances, assembly.id),
      },
    ]),
  );
}

/** Whose votes the caller may cast now. */
function mayVote({ by }: Asked, facts: Facts): readonly MemberId[] {
  const { ballot, now, own, electors, meeting } = facts;
  authoriseIn(by, 'vote', 'ballot', ballot);
  assertTakesVotes(ballot, now, ballot.textHash);
  if (own.length === 0) throw notEntitled(ballot.id);
  const represented = (meeting?.proxies ?? [])
    .filter((proxy) => own.includes(proxy.holderId) && isInForce(proxy, ballot.itemId ?? '', now))
    .map(({ principalId }) => principalId)
    .filter((principal) => !own.includes(principal) && electors.some(({ memberId }) => memberId === principal));
  return whoMay([...own, ...new Set(represented)], (member) => {
    assertMayVoteFor(facts, member);
  });
}

function assertMayVoteFor(facts: Facts, member: MemberId): void {
  const { ballot, now, own, electors, meeting } = facts;
  const voted = new Set(electors.filter(({ hasVoted }) => hasVoted).map(({ memberId }) => memberId));
  if (own.includes(member)) {
    assertIn(facts, member);
    if (voted.has(member)) throw alreadyVoted(ballot.id);
    return;
  }
  const { itemId } = assertInMeeting(ballot);
  const { proxies, attendances } = meeting ?? { proxies: [], attendances: [] };
  const there = membersThere(ballot, attendances);
  proxyFor(ballot, { holders: own, principal: member }, { proxies, itemId, at: now, there, voted });
}

/** Before the meeting, and outside of any, nobody has to be there. */
function assertIn({ ballot, meeting }: Facts, member: MemberId): void {
  if (!meeting || ballot.state !== 'open') return;
  if (assertThere(ballot, member, meeting.attendances) === 'arrives') assertSitting(meeting);
}
