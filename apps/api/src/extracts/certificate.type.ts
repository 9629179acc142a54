import { CERTIFICATE_VERDICTS, UNCHECKED, verdictSentence, type CertificateVerdict, type Unchecked } from '#extracts';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

const VerdictEnum = upperEnum<CertificateVerdict['outcome']>(CERTIFICATE_VERDICTS);
registerEnumType(VerdictEnum, {
  name: 'CertificateOutcome',
  description: 'What checking the proof of a release once more came to.',
  valuesMap: {
    HOLDS: { description: 'Every hidden cell is as open as the terms ask for.' },
    DOES_NOT_HOLD: { description: 'What is shown may give away what is hidden.' },
    CANNOT_BE_CHECKED: { description: 'What it takes is not there any more, or never was: `why`.' },
  },
});

const UncheckedEnum = upperEnum<Unchecked>(UNCHECKED);
registerEnumType(UncheckedEnum, {
  name: 'CertificateUnchecked',
  description: 'Why a proof cannot be checked.',
  valuesMap: {
    NONE: { description: 'No proof was made for it.' },
    DESTROYED: { description: 'It was destroyed with the files of a recalled release.' },
    ROWS_GONE: { description: 'Rows that it was made of, or beside, were taken back.' },
    DAMAGED: { description: 'A file that it needs was changed or lost.' },
    AS_OF_TODAY: { description: 'It is of before proofs recorded what they were counted by.' },
  },
});

@ObjectType('CertificateVerdict', { description: 'What checking the proof of a release once more came to.' })
export class CertificateVerdictType {
  @Field(() => ID, { description: 'The extract.' })
  extractId: string;

  @Field(() => Int, { description: 'Which of its releases, from 1.' })
  number: number;

  @Field(() => VerdictEnum, { description: 'The outcome.' })
  outcome: CertificateVerdict['outcome'];

  @Field(() => Int, { description: 'How many proofs held.' })
  proofs: number;

  @Field(() => [String], {
    nullable: true,
    description: 'The codes of the cell where a proof does not hold; null: it is of no one cell.',
  })
  cell: readonly string[] | null;

  @Field(() => UncheckedEnum, { nullable: true, description: 'Why it cannot be checked; null: it was.' })
  why: Unchecked | null;

  @Field(() => String, { description: 'The same in a sentence.' })
  sentence: string;
}

export const toVerdictType = (verdict: CertificateVerdict, language: 'it' | 'en'): CertificateVerdictType => ({
  ...verdict,
  sentence: verdictSentence(verdict, language),
});
