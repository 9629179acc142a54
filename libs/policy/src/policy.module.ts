import { Global, Module } from '@nestjs/common';
import { PolicyService } from './app/policy.service';
import { PolicyStore } from './db/policy.store';

@Global()
@Module({ providers: [PolicyService, PolicyStore], exports: [PolicyService] })
export class PolicyModule {}
