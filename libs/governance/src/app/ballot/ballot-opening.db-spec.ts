import { MembersBook } from '#identity';
import { newId, type BallotId, type BodyId, type OrganisationId, type PersonId } from '#kernel';
import { Assembly, membersMay, secretCommittee } from '../../../test/assembly';
import { GovernanceStores } from '../../db/governance.stores';
import type { Ballot } from '../../domain/ballot/ballot';
import { dataCommittee } from '../../domain/statute/presets';
import { atLeast, call } from '../../domain/statute/presets/rules';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { BallotOpening } from './ballot-opening';
import { MotionService } from '../motion/motion.service';

const HARDER = call(null, atLeast(1, 1), 'entitled', 'regolamento, art. 3');

/** The same rules for all matters. */
const deciding = (change: Partial<StatuteDocument['matters']['other']>): StatuteDocument => {
  const { matters, ...rest } = dataCommittee();
  const changed = { ...matters.other, ...change };
  return {
    ...rest,
    matters: { accessPolicy: changed, statuteChange: changed, admission: changed, election: changed, other: changed },
  };
};

describe('the rules of a ballot', () => {
  let assembly: Assembly;
  let bodyId: BodyId;
  let cooperativeId: OrganisationId;
  let ada: PersonId, ben: PersonId, cleo: PersonId;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());

  const found = async (statute: StatuteDocument = dataCommittee()) => {
    assembly.clock.offsetMs = 0;
    ({ bodyId, cooperativeId } = await assembly.found(statute));
    [ada, ben, cleo] = (await assembly.people(cooperativeId, 3)) as [PersonId, PersonId, PersonId];
  };
  const decision = { title: 'Una gita', text: 'Si va in gita', method: { kind: 'yesNo' }, options: [] };
  const motions = () => assembly.get(MotionService);
  const opened = async (): Promise<Ballot> => {
    const proposal = await motions().proposeDecision(await assembly.actor(ada), bodyId, decision);
    return assembly.open(ada, proposal.id);
  };
  const minutesFromNow = async (minutes: number) =>
    new Date((await assembly.work(async (tx) => tx.unchanged(await tx.now()))).getTime() + minutes * 60_000);
  const reschedule = async ({ id }: Pick<Ballot, 'id'>, minutes: number, by = ada) =>
    assembly.get(BallotOpening).reschedule(await assembly.actor(by), id, await minutesFromNow(minutes));
  const read = async ({ id }: Ballot) => assembly.ballots.read(await assembly.actor(ada), id);

  describe('do not change once a vote is in:', () => {
    it('the closing time moves before that, and its voters are told again', async () => {
      await found();
      const ballot = await opened();
      const moved = await reschedule(ballot, 120);
      expect(moved.closesAt?.getTime()).toBeGreaterThan(ballot.closesAt?.getTime() ?? Infinity);
      expect(await read(ballot)).toEqual(moved);
      const papers = `queue = 'governance.mail-ballot' and payload->>'ballotId' = $1`;
      expect(await assembly.count('platform.outbox', papers, ballot.id)).toBe(6);
      assembly.clock.advanceMinutes(61);
      expect((await read(ballot)).state).toBe('open');
      await expect(assembly.cast(ben, ballot.id, 'yes')).resolves.toBeDefined();
      assembly.clock.advanceMinutes(60);
      expect((await read(ballot)).state).toBe('closed');
    });

    it.each([
      ['open', dataCommittee()],
      ['secret', secretCommittee()],
    ])('not after the first one, %s', async (_, statute) => {
      await found(statute);
      const ballot = await opened();
      await assembly.cast(ben, ballot.id, 'no');
      await expect(reschedule(ballot, 120)).rejects.toMatchObject({ kind: 'refused', code: 'BALLOT.HAS_VOTES' });
      expect((await read(ballot)).closesAt).toEqual(ballot.closesAt);
    });

    it('nor to a time outside of the statute, in the past or for a ballot that is over', async () => {
      await found();
      const ballot = await opened();
      for (const minutes of [-1, 0.01, 60 * 24 * 61]) {
        await expect(reschedule(ballot, minutes)).rejects.toMatchObject({ code: 'BALLOT.CLOSING_TIME' });
      }
      assembly.clock.advanceMinutes(61);
      await expect(reschedule(ballot, 120)).rejects.toMatchObject({ code: 'BALLOT.NOT_OPEN' });
      await read(ballot);
      await expect(reschedule(ballot, 120)).rejects.toMatchObject({ code: 'BALLOT.NOT_OPEN' });
    });

    it('nor by a stranger, who is told the same of a ballot that exists and of one that does not', async () => {
      await found();
      const stranger = await assembly.person((await assembly.found()).cooperativeId);
      for (const id of [(await opened()).id, newId<BallotId>()]) {
        await expect(reschedule({ id }, 120, stranger)).rejects.toMatchObject({
          ...{ code: 'BALLOT.MISSING', message: `There is no ballot ${id} that you may see.` },
        });
      }
    });

    it.each([
      ['the quorum', `rules = jsonb_set(rules, '{call,quorum}', 'null')`],
      ['the closing time', `closes_at = closes_at + interval '1 hour'`],
      ['the method', `method = '{"kind":"choice"}'`],
      ['the electorate', 'electorate = electorate + 1'],
      ['the secrecy', `secrecy = 'open'`],
      ['the text', `text_hash = 'other'`],
      ['whether it was opened', `state = 'announced'`],
    ])('nor by SQL: %s', async (_, change) => {
      await found(secretCommittee());
      const ballot = await opened();
      const force = (set: string) =>
        assembly.db.query(`update governance.ballot set ${set} where id = $1`, [ballot.id]);
      await assembly.cast(ben, ballot.id, 'no');
      await expect(force(change)).rejects.toThrow('The rules of a ballot do not change once a vote is in.');
      await assembly.close(ballot);
      for (const set of [change, 'result = null', `result = '{}'`]) {
        await expect(force(set)).rejects.toThrow('A ballot does not change once it is counted.');
      }
    });
  });

  it('are those of its opening, also where the statute changes meanwhile', async () => {
    await found();
    const ballot = await opened();
    const by = await assembly.actor(ada);
    const change = { document: deciding({ calls: [HARDER] }), base: 1 };
    const { id } = await motions().proposeStatute(by, bodyId, change);
    const changing = await assembly.open(ada, id, 30);
    for (const person of [ada, ben, cleo]) await assembly.cast(person, changing.id, 'yes');
    for (const person of [ada, ben]) await assembly.cast(person, ballot.id, 'yes');
    await assembly.close(changing, 31);
    const under = await opened();
    for (const person of [ada, ben]) await assembly.cast(person, under.id, 'yes');

    const closed = await assembly.close(ballot, 30);
    expect(closed).toMatchObject({
      rules: ballot.rules,
      statuteNumber: 1,
      result: { verdict: { outcome: 'adopted' } },
    });
    expect(await assembly.close(under)).toMatchObject({
      ...{ statuteNumber: 2, rules: { call: HARDER }, result: { verdict: { outcome: 'rejected' } } },
    });
  });

  it('take votes on its own text only', async () => {
    await found();
    const ballot = await opened();
    const cast = async (textHash: string) =>
      assembly.ballots.cast(await assembly.actor(ben), ballot.id, { marks: 'yes', textHash });
    await expect(cast('0'.repeat(64))).rejects.toMatchObject({
      ...{ kind: 'refused', code: 'BALLOT.OTHER_TEXT', details: { textHash: ballot.textHash } },
    });
    await expect(cast(ballot.textHash)).resolves.toMatchObject({ receipt: null });
  });

  it.each([
    ['what is no mark', 'maybe'],
    ['a mark of another method', { option: 0 }],
    ['nothing', undefined],
    ['a list', ['yes']],
  ])('take no paper with %s', async (_, marks) => {
    await found();
    const ballot = await opened();
    await expect(assembly.cast(ben, ballot.id, marks)).rejects.toMatchObject({ code: 'BALLOT.MARKS_INVALID' });
  });

  it('take no vote of an unknown member, or of somebody else', async () => {
    await found();
    const ballot = await opened();
    const castFor = async (memberId: PersonId) =>
      assembly.ballots.cast(await assembly.actor(ben), ballot.id, { marks: 'yes', memberId });
    await expect(castFor(newId<PersonId>())).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
    await expect(castFor('rubbish' as PersonId)).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
    await expect(castFor(ada)).rejects.toMatchObject({ code: 'BALLOT.NOT_YOURS' });
    expect((await castFor(ben)).ballot.id).toBe(ballot.id);
  });

  it('say that a matter is for a meeting', async () => {
    await found(deciding({ standing: null }));
    await expect(opened()).rejects.toMatchObject({ kind: 'refused', code: 'BALLOT.MEETING_ONLY' });
  });

  it('leave out who joined too late, is suspended or in arrears, as the statute says', async () => {
    const voters = { ...dataCommittee().voters, minDays: 90, inArrears: 'excluded' as const };
    await found(dataCommittee({ voters }));
    assembly.clock.advanceDays(88);
    await expect(opened()).rejects.toMatchObject({ kind: 'refused', code: 'BALLOT.EMPTY_ELECTORATE' });
    assembly.clock.advanceDays(3);
    await assembly.work(async (tx) => {
      const [late] = [
        await assembly.get(MembersBook).addPerson(tx, { name: 'Dora', email: 'd@d.example', language: 'it' }),
      ];
      const joinedOn = (await tx.now()).toISOString().slice(0, 10);
      await assembly
        .get(MembersBook)
        .enrol(tx, { personId: late.id, organisationId: cooperativeId, role: 'member', joinedOn });
    });
    expect((await opened()).electorate).toBe(3);
    const standing = { category: 'ordinary', shares: 0, ownMembers: 0, exchange: 0 } as const;
    await assembly.work(async (tx) => {
      const { seats } = assembly.get(GovernanceStores);
      const at = await tx.now();
      await seats.putStanding(tx, bodyId, { ...standing, memberId: ben, isSuspended: true, isInArrears: false }, at);
      await seats.putStanding(tx, bodyId, { ...standing, memberId: cleo, isSuspended: false, isInArrears: true }, at);
      return tx.unchanged(null);
    });
    const ballot = await opened();
    expect(ballot.electorate).toBe(1);
    await expect(assembly.cast(ben, ballot.id, 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
    await expect(assembly.cast(ada, ballot.id, 'yes')).resolves.toBeDefined();
  });

  it('cannot be put to the body of another federation', async () => {
    await found();
    const foreign = await assembly.found();
    const input = { bodyId: foreign.bodyId, document: membersMay('Dataset', ['read']), policyId: null };
    const names = { organisation: (id: string) => id, dataset: (id: string) => id };
    await expect(motions().proposePolicy(await assembly.actor(ada), input, names)).rejects.toMatchObject({
      code: 'BODY.MISSING',
    });
  });
});
