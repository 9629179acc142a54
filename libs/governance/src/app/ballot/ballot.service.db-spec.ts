import {
  newId,
  type BallotId,
  type BodyId,
  type FederationId,
  type OrganisationId,
  type PersonId,
  type ProposalId,
} from '#kernel';
import { Assembly, membersMay, SYSTEM } from '../../../test/assembly';
import type { Ballot } from '../../domain/ballot/ballot';
import type { Count } from '../../domain/voting/method';

const READING = membersMay('Dataset', ['read']);
const yesNo = (yes: number, no: number, abstain = 0, blank = 0): Count => ({
  ...{ method: 'yesNo', yes: `${yes}`, no: `${no}`, abstain: `${abstain}`, blank: `${blank}` },
});
const outcomeOf = (ballot?: Ballot) => ballot?.result?.verdict.outcome;

describe('BallotService', () => {
  let assembly: Assembly;
  let bodyId: BodyId;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let ada: PersonId, ben: PersonId, cleo: PersonId;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());
  beforeEach(async () => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId, bodyId } = await assembly.found());
    [ada, ben, cleo] = (await assembly.people(cooperativeId, 3)) as [PersonId, PersonId, PersonId];
  });

  const proposed = async (document: unknown = READING) => (await assembly.propose(ada, federationId, document)).id;
  const opened = async (document: unknown = READING) => assembly.open(ada, await proposed(document));
  const votesIn = ({ id }: Ballot) => assembly.count('governance.vote', 'ballot_id = $1', id);
  const enactedBy = ({ id }: Ballot) => assembly.count('policy.version', 'enacted_by = $1', id);
  const promisedTo = async (queue: string, { id }: Ballot) => {
    const promises = await assembly.db.query<{ person: PersonId }>(
      `select payload->>'personId' as person from platform.outbox
       where queue = $1 and payload->>'ballotId' = $2 order by 1`,
      [queue, id],
    );
    return promises.map(({ person }) => person);
  };
  const close = ({ id }: Ballot) => assembly.ballots.close(SYSTEM, id);

  describe('opens a ballot', () => {
    it('by the members’ book and the statute of that moment, and promises to close it', async () => {
      await assembly.person(cooperativeId, 'steward');
      const ballot = await opened();
      expect(ballot).toMatchObject({
        ...{ federationId, bodyId, electorate: 3, votes: 3, round: 1, state: 'open' },
        ...{ matter: 'accessPolicy', method: { kind: 'yesNo' }, options: [], secrecy: 'open', statuteNumber: 1 },
        rules: {
          callNumber: 1,
          call: {
            quorum: { share: { part: 1, of: 2 }, reach: 'atLeast' },
            majority: { share: { part: 2, of: 3 }, reach: 'atLeast', base: 'yesNo' },
          },
        },
        ...{ result: null, closedAt: null },
      });
      expect(await assembly.ballots.read(await assembly.actor(ben), ballot.id)).toEqual(ballot);
      const promises = await assembly.db.query(
        `select queue, not_before from platform.outbox
         where queue = 'governance.close-ballot' and payload->>'ballotId' = $1`,
        [ballot.id],
      );
      expect(promises).toEqual([{ queue: 'governance.close-ballot', not_before: ballot.closesAt }]);
      expect(await promisedTo('governance.mail-ballot', ballot)).toEqual([ada, ben, cleo].sort());
    });

    it('once for a proposal, also where two ask at the same time', async () => {
      const id = await proposed();
      const results = await Promise.allSettled([
        assembly.open(ada, id),
        assembly.open(ben, id),
        assembly.open(cleo, id),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await expect(assembly.open(ada, id)).rejects.toMatchObject({ kind: 'refused', code: 'PROPOSAL.ON_BALLOT' });
      expect(await assembly.count('governance.ballot', 'proposal_id = $1', id)).toBe(1);
    });

    it('closing within the statute', async () => {
      await expect(assembly.open(ada, await proposed(), 0.05)).rejects.toMatchObject({ code: 'BALLOT.CLOSING_TIME' });
      await expect(assembly.open(ada, await proposed(), 60 * 24 * 61)).rejects.toMatchObject({
        code: 'BALLOT.CLOSING_TIME',
      });
    });

    it('never for nobody', async () => {
      const founded = await assembly.found();
      const steward = await assembly.person(founded.cooperativeId, 'steward');
      const { id } = await assembly.propose(steward, founded.federationId, READING);
      await expect(assembly.open(steward, id)).rejects.toMatchObject({ code: 'BALLOT.EMPTY_ELECTORATE' });
    });

    it('never for a stranger, who is told the same of a proposal that exists and of one that does not', async () => {
      const stranger = await assembly.person((await assembly.found()).cooperativeId);
      for (const id of [await proposed(), newId<ProposalId>()]) {
        await expect(assembly.open(stranger, id)).rejects.toMatchObject({
          ...{ kind: 'missing', code: 'PROPOSAL.MISSING' },
          message: `There is no proposal ${id} that you may see.`,
        });
      }
      await expect(assembly.open(ada, 'rubbish' as ProposalId)).rejects.toMatchObject({ code: 'PROPOSAL.MISSING' });
    });
  });

  describe('takes a vote', () => {
    it('once: a vote once cast is final', async () => {
      const ballot = await opened();
      await assembly.cast(ada, ballot.id, 'yes');
      for (const choice of ['yes', 'no'] as const) {
        await expect(assembly.cast(ada, ballot.id, choice)).rejects.toMatchObject({
          kind: 'refused',
          code: 'BALLOT.ALREADY_VOTED',
        });
      }
      expect(await votesIn(ballot)).toBe(1);
    });

    it('once, also where a member votes on ten devices at the same time', async () => {
      const ballot = await opened();
      const casts = Array.from({ length: 10 }, (_, i) => assembly.cast(ada, ballot.id, i % 2 ? 'yes' : 'no'));
      const results = await Promise.allSettled(casts);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await votesIn(ballot)).toBe(1);
    });

    it('only of those who were in the members’ book at the opening', async () => {
      const ballot = await opened();
      const [steward, late] = [await assembly.person(cooperativeId, 'steward'), await assembly.person(cooperativeId)];
      for (const outsider of [steward, late]) {
        await expect(assembly.cast(outsider, ballot.id, 'yes')).rejects.toMatchObject({
          kind: 'refused',
          code: 'BALLOT.NOT_ENTITLED',
        });
      }
      expect(await assembly.ballots.read(await assembly.actor(late), ballot.id)).toMatchObject({ electorate: 3 });
    });

    it('of no stranger, who is told the same of a ballot that exists and of one that does not', async () => {
      const stranger = await assembly.person((await assembly.found()).cooperativeId);
      for (const id of [(await opened()).id, newId<BallotId>()]) {
        await expect(assembly.cast(stranger, id, 'yes')).rejects.toMatchObject({
          ...{ kind: 'missing', code: 'BALLOT.MISSING' },
          message: `There is no ballot ${id} that you may see.`,
        });
      }
    });

    it('until the closing time, whether or not it is counted then', async () => {
      const ballot = await opened();
      assembly.clock.advanceMinutes(61);
      const late = { kind: 'refused', code: 'BALLOT.NOT_OPEN' };
      await expect(assembly.cast(ada, ballot.id, 'yes')).rejects.toMatchObject(late);
      await close(ballot);
      await expect(assembly.cast(ada, ballot.id, 'yes')).rejects.toMatchObject(late);
      expect(await votesIn(ballot)).toBe(0);
    });
  });

  describe('closes a ballot', () => {
    it('not before its time, so that its job comes again', async () => {
      await expect(close(await opened())).rejects.toMatchObject({ kind: 'conflict', code: 'BALLOT.STILL_OPEN' });
    });

    it('and enacts what it adopted, told in this order', async () => {
      const since = await assembly.lastEvent();
      const ballot = await opened();
      for (const person of [ada, ben, cleo]) await assembly.cast(person, ballot.id, person === cleo ? 'no' : 'yes');
      assembly.clock.advanceMinutes(61);
      const closed = await close(ballot);
      expect(closed.result).toMatchObject({ count: yesNo(2, 1), verdict: { outcome: 'adopted' }, members: 3 });
      const document = { ...READING, validUntil: expect.any(String) as string };
      expect((await assembly.policiesOf(ada))[0]).toMatchObject({ number: 1, enactedBy: ballot.id, document });
      expect((await assembly.journal(since)).join(' > ')).toBe(
        'proposal.submitted > ballot.opened > ballot.vote-cast > ballot.vote-cast > ballot.vote-cast > ballot.closed > policy.enacted',
      );
    });

    it('promising the minutes to each elector, once', async () => {
      const ballot = await opened();
      assembly.clock.advanceMinutes(61);
      await close(ballot);
      await close(ballot);
      expect(await promisedTo('governance.mail-minutes', ballot)).toEqual([ada, ben, cleo].sort());
    });

    it.each([
      ['rejected', ['yes', 'no', 'no'], yesNo(1, 2)],
      ['inquorate', ['yes'], yesNo(1, 0)],
    ] as const)('and enacts nothing where it is %s', async (outcome, choices, count) => {
      const ballot = await opened();
      for (const [i, choice] of choices.entries()) await assembly.cast([ada, ben, cleo][i] ?? ada, ballot.id, choice);
      assembly.clock.advanceMinutes(61);
      expect((await close(ballot)).result).toMatchObject({ count, verdict: { outcome } });
      expect(await enactedBy(ballot)).toBe(0);
    });

    it('once: closing it again, or three at a time, changes nothing', async () => {
      const ballot = await opened();
      await Promise.all([ada, ben].map((person) => assembly.cast(person, ballot.id, 'yes')));
      assembly.clock.advanceMinutes(61);
      const [first, ...others] = await Promise.all([close(ballot), close(ballot), close(ballot)]);
      assembly.clock.advanceMinutes(60);
      const since = await assembly.lastEvent();
      expect([...others, await close(ballot)]).toEqual([first, first, first]);
      expect(await assembly.journal(since)).toEqual([]);
      expect(await enactedBy(ballot)).toBe(1);
    });

    it.each([
      ['before the policy is written', 'policy.version'],
      ['after it, at the very last promise', 'platform.outbox'],
    ])('wholly or not at all: a failure %s takes count and policy back', async (_, table) => {
      const ballot = await opened();
      await Promise.all([ada, ben].map((person) => assembly.cast(person, ballot.id, 'yes')));
      assembly.clock.advanceMinutes(61);
      const [before, policies] = [await assembly.lastEvent(), await assembly.policiesOf(ada)];
      await assembly.db.query(`create or replace function public.fail() returns trigger language plpgsql
        as $$ begin raise exception 'the hall burnt down'; end $$`);
      await assembly.db.query(`create trigger fails before insert on ${table} execute function public.fail()`);
      await expect(close(ballot)).rejects.toThrow('the hall burnt down');
      await assembly.db.query(`drop trigger fails on ${table}`);

      expect(await assembly.count('governance.ballot', "id = $1 and state = 'open'", ballot.id)).toBe(1);
      expect(await assembly.policiesOf(ada)).toEqual(policies);
      expect(await assembly.journal(before)).toEqual([]);
      expect(outcomeOf(await close(ballot))).toBe('adopted');
      expect(await enactedBy(ballot)).toBe(1);
    });

    it('when it is next read, if its job was lost', async () => {
      const [read, listed, asked] = [await opened(), await opened(), await opened()];
      assembly.clock.advanceMinutes(61);
      const by = await assembly.actor(ben);
      expect(outcomeOf(await assembly.ballots.read(by, read.id))).toBe('inquorate');
      const answers = await assembly.ballots.ofProposals([asked.proposalId]);
      expect(outcomeOf(answers.get(asked.proposalId))).toBe('inquorate');
      const page = await assembly.ballots.page(by, null, 10);
      expect(page.map((ballot) => [ballot.id, outcomeOf(ballot)])).toEqual(
        [asked, listed, read].map(({ id }) => [id, 'inquorate']),
      );
      expect(await assembly.count('platform.event', `type = 'ballot.closed' and facts like $1`, `%${read.id}%`)).toBe(
        1,
      );
    });
  });

  it('shows a ballot to no stranger, alone or in a list', async () => {
    const ballot = await opened();
    const stranger = await assembly.actor(await assembly.person((await assembly.found()).cooperativeId));
    await expect(assembly.ballots.read(stranger, ballot.id)).rejects.toMatchObject({ code: 'BALLOT.MISSING' });
    expect(await assembly.ballots.page(stranger, null, 10)).toEqual([]);
  });
});
