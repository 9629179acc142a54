import { createTransport } from 'nodemailer';
import { mailRecipientRefused, mailUnavailable } from './errors';
import { envelopeOf, Mailer, type Mail, type SentMail } from './mailer';

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Mails by an SMTP server. */
export class SmtpMailer extends Mailer {
  private readonly transport;

  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport({ url: smtpUrl, ...PATIENCE });
  }

  async send(mail: Mail): Promise<SentMail> {
    const envelope = envelopeOf(mail);
    try {
      const { messageId } = await this.transport.sendMail({ from: this.from, ...envelope });
      return { messageId };
    } catch (error) {
      throw asMailFailure(error);
    }
  }
}

function asMailFailure(error: unknown): Error {
  const { code, responseCode = 0 } = error as { readonly code?: string; readonly responseCode?: number };
  if (code === 'EENVELOPE' && responseCode >= 500) return mailRecipientRefused();
  return mailUnavailable(code ?? 'unknown');
}
