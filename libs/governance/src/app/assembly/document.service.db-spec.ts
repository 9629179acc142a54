import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Assembly } from '../../../test/assembly';
import { Cooperative, preset, type Meeting } from '../../../test/meeting';
import { DocumentService } from './document.service';
import { MinutesService } from '../minutes/minutes.service';

describe('the documents of an assembly', () => {
  let hall: Assembly;
  let coop: Cooperative;
  let meeting: Meeting;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    coop = await Cooperative.found(hall, preset('cooperativeSpa'), ['Ada', 'Ben', 'Cleo']);
    meeting = await coop.convene([await coop.decision()]);
  });

  const service = () => hall.get(DocumentService);
  const bytes = (content: string) => Readable.from([Buffer.from(content)]);
  const attach = async (who: string, title: unknown = 'Bilancio', content = 'entrate e uscite') =>
    service().attach(await coop.actor(who), meeting.id, title, bytes(content));

  it('are attached by officers, read by members, and stand in the minutes by their hashes', async () => {
    const { id, sha256 } = await attach('Ada');
    const { content, document } = await service().open(await coop.actor('Cleo'), id);
    expect(await text(content)).toBe('entrate e uscite');
    expect(document).toMatchObject({ title: 'Bilancio', sha256, bytes: 16 });

    await meeting.openCall(1);
    await meeting.arrive('Ada', 'Ben', 'Cleo');
    await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes' });
    await meeting.close();
    const { attachments } = await hall.get(MinutesService).read(await coop.actor('Cleo'), meeting.id);
    expect(attachments).toEqual([{ title: 'Bilancio', sha256 }]);
    await expect(attach('Ada')).rejects.toMatchObject({ code: 'ASSEMBLY.STATE' });
  });

  it('are not attached by members, of whose file nothing is even read', async () => {
    const content = bytes('x');
    const attaching = service().attach(await coop.actor('Cleo'), meeting.id, 'Bilancio', content);
    await expect(attaching).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    expect(content.readableDidRead).toBe(false);
  });

  it.each(['', 'a\nb', 'x'.repeat(300), undefined, ['Bilancio']])('have a title: %p is none', async (title) => {
    await expect(service().attach(await coop.actor('Ada'), meeting.id, title, bytes('x'))).rejects.toMatchObject({
      code: 'ASSEMBLY.INVALID',
    });
  });

  it('do not exist for strangers', async () => {
    const { id } = await attach('Ada');
    const stranger = await coop.neighbour();
    await expect(service().open(stranger, id)).rejects.toMatchObject({ code: 'DOCUMENT.MISSING', details: { id } });
    await expect(service().attach(stranger, meeting.id, 'Bilancio', bytes('x'))).rejects.toMatchObject({
      code: 'ASSEMBLY.MISSING',
    });
  });
});
