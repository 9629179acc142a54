import { Global, Module } from '@nestjs/common';
import { ContributionService } from './app/contribution.service';
import { ValidationService } from './app/validation.service';
import { ContributionStore } from './db/contribution.store';

@Global()
@Module({
  providers: [ContributionService, ValidationService, ContributionStore],
  exports: [ContributionService, ValidationService],
})
export class ContributionsModule {}
