import type { AssemblyId, PersonId } from '#kernel';
import { personOf } from '#policy';
import type { ProposalFacts } from '../../db/action-facts.store';
import {
  assertAgenda,
  assertCallMayOpen,
  assertMayAdjourn,
  assertMayEnd,
  assertMaySign,
  assertRemoteAttendance,
  noticeTerm,
} from '../../domain/actions/of-assembly';
import { assertFree } from '../../domain/actions/of-proposal';
import { attempt, attemptFor, whoMay, type PossibleAction } from '../../domain/actions/possible-action';
import {
  assertDraft,
  assertSitting,
  assertState,
  type AgendaItem,
  type Assembly,
  type MeetingProxy,
  type Sitting,
} from '../../domain/assembly/assembly';
import { notAMember } from '../../domain/assembly/errors';
import type { Ballot } from '../../domain/ballot/ballot';
import type { MemberId } from '../../domain/electorate/elector';
import { proxyNotElector } from '../../domain/electorate/errors';
import { assertMayGive, capPerHolder } from '../../domain/electorate/proxies';
import { matterOf } from '../../domain/motion/motion';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { assertMayManage, authoriseIn } from '../access';
import { groupBy, listOf, officesIn, personIn, statutesOf, type Asked } from './possible-actions-asked';

type Facts = {
  readonly assembly: Assembly;
  readonly now: Date;
  readonly items: readonly AgendaItem[];
  /** What is on the agenda, with the latest round of each. */
  readonly proposals: readonly { readonly proposal: ProposalFacts; readonly last: Ballot | undefined }[];
  readonly ballots: readonly Ballot[];
  readonly sittings: readonly Sitting[];
  /** The members for whom the caller was sent the notice. */
  readonly told: readonly MemberId[];
  readonly proxies: readonly MeetingProxy[];
  /** In force, by which it would be convened now; and the version by which it is held. */
  readonly current: StatuteDocument;
  readonly statute: StatuteDocument;
};
type Offices = Awaited<ReturnType<typeof officesIn>>;

/** What the caller may do with each of these assemblies. */
export async function actionsOfAssemblies(
  asked: Asked,
  ids: readonly AssemblyId[],
): Promise<ReadonlyMap<AssemblyId, readonly PossibleAction[]>> {
  const all = await factsOf(asked, ids);
  const offices = await officesIn(asked, [...new Set(all.map(({ assembly }) => assembly.bodyId))]);
  return new Map(
    all.map((facts) => [
      facts.assembly.id,
      [...preparing(asked, facts, offices), ...takingPart(asked, facts, offices), ...leading(asked, facts, offices)],
    ]),
  );
}

async function factsOf(asked: Asked, ids: readonly AssemblyId[]): Promise<Facts[]> {
  const { on, stores } = asked;
  const assemblies = await stores.assemblies.findAll(on, ids);
  const items = await stores.actionFacts.items(on, ids);
  const onAgenda = [...new Set(items.map(({ proposalId }) => proposalId))];
  const proposals = new Map((await stores.actionFacts.proposals(on, onAgenda)).map((it) => [it.id, it]));
  const rounds = groupBy(await stores.ballots.among(on, { proposals: onAgenda }), ({ proposalId }) => proposalId);
  const ballots = groupBy(await stores.ballots.among(on, { assemblies: ids }), ({ assemblyId }) => assemblyId);
  const sittings = await stores.actionFacts.sittings(on, ids);
  const told = await stores.actionFacts.told(on, personIn(asked), ids);
  const proxies = await stores.actionFacts.proxies(on, ids, [...new Set([...told.values()].flat())]);
  const statuteOf = await statutesOf(asked, assemblies);
  const now = await asked.now();
  return assemblies.map((assembly) => {
    const agenda = items.filter(({ assemblyId }) => assemblyId === assembly.id);
    const { id, bodyId } = assembly;
    return {
      ...{ assembly, now, items: agenda, ballots: listOf(ballots, id), sittings: listOf(sittings, id) },
      ...{ told: listOf(told, id), proxies: listOf(proxies, id) },
      ...{ current: statuteOf({ bodyId }).document, statute: statuteOf(assembly).document },
      proposals: agenda.flatMap(({ proposalId }) => {
        const proposal = proposals.get(proposalId);
        return proposal ? [{ proposal, last: listOf(rounds, proposalId).at(-1) }] : [];
      }),
    };
  });
}

function preparing({ by }: Asked, facts: Facts, offices: Offices): PossibleAction[] {
  const { assembly, items, proposals, current, now } = facts;
  const assertPreparing = () => {
    authoriseIn(by, 'read', 'assembly', assembly);
    offices.assert(assembly.bodyId, 'chair', 'secretary');
    assertDraft(assembly);
  };
  return [
    attempt('addAgendaItem', assertPreparing),
    attempt('convene', () => {
      assertPreparing();
      assertAgenda(assembly.id, items);
      for (const { proposal, last } of proposals) assertFree(proposal, last);
      const matters = proposals.map(({ proposal }) => matterOf(proposal));
      noticeTerm(current, matters, { firstCallAt: assembly.firstCallAt, convenedAt: now });
    }),
  ];
}

function takingPart({ by }: Asked, facts: Facts, offices: Offices): PossibleAction[] {
  const { assembly, told, sittings, statute, ballots } = facts;
  return [
    attemptFor('attend', () => {
      authoriseIn(by, 'read', 'assembly', assembly);
      assertSitting({ assembly, sittings });
      if (told.length === 0) {
        offices.assert(assembly.bodyId, 'chair', 'secretary');
        throw notAMember();
      }
      authoriseIn(by, 'vote', 'assembly', assembly);
      assertRemoteAttendance(statute, ballots);
      return told;
    }),
    attempt('recordAttendance', () => {
      authoriseIn(by, 'read', 'assembly', assembly);
      assertSitting({ assembly, sittings });
      offices.assert(assembly.bodyId, 'chair', 'secretary');
    }),
    attemptFor('grantProxy', () => {
      authoriseIn(by, 'vote', 'assembly', assembly);
      assertState(assembly, 'convened', 'sitting', 'adjourned');
      return mayGive(facts, personOf(by));
    }),
  ];
}

/** Who may give their vote to somebody: for the whole meeting, or for one item at least. */
function mayGive({ told, items, proxies, statute }: Facts, person: PersonId): readonly MemberId[] {
  if (told.length === 0) throw proxyNotElector(person);
  capPerHolder(statute, 0);
  return whoMay(told, (principalId) => {
    const places = [null, ...items.map(({ id }) => id)];
    const refusals = places.map((itemId) =>
      attempt('grantProxy', () => {
        assertMayGive(proxies, { principalId, itemId });
      }),
    );
    if (refusals.every(({ possible }) => !possible)) assertMayGive(proxies, { principalId, itemId: null });
  });
}

function leading({ by }: Asked, facts: Facts, offices: Offices): PossibleAction[] {
  const { assembly, ballots, sittings, now } = facts;
  const led = (check: () => void) => () => {
    authoriseIn(by, 'read', 'assembly', assembly);
    offices.assert(assembly.bodyId, 'chair');
    check();
  };
  return [
    attempt(
      'openFirstCall',
      led(() => {
        assertCallMayOpen(assembly, 1, now);
      }),
    ),
    attempt(
      'openSecondCall',
      led(() => {
        assertCallMayOpen(assembly, 2, now);
      }),
    ),
    attempt(
      'adjourn',
      led(() => {
        assertMayAdjourn(assembly, sittings, ballots);
      }),
    ),
    attempt(
      'closeAssembly',
      led(() => {
        assertMayEnd(assembly, ballots, now);
      }),
    ),
    attempt('signMinutes', () => {
      authoriseIn(by, 'read', 'assembly', assembly);
      assertMaySign(assembly, personOf(by));
      assertMayManage(by);
    }),
  ];
}
