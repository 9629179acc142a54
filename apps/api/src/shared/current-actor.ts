import { identityOf } from '#policy';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { readerLanguage } from './reader';
import type { RequestContext } from './request-context';

const contextOf = (execution: ExecutionContext) => GqlExecutionContext.create(execution).getContext<RequestContext>();

/** Gives a resolver's argument the request's `Actor`. */
export const CurrentActor = createParamDecorator((_: unknown, execution: ExecutionContext) =>
  contextOf(execution).actor(),
);

/** Gives a resolver's argument the `Identity` of whoever signed in. @throws POLICY.SIGN_IN_FIRST */
export const CurrentIdentity = createParamDecorator(async (_: unknown, execution: ExecutionContext) => {
  return identityOf(await contextOf(execution).actor());
});

/** Gives a resolver's argument the `RequestContext`, for loaders. */
export const CurrentRequest = createParamDecorator((_: unknown, execution: ExecutionContext) => contextOf(execution));

/** Gives a resolver's argument the language of whoever reads the answer: the one that they are told errors in. */
export const ReaderLanguage = createParamDecorator(async (_: unknown, execution: ExecutionContext) => {
  const { req, actor } = contextOf(execution);
  await actor();
  return readerLanguage(req);
});
