import { commonBase } from '#disclosure';
import { GrantBook, type Grant } from '#extracts';
import type { GrantId } from '#kernel';
import { Config } from '#platform';
import { agreementOf, offerOf, type Granted, type JsonLd } from '#policy';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

/** Hands out grants as other houses read them, to who holds them or may read their application. */
@Controller('grants')
export class AgreementController {
  constructor(
    private readonly book: GrantBook,
    private readonly requests: RequestContexts,
    private readonly config: Config,
  ) {}

  @Get(':id/agreement.jsonld')
  async agreement(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: GrantId): Promise<void> {
    await send(reply, agreementOf(await this.granted(request, id), this.config.http.publicUrl));
  }

  @Get(':id/offer.jsonld')
  async offer(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: GrantId): Promise<void> {
    await send(reply, offerOf(await this.granted(request, id), this.config.http.publicUrl));
  }

  private async granted(request: FastifyRequest, id: GrantId): Promise<Granted> {
    return toGranted(await this.book.read(await this.requests.actorOf(request), id));
  }
}

const send = async (reply: FastifyReply, document: JsonLd): Promise<void> => {
  await reply.type('application/ld+json').send(JSON.stringify(document));
};

/** A grant that ended before its time ended then. What is a multiple of each rounding base is one of their common base. */
function toGranted({ federationId, holders, permit, endedAt, ...grant }: Grant): Granted {
  const { roundingBases = [], noise, ...terms } = grant.terms;
  const { id, datasetId, action, purpose, dimensions, measures, duties, startsAt, endsAt } = grant;
  return {
    ...{ id, datasetId, action, purpose, dimensions, measures, duties, startsAt, endsAt: endedAt ?? endsAt },
    ...{ assigner: federationId, assignees: holders },
    ...{ policyVersionId: permit.policyVersionId, hash: permit.policyHash, rows: permit.rows },
    terms: {
      ...terms,
      ...(roundingBases.length > 0 && { roundingBase: Number(commonBase(roundingBases)) }),
      ...(noise && { noise, ...(noise.perYearEpsilon !== null && { epsilonPerYear: noise.perYearEpsilon }) }),
    },
  };
}
