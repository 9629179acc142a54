export { ContributionService, type ContributionDraft } from './app/contribution.service';
export { ValidationService } from './app/validation.service';
export { ContributionsModule } from './contributions.module';
export { CONTRIBUTION_STATES, type Contribution, type ContributionState } from './domain/contribution';
export { DISCARD_UPLOAD, VALIDATE_CONTRIBUTION } from './jobs';
