type Schema = Record<string, unknown>;

const ONE_SCHEMA = ['additionalItems', 'contains', 'not', 'if', 'then', 'else', 'propertyNames', 'unevaluatedItems'];
const SCHEMA_LIST = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const SCHEMA_MAP = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

/**
 * The schema with every object shut: a member it does not name is refused. A schema that already says what further members
 * may be (a record, an explicit `true`) keeps its word. Publishers are checked against this.
 */
export function closed(schema: object): object {
  return walk(schema as Schema, (copy, inIntersection) => {
    if ('additionalProperties' in copy || 'unevaluatedProperties' in copy || inIntersection) return;
    // Under `allOf` no branch knows the members of the others, so the intersection as a whole is shut instead.
    if ('allOf' in copy) copy['unevaluatedProperties'] = false;
    else if ('properties' in copy && !('patternProperties' in copy)) copy['additionalProperties'] = false;
  });
}

/** The schema with every object open, so that members added by a newer publisher do not stop an older consumer. */
export function open(schema: object): object {
  return walk(schema as Schema, (copy) => {
    if (copy['additionalProperties'] === false) delete copy['additionalProperties'];
    if (copy['unevaluatedProperties'] === false) delete copy['unevaluatedProperties'];
  });
}

function walk(schema: Schema, change: (copy: Schema, inIntersection: boolean) => void, inIntersection = false): Schema {
  const copy: Schema = { ...schema };
  change(copy, inIntersection);
  const visit = (member: unknown, branch = false): unknown =>
    member !== null && typeof member === 'object' && !Array.isArray(member) ? walk(member as Schema, change, branch) : member;
  for (const keyword of [...ONE_SCHEMA, 'additionalProperties', 'unevaluatedProperties', 'items']) {
    if (keyword in copy && !Array.isArray(copy[keyword])) copy[keyword] = visit(copy[keyword]);
  }
  for (const keyword of [...SCHEMA_LIST, 'items']) {
    const list = copy[keyword];
    if (Array.isArray(list)) copy[keyword] = list.map((member) => visit(member, keyword === 'allOf'));
  }
  for (const keyword of SCHEMA_MAP) {
    const map = copy[keyword];
    if (map !== null && typeof map === 'object') {
      copy[keyword] = Object.fromEntries(Object.entries(map).map(([name, member]) => [name, visit(member)]));
    }
  }
  return copy;
}
