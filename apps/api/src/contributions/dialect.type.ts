import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';

const DELIMITERS = { COMMA: ',', SEMICOLON: ';', TAB: '\t', PIPE: '|' } as const;
export const DecimalMarkEnum = { POINT: '.', COMMA: ',' } as const;
const ENCODINGS = { UTF_8: 'utf-8', WINDOWS_1252: 'windows-1252' } as const;
registerEnumType(DELIMITERS, { name: 'Delimiter', description: 'What stands between the cells of a row.' });
registerEnumType(DecimalMarkEnum, {
  name: 'DecimalMark',
  description: 'What stands before the decimals of a number.',
});
registerEnumType(ENCODINGS, { name: 'Encoding', description: 'How the letters of a file are written as bytes.' });

@ObjectType('Dialect', { description: 'How a CSV file was read.' })
export class DialectType {
  @Field(() => DELIMITERS, { description: 'Between the cells.' })
  delimiter: ',' | ';' | '\t' | '|';

  @Field(() => DecimalMarkEnum, { description: 'Before the decimals.' })
  decimalMark: '.' | ',';

  @Field(() => ENCODINGS, { description: 'Of the letters.' })
  encoding: 'utf-8' | 'windows-1252';
}

@InputType({ description: 'What the contributor knows of the files; the rest is guessed, and shown.' })
export class DialectInput {
  @Field(() => DELIMITERS, { nullable: true, description: 'Between the cells.' })
  delimiter?: ',' | ';' | '\t' | '|' | null;

  @Field(() => DecimalMarkEnum, { nullable: true, description: 'Before the decimals.' })
  decimalMark?: '.' | ',' | null;

  @Field(() => ENCODINGS, { nullable: true, description: 'Of the letters.' })
  encoding?: 'utf-8' | 'windows-1252' | null;
}
