import { newId, type BallotId, type FederationId, type OrganisationId, type PersonId } from '#kernel';
import type { Actor } from '#policy';
import { Assembly, membersMay, secretCommittee } from '../../../test/assembly';
import type { Ballot } from '../../domain/ballot/ballot';

const codeOf = (settled: PromiseSettledResult<unknown>): string =>
  settled.status === 'fulfilled' ? 'accepted' : String((settled.reason as { code?: string }).code);

describe('votes that come in together', () => {
  let assembly: Assembly;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let people: PersonId[];
  let actors: Actor[];

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());

  const found = async (statute?: unknown): Promise<Ballot> => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId } = await assembly.found(statute));
    people = await assembly.people(cooperativeId, 30);
    actors = await Promise.all(people.map((person) => assembly.actor(person)));
    const [ada] = people as [PersonId];
    return assembly.open(ada, (await assembly.propose(ada, federationId, membersMay('Dataset', ['read']))).id);
  };
  const castAll = (by: readonly Actor[], id: BallotId, marks: (i: number) => unknown = () => 'yes', on = assembly) =>
    Promise.allSettled(by.map((actor, i) => on.ballots.cast(actor, id, { marks: marks(i) })));
  const transactionsOf = (table: string, id: BallotId) =>
    assembly.count(`(select distinct xmin::text from governance.${table} where ballot_id = $1) t`, 'true', id);

  it('share a unit of work, and each has its own line in the log', async () => {
    const { id } = await found();
    expect((await castAll(actors, id)).map(codeOf)).toEqual(actors.map(() => 'accepted'));
    expect(await transactionsOf('vote', id)).toBeLessThan(5);
    const recorded = await assembly.db.query<{ by: string }>(
      `select by from platform.event where type = 'ballot.vote-cast' and facts = $1`,
      [`{"ballotId":"${id}"}`],
    );
    expect(recorded.map(({ by }) => by).sort()).toEqual([...people].sort());
  });

  it('are refused one by one, and the others are taken', async () => {
    const { id } = await found();
    const [ada, ben, cleo] = actors as [Actor, Actor, Actor];
    await assembly.ballots.cast(ben, id, { marks: 'no' });
    const stranger = await assembly.actor(await assembly.person((await assembly.found()).cooperativeId));
    const late = await assembly.actor(await assembly.person(cooperativeId));
    const by = [ada, ada, ben, stranger, late, cleo, ...actors.slice(3)];
    const codes = (await castAll(by, id, (i) => (i === 5 ? 'perhaps' : 'yes'))).map(codeOf);
    expect(codes.slice(0, 2).sort()).toEqual(['BALLOT.ALREADY_VOTED', 'accepted']);
    expect(codes.slice(2, 6)).toEqual([
      'BALLOT.ALREADY_VOTED',
      'BALLOT.MISSING',
      'BALLOT.NOT_ENTITLED',
      'BALLOT.MARKS_INVALID',
    ]);
    expect(codes.slice(6)).toEqual(actors.slice(3).map(() => 'accepted'));
    expect(await assembly.count('governance.vote', 'ballot_id = $1', id)).toBe(actors.length - 1);
  });

  it('are all told that there is no such ballot', async () => {
    await found();
    const codes = await castAll(actors, newId<BallotId>());
    expect(new Set(codes.map(codeOf))).toEqual(new Set(['BALLOT.MISSING']));
  });

  it('are taken once where two servers get all of them, in opposite orders', async () => {
    const { id } = await found();
    const other = await assembly.anotherServer();
    try {
      const [here, there] = await Promise.all([
        castAll(actors, id),
        castAll([...actors].reverse(), id, () => 'yes', other),
      ]);
      const codes = there.map(codeOf).reverse();
      const each = here.map((cast, i) => [codeOf(cast), codes[i]].sort());
      expect(each).toEqual(actors.map(() => ['BALLOT.ALREADY_VOTED', 'accepted']));
      expect(await assembly.count('governance.vote', 'ballot_id = $1', id)).toBe(actors.length);
    } finally {
      await other.stop();
    }
  });

  it('have their own receipts in a secret ballot, and lie in the box in another order than their voters', async () => {
    const { id } = await found(secretCommittee());
    const casts = await castAll(actors, id, (i) => (i % 3 === 0 ? 'yes' : 'no'));
    expect(casts.map(codeOf)).toEqual(actors.map(() => 'accepted'));
    const receipts = casts.map((cast) => (cast.status === 'fulfilled' ? cast.value.receipt : null));
    expect(new Set(receipts).size).toBe(actors.length);
    expect(await transactionsOf('sealed_paper', id)).toBeLessThan(5);
    expect(await assembly.count('governance.sealed_paper', 'ballot_id = $1', id)).toBe(actors.length);
    const closed = await assembly.close({ id });
    expect(closed.result?.count).toMatchObject({ yes: '10', no: '20' });
  });
});
