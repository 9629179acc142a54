import { column, definitions, hashes, heading, paragraph, says, table, under, type Block } from './document-tree';
import type { Telling } from './telling';
import { minutesHash } from './minutes-record';

/** What stands at the end: attachments, until when it may be challenged, what proves it, and who signed. */
export const closing = (telling: Telling): Block[] => [
  ...attachments(telling),
  heading(2, telling.say.sections.challenge),
  paragraph(challenge(telling)),
  heading(2, telling.say.sections.proof),
  proof(telling),
  ...signatures(telling),
];

const attachments = ({ record, say }: Telling): Block[] =>
  under(
    2,
    say.sections.attachments,
    table(
      say.sections.attachments,
      [column(say.columns.document, 'text', 3), column(say.columns.fingerprint, 'hash', 5)],
      record.attachments.map(({ title, sha256 }) => [title, sha256]),
    ),
  );

function challenge({ record, say }: Telling): string {
  const [year, month, day] = record.challenge.until.split('-').map(Number);
  return say.challenge(say.day({ day: day ?? 0, month: month ?? 0, year: year ?? 0 }), record.challenge.article);
}

const proof = ({ record, say }: Telling): Block =>
  definitions([
    says(say.terms.logNumber, record.logHead && String(record.logHead.number)),
    hashes(say.terms.logHash, record.logHead && record.logHead.hash),
    hashes(say.terms.minutesHash, minutesHash(record)),
  ]);

const signatures = ({ record, say, moment }: Telling): Block[] => [
  heading(2, say.sections.signatures),
  {
    kind: 'signatures',
    lines: record.signatures.map(({ role, name, signedAt }) => ({
      role: say.roles[role],
      name,
      state: signedAt === null ? say.notSigned : say.signed(moment(signedAt)),
    })),
  },
];
