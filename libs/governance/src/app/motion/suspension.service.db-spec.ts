import type { BodyId, FederationId, OrganisationId, PersonId, PolicyId, ProposalId } from '#kernel';
import type { PolicyVersion } from '#policy';
import { Assembly, membersMay, SYSTEM } from '../../../test/assembly';
import { dataCommittee } from '../../domain/statute/presets';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { MotionService } from './motion.service';
import { SuspensionService } from './suspension.service';

const DAYS = 30;
const ARTICLE = 'regolamento, art. 5';
const BY_BOARD = dataCommittee({ suspension: { office: 'board', ratifyWithinDays: DAYS, article: ARTICLE } });

describe('SuspensionService', () => {
  let assembly: Assembly;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let bodyId: BodyId;
  let founding: PolicyVersion;
  let policyId: PolicyId;
  let people: PersonId[];
  let ada: PersonId, ben: PersonId, cleo: PersonId, dora: PersonId;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());

  /** The policy that is suspended is about datasets: the one of the founding lets members vote at all. */
  const found = async (statute: StatuteDocument = dataCommittee()) => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId, bodyId, founding } = await assembly.found(statute));
    people = await assembly.people(cooperativeId, 4);
    [ada, ben, cleo, dora] = people as [PersonId, PersonId, PersonId, PersonId];
    const { id } = await assembly.propose(ada, federationId, membersMay('Dataset', ['read']));
    const { id: resolution } = await assembly.resolve(ada, id, people);
    const version = (await assembly.policiesOf(ada)).find(({ enactedBy }) => enactedBy === resolution);
    policyId = version?.policyId ?? founding.policyId;
  };
  const suspensions = () => assembly.get(SuspensionService);
  const suspend = async (by: PersonId, id = policyId) =>
    suspensions().suspend(await assembly.actor(by), id, 'Una falla nei dati');
  const suspension = async () =>
    (await assembly.policiesOf(ada)).find((version) => version.policyId === policyId)?.suspension ?? null;
  const ratification = async (): Promise<ProposalId> => {
    const page = await assembly.proposals.page(await assembly.actor(ada), null, 1);
    expect(page).toMatchObject([{ bodyId, proposedBy: null, motion: { kind: 'ratifySuspension', policyId } }]);
    return page[0]?.id ?? ('' as ProposalId);
  };
  const lapse = () => suspensions().lapse(SYSTEM, policyId);

  it('lets the chair suspend alone, and puts the ratification to the body at once', async () => {
    await found();
    await assembly.seat(bodyId, 'chair', ada);
    const since = await assembly.lastEvent();
    expect(await suspend(ada)).toEqual({ state: 'suspended', calls: 1, needed: 1 });
    expect(await suspension()).toMatchObject({ reason: 'Una falla nei dati', ratified: false });
    await ratification();
    expect(await assembly.journal(since)).toEqual(['policy.suspended', 'proposal.submitted']);
    const until = (await suspension())?.until;
    const promises = await assembly.db.query(
      `select not_before from platform.outbox where queue = 'governance.lapse-suspension' and payload->>'policyId' = $1`,
      [policyId],
    );
    expect(promises).toEqual([{ not_before: until }]);
    await expect(suspend(ada)).rejects.toMatchObject({ code: 'POLICY.SUSPENDED_ALREADY' });
  });

  it('lets nobody else, and nobody at all where the statute names nobody', async () => {
    await found();
    await assembly.seat(bodyId, 'chair', ada);
    await expect(suspend(ben)).rejects.toMatchObject({ kind: 'forbidden', code: 'BODY.NOT_AN_OFFICER' });
    const stranger = await assembly.person((await assembly.found()).cooperativeId);
    await expect(suspend(stranger)).rejects.toMatchObject({ code: 'POLICY.MISSING' });
    await found(dataCommittee({ suspension: null }));
    await assembly.seat(bodyId, 'chair', ada);
    await expect(suspend(ada)).rejects.toMatchObject({ kind: 'refused', code: 'BODY.NO_SUSPENSION' });
    expect(await suspension()).toBeNull();
  });

  it('needs more than half of a board, however often one of it calls', async () => {
    await found(BY_BOARD);
    for (const person of people) await assembly.seat(bodyId, 'board', person);
    expect(await suspend(ada)).toEqual({ state: 'called', calls: 1, needed: 3 });
    expect(await suspend(ada)).toEqual({ state: 'called', calls: 1, needed: 3 });
    expect(await suspend(ben)).toEqual({ state: 'called', calls: 2, needed: 3 });
    expect(await suspension()).toBeNull();
    expect(await suspend(cleo)).toEqual({ state: 'suspended', calls: 3, needed: 3 });
    expect(await suspension()).toMatchObject({ ratified: false });
    await expect(suspend(dora)).rejects.toMatchObject({ code: 'POLICY.SUSPENDED_ALREADY' });
  });

  it('counts the calls of a board that come at the same moment', async () => {
    await found(BY_BOARD);
    for (const person of [ada, ben]) await assembly.seat(bodyId, 'board', person);
    const calls = await Promise.all([suspend(ada), suspend(ben)]);
    expect(calls.map(({ state }) => state).sort()).toEqual(['called', 'suspended']);
    expect(await suspension()).not.toBeNull();
  });

  it('asks a board anew for another suspension', async () => {
    await found(BY_BOARD);
    for (const person of [ada, ben]) await assembly.seat(bodyId, 'board', person);
    for (const person of [ada, ben]) await suspend(person);
    const rejected = await assembly.resolve(ada, await ratification(), people, 'no');
    expect(rejected.result?.verdict.outcome).toBe('rejected');
    expect(await suspend(ada)).toEqual({ state: 'called', calls: 1, needed: 2 });
    expect(await suspension()).toBeNull();
  });

  it('lapses at its time when nobody ratified it, which the job enters once', async () => {
    await found();
    await assembly.seat(bodyId, 'chair', ada);
    await suspend(ada);
    const since = await assembly.lastEvent();
    assembly.clock.advanceDays(DAYS - 1);
    await lapse();
    expect(await assembly.journal(since)).toEqual([]);
    assembly.clock.advanceDays(1);
    expect(await suspension()).toBeNull();
    await lapse();
    await lapse();
    expect(await assembly.journal(since)).toEqual(['policy.suspension-lapsed']);
  });

  it('holds until further notice once the body ratified it', async () => {
    await found();
    await assembly.seat(bodyId, 'chair', ada);
    await suspend(ada);
    const since = await assembly.lastEvent();
    await assembly.resolve(ada, await ratification(), people);
    expect((await assembly.journal(since)).at(-1)).toBe('policy.suspension-ratified');
    assembly.clock.advanceDays(DAYS + 1);
    await lapse();
    expect(await suspension()).toMatchObject({ ratified: true, until: null });
  });

  it('is lifted at once when the body refuses to ratify it, and left to lapse when too few vote', async () => {
    await found();
    await assembly.seat(bodyId, 'chair', ada);
    await suspend(ada);
    const refused = await assembly.resolve(ada, await ratification(), people, 'no');
    expect(refused.result?.verdict.outcome).toBe('rejected');
    expect(await suspension()).toBeNull();
    expect((await assembly.journal()).at(-1)).toBe('policy.suspension-lifted');

    await suspend(ada);
    const inquorate = await assembly.resolve(ada, await ratification(), [ada]);
    expect(inquorate.result?.verdict.outcome).toBe('inquorate');
    expect(await suspension()).toMatchObject({ ratified: false });
  });

  it('can be put to the body again by a member, as long as it lasts', async () => {
    await found();
    await assembly.seat(bodyId, 'chair', ada);
    const propose = async () => assembly.get(MotionService).proposeRatification(await assembly.actor(ben), policyId);
    await expect(propose()).rejects.toMatchObject({ code: 'POLICY.NOT_SUSPENDED' });
    await suspend(ada);
    expect(await propose()).toMatchObject({ proposedBy: ben, motion: { kind: 'ratifySuspension' } });
  });
});
