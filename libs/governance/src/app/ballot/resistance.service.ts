import { Injectable } from '@nestjs/common';
import type { BallotId, BodyId } from '#kernel';
import { Database } from '#platform';
import type { Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { assertPublished } from '../../domain/actions/of-ballot';
import type { Ballot, ClosedBallot } from '../../domain/ballot/ballot';
import { notCountedYet } from '../../domain/ballot/errors';
import { classKey, parseHeader, type BoxHeader } from '../../domain/box/header';
import { countsOf, type Counts, type MotionInput } from '../../domain/decision/decide';
import { resistanceTest } from '../../domain/decision/resistance';
import { noDelegatesOfSection, resistanceOfMotionsOnly } from '../../domain/decision/errors';
import { answerOf, secretResistance, type Answer, type PapersInDoubt } from '../../domain/decision/secret-resistance';
import { sum } from '../../domain/decision/votes';
import { whole, type Exact } from '../../domain/electorate/exact';
import type { Elector, MemberId } from '../../domain/electorate/elector';
import type { Sentence } from '../../domain/sentence';
import type { Marks, YesNoCount } from '../../domain/voting/method';
import { BallotService } from './ballot.service';
import { presentAtClose, type Voters } from './present-at-close';

type Mark = keyof Counts;
/** A counted ballot on a motion, and the delegates of the section whose votes are in doubt. */
type Case = {
  readonly ballot: ClosedBallot;
  readonly count: YesNoCount;
  readonly header: BoxHeader;
  readonly electors: readonly Elector[];
  readonly delegates: readonly Elector[];
  readonly weightOf: (elector: Elector) => Exact;
};

/** Whether a resolution would stand without the delegates of a separate assembly. */
@Injectable()
export class ResistanceService {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly ballots: BallotService,
    private readonly db: Database,
  ) {}

  /**
   * The resistance test of a counted ballot, by the exact weights with which it was counted: the ceilings are not computed
   * anew, for what is in doubt is these votes and not how the others weigh.
   *
   * Of a secret ballot it says what is certain whichever papers were theirs, and `undetermined` where nothing is.
   *
   * @throws BALLOT.MISSING, POLICY.FORBIDDEN, BALLOT.NOT_COUNTED, RESISTANCE.NOT_A_MOTION, RESISTANCE.NO_DELEGATES
   * @see Codice civile, art. 2540 co. 5, 2377 co. 5
   */
  async of(by: Actor, id: BallotId, sectionId: BodyId): Promise<Answer> {
    const found = await this.caseOf(await this.ballots.read(by, id), sectionId);
    const { name } = await this.stores.bodies.find(this.db, sectionId);
    const whose = { it: `«${name}»`, en: `“${name}”` };
    return found.ballot.secrecy === 'secret' ? this.secret(found, whose) : this.open(found, whose);
  }

  private async caseOf(ballot: Ballot, sectionId: BodyId): Promise<Case> {
    assertPublished(ballot);
    const line = await this.stores.ballots.exportHeader(this.db, ballot.id);
    const parsed = line ? parseHeader(line) : null;
    if (!isClosed(ballot) || !parsed || !('header' in parsed)) throw notCountedYet(ballot.id);
    const { count } = ballot.result;
    if (count.method !== 'yesNo') throw resistanceOfMotionsOnly();
    const electors = await this.stores.votes.electors(this.db, ballot.id);
    const delegates = electors.filter((it) => it.sectionId === sectionId);
    if (delegates.length === 0) throw noDelegatesOfSection(sectionId);
    const { header } = parsed;
    const weights = new Map(header.classes.map(({ key, weight }) => [key, whole(0).add(weight)]));
    const weightOf = ({ category, votes }: Elector) => weights.get(classKey(category, votes)) ?? whole(0);
    return { ballot, count, header, electors, delegates, weightOf };
  }

  private async open(found: Case, whose: Sentence): Promise<Answer> {
    const { ballot, delegates, weightOf, header } = found;
    const votes = await this.stores.votes.open(this.db, ballot.id, ballot.textHash);
    const marksOf = new Map(votes.map(({ memberId, marks }) => [memberId, marks]));
    const weightOn = (mark: Mark) => sum(delegates.filter((it) => marksOf.get(it.memberId) === mark).map(weightOf));
    const counts = { yes: weightOn('yes'), no: weightOn('no'), abstain: weightOn('abstain'), blank: weightOn('blank') };
    const includesChair = delegates.some(({ memberId }) => memberId === header.chair);
    const present = await this.presentOf(found, votes);
    const chairMarked = marksOf.get((header.chair ?? '') as MemberId);
    return answerOf(resistanceTest(motionOf(found, chairMarked), { whose, present, counts, includesChair }));
  }

  private async secret(found: Case, whose: Sentence): Promise<Answer> {
    const { ballot, delegates, header } = found;
    const voters = await this.stores.votes.participants(this.db, ballot.id, ballot.textHash);
    const voted = new Set(voters.map(({ memberId }) => memberId));
    const theirs = countBy(
      delegates.filter(({ memberId }) => voted.has(memberId)),
      ({ category, votes }) => classKey(category, votes),
    );
    const lines = await this.stores.boxes.papers(this.db, ballot.id);
    const papers = lines.map((line) => JSON.parse(line) as { readonly class: string; readonly marks: Marks });
    const piles = countBy(papers, ({ class: key, marks }) => `${key} ${JSON.stringify(marks)}`);
    const inDoubt = header.classes.map(({ key, weight }): PapersInDoubt => {
      const of = (mark: Mark) => piles.get(`${key} "${mark}"`) ?? 0;
      const marked = { yes: of('yes'), no: of('no'), abstain: of('abstain'), blank: of('blank') };
      return { weight: whole(0).add(weight), marked, withheld: theirs.get(key) ?? 0 };
    });
    const present = await this.presentOf(found, voters);
    return secretResistance(motionOf(found, undefined), { whose, present }, inDoubt);
  }

  /** The votes of these delegates that were present, cast or not. */
  private async presentOf({ ballot, electors, delegates, weightOf }: Case, voters: Voters): Promise<Exact> {
    const present = await presentAtClose(this.stores, this.db, ballot, { electors, voters });
    return sum(delegates.filter(({ memberId }) => present.has(memberId)).map(weightOf));
  }
}

const isClosed = (ballot: Ballot): ballot is ClosedBallot => ballot.result !== null && ballot.closedAt !== null;

/** What was decided upon, as it was counted. */
const motionOf = ({ ballot, count }: Case, chairMarked: Marks | undefined): MotionInput => ({
  call: ballot.rules.call,
  ties: ballot.rules.ties,
  chairVoted: chairMarked === 'yes' || chairMarked === 'no' ? chairMarked : null,
  votes: {
    entitled: whole(0).add(ballot.result.entitled),
    present: whole(0).add(ballot.result.present),
    counts: countsOf(count, BigInt(ballot.result.unit)),
  },
});

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
