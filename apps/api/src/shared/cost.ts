import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { LIMITS } from './limits';
import { pageSizeInvalid } from './page';

/** A list that has no pages is short by design; this many items are assumed. */
const PLAIN_LIST_ITEMS = 10;

type Request = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
};

/**
 * How many fields a valid operation may have to answer, with every page as full as it was asked for. Sizes of pages
 * count wherever they are written: as a number, as a variable, or left to the default.
 *
 * @throws PAGE.SIZE_INVALID for a page beyond the limit
 */
export function costOf({ schema, document, operation, variables }: Request): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const walk = new CostWalk(schema, fragments, (name) => {
    if (Object.hasOwn(variables, name)) return variables[name];
    const definition = operation.variableDefinitions?.find((node) => node.variable.name.value === name);
    return definition?.defaultValue?.kind === Kind.INT ? Number(definition.defaultValue.value) : undefined;
  });
  return walk.ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

class CostWalk {
  private readonly known = new Map<string, number>();
  /** The page that is being walked: its type, and how many items were asked for. */
  private page: { readonly of: GraphQLNamedType; readonly size: number } | null = null;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variable: (name: string) => unknown,
  ) {}

  ofSet(set: SelectionSetNode, type: GraphQLNamedType | undefined): number {
    let sum = 0;
    for (const selection of set.selections) sum += this.ofSelection(selection, type);
    return sum;
  }

  private ofSelection(node: SelectionNode, type: GraphQLNamedType | undefined): number {
    if (node.kind === Kind.FIELD) return this.ofField(node, type);
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.ofFragment(node.name.value);
    const on = node.typeCondition?.name.value;
    return this.ofSet(node.selectionSet, on ? this.schema.getType(on) : type);
  }

  private ofFragment(name: string): number {
    const key = `${name} ${this.page?.size ?? 0}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const fragment = this.fragments.get(name);
    const cost = fragment
      ? this.ofSet(fragment.selectionSet, this.schema.getType(fragment.typeCondition.name.value))
      : 0;
    this.known.set(key, cost);
    return cost;
  }

  private ofField(node: FieldNode, type: GraphQLNamedType | undefined): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return 1;
    const of = getNamedType(field.type);
    const size = this.sizeAskedFor(field, node);
    if (size !== null && !isListType(getNullableType(field.type))) return 1 + this.ofPage(node.selectionSet, of, size);
    return 1 + (size ?? this.itemsOf(field, type)) * this.ofSet(node.selectionSet, of);
  }

  /** Its items are as many as were asked for; so is the work, also where they are not looked at. */
  private ofPage(set: SelectionSetNode, of: GraphQLNamedType, size: number): number {
    const around = this.page;
    this.page = { of, size };
    const cost = this.ofSet(set, of);
    this.page = around;
    return Math.max(cost, size);
  }

  /** null: not a page. */
  private sizeAskedFor(field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
    const first = field.args.find(({ name }) => name === 'first');
    if (!first) return null;
    const given = node.arguments?.find(({ name }) => name.value === 'first');
    return checkedSize((given && this.numberOf(given.value)) ?? first.defaultValue);
  }

  private itemsOf(field: GraphQLField<unknown, unknown>, type: GraphQLNamedType | undefined): number {
    if (!isListType(getNullableType(field.type))) return 1;
    const isOfPage = this.page?.of === type && field.name === 'items';
    return isOfPage ? (this.page?.size ?? PLAIN_LIST_ITEMS) : PLAIN_LIST_ITEMS;
  }

  private numberOf(value: ValueNode): unknown {
    if (value.kind === Kind.INT) return Number(value.value);
    return value.kind === Kind.VARIABLE ? this.variable(value.name.value) : undefined;
  }
}

/** A size that is nowhere to be found counts as the largest. */
function checkedSize(size: unknown): number {
  if (size === undefined || size === null) return LIMITS.pageSize;
  if (typeof size !== 'number' || !(size >= 1 && size <= LIMITS.pageSize)) throw pageSizeInvalid();
  return size;
}
