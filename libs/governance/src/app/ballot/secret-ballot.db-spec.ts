import { newId, type BallotId, type BodyId, type OutboxId, type PersonId, type ProposalId } from '#kernel';
import { readMailbox } from '#platform';
import { join } from 'node:path';
import { Assembly, secretCommittee, SYSTEM } from '../../../test/assembly';
import { attacks, dump, textOf, type Truth } from '../../../test/database-dump';
import { GovernanceStores } from '../../db/governance.stores';
import { isPaperOf } from '../../domain/box/export';
import { recount } from '../../domain/box/recount';
import { BallotMailService } from './ballot-mail.service';
import { MotionService } from '../motion/motion.service';
import { VoteLinks } from './vote-links';

const VOTERS = 48;
const OPTIONS = ['Aosta', 'Biella', 'Cuneo', 'Dronero', 'Entracque'];
/** Of as many who guess at random more than this never happen: one hits on average, eleven once in 10⁸ attacks. */
const CHANCE = 10;

/** Every order of the options, so that each voter marks a paper as nobody else does. */
const orders = (places: readonly number[]): number[][] =>
  places.length === 0
    ? [[]]
    : places.flatMap((place) => orders(places.filter((it) => it !== place)).map((rest) => [place, ...rest]));
const RANKINGS = orders(OPTIONS.map((_, place) => place)).map((order) => order.map((place) => [place]));

/** Fisher and Yates's, from a fixed seed: nobody votes in the order in which they joined. */
function shuffled<T>(items: readonly T[]): T[] {
  const all = [...items];
  let seed = 7;
  for (let i = all.length - 1; i > 0; i -= 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    const j = seed % (i + 1);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

describe('a secret ballot', () => {
  let assembly: Assembly;
  let bodyId: BodyId;
  let people: PersonId[];

  beforeAll(async () => {
    assembly = await Assembly.start();
    let cooperativeId;
    ({ bodyId, cooperativeId } = await assembly.found(secretCommittee()));
    people = await assembly.people(cooperativeId, VOTERS);
  });
  afterAll(() => assembly.stop());

  const ada = () => people[0] ?? ('' as PersonId);
  const propose = async (): Promise<ProposalId> => {
    const motion = {
      title: 'Dove',
      text: 'Dove si tiene la festa',
      method: { kind: 'instantRunoff' },
      options: OPTIONS,
    };
    return (await assembly.get(MotionService).proposeDecision(await assembly.actor(ada()), bodyId, motion)).id;
  };
  const rankingOf = (voter: number) => ({ ranking: RANKINGS[(voter * 29) % RANKINGS.length] ?? [] });
  const written = (voter: number) => JSON.stringify(rankingOf(voter));
  const order = () => shuffled(people.map((person, voter) => ({ person, voter })));
  const truth = (): Truth => new Map(people.map((person, voter) => [person, written(voter)]));

  it('would not be one in a table of votes: each of these joins gives away everybody', async () => {
    await assembly.db.query(`create table public.naive_participation (id uuid, member_id uuid, at timestamptz)`);
    await assembly.db.query(`create table public.naive_paper (id uuid, at timestamptz, marks text)`);
    for (const { person, voter } of order()) {
      await assembly.work(async (tx) => {
        await tx.query('insert into public.naive_participation values ($1, $2, clock_timestamp())', [newId(), person]);
        await tx.query('insert into public.naive_paper values ($1, clock_timestamp(), $2)', [newId(), written(voter)]);
        return tx.unchanged(null);
      });
    }
    const naive = (await dump(assembly.db)).filter(({ table }) => table.startsWith('public.naive_'));
    const found = new Map(attacks(naive, truth()).map(({ by, hits }) => [by, hits]));
    for (const column of ['ctid', 'xmin', 'at', 'row', 'id']) {
      const by = `public.naive_participation.${column} × public.naive_paper.${column}: in order`;
      expect([by, found.get(by)]).toEqual([by, VOTERS]);
    }
    expect(found.get('public.naive_participation.xmin × public.naive_paper.xmin: same')).toBe(VOTERS);
    await assembly.db.query('drop table public.naive_participation, public.naive_paper');
  });

  describe('with everything that is sent, seen and stored', () => {
    let ballotId: BallotId;
    let proposalId: ProposalId;
    const receipts = new Map<number, string>();

    beforeAll(async () => {
      proposalId = await propose();
      ({ id: ballotId } = await assembly.open(ada(), proposalId));
      const promises = await assembly.db.query<{ id: OutboxId; person: PersonId }>(
        `select id, payload->>'personId' as person from platform.outbox where queue = 'governance.mail-ballot'`,
      );
      for (const { id, person } of promises) {
        await assembly.get(BallotMailService).sendPaper({ ...SYSTEM, outboxId: id }, ballotId, person);
      }
    });

    const links = async () =>
      (await readMailbox(join(assembly.directory, 'mail'))).map(({ text }) => /token=(\S+)/.exec(text)?.[1] ?? '');
    /** All that a member can ask about a ballot, and what is on its paper for somebody who has not voted. */
    const seen = async (person: PersonId, link: string) => {
      const by = await assembly.actor(person);
      const refusal = (asked: Promise<unknown>) => asked.then(String, (error: unknown) => (error as Error).message);
      return JSON.stringify([
        await assembly.ballots.read(by, ballotId),
        await assembly.ballots.page(by, null, 10),
        [...(await assembly.ballots.ofProposals([proposalId]))],
        await assembly.ballots.warnings(await assembly.ballots.read(by, ballotId)),
        await assembly.proposals.read(by, proposalId),
        await assembly.get(VoteLinks).read(link),
        await refusal(assembly.ballots.exported(by, ballotId)),
        await refusal(assembly.ballots.participants(by, ballotId)),
      ]);
    };

    it('shows nobody anything of a vote while it is open: all that can be read stays as it was', async () => {
      const last = order().at(-1) ?? { person: ada(), voter: 0 };
      const tokens = await links();
      const tokenOf = async (person: PersonId) => {
        const papers = await Promise.all(
          tokens.map(async (token) => ({ token, paper: await assembly.get(VoteLinks).read(token) })),
        );
        return papers.find(({ paper }) => paper.electors.some(({ memberId }) => memberId === person))?.token ?? '';
      };
      const link = await tokenOf(last.person);
      const before = await seen(last.person, link);
      for (const { person, voter } of order()) {
        if (person === last.person) continue;
        const { receipt } =
          voter % 2
            ? await assembly.get(VoteLinks).cast(await tokenOf(person), { marks: rankingOf(voter) })
            : await assembly.cast(person, ballotId, rankingOf(voter));
        receipts.set(voter, receipt ?? '');
      }
      expect(await seen(last.person, link)).toBe(before);
      expect(before).toMatch(/published when it has been counted/);
      receipts.set(last.voter, (await assembly.cast(last.person, ballotId, rankingOf(last.voter))).receipt ?? '');
    });

    it('keeps no choice in clear while it is open, and every sealed paper is as long as the others', async () => {
      const rows = await dump(assembly.db);
      for (const marks of truth().values()) expect(textOf(rows)).not.toContain(marks);
      for (const receipt of receipts.values()) expect(textOf(rows)).not.toContain(receipt);
      const sealed = rows.filter(({ table }) => table === 'governance.sealed_paper');
      expect(sealed).toHaveLength(VOTERS);
      expect(new Set(sealed.map(({ cells }) => cells.get('sealed')?.length)).size).toBe(1);
      expect(new Set(sealed.map(({ cells }) => cells.get('sealed'))).size).toBe(VOTERS);
      expect(attacks(rows, truth())).toEqual([]);
    });

    it('holds interim results in no store', async () => {
      const stores = assembly.get(GovernanceStores);
      const { textHash } = await stores.ballots.find(assembly.db, ballotId);
      expect(await stores.ballots.exportHeader(assembly.db, ballotId)).toBeNull();
      expect(await stores.boxes.papers(assembly.db, ballotId)).toEqual([]);
      expect(await stores.votes.open(assembly.db, ballotId, textHash)).toEqual([]);
      expect(await stores.ballots.rounds(assembly.db, proposalId)).toMatchObject([{ state: 'open', result: null }]);
    });

    it('shows who took part, and every paper, once it is counted', async () => {
      const { result } = await assembly.close({ id: ballotId });
      const by = await assembly.actor(ada());
      expect(await assembly.ballots.participants(by, ballotId)).toEqual([...people].sort());
      const [header = '', ...papers] = await assembly.ballots.exported(by, ballotId);
      expect(recount([header, ...papers])).toMatchObject({ problems: [], papers: VOTERS, root: result?.root });
      for (const [voter, receipt] of receipts) {
        const [mine, ...others] = papers.filter((line) => isPaperOf(line, receipt));
        expect([JSON.parse(mine ?? '{}'), others]).toEqual([
          { class: 'ordinary:1', marks: rankingOf(voter), receipt },
          [],
        ]);
      }
      expect(papers).toEqual([...papers].sort((a, b) => (receiptIn(a) < receiptIn(b) ? -1 : 1)));
    });

    it('destroys the key, the sealed papers and the links', async () => {
      for (const table of ['governance.box_key', 'governance.sealed_paper', 'governance.vote_link']) {
        expect(await assembly.count(table, 'ballot_id = $1', ballotId)).toBe(0);
      }
      await expect(assembly.get(VoteLinks).read((await links())[0] ?? '')).rejects.toMatchObject({
        code: 'BALLOT.LINK_INVALID',
      });
    });

    it('leaves nothing in the whole database that joins a member to a choice better than chance', async () => {
      const rows = await dump(assembly.db);
      expect(rows.filter(({ table }) => table === 'governance.paper')).toHaveLength(VOTERS);
      expect(rows.filter(({ table }) => table === 'governance.participation')).toHaveLength(VOTERS);
      const tried = attacks(rows, truth());
      expect(tried.length).toBeGreaterThan(500);
      for (const column of ['ctid', 'xmin']) {
        const by = `governance.participation.${column} × governance.paper.${column}: in order`;
        expect(tried.map((attack) => attack.by)).toContain(by);
      }
      expect(tried.filter(({ hits }) => hits > CHANCE)).toEqual([]);
    });

    it('says in the log that votes were cast, and not by whom', async () => {
      const casts = await assembly.db.query<{ by: string; facts: string }>(
        `select by, facts from platform.event where type = 'ballot.vote-cast' and facts like $1`,
        [`%${ballotId}%`],
      );
      expect(casts).toHaveLength(VOTERS);
      expect(new Set(casts.map(({ by, facts }) => `${by} ${facts}`))).toEqual(
        new Set([`system:governance.ballot-box {"ballotId":"${ballotId}"}`]),
      );
    });
  });

  it('warns where it cannot be secret: too few voters, or all of one mind', async () => {
    const { bodyId: small, cooperativeId } = await assembly.found(secretCommittee());
    const [ben, cleo] = (await assembly.people(cooperativeId, 2)) as [PersonId, PersonId];
    const motion = { title: 'Una gita', text: 'Si va in gita', method: { kind: 'yesNo' }, options: [] };
    const proposal = await assembly.get(MotionService).proposeDecision(await assembly.actor(ben), small, motion);
    const ballot = await assembly.open(ben, proposal.id);
    expect((await assembly.ballots.warnings(ballot)).map(({ code }) => code)).toEqual(['SECRECY.TOO_FEW']);
    for (const voter of [ben, cleo]) await assembly.cast(voter, ballot.id, 'yes');
    const { result } = await assembly.close(ballot);
    expect(result?.warnings.map(({ code }) => code)).toEqual(['SECRECY.TOO_FEW', 'SECRECY.UNANIMOUS']);
  });
});

const receiptIn = (line: string): string => (JSON.parse(line) as { receipt: string }).receipt;
