import { Global, Module } from '@nestjs/common';
import { DatasetPolicies } from './app/dataset-policies';
import { PoliciesInForce } from './app/policies-in-force';
import { OdrlService } from './app/odrl.service';
import { PolicyService } from './app/policy.service';
import { Revisions } from './app/revisions';
import { Viewers } from './app/viewers';
import { PolicyStore } from './db/policy.store';

@Global()
@Module({
  providers: [PolicyService, DatasetPolicies, OdrlService, PoliciesInForce, Viewers, PolicyStore, Revisions],
  exports: [PolicyService, DatasetPolicies, OdrlService, Viewers],
})
export class PolicyModule {}
