import { ArrivalLocker, ArrivalService, ResumableUploads, type ArrivalId } from '#contributions';
import { newId, type ContributionId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { All, Controller, Req, Res } from '@nestjs/common';
import { ERRORS, Server, type Upload } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { RequestContexts } from '../shared/request-context';
import { errorBody, tusAnswer } from './tus-errors';

type Ask = () => Promise<Actor>;

/**
 * Takes in files in pieces, by the protocol tus 1.0.0: an upload that breaks off goes on where it was.
 *
 * @see https://tus.io/protocols/resumable-upload
 */
@Controller('uploads/tus')
export class TusController {
  private readonly server: Server;
  /** Who sends each request that is under way. */
  private readonly asks = new WeakMap<object, Ask>();

  constructor(
    private readonly arrivals: ArrivalService,
    private readonly requests: RequestContexts,
    private readonly config: Config,
    uploads: ResumableUploads,
    locker: ArrivalLocker,
  ) {
    const { publicUrl } = config.http;
    this.server = new Server({
      ...{ path: '/uploads/tus', datastore: uploads, locker, maxSize: config.maxUploadBytes },
      // Who may send from where is no question of the browser's: it needs the token.
      allowedOrigins: [new URL(publicUrl).origin],
      namingFunction: () => newId(),
      generateUrl: (_request, { id }) => `${publicUrl}/uploads/tus/${id}`,
      onIncomingRequest: (request, id) => this.admit(request, id as ArrivalId),
      onUploadCreate: async (request, upload) => {
        await this.begin(request, upload);
        return {};
      },
      onUploadFinish: async (request, { id }) => {
        await this.arrivals.take(this.askOf(request), id as ArrivalId);
        return {};
      },
      onResponseError: (_request, error) => tusAnswer(error, config.maxUploadBytes),
    });
  }

  @All()
  atRoot(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(request, reply);
  }

  @All(':id')
  atUpload(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(request, reply);
  }

  private async handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const web = webRequest(request, this.config.http.publicUrl);
    this.asks.set(web, () => this.requests.actorOf(request));
    const answer = await this.server.handleWeb(web);
    const text = await answer.text();
    void reply.status(answer.status);
    answer.headers.forEach((value, name) => void reply.header(name, value));
    if (!request.raw.complete) void reply.header('connection', 'close');
    if (answer.status < 400) return reply.send(text === '' ? undefined : text);
    const body = errorBody(answer.status, text);
    return reply.header('content-length', Buffer.byteLength(body)).type('application/json; charset=utf-8').send(body);
  }

  /** Before anything is read of an upload that is there: whether the caller may. */
  private async admit(request: Request, id: ArrivalId): Promise<void> {
    const ask = this.askOf(request);
    // The name of an upload that is only about to be made.
    if (request.method === 'POST') return;
    await this.arrivals.assertOwn(ask, id);
    if (request.method === 'DELETE' && !(await this.arrivals.end(await ask(), id))) {
      throw Object.assign(new Error('It was taken.'), ERRORS.INVALID_TERMINATION);
    }
    // Whoever asks how far it is after the last answer was lost finds it taken.
    if (request.method === 'HEAD') await this.arrivals.take(ask, id);
  }

  private begin(request: Request, { id, size = 0, metadata = {} }: Upload): Promise<void> {
    const file = metadata['file'] ?? '1';
    return this.arrivals.begin(this.askOf(request), id as ArrivalId, {
      contributionId: (metadata['contributionId'] ?? '') as ContributionId,
      number: /^[1-9]\d?$/.test(file) ? Number(file) : 0,
      bytes: size,
      sha256: metadata['sha256'] ?? null,
    });
  }

  private askOf(request: object): Ask {
    const ask = this.asks.get(request);
    if (!ask) throw new Error('A request that nobody sent.');
    return ask;
  }
}

/** The request as the protocol's library reads it; its body is a stream still to come. */
function webRequest({ raw, url }: FastifyRequest, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = raw.method ?? 'GET';
  const hasBody = method === 'POST' || method === 'PATCH';
  const body = hasBody ? { body: Readable.toWeb(raw) as ReadableStream<Uint8Array>, duplex: 'half' as const } : {};
  return new Request(new URL(url, origin), { method, headers, ...body });
}
