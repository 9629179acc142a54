import { readMailbox } from '#platform';
import { join } from 'node:path';
import type { Member } from './member';
import type { World } from './world';

type Page = { readonly status: number; readonly html: string; readonly headers: Readonly<Record<string, unknown>> };
type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The links by which somebody may vote, from their mailbox, oldest first. */
export async function voteLinksOf(world: World, { id }: Member): Promise<string[]> {
  const [person] = await world.database.query<{ email: string }>('select email from identity.person where id = $1', [
    id,
  ]);
  const mails = await readMailbox(join(world.config.dataDirectory, 'mail'));
  const own = mails.filter(({ to }) => to === person?.email);
  return own.flatMap(({ text }) => text.match(/http\S+\/vote\?token=\S+/g) ?? []);
}

/** The newest of them. */
export async function voteLinkOf(world: World, member: Member): Promise<string> {
  const link = (await voteLinksOf(world, member)).at(-1);
  if (!link) throw new Error('No link to vote was mailed.');
  return link;
}

/** Follows a link, as a browser or a mail scanner does. */
export async function open(world: World, link: string, headers: Record<string, string> = {}): Promise<Page> {
  const { pathname, search } = new URL(link);
  const response = await world.app.inject({ method: 'GET', url: `${pathname}${search}`, headers });
  return { status: response.statusCode, html: response.body, headers: response.headers };
}

/** What the forms of a page send by themselves, form by form. */
export const formsOf = ({ html }: Page): Record<string, string>[] =>
  [...html.matchAll(/<form method="post" action="\/vote"[\s\S]*?<\/form>/g)].map(([form]) => {
    const hidden = form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g);
    return Object.fromEntries([...hidden].map(([, key = '', value = '']): [string, string] => [key, value]));
  });

/** Presses the button of a form. */
export async function press(world: World, fields: Fields, headers: Record<string, string> = {}): Promise<Page> {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([key, value]) => [value].flat().map((one): [string, string] => [key, one])),
  );
  const response = await world.app.inject({
    method: 'POST',
    url: '/vote',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: body.toString(),
  });
  return { status: response.statusCode, html: response.body, headers: response.headers };
}

/** Opens the paper of a link and votes on its first form. */
export async function voteBy(world: World, link: string, fields: Fields): Promise<Page> {
  const [form] = formsOf(await open(world, link));
  if (!form) throw new Error('The paper has no form.');
  return press(world, { ...form, ...fields });
}

/** The phrase by which a secret paper is found again. */
export const receiptIn = ({ html }: Page): string => /<input readonly[^>]* value="([^"]+)"/.exec(html)?.[1] ?? '';
