import { AuditModule } from '#audit';
import { CatalogueModule } from '#catalogue';
import { ContributionsModule } from '#contributions';
import { ExtractsModule } from '#extracts';
import { FederationModule } from '#federation';
import { GovernanceModule } from '#governance';
import { IdentityModule } from '#identity';
import type { Clock } from '#kernel';
import { NotificationsModule } from '#notifications';
import { Outbox, PlatformModule, type Config } from '#platform';
import { PolicyModule } from '#policy';
import { WarehouseModule } from '#warehouse';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { AuditResolver } from './audit/audit.resolver';
import { CATALOGUE_CONTROLLERS, CATALOGUE_RESOLVERS } from './catalogue/catalogue.resolvers';
import { DcatPresenter } from './catalogue/dcat-presenter';
import { FeedGate } from './catalogue/feed-gate';
import { CONTRIBUTIONS_CONTROLLERS, CONTRIBUTIONS_RESOLVERS } from './contributions/contributions.resolvers';
import { WithdrawalResolver } from './contributions/withdrawal.resolver';
import { EXTRACTS_CONTROLLERS, EXTRACTS_RESOLVERS } from './extracts/extracts.resolvers';
import { HarvestResolver } from './federation/harvest.resolver';
import { GOVERNANCE_CONTROLLERS, GOVERNANCE_RESOLVERS } from './governance/governance.resolvers';
import { IDENTITY_CONTROLLERS, IDENTITY_RESOLVERS } from './identity/identity.resolvers';
import { NotificationPreferenceResolver } from './notifications/notification-preference.resolver';
import { NotificationResolver } from './notifications/notification.resolver';
import { EXCHANGE_CONTROLLERS, ODRL_RESOLVERS } from './policy/odrl.resolvers';
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
  ...IDENTITY_RESOLVERS,
  ...[PolicyResolver, PolicyCompositionResolver, AuditResolver],
  ...ODRL_RESOLVERS,
  ...[NotificationResolver, NotificationPreferenceResolver],
  ...GOVERNANCE_RESOLVERS,
  ...CATALOGUE_RESOLVERS,
  ...[...CONTRIBUTIONS_RESOLVERS, WithdrawalResolver],
  ...EXTRACTS_RESOLVERS,
  HarvestResolver,
];

const SLICES = [
  ...[IdentityModule, PolicyModule, AuditModule, WarehouseModule, NotificationsModule],
  ...[CatalogueModule, GovernanceModule, ContributionsModule, ExtractsModule],
  ...[FederationModule],
];

const CONTROLLERS: Type[] = [
  ...[HealthController, ...CONTRIBUTIONS_CONTROLLERS],
  ...EXTRACTS_CONTROLLERS,
  ...IDENTITY_CONTROLLERS,
  ...GOVERNANCE_CONTROLLERS,
  ...EXCHANGE_CONTROLLERS,
  ...CATALOGUE_CONTROLLERS,
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
      providers: [
        ...RESOLVERS,
        ...[PolicyNames, DcatPresenter, FeedGate, Outbox],
        { provide: APP_FILTER, useClass: HttpErrors },
      ],
    };
  }
}
