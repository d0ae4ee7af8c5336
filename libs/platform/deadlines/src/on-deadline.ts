import 'reflect-metadata';
import type { UnitOfWork } from '@gewerk/platform-messaging';

/** A deadline whose time has come. */
export interface DueDeadline {
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Date;
  readonly payload: unknown;
}

export type DeadlineHandler = (work: UnitOfWork, due: DueDeadline) => Promise<void>;

const KIND = Symbol('gewerk.deadline');

/**
 * Marks a method `(work: UnitOfWork, due: DueDeadline) => Promise<void>` that deals with due deadlines of a kind. It takes
 * effect once: the deadline goes in the same transaction. If it throws, the deadline stays and comes again later.
 */
export function OnDeadline(kind: string): MethodDecorator {
  return (_target, _propertyKey, descriptor) => {
    Reflect.defineMetadata(KIND, kind, descriptor.value as object);
  };
}

/** The marked methods of an instance by kind, bound to it. @throws Error where two methods claim one kind */
export function collectDeadlineHandlers(instance: object): ReadonlyMap<string, DeadlineHandler> {
  const handlers = new Map<string, DeadlineHandler>();
  const seen = new Set<string>();
  for (
    let type: object | null = Object.getPrototypeOf(instance);
    type !== null && type !== Object.prototype;
    type = Object.getPrototypeOf(type)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(type))) {
      if (typeof value !== 'function' || seen.has(name)) continue;
      seen.add(name);
      const kind: unknown = Reflect.getMetadata(KIND, value);
      if (typeof kind !== 'string') continue;
      if (handlers.has(kind)) throw new Error(`two methods of ${instance.constructor.name} handle deadlines of kind "${kind}": keep one`);
      handlers.set(kind, (work, due) => (value as DeadlineHandler).call(instance, work, due));
    }
  }
  return handlers;
}
