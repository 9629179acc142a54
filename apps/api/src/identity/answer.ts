import type { Language } from '#identity';
import type { FastifyReply } from 'fastify';
import { languageOf } from '../shared/languages';

/** The headers by which a sign-in's answer is chosen. */
export type Asked = { readonly accept?: string; readonly 'accept-language'?: string; readonly cookie?: string };

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One field of a body of any shape. */
export const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;

/** Programs ask for JSON; browsers do not. */
export const wantsJson = ({ accept }: Asked): boolean => accept?.includes('application/json') ?? false;

export const languageOfReader = (asked: Asked): Language => languageOf(asked['accept-language']);

/** Yes, as a form or as JSON says it. */
export const isYes = (value: unknown): boolean => value === true || value === 'true';

export const sendPage = async (reply: FastifyReply, status: number, page: string): Promise<void> => {
  await reply.status(status).type('text/html; charset=utf-8').send(page);
};
