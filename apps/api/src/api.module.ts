import { AuditModule } from '#audit';
import { CatalogueModule } from '#catalogue';
import { ContributionsModule } from '#contributions';
import { ExtractsModule } from '#extracts';
import { GovernanceModule } from '#governance';
import { IdentityModule } from '#identity';
import type { Clock } from '#kernel';
import { Outbox, PlatformModule, type Config } from '#platform';
import { PolicyModule } from '#policy';
import { WarehouseModule } from '#warehouse';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { AuditResolver } from './audit/audit.resolver';
import { DatasetResolver } from './catalogue/dataset.resolver';
import { ContributionResolver } from './contributions/contribution.resolver';
import { UploadController } from './contributions/upload.controller';
import { ExtractResolver } from './extracts/extract.resolver';
import { PreviewListsResolver, PreviewResolver } from './extracts/preview.resolver';
import { ReleaseController } from './extracts/release.controller';
import { GOVERNANCE_CONTROLLERS, GOVERNANCE_RESOLVERS } from './governance/governance.resolvers';
import { ApiTokenResolver } from './identity/api-token.resolver';
import { IdentityResolver } from './identity/identity.resolver';
import { MembershipResolver } from './identity/membership.resolver';
import { SignInController } from './identity/sign-in.controller';
import { PolicyNames } from './policy/policy-names';
import { PolicyCompositionResolver } from './policy/policy-composition.resolver';
import { PolicyResolver } from './policy/policy.resolver';
import { DevPagesController } from './shared/dev-pages.controller';
import { graphqlOptions } from './shared/graphql-options';
import { HealthController } from './shared/health.controller';
import { HttpErrors } from './shared/http-errors';
import { RequestContexts } from './shared/request-context';

/** Every resolver of the API: what serves requests, and what the printed schema is made of. */
export const RESOLVERS: Type[] = [
  ...[IdentityResolver, MembershipResolver, ApiTokenResolver],
  ...[PolicyResolver, PolicyCompositionResolver, AuditResolver],
  ...GOVERNANCE_RESOLVERS,
  ...[DatasetResolver, ContributionResolver, ExtractResolver, PreviewResolver, PreviewListsResolver],
];

const SLICES = [
  ...[IdentityModule, PolicyModule, AuditModule, WarehouseModule],
  ...[CatalogueModule, GovernanceModule, ContributionsModule, ExtractsModule],
];

const CONTROLLERS: Type[] = [
  ...[HealthController, SignInController, UploadController, ReleaseController],
  ...GOVERNANCE_CONTROLLERS,
];

@Module({ providers: [RequestContexts], exports: [RequestContexts] })
class RequestModule {}

@Module({})
export class ApiModule {
  /** @param clock for tests, which move it */
  static forRoot(config: Config, clock?: Clock): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forRoot(config, clock),
        ...SLICES,
        RequestModule,
        GraphQLModule.forRootAsync({ ...graphqlOptions, imports: [RequestModule] }),
      ],
      controllers: config.devPages ? [...CONTROLLERS, DevPagesController] : CONTROLLERS,
      providers: [...RESOLVERS, PolicyNames, Outbox, { provide: APP_FILTER, useClass: HttpErrors }],
    };
  }
}
