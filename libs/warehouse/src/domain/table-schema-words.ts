type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a Table Schema says in a field's `constraints`, and a schema of ours beside them. */
export const CONSTRAINTS = ['required', 'unique', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'enum'];

/**
 * A table schema as other catalogues write it, in our own words where both mean the same. Whatever else is in it stays, for
 * the schema's closed shape to refuse.
 *
 * Whole numbers from a closed list are codes, and codes are text here.
 *
 * @see Data Package v2, Table Schema
 */
export function inOwnWords(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const { fields, primaryKey } = schema;
  return {
    ...schema,
    ...(Array.isArray(fields) && {
      fields: fields.map((one: unknown) => (isObject(one) ? typed(coded(flat(one))) : one)),
    }),
    ...(typeof primaryKey === 'string' && { primaryKey: [primaryKey] }),
  };
}

/** What is said in both places stays in both. */
function flat({ constraints, ...field }: Json): Json {
  if (!isObject(constraints)) return constraints === undefined ? field : { ...field, constraints };
  const said = Object.entries(constraints);
  const isKnown = ([name]: [string, unknown]) => CONSTRAINTS.includes(name) && !Object.hasOwn(field, name);
  const others = said.filter((one) => !isKnown(one));
  return {
    ...field,
    ...Object.fromEntries(said.filter(isKnown)),
    ...(others.length > 0 && { constraints: Object.fromEntries(others) }),
  };
}

const isWhole = ({ type }: Json) => type === 'integer' || type === 'year';

/** Numbers that are summed or counted with are no codes, whatever list they come from. */
const isCode = (field: Json) =>
  isWhole(field) && field.disclosureRole !== 'measure' && field.disclosureRole !== 'weight';

function coded(field: Json): Json {
  const { categories, ...rest } = listed(field);
  if (categories === undefined) return field;
  const areWhole = Array.isArray(categories) && categories.every((value) => Number.isSafeInteger(value));
  if (!areWhole || !isCode(rest)) return { ...rest, categories };
  return { ...rest, type: 'string', categories: categories.map(String) };
}

/** An `enum` as categories, where there may be some, and no others are there. */
function listed(field: Json): Json {
  const { enum: values, ...rest } = field;
  const mayHave = rest.type === 'string' || isWhole(rest);
  return values !== undefined && rest.categories === undefined && mayHave ? { ...rest, categories: values } : field;
}

function typed({ format, ...field }: Json): Json {
  const isDefault = format === undefined || format === 'default' || (field.type === 'date' && format === '%Y-%m-%d');
  const rest: Json = isDefault ? field : { ...field, format };
  if (rest.type === 'year') return { minimum: 1000, maximum: 9999, ...rest, type: 'integer' };
  return rest.type === 'number' && rest.scale !== undefined ? { ...rest, type: 'decimal' } : rest;
}
