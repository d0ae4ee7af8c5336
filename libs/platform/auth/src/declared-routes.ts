import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, MODULE_PATH, PATH_METADATA } from '@nestjs/common/internal';
import { MetadataScanner, type ModulesContainer } from '@nestjs/core';
import { type Access, accessOf } from './access.js';

/** A route as a controller declares it. */
export interface DeclaredRoute {
  readonly method: string;
  /** Path template, `/api/orders/v1/orders/:orderId`. */
  readonly path: string;
  readonly access: Access | undefined;
  /** `OrdersController.submit` */
  readonly handler: string;
}

/** Every route of the application's controllers, as Nest registers it without versions and without a prefix of the whole. */
export function declaredRoutes(modules: ModulesContainer): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  const routes: DeclaredRoute[] = [];
  for (const module of modules.values()) {
    const modulePath = pathOf(module.metatype, MODULE_PATH + modules.applicationId);
    for (const { metatype: controller } of module.controllers.values()) {
      if (controller === null || controller === undefined) continue;
      const prototype = controller.prototype as Record<string, object>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (handler === undefined || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;
        routes.push({
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod],
          path: joined(modulePath, pathOf(controller), pathOf(handler)),
          access: accessOf(handler, controller),
          handler: `${controller.name}.${name}`,
        });
      }
    }
  }
  return routes;
}

function pathOf(target: object, key: string = PATH_METADATA): string {
  const path: unknown = Reflect.getMetadata(key, target);
  if (Array.isArray(path)) throw new Error(`${String(target)} has several paths; give each route one of its own`);
  return typeof path === 'string' ? path : '';
}

function joined(...paths: string[]): string {
  return `/${paths.flatMap((path) => path.split('/').filter((part) => part !== '')).join('/')}`;
}
