import { Global, Module } from '@nestjs/common';
import { PoliciesInForce } from './app/policies-in-force';
import { PolicyService } from './app/policy.service';
import { Revisions } from './app/revisions';
import { PolicyStore } from './db/policy.store';

@Global()
@Module({ providers: [PolicyService, PoliciesInForce, PolicyStore, Revisions], exports: [PolicyService] })
export class PolicyModule {}
