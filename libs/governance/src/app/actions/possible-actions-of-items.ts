import type { AgendaItemId } from '#kernel';
import type { ProposalFacts } from '../../db/action-facts.store';
import { assertMayPutToVote, assertNotVotedOn } from '../../domain/actions/of-assembly';
import { attempt, attemptFor, whoMay, type PossibleAction } from '../../domain/actions/possible-action';
import {
  assertDraft,
  assertSitting,
  type AgendaItem,
  type Assembly,
  type Sitting,
} from '../../domain/assembly/assembly';
import { notAMember } from '../../domain/assembly/errors';
import type { Ballot } from '../../domain/ballot/ballot';
import type { MemberId } from '../../domain/electorate/elector';
import { conflictTooLate } from '../../domain/electorate/errors';
import { authoriseIn } from '../access';
import { groupBy, listOf, officesIn, personIn, type Asked } from './possible-actions-asked';

type Facts = {
  readonly item: AgendaItem;
  readonly assembly: Assembly;
  readonly proposal: ProposalFacts;
  readonly last: Ballot | undefined;
  readonly sittings: readonly Sitting[];
  /** The members for whom the caller was sent the notice, and which of these have voted in secret. */
  readonly told: readonly MemberId[];
  readonly haveVotedInSecret: readonly MemberId[];
};
type Offices = Awaited<ReturnType<typeof officesIn>>;

/** What the caller may do with each of these items. Whether anybody is entitled to vote now is left to the opening. */
export async function actionsOfItems(
  asked: Asked,
  ids: readonly AgendaItemId[],
): Promise<ReadonlyMap<AgendaItemId, readonly PossibleAction[]>> {
  const all = await factsOf(asked, ids);
  const offices = await officesIn(asked, [...new Set(all.map(({ assembly }) => assembly.bodyId))]);
  return new Map(all.map((facts) => [facts.item.id, actionsOf(asked, facts, offices)]));
}

async function factsOf(asked: Asked, ids: readonly AgendaItemId[]): Promise<Facts[]> {
  const { on, stores } = asked;
  const items = await stores.actionFacts.itemsById(on, ids);
  const meetings = [...new Set(items.map(({ assemblyId }) => assemblyId))];
  const assemblies = new Map((await stores.assemblies.findAll(on, meetings)).map((it) => [it.id, it]));
  const onAgenda = items.map(({ proposalId }) => proposalId);
  const proposals = new Map((await stores.actionFacts.proposals(on, onAgenda)).map((it) => [it.id, it]));
  const rounds = groupBy(await stores.ballots.among(on, { proposals: onAgenda }), ({ proposalId }) => proposalId);
  const sittings = await stores.actionFacts.sittings(on, meetings);
  const told = await stores.actionFacts.told(on, personIn(asked), meetings);
  const secret = [...rounds.values()].flat().filter((it) => it.secrecy === 'secret' && it.state === 'announced');
  const electors = await stores.actionFacts.electors(
    on,
    secret.map(({ id }) => id),
    [...told.values()].flat(),
  );
  return items.flatMap((item): Facts[] => {
    const [assembly, proposal] = [assemblies.get(item.assemblyId), proposals.get(item.proposalId)];
    if (!assembly || !proposal) return [];
    const last = listOf(rounds, item.proposalId).at(-1);
    const voted = listOf(electors, last?.id ?? '').filter(({ hasVoted }) => hasVoted);
    return [
      {
        ...{ item, assembly, proposal, last, sittings: listOf(sittings, assembly.id) },
        ...{ told: listOf(told, assembly.id), haveVotedInSecret: voted.map(({ memberId }) => memberId) },
      },
    ];
  });
}

function actionsOf({ by }: Asked, facts: Facts, offices: Offices): PossibleAction[] {
  const { item, assembly, last, sittings } = facts;
  const placed = { ...assembly, id: item.id };
  return [
    attempt('removeAgendaItem', () => {
      authoriseIn(by, 'read', 'agenda item', placed);
      offices.assert(assembly.bodyId, 'chair', 'secretary');
      assertDraft(assembly);
    }),
    attempt('openItem', () => {
      authoriseIn(by, 'read', 'agenda item', placed);
      offices.assert(assembly.bodyId, 'chair');
      assertSitting({ assembly, sittings });
      assertMayPutToVote(item.id, last);
    }),
    attemptFor('declareConflict', () => {
      authoriseIn(by, 'vote', 'proposal', facts.proposal);
      return mayDeclare(facts, offices);
    }),
  ];
}

/** For whom the caller may declare: the members they vote for; officers for anybody, which they are not listed. */
function mayDeclare({ assembly, last, told, haveVotedInSecret }: Facts, offices: Offices): readonly MemberId[] {
  assertNotVotedOn(last);
  const isOfficer = offices.holds(assembly.bodyId, ['chair', 'secretary']);
  if (told.length === 0 && assembly.convenedAt !== null && !isOfficer) throw notAMember();
  if (isOfficer) return told.filter((member) => !haveVotedInSecret.includes(member));
  return whoMay(told, (member) => {
    if (haveVotedInSecret.includes(member)) throw conflictTooLate();
  });
}
