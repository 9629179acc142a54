import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const storedMail = z.object({ id: z.string(), at: z.string(), to: z.string(), subject: z.string(), text: z.string() });
export type StoredMail = Readonly<z.infer<typeof storedMail>>;

/**
 * The mails a folder mailer wrote, for the development mailbox and for tests.
 *
 * @param directory a folder that need not exist
 * @returns oldest first
 */
export async function readMailbox(directory: string): Promise<StoredMail[]> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => storedMail.parse(JSON.parse(await readFile(join(directory, name), 'utf8')))),
  );
}
