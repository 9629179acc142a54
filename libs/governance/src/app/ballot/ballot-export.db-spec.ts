import { newId, type BallotId, type BodyId, type PersonId } from '#kernel';
import fc from 'fast-check';
import { Assembly, secretCommittee } from '../../../test/assembly';
import { someMarks, someMethod } from '../../../test/boxes';
import { cap, plural, voting } from '../../../test/statutes';
import { GovernanceStores } from '../../db/governance.stores';
import { recount } from '../../domain/box/recount';
import { dataCommittee } from '../../domain/statute/presets';
import { CATEGORIES } from '../../domain/statute/statute-document';
import { MotionService } from '../motion/motion.service';

const MEMBERS = 7;

/** Weighed by exchange and by shares, under the ceilings of the civil code, which cut votes into fractions. */
const PLURAL = { exchange: plural('exchange', 20), financing: plural('shares', 5) };
const CEILINGS = { exchangeMember: cap(1, 10), exchangeCategory: cap(1, 3), financingCategory: cap(1, 3) };

/** How a member stands, and what they mark; null: they do not vote. */
const someVoter = (marks: fc.Arbitrary<unknown>) =>
  fc.record({
    category: fc.constantFrom(...CATEGORIES),
    units: fc.nat({ max: 250 }),
    marks: fc.option(marks, { freq: 5 }),
  });

const someElection = fc
  .record({ method: someMethod, options: fc.integer({ min: 2, max: 5 }), capped: fc.boolean() })
  .chain(({ method, capped, ...many }) => {
    const options = method.kind === 'yesNo' ? 0 : many.options;
    return fc.record({
      ...{ method: fc.constant(method), options: fc.constant(options), capped: fc.constant(capped) },
      secret: fc.boolean(),
      voters: fc.array(someVoter(someMarks(method, options)), { minLength: MEMBERS, maxLength: MEMBERS }),
    });
  });

type SomeElection = typeof someElection extends fc.Arbitrary<infer T> ? T : never;

describe('an exported ballot', () => {
  let assembly: Assembly;
  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());
  beforeEach(() => {
    assembly.clock.offsetMs = 0;
  });

  const decide = async (by: PersonId, bodyId: BodyId, method: object, options: number) => {
    const names = Array.from({ length: options }, (_, place) => `Opzione ${place + 1}`);
    const motion = { title: 'Una scelta', text: 'Si sceglie così', method, options: names };
    const proposal = await assembly.get(MotionService).proposeDecision(await assembly.actor(by), bodyId, motion);
    return assembly.open(by, proposal.id);
  };

  /** A body of members who stand so, under such a statute. */
  const bodyOf = async ({ capped, secret, voters }: SomeElection) => {
    const plain = secret ? secretCommittee() : dataCommittee();
    const { bodyId, cooperativeId } = await assembly.found(capped ? voting(PLURAL, CEILINGS, plain) : plain);
    const people = await assembly.people(cooperativeId, MEMBERS);
    await assembly.work(async (tx) => {
      for (const [i, { category, units }] of voters.entries()) {
        const weight = { memberId: memberOf(people, i), shares: units, exchange: units };
        const standing = { ...weight, category, isSuspended: false, isInArrears: false, ownMembers: 0 };
        await assembly.get(GovernanceStores).seats.putStanding(tx, bodyId, standing, await tx.now());
      }
      return tx.unchanged(null);
    });
    return { bodyId, people };
  };

  /** @returns what the server says, and what somebody finds who has nothing but the published lines */
  const countTwice = async (election: SomeElection) => {
    const { bodyId, people } = await bodyOf(election);
    const ada = memberOf(people, 0);
    const ballot = await decide(ada, bodyId, election.method, election.options);
    for (const [i, { marks }] of election.voters.entries()) {
      if (marks !== null) await assembly.cast(memberOf(people, i), ballot.id, marks);
    }
    const { result } = await assembly.close(ballot);
    if (!result) throw new Error('The ballot was not counted.');
    return { result, again: recount(await assembly.ballots.exported(await assembly.actor(ada), ballot.id)) };
  };

  it('recounts to the stored result, whatever the method, the weights, the ceilings and the secrecy', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(someElection, async (election) => {
        const { result, again } = await countTwice(election);
        const { count, verdict, root, unit, entitled, present } = result;
        expect(again).toMatchObject({ problems: [], root });
        expect(again.result).toEqual({ count, verdict });
        expect(again.papers).toBe(election.voters.filter(({ marks }) => marks !== null).length);
        expect(again.header?.votes).toEqual({ entitled, present, unit });
        for (const it of [election.method.kind, `secret ${election.secret}`, `cut ${unit !== '1'}`]) seen.add(it);
      }),
      { numRuns: 40 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['cut true', 'cut false', 'secret true', 'secret false']));
  });

  it('is made whatever people write: letters that were lost on the way leave no ballot uncounted', async () => {
    const { bodyId, cooperativeId } = await assembly.found();
    const [ada] = await assembly.people(cooperativeId, 1);
    const by = ada as PersonId;
    const motion = { title: 'Citt\uFFFD e quartieri', text: 'Si sceglie', method: { kind: 'choice' } };
    const options = ['S\uFFFD', 'No'];
    const proposal = await assembly
      .get(MotionService)
      .proposeDecision(await assembly.actor(by), bodyId, { ...motion, options });
    const { id } = await assembly.open(by, proposal.id);
    await assembly.cast(by, id, { option: 0 });
    await assembly.close({ id });
    const found = recount(await assembly.ballots.exported(await assembly.actor(by), id));
    expect(found).toMatchObject({ problems: [], header: { title: 'Citt? e quartieri', options: ['S?', 'No'] } });
  });

  it('is refused before the count, and to strangers as if there were none', async () => {
    const { bodyId, cooperativeId } = await assembly.found();
    const [ada] = (await assembly.people(cooperativeId, 1)) as [PersonId];
    const ballot = await decide(ada, bodyId, { kind: 'yesNo' }, 0);
    await assembly.cast(ada, ballot.id, 'yes');
    const exported = async (by: PersonId, id: BallotId) => assembly.ballots.exported(await assembly.actor(by), id);
    await expect(exported(ada, ballot.id)).rejects.toMatchObject({ code: 'BALLOT.NOT_COUNTED' });
    await assembly.close(ballot);
    expect(await exported(ada, ballot.id)).toHaveLength(2);
    const stranger = await assembly.person((await assembly.found()).cooperativeId);
    for (const id of [ballot.id, newId<BallotId>(), 'rubbish' as BallotId]) {
      await expect(exported(stranger, id)).rejects.toMatchObject({
        ...{ code: 'BALLOT.MISSING', message: `There is no ballot ${id} that you may see.` },
      });
    }
  });
});

const memberOf = (people: readonly PersonId[], i: number): PersonId => people[i] ?? newId<PersonId>();
