import { Ajv, type ValidateFunction } from 'ajv';
import { parseAllDocuments } from 'yaml';
import { at, type KubernetesResource, listAt, textAt, titleOf, type Violation } from './resources.js';

interface StructuralSchema {
  type?: string;
  properties?: Record<string, StructuralSchema>;
  items?: StructuralSchema;
  additionalProperties?: boolean | StructuralSchema;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  [keyword: string]: unknown;
}

/** Schemas of custom resources, as their definitions publish them, but closed: a field that is not named there is refused. */
export class CustomSchemas {
  // Definitions carry formats and keywords of Kubernetes, and patterns of Go's regular expressions.
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
  readonly #schemas = new Map<string, StructuralSchema>();
  readonly #validators = new Map<string, ValidateFunction>();

  /** @param text YAML with CustomResourceDefinitions; other documents in it are passed over */
  add(text: string): void {
    for (const document of parseAllDocuments(text)) {
      const definition: unknown = document.toJS();
      if (at(definition, 'kind') !== 'CustomResourceDefinition') continue;
      const group = textAt(definition, 'spec', 'group');
      const kind = textAt(definition, 'spec', 'names', 'kind');
      for (const version of listAt(definition, 'spec', 'versions')) {
        const schema = at(version, 'schema', 'openAPIV3Schema') as StructuralSchema | undefined;
        // A version that a server no longer offers is no version.
        if (schema === undefined || at(version, 'served') !== true) continue;
        this.#schemas.set(`${group}/${textAt(version, 'name')} ${kind}`, schema);
      }
    }
  }

  knows({ apiVersion, kind }: KubernetesResource): boolean {
    return this.#schemas.has(`${apiVersion} ${kind}`);
  }

  violationsOf(resource: KubernetesResource): Violation[] {
    const validate = this.#validatorOf(`${resource.apiVersion} ${resource.kind}`);
    if (validate(resource)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
      resource: titleOf(resource),
      message: `${instancePath || '/'} ${message}${'additionalProperty' in params ? `: ${String(params['additionalProperty'])}` : ''}`,
    }));
  }

  /** Compiled when first asked for: definitions come by the dozen, and an overlay uses few. */
  #validatorOf(name: string): ValidateFunction {
    const known = this.#validators.get(name);
    if (known !== undefined) return known;
    const schema = this.#schemas.get(name);
    if (schema === undefined) throw new Error(`there is no definition of ${name}`);
    const validate = this.#ajv.compile(closedResource(schema));
    this.#validators.set(name, validate);
    return validate;
  }
}

/** Kinds, versions and metadata of the whole are the same for all resources and stand in no definition. */
function closedResource(schema: StructuralSchema): object {
  const { properties = {}, ...rest } = schema;
  const closed = closedSchema({ ...rest, properties }) as { properties: Record<string, unknown>; required?: string[] };
  const named = { type: 'object', required: ['name'] };
  return {
    ...closed,
    properties: { ...closed.properties, apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: named },
    required: [...new Set([...(closed.required ?? []), 'apiVersion', 'kind', 'metadata'])],
  };
}

function closedSchema(schema: StructuralSchema): object {
  const { properties, items, additionalProperties, pattern, ...rest } = schema;
  if (schema['x-kubernetes-int-or-string'] === true) {
    const { type: _, ...others } = rest;
    return { ...others, anyOf: [{ type: 'integer' }, { type: 'string' }] };
  }
  const closed: Record<string, unknown> = typeof pattern === 'string' && isExpression(pattern) ? { ...rest, pattern } : { ...rest };
  if (items !== undefined) closed['items'] = closedSchema(items);
  if (properties !== undefined) {
    closed['properties'] = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, closedSchema(member)]));
  }
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true;
  if (typeof additionalProperties === 'object') closed['additionalProperties'] = closedSchema(additionalProperties);
  else if (schema.type === 'object' && additionalProperties !== true && !open) closed['additionalProperties'] = false;
  return closed;
}

/** Go's expressions know flags inside that JavaScript's do not; such a pattern is left to the cluster. */
function isExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
