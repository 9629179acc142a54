import type { Call } from '#governance';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { upperEnum } from '../shared/upper-enum';

const AttendanceModeEnum = upperEnum<'room' | 'remote'>(['room', 'remote']);
registerEnumType(AttendanceModeEnum, {
  name: 'AttendanceMode',
  description: 'How a member takes part.',
  valuesMap: { ROOM: { description: 'In the room.' }, REMOTE: { description: 'From afar.' } },
});

const CallEnum: Record<string, Call> = { FIRST: 1, SECOND: 2 };
registerEnumType(CallEnum, {
  name: 'AssemblyCall',
  description: 'A call of an assembly.',
  valuesMap: {
    FIRST: { description: 'The first one, with its quorums.' },
    SECOND: { description: 'For what the first was inquorate for, on another day, with lower quorums.' },
  },
});

@ObjectType('Sitting', { description: 'One call of an assembly that was opened.' })
export class SittingType {
  @Field(() => CallEnum, { description: 'Which call.' })
  call: Call;

  @Field(() => DateTimeScalar, { description: 'When the chair opened it.' })
  openedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null: it is open.' })
  closedAt: Date | null;
}

@ObjectType('Attendance', { description: 'One stay of a member; who leaves and returns has several.' })
export class AttendanceType {
  @Field(() => ID, { description: 'The member, a person or an organisation.' })
  memberId: string;

  @Field(() => AttendanceModeEnum, { description: 'In the room, or from afar.' })
  mode: 'room' | 'remote';

  @Field(() => DateTimeScalar, { description: 'When they came.' })
  arrivedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they left; null: they are there.' })
  leftAt: Date | null;
}

@InputType({ description: 'A call to be opened.' })
export class OpenCallInput {
  @Field(() => ID, { description: 'The assembly.' })
  assemblyId: string;

  @Field(() => CallEnum, { description: 'Which call.' })
  call: Call;
}

@InputType({ description: 'A member who is there.' })
export class RecordAttendanceInput {
  @Field(() => ID, { description: 'The assembly, which is sitting.' })
  assemblyId: string;

  @Field(() => ID, { description: 'The member: a person, or an organisation.' })
  memberId: string;

  @Field(() => AttendanceModeEnum, { description: 'In the room; or from afar, where the statute allows that.' })
  mode: 'room' | 'remote';
}

@InputType({ description: 'A member who leaves.' })
export class RecordLeaveInput {
  @Field(() => ID, { description: 'The assembly.' })
  assemblyId: string;

  @Field(() => ID, { description: 'The member: a person, or an organisation.' })
  memberId: string;
}

@InputType({ description: 'An interest of their own that a member has in a motion.' })
export class DeclareConflictInput {
  @Field(() => ID, { description: 'The motion, which is not being voted on yet.' })
  proposalId: string;

  @Field(() => ID, { nullable: true, description: 'Whose interest; null: the caller’s own.' })
  memberId?: string | null;

  @Field(() => String, { description: 'What the interest is, 1 to 5,000 characters, for the minutes.' })
  statement: string;
}
