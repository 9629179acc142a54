import { FindingService, isFinal, ProgressService, type Progress } from '#contributions';
import type { ContributionId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { readerLanguage } from '../shared/reader';
import { RequestContexts } from '../shared/request-context';

const ASK_EVERY_MS = 400;
const HEARTBEAT_AFTER_ASKING = Math.ceil(15_000 / ASK_EVERY_MS);
/** Then the client connects again by itself, and is asked again who it is. */
const LASTS_FOR_ASKING = Math.ceil((10 * 60_000) / ASK_EVERY_MS);

/** What is told of a contribution outside of GraphQL: how far it is, and everything that was found. */
@Controller('contributions')
export class ProgressController {
  constructor(
    private readonly progress: ProgressService,
    private readonly findings: FindingService,
    private readonly requests: RequestContexts,
  ) {}

  /** Server-sent events until nothing more happens by itself. @see WHATWG HTML, Server-sent events */
  @Get(':id/progress')
  async follow(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: ContributionId,
  ): Promise<void> {
    const ask = await this.progress.follow(await this.requests.actorOf(request), id);
    await reply
      .type('text/event-stream; charset=utf-8')
      .header('x-accel-buffering', 'no')
      .send(Readable.from(eventsOf(ask)));
  }

  /** In the language of `?lang=`, else of the browser, else of the person. */
  @Get(':id/findings.csv')
  async list(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: ContributionId,
  ): Promise<void> {
    const by = await this.requests.actorOf(request);
    const language = readerLanguage(request);
    const content = await this.findings.list(by, id, language);
    await reply
      .type('text/csv; charset=utf-8')
      .headers({ 'content-language': language, vary: 'accept-language' })
      .header('content-disposition', `attachment; filename="findings-${id}.csv"`)
      .send(content);
  }
}

/** Whoever hangs up ends this at its next turn. */
async function* eventsOf(ask: () => Promise<Progress>): AsyncGenerator<string> {
  yield 'retry: 2000\n\n';
  let [told, quiet] = ['', 0];
  for (let asked = 0; asked < LASTS_FOR_ASKING; asked += 1) {
    const progress = await ask();
    const event = eventOf(progress);
    if (event !== told) yield event;
    else if (quiet >= HEARTBEAT_AFTER_ASKING) yield ': still here\n\n';
    quiet = event !== told || quiet >= HEARTBEAT_AFTER_ASKING ? 0 : quiet + 1;
    told = event;
    if (isFinal(progress.state)) return;
    await after(ASK_EVERY_MS);
  }
}

/** `done`: of this phase, 0 to 1. */
function eventOf({ state, phase, permille }: Progress): string {
  const isOver = isFinal(state);
  const facts = { state: upper(state), phase: isOver ? null : phase, done: isOver ? 1 : permille / 1_000 };
  return `event: ${isOver ? 'end' : 'progress'}\ndata: ${JSON.stringify(facts)}\n\n`;
}

const upper = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
