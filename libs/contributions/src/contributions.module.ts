import { Global, Module } from '@nestjs/common';
import { ContributionService } from './app/contribution.service';
import { UploadChecker } from './app/upload-checker';
import { UploadVault } from './app/upload-vault';
import { ValidationService } from './app/validation.service';
import { ContributionStore } from './db/contribution.store';

@Global()
@Module({
  providers: [ContributionService, ValidationService, ContributionStore, UploadChecker, UploadVault],
  exports: [ContributionService, ValidationService],
})
export class ContributionsModule {}
