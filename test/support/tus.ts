import type { Member } from './member';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { request, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

type Asked = { method: string; path: string; headers?: Record<string, string>; body?: Buffer; by?: Member };
type Answered = { readonly status: number; readonly headers: Record<string, unknown>; readonly text: string };

const PIECE = 'application/offset+octet-stream';
const BUSY = 423;

/** What is said of an upload when it begins, as the protocol writes it. */
export const tusMetadata = (facts: Record<string, string>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Somebody who sends files in pieces to one API, over a real connection. */
export class TusClient {
  private constructor(
    private readonly server: Server,
    private readonly sender: Member,
  ) {}

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  static async to(api: NestFastifyApplication, sender: Member): Promise<TusClient> {
    const server = api.getHttpServer();
    if (!server.listening) await api.listen(0, '127.0.0.1');
    return new TusClient(server, sender);
  }

  ask({ method, path, headers = {}, body, by = this.sender }: Asked): Promise<Answered> {
    const all = { authorization: `Bearer ${by.token}`, 'tus-resumable': '1.0.0', ...headers };
    return new Promise((resolve, reject) => {
      const sent = request({ ...{ port: this.port, host: '127.0.0.1' }, method, path, headers: all }, (response) => {
        let text = '';
        response
          .on('data', (piece: Buffer) => (text += piece.toString()))
          .on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
          });
      }).on('error', reject);
      sent.end(body);
    });
  }

  begin(bytes: number, facts: Record<string, string>): Promise<Answered> {
    const headers = { 'upload-length': String(bytes), 'upload-metadata': tusMetadata(facts) };
    return this.ask({ method: 'POST', path: '/uploads/tus', headers });
  }

  /** Begins an upload that is not refused. @returns its path */
  async begun(bytes: number, facts: Record<string, string>): Promise<string> {
    const { status, headers, text } = await this.begin(bytes, facts);
    if (status !== 201) throw new Error(`The upload was refused: ${status} ${text}`);
    return new URL(String(headers['location'])).pathname;
  }

  patch(path: string, offset: number, body: Buffer): Promise<Answered> {
    return this.ask({
      ...{ method: 'PATCH', path, body },
      headers: { 'upload-offset': String(offset), 'content-type': PIECE },
    });
  }

  /** How far it is, once no other request is at it; NaN where there is none. */
  async offset(path: string): Promise<number> {
    const { status, headers } = await this.ask({ method: 'HEAD', path });
    return status === BUSY ? this.offset(path) : Number(headers['upload-offset'] ?? NaN);
  }

  /** Promises `bytes` from `offset` on, sends `part` of them and hangs up once they were read. */
  async breakOff(path: string, offset: number, bytes: number, part: Buffer): Promise<void> {
    const hangUp = await this.sendPart(path, offset, bytes, part);
    await after(300); // until what was read is written
    await hangUp();
  }

  /** Promises `bytes` from `offset` on, and sends `part` of them. @returns once they were read, a way to hang up */
  async sendPart(path: string, offset: number, bytes: number, part: Buffer): Promise<() => Promise<void>> {
    const answering = once(this.server, 'connection') as Promise<[Socket]>;
    const socket = connect(this.port, '127.0.0.1').on('error', () => undefined);
    const head = [
      `PATCH ${path} HTTP/1.1`,
      ...['Host: x', `Authorization: Bearer ${this.sender.token}`, 'Tus-Resumable: 1.0.0', `Upload-Offset: ${offset}`],
      ...[`Content-Type: ${PIECE}`, `Content-Length: ${bytes}`, '', ''],
    ].join('\r\n');
    socket.write(head);
    socket.write(part);
    const [other] = await answering;
    while (other.bytesRead < head.length + part.length) await after(10);
    return async () => {
      socket.destroy();
      while (!other.destroyed) await after(10);
    };
  }
}
