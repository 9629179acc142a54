import { Injectable } from '@nestjs/common';
import { NeedBoardService, type Need, type NeedId } from '#catalogue';
import { missing, type ApplicationId } from '#kernel';
import { personOf, type Actor } from '#policy';
import { ApplicationReader } from './application-reader';

/** Answers needs with applications: who applies says so themselves, and shows the federation that it exists. */
@Injectable()
export class NeedAnswerService {
  constructor(
    private readonly applications: ApplicationReader,
    private readonly board: NeedBoardService,
  ) {}

  /**
   * @throws APPLICATION.MISSING if it is not the caller's own, or of another federation; NEED.MISSING, NEED.CLOSED, NEED.EXPIRED,
   *   NEED.ANSWERED_SO, NEED.INVALID, NEED.NOT_YOURS_TO_ANSWER, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST
   */
  async answer(by: Actor, needId: NeedId, id: ApplicationId, note: string): Promise<Need> {
    const person = personOf(by);
    const { federationId } = await this.board.read(by, needId);
    const { application } = await this.applications.read(by, id);
    if (application.applicantId !== person || application.federationId !== federationId)
      throw missing('application', id);
    return this.board.answerWith(by, needId, { kind: 'application', applicationId: application.id }, note);
  }
}
