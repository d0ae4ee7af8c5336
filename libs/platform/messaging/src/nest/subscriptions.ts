import { type ArgumentsHost, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { EventContract } from '../contract/contract.js';

type SubscriptionKind = 'project' | 'react';

export interface Subscription {
  readonly kind: SubscriptionKind;
  readonly contract: EventContract;
}

/** Where the decorators leave the contract for the server, in the extras of Nest's pattern. */
export const SUBSCRIPTION = 'gewerk.subscription';

/**
 * The method builds what this service knows of others: it gets batches of `ReceivedEvent` (`@Payload()`) and the `Delivery`
 * (`@Ctx()`), may be replayed, runs before reactions and cannot publish.
 */
export function Projects<Data>(contract: EventContract<Data>): MethodDecorator {
  return subscribes('project', contract as EventContract);
}

/** The method starts something: it gets the same, runs once per event and may publish by `delivery.unitOf(event)`. */
export function Reacts<Data>(contract: EventContract<Data>): MethodDecorator {
  return subscribes('react', contract as EventContract);
}

/** Nest's own filter would answer "Internal server error" in place of what the handler threw. */
@Catch()
class HandlersOwnError implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    if (host.getType() !== 'rpc') throw error;
    return throwError(() => error);
  }
}

const SUBSCRIBED = Symbol('gewerk.subscribed');

function subscribes(kind: SubscriptionKind, contract: EventContract): MethodDecorator {
  return (target, propertyKey, descriptor) => {
    const method = descriptor.value as object;
    if (Reflect.getMetadata(SUBSCRIBED, method) !== undefined) {
      throw new Error(`${target.constructor.name}.${String(propertyKey)} subscribes to a second type: give each type a method of its own`);
    }
    Reflect.defineMetadata(SUBSCRIBED, true, method);
    const subscription: Subscription = { kind, contract };
    EventPattern<string>(`${kind}:${contract.type}`, { [SUBSCRIPTION]: subscription })(target, propertyKey, descriptor);
    UseFilters(new HandlersOwnError())(target, propertyKey, descriptor);
  };
}
