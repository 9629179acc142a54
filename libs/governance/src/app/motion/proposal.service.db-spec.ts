import {
  canonicalJson,
  newId,
  type BodyId,
  type FederationId,
  type OrganisationId,
  type PersonId,
  type PolicyId,
  type ProposalId,
} from '#kernel';
import { parsePolicy, policyHash, sentences, type PolicyVersion } from '#policy';
import { Assembly, membersMay, SYSTEM } from '../../../test/assembly';
import type { Ballot } from '../../domain/ballot/ballot';
import { MotionService } from './motion.service';

const READING = membersMay('Dataset', ['read']);
const NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };

describe('ProposalService', () => {
  let assembly: Assembly;
  let bodyId: BodyId;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let founding: PolicyVersion;
  let ada: PersonId;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());
  beforeEach(async () => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId, bodyId, founding } = await assembly.found());
    ada = await assembly.person(cooperativeId);
  });

  const propose = (document: unknown, policyId: PolicyId | null = null, place = federationId, by = ada) =>
    assembly
      .actor(by)
      .then((actor) =>
        assembly.get(MotionService).proposePolicy(actor, { federationId: place, document, policyId }, NAMES),
      );
  const proposeEnd = async (policyId: PolicyId, by = ada) =>
    assembly.get(MotionService).proposeEnd(await assembly.actor(by), policyId);

  /** Everyone votes yes, and the time passes. */
  async function adopt(proposalId: ProposalId): Promise<Ballot> {
    const ballot = await assembly.open(ada, proposalId);
    await assembly.cast(ada, ballot.id, 'yes');
    assembly.clock.advanceMinutes(61);
    return assembly.ballots.close(SYSTEM, ballot.id);
  }

  /** @param days from today, in UTC */
  const lastDay = async (days: number): Promise<string> => {
    const sql = `select to_char(now() at time zone 'UTC' + $1 * interval '1 day', 'YYYY-MM-DD') as day`;
    const [row] = await assembly.db.query<{ day: string }>(sql, [days]);
    return row?.day ?? '';
  };
  const countProposals = () => assembly.count('governance.proposal', 'federation_id = $1', federationId);

  it('freezes a policy with its hash and its sentences', async () => {
    const proposal = await propose(READING);
    const document = parsePolicy({ ...READING, validUntil: await lastDay(1_096) });
    expect(proposal).toMatchObject({
      federationId,
      motion: { kind: 'enactPolicy', policyId: null, document },
      hash: policyHash(document),
      sentences: { it: sentences(document, 'it', NAMES), en: sentences(document, 'en', NAMES) },
      ...{ bodyId, organisationId: null, proposedBy: ada, replaces: null, replacedBy: null },
    });
    expect(await assembly.proposals.read(await assembly.actor(ada), proposal.id)).toEqual(proposal);
    expect(await assembly.proposals.page(await assembly.actor(ada), null, 10)).toEqual([proposal]);
  });

  it('refuses a policy that is none, and remembers nothing of it', async () => {
    const malformed = {
      ...READING,
      permissions: [{ assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: {} }],
    };
    await expect(propose(malformed)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'POLICY.INVALID',
      details: { problems: [{ path: 'permissions.0.where' }] },
    });
    expect(await countProposals()).toBe(0);
  });

  it('refuses who may not propose, or may not know that there is anything to propose to', async () => {
    const stranger = await assembly.person((await assembly.found()).cooperativeId);
    for (const place of [federationId, newId<FederationId>(), 'rubbish' as FederationId]) {
      await expect(propose(READING, null, place, stranger)).rejects.toMatchObject({
        ...{ kind: 'missing', code: 'FEDERATION.MISSING' },
        message: `There is no federation ${place} that you may see.`,
      });
    }
    const ended = await proposeEnd(founding.policyId);
    await adopt(ended.id);
    await expect(propose(READING)).rejects.toMatchObject({ kind: 'forbidden', code: 'POLICY.FORBIDDEN' });
  });

  it('tells a stranger the same of a proposal that exists and of one that does not', async () => {
    const stranger = await assembly.actor(await assembly.person((await assembly.found()).cooperativeId));
    for (const id of [(await propose(READING)).id, newId<ProposalId>()]) {
      await expect(assembly.proposals.read(stranger, id)).rejects.toMatchObject({
        ...{ kind: 'missing', code: 'PROPOSAL.MISSING' },
        message: `There is no proposal ${id} that you may see.`,
      });
    }
    expect(await assembly.proposals.page(stranger, null, 10)).toEqual([]);
  });

  it('makes the next version of a policy', async () => {
    const first = await adopt((await propose(READING)).id);
    const [reading] = await assembly.policiesOf(ada);
    const next = { ...READING, title: 'Regola migliore' };
    const second = await adopt((await propose(next, reading?.policyId)).id);
    expect((await assembly.policiesOf(ada))[0]).toMatchObject({
      ...{ policyId: reading?.policyId, number: 2, enactedBy: second.id },
      document: { title: 'Regola migliore' },
    });
    expect(first.id).not.toBe(second.id);
  });

  it('refuses a motion on the policy of another federation, also by someone who belongs to both', async () => {
    const abroad = await assembly.found();
    await assembly.work((tx) => assembly.enrol(tx, ada, abroad.cooperativeId, 'member'));
    await expect(propose(READING, abroad.founding.policyId)).rejects.toMatchObject({
      kind: 'missing',
      code: 'POLICY.MISSING',
    });
    await expect(propose(READING, newId<PolicyId>())).rejects.toMatchObject({ code: 'POLICY.MISSING' });
    expect(await countProposals()).toBe(0);
    await expect(propose(READING, abroad.founding.policyId, abroad.federationId)).resolves.toBeDefined();
  });

  describe('ends a policy', () => {
    const adoptReading = async (change: object = {}) => {
      await adopt((await propose({ ...READING, ...change })).id);
      const [version] = await assembly.policiesOf(ada);
      return version ?? founding;
    };

    it('by a second vote, in words of its own', async () => {
      const reading = await adoptReading();
      const since = await assembly.lastEvent();
      const proposal = await proposeEnd(reading.policyId);
      expect(proposal.sentences.it).toEqual([
        'La regola di accesso «Regola su Dataset» cessa: da subito non consente più nulla.',
      ]);
      const ballot = await adopt(proposal.id);
      expect((await assembly.policiesOf(ada))[0]).toMatchObject({
        endedBy: ballot.id,
        endedAt: expect.any(Date) as Date,
      });
      expect((await assembly.journal(since)).join(' > ')).toBe(
        'proposal.submitted > ballot.opened > ballot.vote-cast > ballot.closed > policy.ended',
      );
    });

    it('that had ended by then without harm', async () => {
      const reading = await adoptReading();
      const proposals = [await proposeEnd(reading.policyId), await proposeEnd(reading.policyId)];
      const first = await adopt(proposals[0]?.id ?? newId());
      const since = await assembly.lastEvent();
      expect((await adopt(proposals[1]?.id ?? newId())).result?.verdict.outcome).toBe('adopted');
      expect(await assembly.journal(since)).toEqual(['ballot.opened', 'ballot.vote-cast', 'ballot.closed']);
      expect((await assembly.policiesOf(ada))[0]).toMatchObject({ endedBy: first.id });
    });

    it('only while it is in force, neither ended nor lapsed', async () => {
      const reading = await adoptReading();
      await adopt((await proposeEnd(reading.policyId)).id);
      await expect(proposeEnd(reading.policyId)).rejects.toMatchObject({ code: 'POLICY.NOT_IN_FORCE' });

      const lapsing = await adoptReading({ validUntil: await lastDay(0) });
      assembly.clock.advanceDays(2);
      await expect(proposeEnd(lapsing.policyId)).rejects.toMatchObject({ code: 'POLICY.NOT_IN_FORCE' });
    });

    it('that a stranger does not know of by no means', async () => {
      const stranger = await assembly.person((await assembly.found()).cooperativeId);
      await expect(proposeEnd(founding.policyId, stranger)).rejects.toMatchObject({ code: 'POLICY.MISSING' });
    });
  });

  describe('keeps what is voted as it was proposed:', () => {
    it.each([
      [
        'another policy',
        canonicalJson({ kind: 'enactPolicy', policyId: null, document: membersMay('Dataset', ['read', 'create']) }),
      ],
      ['no policy', canonicalJson({ kind: 'enactPolicy', policyId: null, document: {} })],
    ])('a text that was changed to %s in the database is not enacted', async (_, motion) => {
      const { id } = await propose(READING);
      const ballot = await assembly.open(ada, id);
      await assembly.cast(ada, ballot.id, 'yes');
      await assembly.db.query('update governance.proposal set motion = $2 where id = $1', [id, motion]);
      assembly.clock.advanceMinutes(61);
      await expect(assembly.ballots.close(SYSTEM, ballot.id)).rejects.toThrow(
        `The text of proposal ${id} was changed.`,
      );
      expect(await assembly.policiesOf(ada)).toEqual([founding]);
      expect(await assembly.count('governance.ballot', "id = $1 and state = 'open'", ballot.id)).toBe(1);
    });
  });
});
