import { AccountService, LAPSE_PROVIDED_ROLES, type AccountId, type ProviderId } from '#identity';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

type Source = { accountId: AccountId; providerId: ProviderId };

/** Safe to repeat: what has lapsed is gone, and what was confirmed meanwhile stays. */
@Processor(LAPSE_PROVIDED_ROLES.queue)
export class LapseProvidedRolesProcessor extends JobProcessor<Source> {
  protected readonly job = LAPSE_PROVIDED_ROLES;

  constructor(private readonly accounts: AccountService) {
    super();
  }

  protected handle(source: Source, by: Principal): Promise<unknown> {
    return this.accounts.lapseRoles(by, source);
  }
}
