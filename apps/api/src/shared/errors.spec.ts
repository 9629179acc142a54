import { CommonsError } from '#kernel';
import { NotFoundException } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { formatError } from './format-error';
import { answerTo } from './http-errors';
import { log } from './log';

const noVote = new CommonsError('refused', 'BALLOT.NOT_OPEN', 'The ballot is not open.', { ballotId: '1' });

describe('formatError', () => {
  beforeAll(() => {
    log.level = 'silent';
  });

  it('shows what speaks to people, however wrapped, with its place', () => {
    const wrapped = new GraphQLError('x', { originalError: new GraphQLError('y', { originalError: noVote }) });
    const place = { message: 'x', path: ['castVote'], locations: [{ line: 1, column: 3 }] };
    expect(formatError(place, wrapped)).toEqual({
      message: 'The ballot is not open.',
      path: ['castVote'],
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'BALLOT.NOT_OPEN', kind: 'refused', details: { ballotId: '1' } },
    });
  });

  it('hides what is a defect, behind a number', () => {
    const defect = new Error('password authentication failed for user "granaio"');
    const answer = formatError(
      { message: defect.message, extensions: { stacktrace: ['at x'] } },
      new GraphQLError(defect.message, { originalError: defect }),
    );
    expect(answer.extensions).toMatchObject({ code: 'INTERNAL', kind: 'internal' });
    expect(JSON.stringify(answer)).not.toMatch(/password|stacktrace/);
    expect(answer.message).toContain((answer.extensions.details as { incidentId: string }).incidentId);
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', 'GRAPHQL.SYNTAX'],
    ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL.NOT_VALID'],
    ['BAD_USER_INPUT', 'GRAPHQL.VARIABLES_INVALID'],
    ['OPERATION_RESOLUTION_FAILURE', 'GRAPHQL.OPERATION_UNKNOWN'],
    ['INTERNAL_SERVER_ERROR', 'INTERNAL'],
  ])('calls %s %s', (code, ours) => {
    expect(formatError({ message: 'm', extensions: { code } }, new GraphQLError('m')).extensions.code).toBe(ours);
  });
});

describe('answerTo', () => {
  it('says in HTTP what GraphQL says', () => {
    expect(answerTo(noVote)).toMatchObject({ status: 422, body: { extensions: { code: 'BALLOT.NOT_OPEN' } } });
    expect(answerTo(new NotFoundException())).toMatchObject({
      status: 404,
      body: { extensions: { code: 'HTTP.NO_ROUTE' } },
    });
    const tooLarge = Object.assign(new Error('too large'), { statusCode: 413 });
    expect(answerTo(tooLarge)).toMatchObject({ status: 413, body: { extensions: { code: 'LIMIT.BODY' } } });
    expect(answerTo('boom')).toMatchObject({ status: 500, body: { extensions: { code: 'INTERNAL' } } });
  });
});
