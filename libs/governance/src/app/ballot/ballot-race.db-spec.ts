import { CommonsError, type PersonId } from '#kernel';
import { Assembly, membersMay, secretCommittee, SYSTEM } from '../../../test/assembly';
import { dataCommittee } from '../../domain/statute/presets';

const CHOICES = ['yes', 'no', 'abstain'] as const;
type Choice = (typeof CHOICES)[number];

/** A point that so many must reach before any goes on: what makes a race happen every time. */
function meetingOf(howMany: number): () => Promise<void> {
  let here = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    here += 1;
    if (here === howMany) open();
    return all;
  };
}

describe('votes that race', () => {
  let assembly: Assembly;
  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());

  afterEach(async () => {
    await assembly.db.query('drop function if exists public.dawdle cascade');
  });

  describe('where a vote is checked and then written, with no lock and no key', () => {
    beforeEach(async () => {
      await assembly.db.query(`drop table if exists public.naive_vote, public.naive_ballot`);
      await assembly.db.query('create table public.naive_vote (person int, choice text)');
      await assembly.db.query('create table public.naive_ballot (closed boolean, votes int)');
      await assembly.db.query('insert into public.naive_ballot values (false, null)');
    });

    const naiveCast = (person: number, afterCheck: () => Promise<void>, beforeCommit = () => Promise.resolve()) =>
      assembly.work(async (tx) => {
        const [ballot] = await tx.query<{ closed: boolean }>('select closed from public.naive_ballot');
        const votes = await tx.query('select 1 from public.naive_vote where person = $1', [person]);
        await afterCheck();
        if (ballot?.closed !== false || votes.length > 0) return tx.unchanged('refused');
        await tx.query(`insert into public.naive_vote values ($1, 'yes')`, [person]);
        await beforeCommit();
        return tx.unchanged('accepted');
      });
    const naiveClose = () =>
      assembly.work(async (tx) =>
        tx.unchanged(
          await tx.query(
            'update public.naive_ballot set closed = true, votes = (select count(*) from public.naive_vote)',
          ),
        ),
      );

    it('one member has two votes', async () => {
      const meeting = meetingOf(2);
      expect(await Promise.all([naiveCast(1, meeting), naiveCast(1, meeting)])).toEqual(['accepted', 'accepted']);
      expect(await assembly.count('public.naive_vote', 'person = 1')).toBe(2);
    });

    it('a vote that was accepted is not counted', async () => {
      const [written, counted] = [meetingOf(2), meetingOf(2)];
      const cast = naiveCast(
        1,
        () => Promise.resolve(),
        async () => {
          await written();
          await counted();
        },
      );
      await written();
      await naiveClose();
      await counted();
      expect(await cast).toBe('accepted');
      expect(await assembly.db.query('select votes from public.naive_ballot')).toEqual([{ votes: 0 }]);
      expect(await assembly.count('public.naive_vote', 'true')).toBe(1);
    });
  });

  const answerOf = async (cast: Promise<unknown>): Promise<string> => {
    try {
      await cast;
      return 'accepted';
    } catch (error) {
      if (error instanceof CommonsError) return error.code;
      throw error;
    }
  };

  /** Every vote stays a while between being written and being committed: that is when a count would miss it. */
  const delayVotes = async () => {
    await assembly.db.query(`create function public.dawdle() returns trigger language plpgsql
      as $$ begin perform pg_sleep(0.03); return new; end $$`);
    for (const table of ['vote', 'participation']) {
      await assembly.db.query(`create trigger dawdles after insert on governance.${table}
        for each row execute function public.dawdle()`);
    }
  };

  const TABLES = { open: 'governance.vote', secret: 'governance.participation' } as const;

  it.each([
    ['open', 1],
    ['open', 5],
    ['open', 20],
    ['open', 38],
    ['secret', 1],
    ['secret', 20],
    ['secret', 38],
  ] as const)(
    'are all counted or all refused, none lost and none doubled: %s, closing after %i of 40 accepted',
    async (secrecy, closingAfter) => {
      assembly.clock.offsetMs = 0;
      const statute = secrecy === 'open' ? dataCommittee() : secretCommittee();
      const { federationId, cooperativeId } = await assembly.found(statute);
      const people = await assembly.people(cooperativeId, 40);
      const [ada] = people as [PersonId];
      const { id: proposalId } = await assembly.propose(ada, federationId, membersMay('Dataset', ['read']));
      const ballot = await assembly.open(ada, proposalId);
      expect(ballot.secrecy).toBe(secrecy);
      const actors = await Promise.all(people.map((person) => assembly.actor(person)));

      await delayVotes();
      const accepted: Record<Choice, number> = { yes: 0, no: 0, abstain: 0 };
      let closings: Promise<unknown>[] = [];
      const cast = async (i: number): Promise<string> => {
        const choice = CHOICES[i % CHOICES.length] ?? 'yes';
        const answer = await answerOf(assembly.ballots.cast(actors[i] ?? fail(), ballot.id, { marks: choice }));
        if (answer === 'accepted') accepted[choice] += 1;
        if (total(accepted) >= closingAfter && closings.length === 0) {
          assembly.clock.advanceMinutes(61);
          closings = [1, 2, 3].map(() => assembly.ballots.close(SYSTEM, ballot.id));
        }
        return answer;
      };
      const everyoneAndTheFirstTenAgain = [...people.keys(), ...Array.from({ length: 10 }, (_, i) => i)];
      const answers = await Promise.all(everyoneAndTheFirstTenAgain.map(cast));
      await Promise.all(closings);

      const { result } = await assembly.ballots.close(SYSTEM, ballot.id);
      const { yes, no, abstain } = accepted;
      expect(result?.count).toMatchObject({ yes: `${yes}`, no: `${no}`, abstain: `${abstain}`, blank: '0' });
      for (const table of [TABLES[secrecy], 'governance.paper']) {
        expect(await assembly.count(table, 'ballot_id = $1', ballot.id)).toBe(total(accepted));
      }
      expect(total(accepted)).toBeGreaterThanOrEqual(closingAfter);
      const possible = ['accepted', 'BALLOT.NOT_OPEN', 'BALLOT.ALREADY_VOTED'];
      expect(answers.filter((answer) => !possible.includes(answer))).toEqual([]);
      const recorded = await assembly.db.query<{ type: string }>(
        'select type from platform.event where facts like $1 order by seq',
        [`%"ballotId":"${ballot.id}"%`],
      );
      const types = recorded.map(({ type }) => type);
      expect(types.filter((type) => type === 'ballot.vote-cast')).toHaveLength(total(accepted));
      expect(types.filter((type) => type === 'ballot.closed')).toHaveLength(1);
      expect(types.lastIndexOf('ballot.vote-cast')).toBeLessThan(types.indexOf('ballot.closed'));
    },
  );
});

const total = ({ yes, no, abstain }: Record<Choice, number>) => yes + no + abstain;

function fail(): never {
  throw new Error('There is no such voter.');
}
