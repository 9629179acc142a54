import { MembersBook } from '#identity';
import type { BallotId, FederationId, OrganisationId, PersonId } from '#kernel';
import { Assembly, membersMay, secretCommittee } from '../../../test/assembly';
import type { Ballot } from '../../domain/ballot/ballot';
import { isReceipt } from '../../domain/box/receipt';
import { dataCommittee } from '../../domain/statute/presets';
import { BodyService } from '../body/body.service';
import { MotionService } from '../motion/motion.service';
import { VoteLinks } from './vote-links';

describe('VoteLinks', () => {
  let assembly: Assembly;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let ada: PersonId, ben: PersonId;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());

  const found = async (statute?: unknown) => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId } = await assembly.found(statute));
    [ada, ben] = (await assembly.people(cooperativeId, 2)) as [PersonId, PersonId];
  };
  beforeEach(() => found());

  const links = () => assembly.get(VoteLinks);
  const opened = async (): Promise<Ballot> =>
    assembly.open(ada, (await assembly.propose(ada, federationId, membersMay('Dataset', ['read']))).id);
  const linkFor = async (id: BallotId, person: PersonId): Promise<string> => {
    const url = await assembly.work(async (tx) => tx.unchanged(await links().make(tx, id, person)));
    return new URL(url).searchParams.get('token') ?? '';
  };
  const invalid = { kind: 'unauthenticated', code: 'BALLOT.LINK_INVALID' };

  it('shows a paper as often as somebody looks, and changes nothing', async () => {
    const ballot = await opened();
    const token = await linkFor(ballot.id, ben);
    const since = await assembly.lastEvent();
    const papers = [await links().read(token), await links().read(token)];
    for (const paper of papers) {
      expect(paper).toMatchObject({ ballot, language: 'it', body: 'Federazione di prova', timeZone: 'Europe/Rome' });
      expect(paper.electors).toMatchObject([{ memberId: ben, name: 'Ada', hasVoted: false }]);
    }
    expect([await assembly.lastEvent(), await assembly.count('governance.vote', 'ballot_id = $1', ballot.id)]).toEqual([
      since,
      0,
    ]);
  });

  it('votes once, as the person it was made for, whichever of their links they use', async () => {
    const ballot = await opened();
    const [first, second] = [await linkFor(ballot.id, ben), await linkFor(ballot.id, ben)];
    expect(await links().cast(second, { marks: 'no' })).toMatchObject({ receipt: null, language: 'it' });
    for (const token of [first, second]) {
      await expect(links().cast(token, { marks: 'yes' })).rejects.toMatchObject({ code: 'BALLOT.ALREADY_VOTED' });
    }
    expect((await links().read(first)).electors).toMatchObject([{ memberId: ben, hasVoted: true }]);
    await expect(assembly.cast(ben, ballot.id, 'yes')).rejects.toMatchObject({ code: 'BALLOT.ALREADY_VOTED' });
    expect(await assembly.count('governance.vote', 'ballot_id = $1 and member_id = $2', ballot.id, ben)).toBe(1);
  });

  it('tells the receipt of a secret paper', async () => {
    await found(secretCommittee());
    const ballot = await opened();
    const { receipt } = await links().cast(await linkFor(ballot.id, ben), { marks: 'yes' });
    expect(isReceipt(receipt ?? '')).toBe(true);
  });

  it('is of one person and one ballot: it casts no vote of anybody else', async () => {
    const ballot = await opened();
    const token = await linkFor(ballot.id, ben);
    await expect(links().cast(token, { marks: 'yes', memberId: ada })).rejects.toMatchObject({
      code: 'BALLOT.NOT_YOURS',
    });
    await expect(links().cast(token, { marks: 'maybe' })).rejects.toMatchObject({ code: 'BALLOT.MARKS_INVALID' });
    const outsider = await assembly.person(cooperativeId);
    await expect(links().cast(await linkFor(ballot.id, outsider), { marks: 'yes' })).rejects.toMatchObject({
      code: 'BALLOT.NOT_ENTITLED',
    });
  });

  it('is no use to whoever may not vote any more', async () => {
    const ballot = await opened();
    const token = await linkFor(ballot.id, ben);
    const leftOn = new Date(Date.now()).toISOString().slice(0, 10);
    await assembly.work((tx) =>
      assembly.get(MembersBook).leave(tx, { personId: ben, organisationId: cooperativeId, role: 'member', leftOn }),
    );
    await expect(links().cast(token, { marks: 'yes' })).rejects.toMatchObject({ code: 'BALLOT.MISSING' });
  });

  it('asks whoever casts several votes for which one it is', async () => {
    const { voters } = dataCommittee();
    const { bodyId, ...place } = await assembly.found(dataCommittee({ voters: { ...voters, who: 'organisations' } }));
    const rosa = await assembly.work(async (tx) => {
      const { id } = await assembly.get(MembersBook).addOrganisation(tx, { name: 'Rosa', kind: 'cooperative' });
      await assembly.get(MembersBook).affiliate(tx, { ...place, organisationId: id, since: '2026-01-01' });
      return id;
    });
    const both = [place.cooperativeId, rosa];
    const speaker = await assembly.person(place.cooperativeId);
    await assembly.work((tx) => assembly.enrol(tx, speaker, rosa, 'member'));
    for (const organisationId of both) {
      const steward = await assembly.actor(await assembly.person(organisationId, 'steward'));
      await assembly.get(BodyService).appointRepresentative(steward, bodyId, { organisationId, personId: speaker });
    }
    ({ federationId } = place);
    const proposal = await assembly.propose(speaker, federationId, membersMay('Dataset', ['read']));
    const ballot = await assembly.open(speaker, proposal.id);
    const token = await linkFor(ballot.id, speaker);
    expect((await links().read(token)).electors.map(({ name }) => name).sort()).toEqual(['Dora', 'Rosa']);
    await expect(links().cast(token, { marks: 'yes' })).rejects.toMatchObject({
      ...{ code: 'BALLOT.SEVERAL_VOTES', details: { memberIds: [...both].sort() } },
    });
    for (const memberId of both) await links().cast(token, { marks: 'yes', memberId });
    expect((await assembly.close(ballot)).result).toMatchObject({ count: { yes: '2' }, members: 2 });
  });

  it.each(['', 'grv_', `grv_${'a'.repeat(43)}`, `grs_${'a'.repeat(43)}`, 'rubbish', '../../etc/passwd'])(
    'is nothing that somebody made up: %j',
    async (token) => {
      await expect(links().read(token)).rejects.toMatchObject(invalid);
      await expect(links().cast(token, { marks: 'yes' })).rejects.toMatchObject(invalid);
    },
  );

  it('ends with the count, which the first look after the closing time brings about', async () => {
    const ballot = await opened();
    const token = await linkFor(ballot.id, ben);
    assembly.clock.advanceMinutes(61);
    await expect(links().cast(token, { marks: 'yes' })).rejects.toMatchObject({ code: 'BALLOT.NOT_OPEN' });
    expect((await links().read(token)).ballot.state).toBe('closed');
    await expect(links().read(token)).rejects.toMatchObject(invalid);
  });

  it('lies in the database as a hash only', async () => {
    const ballot = await opened();
    const token = await linkFor(ballot.id, ben);
    const rows = await assembly.db.query('select * from governance.vote_link where ballot_id = $1', [ballot.id]);
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    expect(rows).toMatchObject([{ person_id: ben }]);
  });

  it('keeps the motion beside the paper', async () => {
    const by = await assembly.actor(ada);
    const { bodyId } = await opened();
    const motion = { title: 'Colori', text: 'Di che colore?', method: { kind: 'choice' }, options: ['Rosso', 'Blu'] };
    const proposal = await assembly.get(MotionService).proposeDecision(by, bodyId, motion);
    const ballot = await assembly.open(ada, proposal.id);
    const paper = await links().read(await linkFor(ballot.id, ada));
    expect(paper).toMatchObject({ proposal, ballot: { options: ['Rosso', 'Blu'] } });
  });
});
