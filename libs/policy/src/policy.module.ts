import { Global, Module } from '@nestjs/common';
import { PolicyService } from './app/policy.service';
import { Revisions } from './app/revisions';
import { PolicyStore } from './db/policy.store';

@Global()
@Module({ providers: [PolicyService, PolicyStore, Revisions], exports: [PolicyService] })
export class PolicyModule {}
