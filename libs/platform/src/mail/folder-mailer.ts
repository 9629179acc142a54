import { newId, SystemClock } from '#kernel';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { mailUnavailable } from './errors';
import { envelopeOf, Mailer, type Mail, type SentMail } from './mailer';
import type { StoredMail } from './mailbox';

/**
 * Mails as files, where no SMTP server is configured: `<id>.eml` is the mail, complete; `<id>.json` beside it says the
 * same to `readMailbox`. Ids grow with time, so the newest mail is last by name.
 */
export class FolderMailer extends Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(
    private readonly directory: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<SentMail> {
    const envelope = envelopeOf(mail);
    const { message, messageId } = await this.transport.sendMail({ from: this.from, ...envelope });
    const id = newId();
    const at = new SystemClock().now().toISOString();
    const stored: StoredMail = { id, at, to: mail.to, subject: envelope.subject, text: mail.text };
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await this.write(`${id}.eml`, message);
      await this.write(`${id}.json`, JSON.stringify(stored));
    } catch (error) {
      throw mailUnavailable((error as NodeJS.ErrnoException).code ?? 'unknown');
    }
    return { messageId };
  }

  /** A reader sees a file whole or not at all; sign-in links are for the owner of the folder only. */
  private async write(name: string, content: Parameters<typeof writeFile>[1]): Promise<void> {
    const path = join(this.directory, name);
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
}
