import { canonicalJson, newId, sha256, type BallotId, type BodyId, type FederationId, type PersonId } from '#kernel';
import type { QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { GovernanceCreateBodies1795300000510 } from './migrations/1795300000510-governance-create-bodies';
import { GovernanceKeepStatutes1795300000515 } from './migrations/1795300000515-governance-keep-statutes';
import { GovernanceWidenBallots1795300000520 } from './migrations/1795300000520-governance-widen-ballots';
import { BallotStore } from './ballot.store';
import { BodyStore } from './body.store';
import { StatuteStore } from './statute.store';
import { VoteStore } from './vote.store';

const STEPS = [
  new GovernanceCreateBodies1795300000510(),
  new GovernanceKeepStatutes1795300000515(),
  new GovernanceWidenBallots1795300000520(),
];
const DOCUMENT = { kind: 'endPolicy', policyId: newId(), title: 'Una regola', policyHash: 'a'.repeat(64) };

describe('ballots from before statutes were documents', () => {
  let database: TestDatabase;
  let runner: QueryRunner;
  const federationId = newId<FederationId>();
  const people = [newId<PersonId>(), newId<PersonId>(), newId<PersonId>()];
  const [closed, open] = [newId<BallotId>(), newId<BallotId>()];

  beforeAll(async () => {
    database = await createTestDatabase();
    runner = database.dataSource.createQueryRunner();
    for (const step of STEPS.toReversed()) await step.down(runner);
    await database.query('insert into governance.statute values ($1, 1, 2, 2, 3, 60, 3600)', [federationId]);
    await insertOld(closed, ['rejected', 1, 1, 0, new Date('2026-11-01T11:00:00Z')]);
    await insertOld(open, [null, null, null, null, null]);
    for (const [i, choice] of ['yes', 'no'].entries()) {
      const vote = 'insert into governance.vote (ballot_id, person_id, choice, cast_at) values ($1, $2, $3, now())';
      for (const ballot of [closed, open]) await database.query(vote, [ballot, people[i], choice]);
    }
    for (const step of STEPS) await step.up(runner);
  });
  afterAll(async () => {
    await runner.release();
    await database.drop();
  });

  async function insertOld(ballot: BallotId, result: readonly unknown[]): Promise<void> {
    const [proposal, motion] = [newId(), canonicalJson(DOCUMENT)];
    await database.query(
      `insert into governance.proposal (id, federation_id, motion, hash, sentences, proposed_by, proposed_at)
       values ($1, $2, $3, $4, '{"it": [], "en": []}', $5, now())`,
      [proposal, federationId, motion, sha256(motion), people[0]],
    );
    await database.query(
      `insert into governance.ballot (id, proposal_id, federation_id, quorum_part, quorum_of, majority_part, majority_of,
         electorate, opens_at, closes_at, outcome, yes, no, abstain, closed_at)
       values ($1, $2, $3, 1, 2, 2, 3, 3, '2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z', $4, $5, $6, $7, $8)`,
      [ballot, proposal, federationId, ...result],
    );
    await database.query('insert into governance.elector select $1, unnest($2::uuid[])', [ballot, people]);
  }

  const find = (id: BallotId) => new BallotStore(database as never).find(database, id);
  const bodyId = async (): Promise<BodyId> => (await new BodyStore().ofFederation(database, federationId)).id;

  it('keep their rule and their result', async () => {
    expect(await find(closed)).toMatchObject({
      ...{ bodyId: await bodyId(), round: 1, matter: 'accessPolicy', method: { kind: 'yesNo' }, secrecy: 'open' },
      ...{ electorate: 3, votes: 3, state: 'closed', assemblyId: null },
      rules: {
        call: { quorum: { share: { part: 1, of: 2 } }, majority: { share: { part: 2, of: 3 }, base: 'yesNo' } },
      },
      result: {
        count: { method: 'yesNo', yes: '1', no: '1', abstain: '0', blank: '0' },
        ...{ verdict: { outcome: 'rejected' }, root: null, unit: '1', members: 2, entitled: '3', present: '2' },
        ...{ steps: { it: [], en: [] }, warnings: [] },
      },
    });
  });

  it('stay open where they were, with the votes that are in', async () => {
    const ballot = await find(open);
    expect(ballot).toMatchObject({ state: 'open', result: null, closesAt: new Date('2026-11-01T11:00:00Z') });
    const votes = new VoteStore();
    expect(await votes.electors(database, open)).toHaveLength(3);
    const cast = await votes.open(database, open, ballot.textHash);
    expect(cast).toEqual(
      [
        { memberId: people[0], marks: 'yes', inAdvance: false },
        { memberId: people[1], marks: 'no', inAdvance: false },
      ].sort((a, b) => ((a.memberId ?? '') < (b.memberId ?? '') ? -1 : 1)),
    );
  });

  it('are under a statute that says what its four numbers said', async () => {
    const { document, number } = await new StatuteStore().current(database, await bodyId());
    const { calls, standing } = document.matters.accessPolicy;
    expect([number, calls[0], standing]).toMatchObject([
      1,
      { quorum: { share: { part: 1, of: 2 } }, majority: { share: { part: 2, of: 3 }, base: 'yesNo' } },
      { minSeconds: 60, maxSeconds: 3_600 },
    ]);
  });

  it('are as they were when the step is undone', async () => {
    for (const step of STEPS.toReversed()) await step.down(runner);
    const ballots = await database.query(
      'select id, quorum_part, quorum_of, majority_part, majority_of, outcome, yes, no from governance.ballot order by id',
    );
    const rule = { quorum_part: 1, quorum_of: 2, majority_part: 2, majority_of: 3 };
    expect(ballots).toEqual([
      { id: closed, ...rule, outcome: 'rejected', yes: 1, no: 1 },
      { id: open, ...rule, outcome: null, yes: null, no: null },
    ]);
    const votes = await database.query('select choice from governance.vote where ballot_id = $1 order by choice', [
      open,
    ]);
    expect(votes).toEqual([{ choice: 'no' }, { choice: 'yes' }]);
    const [statute] = await database.query('select * from governance.statute');
    expect(statute).toEqual({
      ...{ federation_id: federationId, ...rule, min_seconds: 60, max_seconds: 3_600 },
    });
  });
});
