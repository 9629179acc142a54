import { join } from 'node:path';
import type { Config } from '../config/config';
import { FolderMailer } from './folder-mailer';
import type { Mailer } from './mailer';
import { SmtpMailer } from './smtp-mailer';

/** The mailer this installation is configured for. */
export const mailerFor = ({ mail, dataDirectory }: Config): Mailer =>
  mail.smtpUrl ? new SmtpMailer(mail.smtpUrl, mail.from) : new FolderMailer(join(dataDirectory, 'mail'), mail.from);
