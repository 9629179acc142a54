import type { ResistanceAnswer, Resisting } from '#governance';
import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';
import { ReasonType } from './actions.type';

const ResistingEnum = upperEnum<Resisting>(['stands', 'falls', 'undetermined']);
registerEnumType(ResistingEnum, {
  name: 'Resisting',
  description: 'What becomes of a resolution without some votes.',
  valuesMap: {
    STANDS: { description: 'It stands: the result is the same without them.' },
    FALLS: { description: 'It does not stand: the result hangs on them.' },
    UNDETERMINED: { description: 'The vote was secret: it depends on which papers were theirs, and nobody can tell.' },
  },
});

@ObjectType('Resistance', {
  description: 'Whether the resolution of a counted ballot would stand without the delegates of one separate assembly.',
})
export class ResistanceType {
  @Field(() => ResistingEnum, { description: 'What becomes of it.' })
  standing: Resisting;

  @Field(() => ReasonType, { description: 'Why, with the numbers without these votes.' })
  reason: ReasonType;
}

export const toResistanceType = ({ standing, reason }: ResistanceAnswer): ResistanceType => ({ standing, reason });
