import { newId, type BodyId, type FederationId, type OrganisationId, type OutboxId, type PersonId } from '#kernel';
import type { PolicyVersion } from '#policy';
import { Assembly, membersMay, SYSTEM } from '../../../test/assembly';
import { addDays } from '../../domain/statute/calendar';
import { dataCommittee } from '../../domain/statute/presets';
import { AssemblyService } from '../assembly/assembly.service';
import { MotionService } from './motion.service';
import { ReviewService } from './review.service';
import { SuspensionService } from './suspension.service';

const SUNSET = { maxDays: 400, reviewDaysBefore: 60 };
const NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };

describe('ReviewService', () => {
  let assembly: Assembly;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let bodyId: BodyId;
  let ada: PersonId;
  let reading: PolicyVersion;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());
  beforeEach(async () => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId, bodyId } = await assembly.found(dataCommittee({ sunset: SUNSET })));
    ada = await assembly.person(cooperativeId);
    await assembly.seat(bodyId, 'chair', ada);
    reading = await adopt((await assembly.propose(ada, federationId, membersMay('Dataset', ['read']))).id);
  });

  const adopt = async (proposalId: Parameters<Assembly['resolve']>[1]): Promise<PolicyVersion> => {
    const { id } = await assembly.resolve(ada, proposalId, [ada]);
    const version = (await assembly.policiesOf(ada)).find(({ enactedBy }) => enactedBy === id);
    if (!version) throw new Error('Nothing was enacted.');
    return version;
  };
  const promises = async () =>
    assembly.db.query<{ id: OutboxId; not_before: Date }>(
      `select id, not_before from platform.outbox where queue = 'governance.review-policy' and payload->>'policyId' = $1
       order by not_before`,
      [reading.policyId],
    );
  const review = async (): Promise<void> => {
    const outboxId = (await promises())[0]?.id;
    await assembly
      .get(ReviewService)
      .review({ ...SYSTEM, ...(outboxId && { outboxId }) }, reading.policyId, () => Promise.resolve(NAMES));
  };
  const renewals = async () => {
    const page = await assembly.proposals.page(await assembly.actor(ada), null, 10);
    return page.filter(({ proposedBy }) => proposedBy === null);
  };

  it('is promised for so many days before the sunset as the statute says', async () => {
    const due = addDays(reading.document.validUntil ?? '', -SUNSET.reviewDaysBefore);
    expect((await promises()).map(({ not_before: at }) => at)).toEqual([new Date(`${due}T00:00:00Z`)]);
  });

  it('puts the renewal to the body, word for word and once, and keeps its promise', async () => {
    assembly.clock.advanceDays(SUNSET.maxDays - SUNSET.reviewDaysBefore);
    for (let again = 0; again < 2; again += 1) await review();
    const [renewal, ...others] = await renewals();
    expect(others).toEqual([]);
    const { validUntil, ...words } = reading.document;
    expect(renewal).toMatchObject({
      bodyId,
      motion: { kind: 'enactPolicy', policyId: reading.policyId, document: words },
    });
    expect(renewal?.sentences.it[0]).toBe(
      `La regola di accesso «Regola su Dataset» scade il ${validUntil}: si delibera se prorogarla, senza altre modifiche.`,
    );
    expect(await assembly.count('platform.outbox', `id = $1 and done_at is null`, (await promises())[0]?.id)).toBe(0);
  });

  it('renews the policy for as long again, and promises the next review', async () => {
    assembly.clock.advanceDays(SUNSET.maxDays - SUNSET.reviewDaysBefore);
    await review();
    const renewed = await adopt((await renewals())[0]?.id ?? newId());
    expect(renewed).toMatchObject({ policyId: reading.policyId, number: 2 });
    expect(renewed.document.validUntil).toBe(
      addDays(reading.document.validUntil ?? '', SUNSET.maxDays - SUNSET.reviewDaysBefore),
    );
    expect(await promises()).toHaveLength(2);
    assembly.clock.advanceDays(SUNSET.reviewDaysBefore);
    expect((await assembly.policiesOf(ada)).map(({ policyId }) => policyId)).toContain(reading.policyId);
  });

  it('waits where the policy was replaced meanwhile, until the review of the new version is due', async () => {
    assembly.clock.advanceDays(30);
    const input = { federationId, policyId: reading.policyId };
    const document = membersMay('Dataset', ['read'], { title: 'Altra' });
    const motion = await assembly
      .get(MotionService)
      .proposePolicy(await assembly.actor(ada), { ...input, document }, NAMES);
    expect((await adopt(motion.id)).number).toBe(2);
    assembly.clock.advanceDays(SUNSET.maxDays - SUNSET.reviewDaysBefore - 30);
    await review();
    expect(await renewals()).toEqual([]);
    assembly.clock.advanceDays(31);
    await review();
    expect(await renewals()).toMatchObject([{ motion: { document: { title: 'Altra' } } }]);
  });

  it('asks nothing about a policy that was ended meanwhile', async () => {
    const { id } = await assembly.get(MotionService).proposeEnd(await assembly.actor(ada), reading.policyId);
    await assembly.resolve(ada, id, [ada]);
    assembly.clock.advanceDays(SUNSET.maxDays - SUNSET.reviewDaysBefore);
    const since = await assembly.lastEvent();
    await review();
    expect([await assembly.journal(since), await renewals()]).toEqual([[], []]);
  });

  it('is asked for also while the ratification of a suspension is before the body', async () => {
    assembly.clock.advanceDays(SUNSET.maxDays - SUNSET.reviewDaysBefore);
    await assembly.get(SuspensionService).suspend(await assembly.actor(ada), reading.policyId, 'Una falla');
    await review();
    expect((await renewals()).map(({ motion: { kind } }) => kind).sort()).toEqual(['enactPolicy', 'ratifySuspension']);
  });

  it('goes onto the agenda of the next assembly by itself, once', async () => {
    assembly.clock.advanceDays(SUNSET.maxDays - SUNSET.reviewDaysBefore);
    await review();
    const day = addDays(new Date(Date.now() + assembly.clock.offsetMs).toISOString().slice(0, 10), 30);
    const input = {
      title: 'Assemblea',
      text: 'Si discute',
      place: 'Torino',
      firstCall: `${day}T18:00`,
      secondCall: null,
    };
    const by = await assembly.actor(ada);
    const drafts = [
      await assembly.get(AssemblyService).draft(by, bodyId, input),
      await assembly.get(AssemblyService).draft(by, bodyId, input),
    ];
    const onAgenda = await Promise.all(drafts.map(({ id }) => assembly.get(AssemblyService).agenda(id)));
    const [renewal] = await renewals();
    expect(onAgenda.map((items) => items.map(({ proposalId }) => proposalId))).toEqual([[renewal?.id], []]);
  });
});
