import fc from 'fast-check';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailServer } from '../../../../test/support/smtp';
import { FolderMailer } from './folder-mailer';
import { readMailbox } from './mailbox';
import { envelopeOf, type Mailer } from './mailer';
import { SmtpMailer } from './smtp-mailer';

const FROM = 'Granaio <granaio@localhost>';
const LINK = 'https://granaio.example/sign-in?token=abc';

const headersOf = (mail: string) => mail.replaceAll('\r\n', '\n').split('\n\n')[0] ?? '';

describe('an envelope', () => {
  it.each([
    'ada@example.org, ben@example.org',
    'ada@example.org\nBcc: ben@example.org',
    'Ada <ada@example.org>',
    'ada@example.org;ben@example.org',
    'group: ada@example.org;',
    '"ada ben"@example.org',
    'ada@ben@example.org',
    'ada',
    '',
    `${'a'.repeat(250)}@example.org`,
  ])('has exactly one recipient: not %j', (to) => {
    expect(() => envelopeOf({ to, subject: 's', text: 't' })).toThrow(
      expect.objectContaining({ code: 'MAIL.ADDRESS_INVALID' }),
    );
  });

  it('has a subject of one line, whatever a person typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (subject) => {
        expect(envelopeOf({ to: 'ada@example.org', subject, text: '' }).subject).not.toMatch(/[\r\n\u2028\u2029\0]/);
      }),
    );
  });
});

describe('a folder mailer', () => {
  let directory: string;
  let mailer: Mailer;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'granaio-mail-'));
    mailer = new FolderMailer(join(directory, 'mail'), FROM);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('keeps mails that can be read again, the newest last', async () => {
    expect(await readMailbox(join(directory, 'mail'))).toEqual([]);
    const subjects = ['Accesso', 'Avviso di convocazione', 'È aperta la votazione'];
    for (const subject of subjects) await mailer.send({ to: 'ada@example.org', subject, text: `${LINK}\nè\n.\n` });
    const mails = await readMailbox(join(directory, 'mail'));
    expect(mails.map((mail) => mail.subject)).toEqual(subjects);
    expect(mails[2]).toMatchObject({ to: 'ada@example.org', text: `${LINK}\nè\n.\n` });
  });

  it('writes complete mails that any mail program opens', async () => {
    await mailer.send({ to: 'ada@example.org', subject: 'Accesso\r\nBcc: ben@example.org', text: LINK });
    const [name] = (await readdir(join(directory, 'mail'))).filter((file) => file.endsWith('.eml'));
    const mail = await readFile(join(directory, 'mail', name ?? ''), 'utf8');
    expect(mail).toMatch(/^From: Granaio <granaio@localhost>$/m);
    expect(mail).toMatch(/^To: ada@example.org$/m);
    expect(mail).toMatch(/^Message-ID: /m);
    expect(headersOf(mail)).not.toMatch(/^Bcc:/im);
  });

  it('says that it cannot write', async () => {
    await writeFile(join(directory, 'mail'), 'not a folder');
    const failure = { kind: 'unavailable', code: 'MAIL.UNAVAILABLE' };
    await expect(mailer.send({ to: 'ada@example.org', subject: 's', text: 't' })).rejects.toMatchObject(failure);
  });
});

describe('an SMTP mailer', () => {
  let server: MailServer;
  let mailer: Mailer;

  beforeAll(async () => {
    server = await MailServer.start();
    mailer = new SmtpMailer(server.url, FROM);
  });
  afterAll(() => server.stop());

  it('delivers to the one recipient, with no header that a person typed', async () => {
    await mailer.send({ to: 'ada@example.org', subject: 'Accesso\r\nBcc: ben@example.org', text: `${LINK}\n.\nciao` });
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'granaio@localhost', to: ['ada@example.org'] });
    expect(headersOf(mail?.raw ?? '')).not.toMatch(/^Bcc:/im);
    expect(mail?.raw).toContain('\r\n.\r\nciao');
  });

  it('tells a recipient who is refused from a server that is down', async () => {
    const mail = { subject: 's', text: 't' };
    await expect(mailer.send({ to: 'nobody@example.org', ...mail })).rejects.toMatchObject({
      kind: 'refused',
      code: 'MAIL.RECIPIENT_REFUSED',
    });
    const gone = await MailServer.start();
    const orphan = new SmtpMailer(gone.url, FROM);
    await gone.stop();
    const failure = orphan.send({ to: 'ada@example.org', ...mail });
    await expect(failure).rejects.toMatchObject({ kind: 'unavailable', code: 'MAIL.UNAVAILABLE' });
  });
});
