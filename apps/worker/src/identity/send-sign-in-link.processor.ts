import { SEND_SIGN_IN_LINK, SignInLinkSender, type SignInLinkId } from '#identity';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Repeated, it mails a new link, and the one before stops working. */
@Processor(SEND_SIGN_IN_LINK.queue)
export class SendSignInLinkProcessor extends JobProcessor<{ linkId: SignInLinkId }> {
  protected readonly job = SEND_SIGN_IN_LINK;

  constructor(private readonly sender: SignInLinkSender) {
    super();
  }

  protected handle({ linkId }: { linkId: SignInLinkId }, by: Principal): Promise<unknown> {
    return this.sender.send(by, linkId);
  }
}
