import { Injectable } from '@nestjs/common';
import { documentHash, missing, type BodyId, type FederationId, type PolicyId } from '#kernel';
import { UnitOfWork } from '#platform';
import {
  parseOwnPolicy,
  parsePolicy,
  policyNotInForce,
  PolicyService,
  sentences,
  type Actor,
  type Names,
  type PolicyVersion,
} from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { Body } from '../../domain/body/body';
import { assertDelegateElection } from '../../domain/electorate/delegates';
import type { Election, Proposal } from '../../domain/motion/motion';
import { parseAdmission, parseDecision, parseElection, parseFoundBody } from '../../domain/motion/motion-input';
import {
  admissionSentences,
  decisionSentences,
  electionSentences,
  endingSentences,
  foundingSentences,
  ratifyingSentences,
} from '../../domain/motion/motion-sentences';
import { notSuspended, statuteMoved, statuteUnchanged } from '../../domain/motion/errors';
import { withSunset } from '../../domain/motion/sunset';
import { parseStatute } from '../../domain/statute/statute-document';
import { statuteChanges } from '../../domain/statute/sentences';
import { mayKnow } from '../access';
import { BodyNames } from '../body/body-names';
import { Electorate } from '../body/electorate';
import { ProposalService } from './proposal.service';

/** A policy as somebody wrote it; `policyId` given: as the next version of that policy. */
export type PolicyProposal = {
  /** To which body: a federation's own if only the federation is named. */
  readonly bodyId?: BodyId | null;
  readonly federationId?: FederationId | null;
  readonly document: unknown;
  readonly policyId: PolicyId | null;
};

/** What members may put to a body, one method for each kind of motion. Everything is checked before anybody votes on it. */
@Injectable()
export class MotionService {
  constructor(
    private readonly proposals: ProposalService,
    private readonly stores: GovernanceStores,
    private readonly policies: PolicyService,
    private readonly work: UnitOfWork,
    private readonly electorate: Electorate,
    private readonly names: BodyNames,
  ) {}

  /**
   * Proposes a policy. Its sentences are generated and frozen here, from the document that will be enforced; it has an
   * end, by the statute if it names none.
   *
   * @param names what people call the organisations and datasets that the document names
   * @throws POLICY.INVALID, POLICY.FORBIDDEN, POLICY.MISSING, POLICY.SUNSET_TOO_FAR, POLICY.OVER_BEFORE_START, FEDERATION.MISSING, BODY.MISSING
   */
  async proposePolicy(by: Actor, input: PolicyProposal, names: Names): Promise<Proposal> {
    const body = await this.bodyOf(by, input);
    const written = body.organisationId ? parseOwnPolicy(input.document) : parsePolicy(input.document);
    if (input.policyId) await this.latestOf(by, input.policyId, body);
    const { document: statute } = await this.stores.statutes.current(this.stores.db, body.id);
    const document = withSunset(written, statute, await this.work.now());
    return this.proposals.submit(by, {
      body,
      motion: { kind: 'enactPolicy', policyId: input.policyId, document },
      sentences: {
        it: sentences(document, 'it', names, body.organisationId),
        en: sentences(document, 'en', names, body.organisationId),
      },
    });
  }

  /** Proposes to end a policy that is in force. @throws POLICY.NOT_IN_FORCE, POLICY.MISSING, POLICY.FORBIDDEN */
  async proposeEnd(by: Actor, policyId: PolicyId): Promise<Proposal> {
    const { body, version } = await this.inForce(by, policyId);
    const { title } = version.document;
    return this.proposals.submit(by, {
      body,
      motion: { kind: 'endPolicy', policyId, title, policyHash: version.hash },
      sentences: endingSentences(title),
    });
  }

  /** Proposes that an emergency suspension holds. @throws POLICY.NOT_SUSPENDED, POLICY.NOT_IN_FORCE, POLICY.MISSING */
  async proposeRatification(by: Actor, policyId: PolicyId): Promise<Proposal> {
    const { body, version } = await this.inForce(by, policyId);
    if (!version.suspension) throw notSuspended(policyId);
    const { title } = version.document;
    return this.proposals.submit(by, {
      body,
      motion: { kind: 'ratifySuspension', policyId, title, policyHash: version.hash },
      sentences: ratifyingSentences(title),
    });
  }

  /** Proposes another statute; members read what it changes. @throws STATUTE.INVALID, PROPOSAL.OTHER_STATUTE, PROPOSAL.NOTHING_NEW */
  async proposeStatute(by: Actor, bodyId: BodyId, input: { document: unknown; base: number }): Promise<Proposal> {
    const document = parseStatute(input.document);
    const body = await this.proposals.bodyFor(by, bodyId);
    const current = await this.stores.statutes.current(this.stores.db, bodyId);
    if (current.number !== input.base) throw statuteMoved(current.number);
    if (documentHash(document) === current.hash) throw statuteUnchanged();
    return this.proposals.submit(by, {
      body,
      motion: { kind: 'amendStatute', title: document.title, base: input.base, document },
      sentences: {
        it: statuteChanges(current.document, document, 'it'),
        en: statuteChanges(current.document, document, 'en'),
      },
    });
  }

  /** @throws PROPOSAL.INVALID, BODY.MISSING, POLICY.FORBIDDEN */
  async proposeDecision(by: Actor, bodyId: BodyId, input: unknown): Promise<Proposal> {
    const motion = parseDecision(input);
    const body = await this.proposals.bodyFor(by, bodyId);
    return this.proposals.submit(by, { body, motion, sentences: decisionSentences(motion) });
  }

  /**
   * Candidates are people of the books, and stand on the paper under the name that the book has; what else they are called
   * there comes after it.
   *
   * @throws PROPOSAL.INVALID, BODY.NOT_IN_BOOK, BODY.MISSING, POLICY.FORBIDDEN, DELEGATES.NONE_HERE,
   *   DELEGATES.OTHER_NUMBER, DELEGATES.NOT_PROPORTIONAL
   */
  async proposeElection(by: Actor, bodyId: BodyId, input: unknown): Promise<Proposal> {
    const written = parseElection(input);
    const body = await this.proposals.bodyFor(by, bodyId);
    const candidates = written.candidates.map(({ personId }) => personId);
    const now = await this.work.now();
    await this.electorate.assertInBook(this.stores.db, body, candidates, now);
    const motion = underTheirNames(written, await this.names.inBooks(this.stores.db, candidates));
    if (motion.office === 'delegate' && body.kind === 'section') {
      const { document } = await this.stores.statutes.current(this.stores.db, body.id);
      const { members } = await this.electorate.entitled(this.stores.db, body, document, now);
      assertDelegateElection(document, members, motion.method);
    }
    return this.proposals.submit(by, { body, motion, sentences: electionSentences(motion) });
  }

  /**
   * Organisations stand in a directory that is open; whether a person exists is nobody's to ask, and an admission of
   * nobody has no effect.
   *
   * @throws PROPOSAL.INVALID, ORGANISATION.MISSING, BODY.MISSING, POLICY.FORBIDDEN
   */
  async proposeAdmission(by: Actor, bodyId: BodyId, input: unknown): Promise<Proposal> {
    const motion = parseAdmission(input);
    const body = await this.proposals.bodyFor(by, bodyId);
    const { organisationId, personId, title } = motion;
    const name = organisationId ? await this.names.ofOrganisation(this.stores.db, organisationId) : title;
    return this.proposals.submit(by, { body, motion, sentences: admissionSentences(name, organisationId ?? personId) });
  }

  /** @throws PROPOSAL.INVALID, STATUTE.INVALID, BODY.NOT_IN_BOOK, BODY.MISSING, POLICY.FORBIDDEN */
  async proposeBody(by: Actor, bodyId: BodyId, input: unknown): Promise<Proposal> {
    const motion = parseFoundBody(input);
    const body = await this.proposals.bodyFor(by, bodyId);
    await this.electorate.assertInBook(this.stores.db, body, motion.members, await this.work.now());
    return this.proposals.submit(by, { body, motion, sentences: foundingSentences(motion) });
  }

  private async bodyOf(by: Actor, { bodyId, federationId }: PolicyProposal): Promise<Body> {
    if (bodyId) return this.proposals.bodyFor(by, bodyId);
    const id = federationId ?? ('' as FederationId);
    const body = await this.stores.bodies.ofFederation(this.stores.db, id);
    if (!mayKnow(by, body)) throw missing('federation', id);
    return this.proposals.bodyFor(by, body.id);
  }

  private async inForce(by: Actor, policyId: PolicyId): Promise<{ body: Body; version: PolicyVersion }> {
    const [version] = await this.policies.history(by, policyId);
    if (!version || !(await this.policies.isInForce(version))) throw policyNotInForce(policyId);
    const body = await this.stores.bodies.ofOwner(this.stores.db, version);
    return { body, version };
  }

  /** One body does not decide on another's policy, not even where its author may read both. */
  private async latestOf(by: Actor, policyId: PolicyId, { federationId, organisationId }: Body): Promise<void> {
    const [latest] = await this.policies.history(by, policyId);
    const isTheirs = latest?.federationId === federationId && latest.organisationId === organisationId;
    if (!isTheirs) throw missing('policy', policyId);
  }
}

/** Whom a paper calls by somebody else's name would be elected in their place. @throws PROPOSAL.INVALID if two are one name */
function underTheirNames(election: Election, names: ReadonlyMap<string, string>): Election {
  const { title, office, method } = election;
  const candidates = election.candidates.map(({ personId, name }) => {
    const known = names.get(personId) ?? name;
    return { personId, name: name === known ? known : `${known} (${name})` };
  });
  return parseElection({ title, office, method, candidates });
}
