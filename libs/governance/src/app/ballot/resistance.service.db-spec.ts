import { newId, type BodyId, type PersonId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, everywhere, preset } from '../../../test/meeting';
import { ResistanceService, type ResistanceAnswer, type StatuteDocument } from '../../index';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva'];

describe('ResistanceService', () => {
  let hall: Assembly;
  let coop: Cooperative;
  let rimini: BodyId, forli: BodyId;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(() => {
    hall.clock.offsetMs = 0;
  });

  /** A general assembly of delegates: Ada, Ben and Cleo of Rimini, Dino and Eva of Forlì. */
  const found = async (secrecy: 'open' | 'secret'): Promise<void> => {
    const statute = everywhere(preset('cooperativeSpa'), { secrecy });
    const voters: StatuteDocument['voters'] = { ...statute.voters, who: 'delegates' };
    coop = await Cooperative.found(hall, { ...statute, voters, delegates: null, proxies: null }, PEOPLE);
    rimini = await section('Rimini', ['Ada', 'Ben', 'Cleo']);
    forli = await section('Forlì', ['Dino', 'Eva']);
  };

  const section = async (name: string, delegates: readonly string[]): Promise<BodyId> => {
    const { id: parent, federationId, organisationId } = coop.body;
    const id = newId<BodyId>();
    await hall.db.query(
      `insert into governance.body (id, kind, federation_id, organisation_id, parent_id, name, founded_at)
       values ($1, 'section', $2, $3, $4, $5, now())`,
      [id, federationId, organisationId, parent, name],
    );
    for (const person of delegates.map((it): PersonId => coop.id(it))) {
      await hall.db.query(
        `insert into governance.seat (id, body_id, person_id, office, section_id, since) values ($1, $2, $3, 'delegate', $4, now())`,
        [newId(), parent, person, id],
      );
    }
    return id;
  };

  const without = async (sectionId: BodyId, ballotId: string): Promise<ResistanceAnswer> =>
    hall.get(ResistanceService).of(await coop.actor(), ballotId as never, sectionId);

  it('of an open ballot says whether the resolution hangs on the delegates of a section', async () => {
    await found('open');
    const meeting = await coop.meet([await coop.decision()], PEOPLE);
    const { id, result } = await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes', Dino: 'no', Eva: 'no' });
    expect(result?.verdict.outcome).toBe('adopted');
    const answer = await without(rimini, id);
    expect(answer).toMatchObject({ standing: 'falls' });
    expect(answer.reason.en).toMatch(/^the resolution does not stand without the votes of “Rimini”/);
    expect(await without(forli, id)).toMatchObject({ standing: 'stands', verdict: { quorum: { have: '3', of: '5' } } });
  });

  it('of a secret ballot says what is certain whichever papers were theirs', async () => {
    await found('secret');
    const meeting = await coop.meet([await coop.decision(), await coop.decision('Sede')], PEOPLE);
    const [clear, close] = [
      await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes', Dino: 'no', Eva: 'yes' }),
      await meeting.vote({ Ada: 'yes', Ben: 'no', Cleo: 'yes', Dino: 'no', Eva: 'yes' }, 2),
    ];
    expect(await without(forli, clear.id)).toMatchObject({ standing: 'stands' });
    expect(await without(rimini, clear.id)).toMatchObject({ standing: 'falls', verdict: { outcome: 'inquorate' } });
    expect(await without(forli, close.id)).toMatchObject({ standing: 'undetermined', verdict: null });
  });

  it('is told of counted ballots, on motions, and of sections that sent delegates', async () => {
    await found('open');
    const meeting = await coop.meet([await coop.decision()], PEOPLE);
    const { id } = await meeting.open();
    await expect(without(rimini, id)).rejects.toMatchObject({ code: 'BALLOT.NOT_COUNTED' });
    await meeting.count();
    await expect(without(coop.body.id, id)).rejects.toMatchObject({ code: 'RESISTANCE.NO_DELEGATES' });
    await expect(hall.get(ResistanceService).of(await coop.neighbour(), id, rimini)).rejects.toMatchObject({
      code: 'BALLOT.MISSING',
    });
  });
});
