import { OFFICES, type Office } from '#governance';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

export const OfficeEnum = upperEnum(OFFICES);
registerEnumType(OfficeEnum, {
  name: 'Office',
  description: 'What somebody is in a body.',
  valuesMap: {
    CHAIR: { description: 'Leads its assemblies.' },
    SECRETARY: { description: 'Keeps its books and minutes.' },
    BOARD: { description: 'Of its board.' },
    MEMBER: { description: 'Of a committee or a separate assembly.' },
    DELEGATE: { description: 'Elected by a separate assembly, for the general one.' },
    REPRESENTATIVE: { description: 'Casts the vote of an organisation that is a member.' },
  },
});

@ObjectType('Seat', { description: 'Somebody’s office in a body.' })
class SeatType {
  @Field(() => ID, { description: 'The seat.' })
  id: string;

  @Field(() => OfficeEnum, { description: 'Which office.' })
  office: Office;

  @Field(() => ID, { description: 'Who holds it.' })
  personId: string;

  @Field(() => String, {
    nullable: true,
    description: 'What they are called; null: the caller is not of the federation, or they are in no book any more.',
  })
  name: string | null;

  @Field(() => ID, { nullable: true, description: 'Whom a representative speaks for; null: it is another office.' })
  organisationId: string | null;

  @Field(() => ID, { nullable: true, description: 'Which body elected a delegate; null: it is another office.' })
  sectionId: string | null;

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  since: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The ballot that filled it; null: it came with the foundation, or by appointment.',
  })
  resolution: string | null;
}

@ObjectType('SeatPage', { description: 'A page of seats, oldest first.' })
export class SeatPageType extends pageOf(SeatType) {}
