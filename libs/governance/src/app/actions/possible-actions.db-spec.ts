import { CommonsError, type AgendaItemId, type AssemblyId, type BallotId, type BodyId, type ProposalId } from '#kernel';
import { newId } from '#kernel';
import { Database } from '#platform';
import { Assembly } from '../../../test/assembly';
import { Cooperative, everywhere, Meeting, NAMES_FOR, preset } from '../../../test/meeting';
import type { Action, PossibleAction } from '../../domain/actions/possible-action';
import type { MemberId } from '../../domain/electorate/elector';
import {
  AssemblyService,
  BallotOpening,
  BallotService,
  BodyService,
  dataCommittee,
  DiscussionService,
  MeetingService,
  MinutesService,
  MotionService,
  PossibleActions,
  ProxyService,
  type Proposal,
} from '../../index';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva'];
/** What is refused for what an act was given, or for what only the act finds out; actions say nothing of it. */
const OF_THE_INPUT =
  /INVALID|PROPOSAL\.MISSING|CLOSING_TIME|NO_CLAUSE|NOTHING_NEW|OTHER_STATUTE|NOT_IN_BOOK|OTHER_TEXT|HAS_VOTES|PROXY\.(SELF|CAP)/;
/** What has no act yet that could refuse it. */
const WITHOUT_AN_ACT = ['AGENDA.NO_DRAFT'];

/** Where the story stands when somebody asks what they may do. */
type Scene = {
  readonly bodyId: BodyId;
  readonly proposal: Proposal;
  readonly ballotId: BallotId | null;
  readonly assemblyId: AssemblyId | null;
  readonly itemId: AgendaItemId | null;
};
const toldOf = ({ refusal }: PossibleAction): string => refusal?.code ?? 'possible';
type Told = { readonly on: 'body' | 'proposal' | 'ballot' | 'assembly' | 'item'; readonly action: PossibleAction };

describe('possible actions', () => {
  let hall: Assembly;
  let coop: Cooperative;
  /** Every verdict that the story met, to see that it met many. */
  const met = new Set<string>();

  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    const statute = everywhere(preset('cooperativeSpa'), { secrecy: 'secret' });
    coop = await Cooperative.found(hall, statute, PEOPLE);
  });

  const told = async (name: string, scene: Scene): Promise<Told[]> => {
    const [by, actions] = [await coop.actor(name), hall.get(PossibleActions)];
    const found: Told[] = [];
    const add = (on: Told['on'], some: readonly PossibleAction[] | undefined) =>
      found.push(...(some ?? []).map((action) => ({ on, action })));
    add('body', (await actions.ofBodies(by, [scene.bodyId])).get(scene.bodyId));
    add('proposal', (await actions.ofProposals(by, [scene.proposal.id])).get(scene.proposal.id));
    if (scene.ballotId) add('ballot', (await actions.ofBallots(by, [scene.ballotId])).get(scene.ballotId));
    if (scene.assemblyId) add('assembly', (await actions.ofAssemblies(by, [scene.assemblyId])).get(scene.assemblyId));
    if (scene.itemId) add('item', (await actions.ofItems(by, [scene.itemId])).get(scene.itemId));
    return found;
  };

  /** Does the act for real. */
  const act = async (name: string, { action, memberIds }: PossibleAction, scene: Scene): Promise<unknown> => {
    const by = await coop.actor(name);
    const [bodyId, proposalId] = [scene.bodyId, scene.proposal.id];
    const [ballotId, assemblyId, itemId] = [scene.ballotId, scene.assemblyId, scene.itemId] as [
      BallotId,
      AssemblyId,
      AgendaItemId,
    ];
    const memberId: MemberId = memberIds[0] ?? coop.id(name);
    const holderId = coop.id(name === 'Eva' ? 'Ben' : 'Eva');
    const [motions, meetings, assemblies] = [
      hall.get(MotionService),
      hall.get(MeetingService),
      hall.get(AssemblyService),
    ];
    const soon = new Date((await coop.now()).getTime() + 3 * 86_400_000);
    const wish = { clause: 'conditions', change: { kind: 'remove' as const }, reason: 'Basta così.' };
    const acts: Record<Action, () => Promise<unknown>> = {
      proposePolicy: () => motions.proposePolicy(by, { bodyId, document: {}, policyId: null }, ANY_NAMES),
      proposeStatute: () => motions.proposeStatute(by, bodyId, { document: preset('cooperativeSpa'), base: 99 }),
      proposeAdmission: () => motions.proposeAdmission(by, bodyId, {}),
      proposeElection: () => motions.proposeElection(by, bodyId, {}),
      proposeDecision: () => motions.proposeDecision(by, bodyId, {}),
      proposeBody: () => motions.proposeBody(by, bodyId, {}),
      draftAssembly: async () =>
        assemblies.draft(by, bodyId, {
          title: 'Un’altra',
          text: '',
          place: 'Torino',
          firstCall: await coop.on(60),
          secondCall: null,
        }),
      recordStanding: () => hall.get(BodyService).recordStanding(by, bodyId, {}),
      foundBody: () => Promise.reject(new Error('The scene is not of a federation.')),
      openBallot: () => hall.get(BallotOpening).open(by, proposalId, soon),
      amend: () => hall.get(DiscussionService).amend(by, proposalId, wish, NAMES_FOR),
      comment: () =>
        hall
          .get(DiscussionService)
          .comment(by, proposalId, { kind: 'comment', clause: null, text: 'Bene.', answers: null }),
      acceptAmendments: () => hall.get(DiscussionService).accept(by, [], NAMES_FOR),
      addToAgenda: async () => assemblies.addItem(by, (await draftWithout(scene)) ?? assemblyId, proposalId),
      castVote: () => hall.ballots.cast(by, ballotId, { marks: 'yes', memberId, textHash: scene.proposal.hash }),
      closeBallot: () => hall.get(BallotService).closeInMeeting(by, ballotId),
      rescheduleBallot: () => hall.get(BallotOpening).reschedule(by, ballotId, soon),
      exportBallot: () => hall.get(BallotService).exported(by, ballotId),
      addAgendaItem: () => assemblies.addItem(by, assemblyId, newId<ProposalId>()),
      convene: () => assemblies.convene(by, assemblyId),
      openFirstCall: () => meetings.openCall(by, assemblyId, 1),
      openSecondCall: () => meetings.openCall(by, assemblyId, 2),
      attend: () => meetings.attend(by, assemblyId, { memberId, mode: 'remote' }),
      recordAttendance: () => meetings.attend(by, assemblyId, { memberId, mode: 'room' }),
      grantProxy: () => hall.get(ProxyService).grant(by, { assemblyId, itemId: null, holderId, principalId: null }),
      adjourn: () => meetings.adjourn(by, assemblyId),
      closeAssembly: () => meetings.close(by, assemblyId),
      signMinutes: () => hall.get(MinutesService).sign(by, assemblyId, '0'.repeat(64)),
      removeAgendaItem: () => assemblies.removeItem(by, itemId),
      openItem: () => meetings.openItem(by, itemId),
      declareConflict: () => meetings.declareConflict(by, proposalId, { memberId, statement: 'Sono fornitore.' }),
    };
    return acts[action]();
  };

  /** The code with which an act is refused; everything it did is taken back. */
  const refusalOf = async (name: string, action: PossibleAction, scene: Scene): Promise<string | null> => {
    try {
      await rolledBack(() => act(name, action, scene));
      return null;
    } catch (error) {
      if (error instanceof CommonsError) return error.code;
      throw error;
    }
  };

  /** Runs an act whose commit is refused by the database, so that the story goes on as if nobody had tried. */
  const rolledBack = async (work: () => Promise<unknown>): Promise<void> => {
    await hall.db.query(`create or replace function public.undo() returns trigger language plpgsql
      as $$ begin raise exception 'taken back'; end $$`);
    await hall.db.query(`create constraint trigger undo after insert on platform.event deferrable initially deferred
      for each row execute function public.undo()`);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('taken back'))) throw error;
    } finally {
      await hall.db.query('drop trigger undo on platform.event');
    }
  };

  /** What is told, held against what happens. */
  const hold = async (scene: Scene, ...names: readonly string[]): Promise<void> => {
    for (const name of names) {
      for (const { on, action } of await told(name, scene)) {
        if (WITHOUT_AN_ACT.includes(toldOf(action))) continue;
        if (action.action === 'addToAgenda' && !(await draftWithout(scene))) continue;
        met.add(`${action.action} ${toldOf(action)}`);
        holdOne(`${name}: ${on}.${action.action}`, action, await refusalOf(name, action, scene));
      }
    }
  };
  const holdOne = (where: string, { possible, refusal }: PossibleAction, refused: string | null) => {
    const isOfInput = refused !== null && OF_THE_INPUT.test(refused);
    expect([where, possible && isOfInput ? null : refused]).toEqual([where, refusal?.code ?? null]);
  };
  /** An assembly in preparation without this proposal on its agenda, if there is one. */
  const draftWithout = async ({ bodyId, proposal }: Scene): Promise<AssemblyId | undefined> => {
    const [found] = await hall.db.query<{ id: AssemblyId }>(
      `select id from governance.assembly a where state = 'draft' and body_id = $1 and not exists
         (select from governance.agenda_item i where i.assembly_id = a.id and i.proposal_id = $2) order by id`,
      [bodyId, proposal.id],
    );
    return found?.id;
  };

  const sceneOf = async (proposal: Proposal, meeting: Meeting | null): Promise<Scene> => {
    const ballot = (await hall.get(BallotService).ofProposals([proposal.id])).get(proposal.id);
    const items = meeting ? await meeting.items() : [];
    const itemId = items.find(({ proposalId }) => proposalId === proposal.id)?.id ?? null;
    const assemblyId = meeting ? meeting.id : null;
    return { bodyId: coop.body.id, proposal, assemblyId, itemId, ballotId: ballot ? ballot.id : null };
  };

  it('are what happens to a proposal outside of meetings', async () => {
    coop = await Cooperative.found(hall, dataCommittee(), PEOPLE);
    const proposal = await coop.decision();
    await hold(await sceneOf(proposal, null), 'Ada', 'Cleo');
    const closesAt = new Date((await coop.now()).getTime() + 86_400_000);
    await hall.get(BallotOpening).open(await coop.actor('Cleo'), proposal.id, closesAt);
    await coop.join('Zita');
    await hold(await sceneOf(proposal, null), 'Ada', 'Cleo', 'Zita');
    const { ballotId } = await sceneOf(proposal, null);
    await hall.ballots.cast(await coop.actor('Cleo'), ballotId as BallotId, { marks: 'yes' });
    await hold(await sceneOf(proposal, null), 'Cleo');
    hall.clock.advanceDays(2);
    await hold(await sceneOf(proposal, null), 'Ada', 'Cleo');
  });

  it('say of a federation for which organisations a body may be founded', async () => {
    const actions = hall.get(PossibleActions);
    const [federation] = await hall.db.query<{ id: BodyId }>(
      `select id from governance.body where kind = 'federation' and federation_id = $1`,
      [coop.federationId],
    );
    const id = federation?.id as BodyId;
    const founding = async (name: string) =>
      (await actions.ofBodies(await coop.actor(name), [id])).get(id)?.find(({ action }) => action === 'foundBody');
    expect(await founding('Ada')).toMatchObject({ possible: false, refusal: { code: 'BODY.FOUNDED' } });
    expect(await founding('Cleo')).toMatchObject({ possible: false, refusal: { code: 'BODY.NOT_A_STEWARD' } });
  });

  it('are what happens, all through the life of an assembly', async () => {
    const proposal = await coop.decision();
    await hold(await sceneOf(proposal, null), 'Ada', 'Ben', 'Cleo');

    await coop.draft(await coop.on(90));
    const draft = await coop.draft(await coop.on(20), await coop.on(21));
    const meeting = new Meeting(coop, draft.id);
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Cleo');
    await hall.get(AssemblyService).addItem(await coop.actor(), meeting.id, proposal.id);
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Ben', 'Cleo');
    await hall.get(AssemblyService).convene(await coop.actor(), meeting.id);
    await coop.join('Zita', 1);
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Cleo', 'Zita');

    await meeting.grant('Cleo', 'Dino');
    await hold(await sceneOf(proposal, meeting), 'Cleo', 'Dino');
    await meeting.openCall(1);
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Cleo', 'Zita');
    await meeting.arrive('Ada', 'Dino');
    await meeting.open();
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Ben', 'Cleo', 'Dino', 'Zita');
    await meeting.cast('Dino', 'yes', { of: 'Cleo' });
    await meeting.cast('Ada', 'yes');
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Dino');
    await meeting.count();
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Ben');
    await meeting.close();
    await hold(await sceneOf(proposal, meeting), 'Ada', 'Ben', 'Cleo');
    expect([...met].filter((it) => it.endsWith(' possible')).length).toBeGreaterThan(15);
    expect([...met].filter((it) => !it.endsWith(' possible')).length).toBeGreaterThan(30);
  });
});

describe('possible actions of many records', () => {
  it('take as many statements for twenty as for one', async () => {
    const hall = await Assembly.start();
    const coop = await Cooperative.found(hall, preset('cooperativeSpa'), PEOPLE);
    const proposals: Proposal[] = [];
    for (let n = 0; n < 20; n += 1) proposals.push(await coop.decision(`Punto ${n}`));
    const meeting = await coop.convene(proposals);
    const [items, by] = [await meeting.items(), await coop.actor('Cleo')];
    const ballots = await hall.get(BallotService).ofProposals(proposals.map(({ id }) => id));
    const asking = jest.spyOn(Database.prototype, 'query');
    const statements = async (ids: readonly string[], ask: (ids: readonly never[]) => Promise<unknown>) => {
      asking.mockClear();
      await ask(ids as readonly never[]);
      return asking.mock.calls.length;
    };
    const actions = hall.get(PossibleActions);
    const idsOf = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
    const questions: readonly [readonly string[], (ids: readonly never[]) => Promise<unknown>][] = [
      [idsOf(proposals), (ids) => actions.ofProposals(by, ids)],
      [idsOf(items), (ids) => actions.ofItems(by, ids)],
      [idsOf([...ballots.values()]), (ids) => actions.ofBallots(by, ids)],
      [[meeting.id], (ids) => actions.ofAssemblies(by, ids)],
      [[coop.body.id], (ids) => actions.ofBodies(by, ids)],
    ];
    const measured: (readonly [number, number])[] = [];
    for (const [ids, ask] of questions) {
      measured.push([await statements(ids.slice(0, 1), ask), await statements(ids, ask)]);
    }
    asking.mockRestore();
    await hall.stop();
    for (const [one, twenty] of measured) expect(twenty).toBe(one);
    expect(Math.max(...measured.flat())).toBeLessThanOrEqual(10);
  });
});

const ANY_NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };
