import type { Type } from '@nestjs/common';
import { OdrlController } from './odrl.controller';
import { OdrlResolver, PolicyOdrlResolver, ProposalOdrlResolver } from './odrl.resolver';
import { SchemaController } from './schema.controller';

export const ODRL_RESOLVERS: Type[] = [OdrlResolver, PolicyOdrlResolver, ProposalOdrlResolver];
export const EXCHANGE_CONTROLLERS: Type[] = [OdrlController, SchemaController];
