import { MembersBook } from '#identity';
import { newId, type BodyId, type FederationId, type OrganisationId, type PersonId, type ProposalId } from '#kernel';
import { Assembly, membersMay } from '../../../test/assembly';
import { GovernanceStores } from '../../db/governance.stores';
import type { Ballot } from '../../domain/ballot/ballot';
import type { Body, Office } from '../../domain/body/body';
import type { OptionCount } from '../../domain/voting/method';
import { dataCommittee } from '../../domain/statute/presets';
import { atLeast, call } from '../../domain/statute/presets/rules';
import { BodyService } from '../body/body.service';
import { MotionService } from '../motion/motion.service';
import { StatuteService } from '../body/statute.service';

const NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };
const STV = { kind: 'stv', seats: 2 };
const CHOICE = { kind: 'choice' };

const countOf = ({ result }: Ballot): OptionCount => {
  if (!result || result.count.method === 'yesNo') throw new Error('This was no election.');
  return result.count;
};

describe('a resolution', () => {
  let assembly: Assembly;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let bodyId: BodyId;
  let people: PersonId[];
  let ada: PersonId, ben: PersonId, cleo: PersonId, dora: PersonId, ezio: PersonId;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());
  beforeEach(() => found());

  const found = async (statute = dataCommittee()) => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId, bodyId } = await assembly.found(statute));
    people = await assembly.people(cooperativeId, 5);
    [ada, ben, cleo, dora, ezio] = people as [PersonId, PersonId, PersonId, PersonId, PersonId];
  };
  const motions = () => assembly.get(MotionService);
  const standing = (...persons: PersonId[]) =>
    persons.map((personId, i) => ({ personId, name: 'ABCDE'.charAt(i).repeat(3) }));
  const propose = async (office: Office, method: object, persons: PersonId[], to = bodyId) => {
    const motion = { title: 'Elezione', office, method, candidates: standing(...persons) };
    return (await motions().proposeElection(await assembly.actor(ada), to, motion)).id;
  };
  /** Each voter marks their own paper; the time passes, and it is counted. */
  const vote = async (id: ProposalId, papers: ReadonlyMap<PersonId, unknown>): Promise<Ballot> => {
    const ballot = await assembly.open(ada, id);
    for (const [person, marks] of papers) await assembly.cast(person, ballot.id, marks);
    return assembly.close(ballot);
  };
  const papers = (...marks: unknown[]) => new Map(marks.map((mark, i) => [people[i] ?? ada, mark]));
  const ranking = (...places: number[]) => ({ ranking: places.map((place) => [place]) });
  const holders = async (office: Office, of = bodyId) =>
    (await assembly.get(GovernanceStores).seats.ofBody(assembly.db, of, office)).map(({ personId }) => personId).sort();

  describe('on an election', () => {
    it('seats a board by STV, in proportion', async () => {
      await assembly.seat(bodyId, 'board', ezio);
      const id = await propose('board', STV, [ada, ben, cleo, dora]);
      const all = papers(ranking(0, 1), ranking(0, 1), ranking(0, 1), ranking(2), ranking(2));
      const { result } = await vote(id, all);
      expect(result).toMatchObject({ verdict: { outcome: 'elected' }, count: { method: 'stv', winners: [0, 2] } });
      expect(await holders('board')).toEqual([ada, cleo].sort());
    });

    it('replaces the chair', async () => {
      await assembly.seat(bodyId, 'chair', ada);
      await vote(await propose('chair', CHOICE, [ben, cleo]), papers({ option: 1 }, { option: 1 }, { option: 1 }));
      expect(await holders('chair')).toEqual([cleo]);
      const seats = `body_id = $1 and office = 'chair'`;
      expect(await assembly.count('governance.seat', seats, bodyId)).toBe(2);
      expect(
        await assembly.count('governance.seat', `${seats} and until is not null and person_id = $2`, bodyId, ada),
      ).toBe(1);
    });

    it('goes to a runoff between the two who have most, by another ballot, which elects', async () => {
      const id = await propose('chair', CHOICE, [ben, cleo, dora]);
      const first = await vote(id, papers({ option: 0 }, { option: 0 }, { option: 2 }, { option: 2 }, { option: 1 }));
      expect(first.result).toMatchObject({ verdict: { outcome: 'runoff' }, count: { winners: [] } });
      expect(countOf(first).runoff?.toSorted()).toEqual([0, 2]);
      expect(await holders('chair')).toEqual([]);

      const ballot = await assembly.open(ada, id);
      const labels = ballot.options.map((name) => /\((.+)\)/.exec(name)?.[1] ?? '');
      expect([ballot.round, labels.toSorted()]).toEqual([2, ['AAA', 'CCC']]);
      const forDora = { option: labels.indexOf('CCC') };
      for (const person of [ada, ben, cleo]) await assembly.cast(person, ballot.id, forDora);
      await assembly.cast(dora, ballot.id, { option: 1 - forDora.option });
      expect((await assembly.close(ballot)).result?.verdict.outcome).toBe('elected');
      expect(await holders('chair')).toEqual([dora]);
      await expect(assembly.open(ada, id)).rejects.toMatchObject({ code: 'PROPOSAL.ON_BALLOT' });
      expect((await assembly.ballots.ofProposals([id])).get(id)?.id).toBe(ballot.id);
    });

    it('seats nobody where too few vote, or all papers are blank', async () => {
      const inquorate = await vote(await propose('chair', CHOICE, [ben, cleo]), papers({ option: 1 }));
      const blank = await vote(await propose('chair', CHOICE, [ben, cleo]), papers('blank', 'blank', 'blank'));
      expect([inquorate, blank].map(({ result }) => result?.verdict.outcome)).toEqual(['inquorate', 'noResult']);
      expect(await holders('chair')).toEqual([]);
    });

    it('takes candidates from the books only, and delegates for separate assemblies only', async () => {
      await expect(propose('chair', CHOICE, [ben, newId<PersonId>()])).rejects.toMatchObject({
        code: 'BODY.NOT_IN_BOOK',
      });
      await expect(propose('delegate', CHOICE, [ben, cleo])).rejects.toMatchObject({
        code: expect.any(String) as string,
      });
      await expect(propose('chair', { kind: 'yesNo' }, [ben])).rejects.toMatchObject({ code: 'PROPOSAL.INVALID' });
      await expect(propose('chair', STV, [ben, cleo])).rejects.toMatchObject({ code: 'PROPOSAL.INVALID' });
    });
  });

  describe('on a body', () => {
    const foundCommittee = async (members: readonly PersonId[]): Promise<Body> => {
      const motion = { title: 'Comitato etico', body: 'committee', members, document: dataCommittee() };
      const { id } = await motions().proposeBody(await assembly.actor(ada), bodyId, motion);
      await assembly.resolve(ada, id, people);
      const bodies = await assembly.get(BodyService).page(await assembly.actor(ada), null, 100);
      const [committee] = bodies.filter(({ parentId }) => parentId === bodyId);
      if (!committee) throw new Error('No committee was founded.');
      return committee;
    };

    it('founds a committee, whose members decide for it and nobody else', async () => {
      const committee = await foundCommittee([ada, ben]);
      expect(committee).toMatchObject({
        kind: 'committee',
        name: 'Comitato etico',
        federationId,
        organisationId: null,
      });
      expect(await holders('member', committee.id)).toEqual([ada, ben].sort());
      const statute = await assembly.get(BodyService).statute(await assembly.actor(ada), committee.id);
      expect(statute).toMatchObject({ number: 1, resolution: expect.any(String) as string });

      const decision = { title: 'Parere', text: 'Si dà parere', method: { kind: 'yesNo' }, options: [] };
      const proposal = await motions().proposeDecision(await assembly.actor(ada), committee.id, decision);
      const ballot = await assembly.open(ada, proposal.id);
      expect(ballot.electorate).toBe(2);
      await expect(assembly.cast(cleo, ballot.id, 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
    });

    it('rules over nobody’s data', async () => {
      const committee = await foundCommittee([ada]);
      const input = { bodyId: committee.id, document: membersMay('Dataset', ['read']), policyId: null };
      await expect(motions().proposePolicy(await assembly.actor(ada), input, NAMES)).rejects.toMatchObject({
        ...{ kind: 'refused', code: 'BODY.NOT_COMPETENT' },
      });
    });
  });

  describe('on an admission', () => {
    const affiliates = async () => {
      const all = await assembly.get(MembersBook).affiliates(assembly.db, federationId, await now());
      return all.map(({ organisationId }) => organisationId);
    };
    const now = () => assembly.work(async (tx) => tx.unchanged(await tx.now()));
    const outside = () =>
      assembly.work((tx) => assembly.get(MembersBook).addOrganisation(tx, { name: 'Rosa', kind: 'cooperative' }));
    const admit = async (organisationId: OrganisationId) =>
      (
        await motions().proposeAdmission(await assembly.actor(ada), bodyId, {
          title: 'Rosa',
          organisationId,
          personId: null,
        })
      ).id;

    it('takes an organisation into the federation, once', async () => {
      const { id } = await outside();
      const twice = [await admit(id), await admit(id)];
      for (const proposal of twice) {
        const { result } = await assembly.resolve(ada, proposal, people);
        expect(result?.verdict.outcome).toBe('adopted');
        expect((await affiliates()).filter((it) => it === id)).toEqual([id]);
      }
    });

    it('is told to the members by the name in the directory, whatever its title', async () => {
      const { id } = await outside();
      const motion = { title: 'Tutt’altro', organisationId: id, personId: null };
      const { sentences } = await motions().proposeAdmission(await assembly.actor(ada), bodyId, motion);
      expect(sentences.it).toEqual([`È ammessa «Rosa» (${id}).`]);
    });

    it('takes a person into an organisation, and counts also where they are in its book from a later day', async () => {
      const steward = await assembly.person(cooperativeId, 'steward');
      const body = {
        federationId,
        organisationId: cooperativeId,
        statute: dataCommittee(),
        chair: ada,
        secretary: ben,
      };
      const own = await assembly.get(BodyService).found(await assembly.actor(steward), body);
      const book = assembly.get(MembersBook);
      const newcomer = (email: string) =>
        assembly.work((tx) => book.addPerson(tx, { name: 'Fabio', email, language: 'it' }));
      const [fabio, late] = [await newcomer(`${newId()}@f.example`), await newcomer(`${newId()}@f.example`)];
      const enrolment = { organisationId: cooperativeId, role: 'member' as const, joinedOn: '2099-01-01' };
      await assembly.work((tx) => book.enrol(tx, { ...enrolment, personId: late.id }));
      for (const personId of [fabio.id, late.id, newId<PersonId>()]) {
        const motion = { title: 'Fabio', organisationId: null, personId };
        const { id } = await motions().proposeAdmission(await assembly.actor(ada), own.id, motion);
        expect((await assembly.resolve(ada, id, people)).result?.verdict.outcome).toBe('adopted');
      }
      const members = await book.membersOfOrganisation(assembly.db, cooperativeId, await now());
      expect(members.map(({ personId }) => personId)).toEqual([...people, fabio.id].sort());
    });

    it('takes nobody in who is unknown, or whom the body rejected', async () => {
      await expect(admit(newId<OrganisationId>())).rejects.toMatchObject({ code: 'ORGANISATION.MISSING' });
      const { id } = await outside();
      await assembly.resolve(ada, await admit(id), people, 'no');
      expect(await affiliates()).not.toContain(id);
    });
  });

  describe('on the statute', () => {
    const HARDER = call(null, atLeast(4, 5), 'entitled', 'regolamento, art. 9');
    const { statuteChange } = dataCommittee().matters;
    const strict = dataCommittee({
      matters: { ...dataCommittee().matters, statuteChange: { ...statuteChange, calls: [HARDER] } },
    });
    const renamed = (title: string) => ({ ...strict, title });
    const change = async (document: unknown, base: number) =>
      (await motions().proposeStatute(await assembly.actor(ada), bodyId, { document, base })).id;
    const numbers = async () => {
      const page = { before: null, limit: 10 };
      const versions = await assembly.get(StatuteService).history(await assembly.actor(ada), bodyId, page);
      return versions.map(({ number, document: { title } }) => `${number} ${title}`);
    };

    it('takes the majority that the statute itself names for its change', async () => {
      await found(strict);
      const rejected = await vote(await change(renamed('Nuovo'), 1), papers('yes', 'yes', 'yes'));
      expect(rejected.result?.verdict).toMatchObject({
        outcome: 'rejected',
        majority: { need: '4', have: '3', of: '5' },
      });
      await vote(await change(renamed('Nuovo'), 1), papers('yes', 'yes', 'yes', 'yes'));
      expect(await numbers()).toEqual(['2 Nuovo', '1 Regolamento del comitato dati']);
    });

    it('does not follow a text that was written against another version', async () => {
      await found(strict);
      const [one, other] = [await change(renamed('Uno'), 1), await change(renamed('Altro'), 1)];
      for (const id of [one, other]) {
        const { result } = await assembly.resolve(ada, id, people);
        expect(result?.verdict.outcome).toBe('adopted');
      }
      expect(await numbers()).toEqual(['2 Uno', '1 Regolamento del comitato dati']);
      expect(
        await assembly.count('platform.event', `type = 'statute.left-unchanged' and facts like $1`, `%${bodyId}%`),
      ).toBe(1);
      await expect(change(renamed('Altro'), 1)).rejects.toMatchObject({ code: 'PROPOSAL.OTHER_STATUTE' });
      await expect(change(renamed('Uno'), 2)).rejects.toMatchObject({ code: 'PROPOSAL.NOTHING_NEW' });
      await expect(change({ ...strict, sunset: { maxDays: 0, reviewDaysBefore: 1 } }, 2)).rejects.toMatchObject({
        code: 'STATUTE.INVALID',
      });
    });
  });
});
