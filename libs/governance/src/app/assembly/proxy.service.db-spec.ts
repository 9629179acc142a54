import { newId, type ProxyId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, preset, type Meeting } from '../../../test/meeting';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { ProxyService } from './proxy.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro'];
const guests = (howMany: number) => Array.from({ length: howMany }, (_, i) => `Socio ${i + 1}`);

describe('a proxy', () => {
  let hall: Assembly;
  let coop: Cooperative;
  let meeting: Meeting;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    coop = await Cooperative.found(hall, preset('cooperativeSpa'), PEOPLE);
    meeting = await coop.convene([await coop.decision('Uno'), await coop.decision('Due')]);
  });

  const service = () => hall.get(ProxyService);
  const under = async (statute: StatuteDocument, people: readonly string[]) => {
    const other = await Cooperative.found(hall, statute, people);
    return other.convene([await other.decision()]);
  };

  describe('is given', () => {
    it('in writing by one member to another: not to oneself, nor twice, nor passed on, nor in a circle', async () => {
      await meeting.grant('Ben', 'Ada');
      await expect(meeting.grant('Ben', 'Ben')).rejects.toMatchObject({ code: 'PROXY.SELF' });
      await expect(meeting.grant('Ben', 'Cleo')).rejects.toMatchObject({ code: 'PROXY.ALREADY' });
      await expect(meeting.grant('Ada', 'Cleo')).rejects.toMatchObject({ code: 'PROXY.CHAIN' });
      await expect(meeting.grant('Ada', 'Ben')).rejects.toMatchObject({ code: 'PROXY.CHAIN' });
      await expect(meeting.grant('Cleo', 'Ben')).rejects.toMatchObject({ code: 'PROXY.CHAIN' });
      await coop.join('Gino', 1);
      await expect(meeting.grant('Cleo', 'Gino')).rejects.toMatchObject({ code: 'PROXY.NOT_ELECTOR' });
      await expect(meeting.grant('Gino', 'Cleo')).rejects.toMatchObject({ code: 'PROXY.NOT_YOURS' });
    });

    it('by the member whose vote it is, before or during the meeting', async () => {
      const grant = { assemblyId: meeting.id, itemId: null, holderId: coop.id('Ada') };
      const forBen = { ...grant, principalId: coop.id('Ben') };
      await expect(service().grant(await coop.actor('Cleo'), forBen)).rejects.toMatchObject({
        code: 'PROXY.NOT_YOURS',
      });
      const own = await service().grant(await coop.actor('Cleo'), { ...grant, principalId: null });
      expect(own).toMatchObject({ principalId: coop.id('Cleo'), isUsed: false, revokedAt: null });
      await meeting.openCall(1);
      await meeting.grant('Ben', 'Ada');
      await meeting.close();
      await expect(meeting.grant('Dino', 'Ada')).rejects.toMatchObject({ code: 'ASSEMBLY.STATE' });
    });

    it('for ten others at most under s.p.a. rules', async () => {
      const full = await under(preset('cooperativeSpa'), ['Ada', 'Ben', ...guests(11)]);
      for (const name of guests(10)) await full.grant(name, 'Ada');
      await expect(full.grant('Socio 11', 'Ada')).rejects.toMatchObject({
        ...{ code: 'PROXY.CAP', details: { maxPerHolder: 10 } },
        message: expect.stringContaining('art. 2539 co. 1 e art. 2372 c.c.') as string,
      });
      await full.grant('Socio 11', 'Ben');
    });

    it('for three others in the third sector, and five from 500 members, whether or not they may vote', async () => {
      const small = await under(preset('thirdSector'), ['Ada', 'Ben', ...guests(4)]);
      for (const name of guests(3)) await small.grant(name, 'Ada');
      await expect(small.grant('Socio 4', 'Ada')).rejects.toMatchObject({ details: { maxPerHolder: 3 } });

      await populate(small.of, 493); // with six it is 499
      await expect(small.grant('Socio 4', 'Ada')).rejects.toMatchObject({ code: 'PROXY.CAP' });
      await populate(small.of, 1);
      await small.grant('Socio 4', 'Ada');
      await small.grant('Ben', 'Ada');
      expect(await hall.count('governance.proxy', 'assembly_id = $1', small.id)).toBe(5);
    });

    it('to nobody where the statute knows none', async () => {
      const committee = await under(preset('dataCommittee'), PEOPLE);
      await expect(committee.grant('Ben', 'Ada')).rejects.toMatchObject({ code: 'PROXY.NOT_ALLOWED' });
    });
  });

  /** Entered today, so that none of them may vote. */
  const populate = ({ organisationId }: Cooperative, howMany: number) =>
    hall.db.query(
      `with people as (
         insert into identity.person (id, name, email, language)
         select gen_random_uuid(), 'Socio', gen_random_uuid() || '@example.org', 'it' from generate_series(1, $2) returning id)
       insert into identity.membership (id, person_id, organisation_id, role, joined_on)
       select gen_random_uuid(), id, $1, 'member', current_date - 1 from people`,
      [organisationId, howMany],
    );

  describe('is used', () => {
    it('by the holder who is there; the principal counts as represented, and the vote as theirs', async () => {
      await meeting.grant('Ben', 'Ada');
      await meeting.grant('Cleo', 'Ada');
      await meeting.openCall(1);
      await meeting.open();
      await expect(meeting.cast('Ada', 'yes', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.NOT_YOURS' });
      await meeting.arrive('Ada');
      await expect(meeting.cast('Dino', 'yes', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.NOT_YOURS' });
      await meeting.cast('Ada', 'yes');
      await meeting.cast('Ada', 'no', { of: 'Ben' });
      await expect(meeting.cast('Ada', 'no', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.ALREADY_VOTED' });
      const { result } = await meeting.count();
      // Cleo is represented although nobody voted for her: three of six.
      expect(result).toMatchObject({ members: 3, present: '3', count: { yes: '1', no: '1' } });
    });

    it('for the one item it was given for', async () => {
      await meeting.grant('Ben', 'Ada', (await meeting.item(2)).id);
      await meeting.grant('Ben', 'Cleo', (await meeting.item(1)).id);
      await meeting.openCall(1);
      await meeting.arrive('Ada', 'Cleo', 'Dino');
      await meeting.open(1);
      await expect(meeting.cast('Ada', 'yes', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.NOT_YOURS' });
      await meeting.cast('Cleo', 'yes', { of: 'Ben' });
      expect((await meeting.count(1)).result?.members).toBe(4);
      await meeting.open(2);
      await meeting.cast('Ada', 'no', { of: 'Ben', item: 2 });
      await meeting.count(2);
      const foreign = (await (await coop.convene([await coop.decision('Tre')])).item()).id;
      await expect(meeting.grant('Eva', 'Ada', foreign)).rejects.toMatchObject({ code: 'AGENDAITEM.MISSING' });
    });

    it('no more while the principal is there, who votes for themselves', async () => {
      await meeting.grant('Ben', 'Ada');
      await meeting.openCall(1);
      await meeting.arrive('Ada', 'Ben', 'Cleo');
      await meeting.open();
      await expect(meeting.cast('Ada', 'yes', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.NOT_YOURS' });
      await meeting.cast('Ben', 'no');
      expect((await meeting.count()).result).toMatchObject({ members: 3, count: { no: '1' } });
    });

    it('not for a principal who has voted from afar before the meeting', async () => {
      await meeting.grant('Ben', 'Ada');
      await meeting.cast('Ben', 'no', { text: (await meeting.ballot()).textHash });
      await meeting.openCall(1);
      await meeting.arrive('Ada');
      await meeting.open();
      await expect(meeting.cast('Ada', 'yes', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.ALREADY_VOTED' });
    });

    it('not without an own vote to the holder: where the statute excludes a conflict, who has one represents nobody', async () => {
      const strict = preset('cooperativeSpa', { conflicts: { rule: 'excluded', article: 'statuto, art. 9' } });
      const other = await under(strict, PEOPLE);
      await other.grant('Ben', 'Ada');
      await other.conflict('Ada');
      await other.openCall(1);
      await other.arrive('Ada', 'Cleo', 'Dino', 'Eva');
      await other.open();
      await expect(other.cast('Ada', 'yes', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.NOT_YOURS' });
      expect((await other.count()).result).toMatchObject({ members: 3, entitled: '5' });
    });
  });

  describe('is revoked', () => {
    it('by the principal, until it is used', async () => {
      const { id } = await meeting.grant('Ben', 'Ada');
      await expect(service().revoke(await coop.actor('Ada'), id)).rejects.toMatchObject({ code: 'PROXY.NOT_YOURS' });
      const revoked = await service().revoke(await coop.actor('Ben'), id);
      expect(revoked.revokedAt).toBeInstanceOf(Date);
      expect(await service().revoke(await coop.actor('Ben'), id)).toEqual(revoked);
      await meeting.grant('Ben', 'Cleo');

      const used = await meeting.grant('Dino', 'Ada');
      await meeting.openCall(1);
      await meeting.arrive('Ada');
      await meeting.open();
      await expect(meeting.cast('Ada', 'yes', { of: 'Ben' })).rejects.toMatchObject({ code: 'BALLOT.NOT_YOURS' });
      await meeting.cast('Ada', 'yes', { of: 'Dino' });
      await expect(service().revoke(await coop.actor('Dino'), used.id)).rejects.toMatchObject({ code: 'PROXY.USED' });
    });

    it('by nobody who may not know of it', async () => {
      const { id } = await meeting.grant('Ben', 'Ada');
      const neighbour = await coop.neighbour();
      for (const proxy of [id, newId<ProxyId>()]) {
        await expect(service().revoke(neighbour, proxy)).rejects.toMatchObject({
          kind: 'missing',
          code: 'PROXY.MISSING',
        });
      }
    });
  });

  it('is seen by whom it concerns, and all of them by the officers', async () => {
    const [one, two] = [await meeting.grant('Cleo', 'Dino'), await meeting.grant('Eva', 'Ferro')];
    const seenBy = async (name: string) =>
      (await service().list(await coop.actor(name), meeting.id)).map(({ id }) => id);
    expect(await seenBy('Ada')).toEqual([one.id, two.id]);
    expect(await Promise.all(['Cleo', 'Dino', 'Ferro'].map(seenBy))).toEqual([[one.id], [one.id], [two.id]]);
  });
});
