import { CommonsError, type BallotId, type PersonId } from '#kernel';
import type { Actor } from '#policy';
import { TestClock } from '../../../../../test/support/test-database';
import { Assembly, membersMay, secretCommittee, SYSTEM } from '../../../test/assembly';
import { recount } from '../../domain/box/recount';
import { dataCommittee } from '../../domain/statute/presets';
import type { StatuteDocument } from '../../domain/statute/statute-document';

const MEMBERS = 1_000;
const CONNECTIONS_EACH = 20;
const HOUR_MS = 3_600_000;
const CHOICES = ['yes', 'no', 'abstain', 'blank'] as const;
type Choice = (typeof CHOICES)[number];

/** A server whose own clock is wrong by hours, as one is whose time service failed. */
class WrongClock extends TestClock {
  constructor(private readonly hours: number) {
    super();
  }

  override now(): Date {
    return new Date(super.now().getTime() + this.hours * HOUR_MS);
  }
}

type Answer = {
  readonly member: PersonId;
  readonly choice: Choice;
  readonly code: string;
  readonly receipt: string | null;
};

describe('thousands of votes at the closing instant, on two servers', () => {
  let early: Assembly;
  let late: Assembly;

  beforeAll(async () => {
    early = await Assembly.start(CONNECTIONS_EACH);
    late = await early.anotherServer(new WrongClock(-7), CONNECTIONS_EACH);
  });
  afterAll(async () => {
    await late.stop();
    await early.stop();
  });
  afterEach(() => jest.restoreAllMocks());

  /** From now on whoever asks this process for the time hears anything from half a day ago to half a day ahead. */
  const confuseProcessClock = () => {
    const real = Date.now.bind(Date);
    let asked = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => {
      asked += 1;
      return real() + ((asked % 25) - 12) * HOUR_MS;
    });
  };

  const standing = { minSeconds: 1, maxSeconds: 3_600 };
  const soon = (statute: StatuteDocument): StatuteDocument => ({
    ...statute,
    matters: { ...statute.matters, accessPolicy: { ...statute.matters.accessPolicy, standing } },
  });

  async function membersOf(statute: StatuteDocument) {
    const { federationId, cooperativeId } = await early.found(statute);
    const people = await early.people(cooperativeId, MEMBERS);
    const actors = await Promise.all(people.map((person) => early.actor(person)));
    const { id } = await early.propose(people[0] ?? ('' as PersonId), federationId, membersMay('Dataset', ['read']));
    return { people, actors, proposalId: id };
  }

  async function cast(server: Assembly, actor: Actor, id: BallotId, choice: Choice): Promise<Answer> {
    const member = actor.id as PersonId;
    try {
      const { receipt } = await server.ballots.cast(actor, id, { marks: choice });
      return { member, choice, code: 'accepted', receipt };
    } catch (error) {
      if (!(error instanceof CommonsError)) throw error;
      return { member, choice, code: error.code, receipt: null };
    }
  }

  /** Both servers try to count it, again and again, as the job and every reader do. */
  async function closeAsSoonAsPossible(id: BallotId): Promise<void> {
    const attempt = (server: Assembly) =>
      server.ballots.close(SYSTEM, id).then(
        () => true,
        (error: unknown) => {
          if (error instanceof CommonsError && error.code === 'BALLOT.STILL_OPEN') return false;
          throw error;
        },
      );
    while (!(await Promise.all([attempt(early), attempt(late)])).every(Boolean)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** All vote at once, thrice, on both servers, while the ballot closes; a few more come when it is over. */
  async function race(secrecy: 'open' | 'secret', seconds: number) {
    const statute = soon(secrecy === 'open' ? dataCommittee() : secretCommittee());
    const { people, actors, proposalId } = await membersOf(statute);
    confuseProcessClock();
    const { id } = await early.open(people[0] ?? ('' as PersonId), proposalId, seconds / 60);
    const attempts = actors.flatMap((actor, i) => {
      const [here, there] = i % 2 ? [early, late] : [late, early];
      const [one, other] = [CHOICES[i % 4] ?? 'yes', CHOICES[(i + 1) % 4] ?? 'no'];
      return [() => cast(here, actor, id, one), () => cast(there, actor, id, other), () => cast(here, actor, id, one)];
    });
    const closing = closeAsSoonAsPossible(id);
    const inTime = await Promise.all(attempts.map((attempt) => attempt()));
    await closing;
    const tooLate = await Promise.all(attempts.slice(0, 9).map((attempt) => attempt()));
    jest.restoreAllMocks();
    return { id, actors, answers: [...inTime, ...tooLate] };
  }

  /** On a machine that is busy elsewhere nobody votes within a second: then there was no race, and a longer one is run. */
  async function closeRace(secrecy: 'open' | 'secret', seconds = 1.2): ReturnType<typeof race> {
    const run = await race(secrecy, seconds);
    const voted = run.answers.some(({ code }) => code === 'BALLOT.ALREADY_VOTED');
    return voted || seconds > 60 ? run : closeRace(secrecy, seconds * 4);
  }

  it.each(['open', 'secret'] as const)('%s: accepted if and only if counted, none twice', async (secrecy) => {
    const { id, actors, answers } = await closeRace(secrecy);
    const accepted = answers.filter(({ code }) => code === 'accepted');
    expect(new Set(answers.map(({ code }) => code))).toEqual(
      new Set(['accepted', 'BALLOT.NOT_OPEN', 'BALLOT.ALREADY_VOTED']),
    );
    expect(new Set(accepted.map(({ member }) => member)).size).toBe(accepted.length);
    await expectPublished(actors[0] ?? fail(), id, accepted);
    await expectCounted(actors[0] ?? fail(), id, accepted);
    const facts = `%"ballotId":"${id}"%`;
    const casts = await early.count('platform.event', `type = 'ballot.vote-cast' and facts like $1`, facts);
    expect(casts).toBe(accepted.length);
    expect(await early.count('platform.event', `type = 'ballot.closed' and facts like $1`, facts)).toBe(1);
  });

  /** Every vote that was accepted is a paper, with what was marked on it, and there is no other. */
  async function expectPublished(by: Actor, id: BallotId, accepted: readonly Answer[]): Promise<void> {
    const { secrecy } = await early.ballots.read(by, id);
    const [, ...papers] = await late.ballots.exported(by, id);
    const published = papers.map((line) => JSON.parse(line) as { receipt: string; marks: Choice });
    const receiptOf = ({ member, receipt }: Answer) => (secrecy === 'open' ? member : receipt);
    expect(published.map(({ receipt, marks }) => `${receipt} ${marks}`).sort()).toEqual(
      accepted.map((it) => `${receiptOf(it)} ${it.choice}`).sort(),
    );
    expect(await early.ballots.participants(by, id)).toEqual(accepted.map(({ member }) => member).sort());
  }

  async function expectCounted(by: Actor, id: BallotId, accepted: readonly Answer[]): Promise<void> {
    const { result, closedAt, closesAt } = await early.ballots.read(by, id);
    const counted = (choice: Choice) => `${accepted.filter((it) => it.choice === choice).length}`;
    for (const choice of CHOICES) expect(result?.count).toMatchObject({ [choice]: counted(choice) });
    const again = recount(await late.ballots.exported(by, id));
    expect(again).toMatchObject({ problems: [], result: { count: result?.count } });
    expect(closedAt?.getTime()).toBeGreaterThanOrEqual(closesAt?.getTime() ?? Infinity);
  }
});

function fail(): never {
  throw new Error('There is no such voter.');
}
