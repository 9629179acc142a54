import type { Check } from '#governance';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

const CheckStateEnum = upperEnum<Check['state']>(['met', 'missing', 'warning']);
registerEnumType(CheckStateEnum, {
  name: 'CheckState',
  description: 'How a check stands.',
  valuesMap: {
    MET: { description: 'It is as it has to be.' },
    MISSING: { description: 'Without it nothing is decided validly.' },
    WARNING: { description: 'Somebody might object, or it cannot be told yet.' },
  },
});

@ObjectType('LegalityCheck', { description: 'One thing that the validity of an assembly hangs on.' })
export class LegalityCheckType implements Check {
  @Field(() => String, { description: 'What is checked: QUORUM.REACHED, NOTICE.DAYS.' })
  code: string;

  @Field(() => CheckStateEnum, { description: 'How it stands.' })
  state: Check['state'];

  @Field(() => String, { description: 'Where that is asked: in the statute, or the law.' })
  article: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of which item on the agenda, from 1; null: of the whole assembly.',
  })
  item: number | null;

  @Field(() => String, { description: 'In Italian.' })
  it: string;

  @Field(() => String, { description: 'In English.' })
  en: string;
}
