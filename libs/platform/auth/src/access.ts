import { SetMetadata } from '@nestjs/common';
import type { Role } from './caller.js';

const ACCESS = 'gewerk:access';

/** Who may call a route: `public`, or any caller with one of the roles. */
export type Access = 'public' | readonly Role[];

/** Callers with any of the roles may call this route, or every route of the class that does not say otherwise. */
export function Roles(...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator {
  return SetMetadata(ACCESS, roles);
}

/** No token needed; the route has neither a caller nor a network. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(ACCESS, 'public');
}

/** What a route declares, the method before its class; undefined where neither says anything, which is refused. */
export function accessOf(handler: object, controller: object): Access | undefined {
  return (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as Access | undefined;
}
