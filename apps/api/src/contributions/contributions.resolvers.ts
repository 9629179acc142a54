import type { Type } from '@nestjs/common';
import { ContributionResolver } from './contribution.resolver';
import { DecisionResolver } from './decision.resolver';
import { MappingProfileResolver } from './mapping-profile.resolver';
import { ProgressController } from './progress.controller';
import { ReadingResolver } from './reading.resolver';
import { TusController } from './tus.controller';
import { UploadController } from './upload.controller';

export const CONTRIBUTIONS_RESOLVERS: Type[] = [
  ContributionResolver,
  ReadingResolver,
  DecisionResolver,
  MappingProfileResolver,
];

export const CONTRIBUTIONS_CONTROLLERS: Type[] = [TusController, UploadController, ProgressController];
