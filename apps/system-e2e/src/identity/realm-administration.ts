import type { LocalKeycloak } from './local-keycloak.js';
import { tokenResponse, type Tokens } from './sign-in.js';

interface KeyComponent {
  readonly id?: string;
  readonly name: string;
  readonly providerId: string;
  readonly providerType: string;
  readonly parentId: string;
  readonly config: Readonly<Record<string, readonly string[]>>;
}

const KEY_PROVIDER = 'org.keycloak.keys.KeyProvider';

/** The realm as its administrator sees it; keys are rotated in the steps of docs/runbooks/rotate-signing-keys.md. */
export class RealmAdministration {
  constructor(private readonly keycloak: LocalKeycloak) {}

  /** Step 1: the key is published, but the old one signs as long as its priority is higher. */
  async addKey(name: string, priority: number): Promise<void> {
    const { id: parentId } = await this.#call<{ id: string }>('GET', '');
    const config = { ecdsaEllipticCurveKey: ['P-256'], priority: [String(priority)], enabled: ['true'], active: ['true'] };
    const component: KeyComponent = { name, providerId: 'ecdsa-generated', providerType: KEY_PROVIDER, parentId, config };
    await this.#call('POST', '/components', component);
  }

  /** Steps 2 to 4: `priority` decides who signs, `active` false only verifies, `enabled` false is published no more. */
  async changeKey(name: string, change: Readonly<Record<string, string>>): Promise<void> {
    const found = await this.#call<KeyComponent[]>('GET', `/components?type=${KEY_PROVIDER}&name=${name}`);
    const component = found.find((each) => each.name === name);
    if (component === undefined) throw new Error(`the realm has no key provider ${name}`);
    const changed = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, [value]]));
    await this.#call('PUT', `/components/${component.id}`, { ...component, config: { ...component.config, ...changed } });
  }

  /** @returns who may edit each attribute of a person */
  async editorsOfAttributes(): Promise<Readonly<Record<string, readonly string[]>>> {
    const { attributes } = await this.#call<{ attributes: { name: string; permissions?: { edit?: string[] } }[] }>('GET', '/users/profile');
    return Object.fromEntries(attributes.map(({ name, permissions }) => [name, permissions?.edit ?? []]));
  }

  async #call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.keycloak.address}/admin/realms/gewerk${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  }

  async #token(): Promise<string> {
    const form = { grant_type: 'password', client_id: 'admin-cli', ...this.keycloak.admin };
    const response = await tokenResponse(`${this.keycloak.address}/realms/master`, form);
    if (!response.ok) throw new Error(`the administrator got no token: ${await response.text()}`);
    return ((await response.json()) as Tokens).access_token;
  }
}
