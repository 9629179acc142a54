import { Assembly } from '../../../test/assembly';
import { Cooperative, everywhere, Meeting, preset } from '../../../test/meeting';
import { LegalityService } from '../../index';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro'];

describe('LegalityService', () => {
  let hall: Assembly;
  let coop: Cooperative;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    const statute = everywhere(preset('cooperativeSpa'), { secrecy: 'secret', remote: true });
    coop = await Cooperative.found(hall, statute, PEOPLE);
  });

  /** What is not met, with the state of each. */
  const wrong = async (meeting: Meeting): Promise<Record<string, string>> => {
    const checks = await hall.get(LegalityService).of(await coop.actor('Cleo'), meeting.id);
    return Object.fromEntries(checks.filter(({ state }) => state !== 'met').map(({ code, state }) => [code, state]));
  };
  const quorum = async (meeting: Meeting): Promise<string | undefined> => {
    const checks = await hall.get(LegalityService).of(await coop.actor('Cleo'), meeting.id);
    return checks.find(({ code }) => code === 'QUORUM.REACHED')?.en;
  };

  it('follows an assembly from its draft to its end', async () => {
    const proposal = await coop.decision();
    const draft = new Meeting(coop, (await coop.draft(await coop.on(30))).id);
    expect(await wrong(draft)).toMatchObject({ 'NOTICE.RECIPIENTS': 'missing', 'NOTICE.DAYS': 'missing' });

    const meeting = await coop.convene([proposal]);
    expect(await wrong(meeting)).toEqual({
      ...{ 'NOTICE.PROOF': 'warning', 'CALL.OPEN': 'missing' },
      ...{ 'QUORUM.REACHED': 'warning', 'CONFLICT.DECLARED': 'missing' },
    });
    await meeting.grant('Eva', 'Ada');
    await meeting.openCall(1);
    await meeting.arrive('Ada', 'Ben', 'Cleo');
    expect(await quorum(meeting)).toMatch(/^4 of 6 votes present/);
    await meeting.open();
    expect(await wrong(meeting)).toEqual({ 'NOTICE.PROOF': 'warning' });
    await meeting.count();
    expect(await quorum(meeting)).toMatch(/^4 of 6 votes present/);
  });

  it('tells nothing of votes sent in before the meeting, until they are counted', async () => {
    const proposal = await coop.decision();
    const meeting = await coop.convene([proposal]);
    const [before, words] = [await wrong(meeting), await quorum(meeting)];
    for (const name of ['Cleo', 'Dino', 'Eva', 'Ferro']) await meeting.cast(name, 'yes', { text: proposal.hash });
    expect([await wrong(meeting), await quorum(meeting)]).toEqual([before, words]);
    expect(words).toMatch(/^0 of 6 votes present.* must be present\. Votes sent in before the meeting come on top/);

    await meeting.openCall(1);
    await meeting.open();
    expect(await quorum(meeting)).toBe(words);
    await meeting.count();
    expect(await quorum(meeting)).toMatch(/^4 of 6 votes present/);
  });

  it('is read by who may read the assembly', async () => {
    const meeting = await coop.convene([await coop.decision()]);
    await expect(hall.get(LegalityService).of(await coop.neighbour(), meeting.id)).rejects.toMatchObject({
      code: 'ASSEMBLY.MISSING',
    });
  });
});
