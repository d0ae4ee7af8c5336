import { Injectable, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/internal';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { accessOf } from './access.js';

/** Refuses to start while any HTTP route declares neither `@Roles` nor `@Public`. */
@Injectable()
export class RouteAccessCheck implements OnModuleInit {
  constructor(private readonly modules: ModulesContainer) {}

  onModuleInit(): void {
    const undeclared = [...this.routes()].filter(({ handler, controller }) => accessOf(handler, controller) === undefined);
    if (undeclared.length === 0) return;
    const names = undeclared.map(({ controller, method }) => `${controller.name}.${method}`).sort();
    throw new Error(`These routes declare neither @Roles(...) nor @Public(): ${names.join(', ')}`);
  }

  private *routes(): Iterable<{ controller: { name: string }; method: string; handler: object }> {
    const scanner = new MetadataScanner();
    for (const module of this.modules.values()) {
      for (const { metatype } of module.controllers.values()) {
        if (metatype === null || metatype === undefined) continue;
        const prototype = metatype.prototype as Record<string, object>;
        for (const method of scanner.getAllMethodNames(prototype)) {
          const handler = prototype[method];
          if (handler !== undefined && Reflect.hasMetadata(METHOD_METADATA, handler)) yield { controller: metatype, method, handler };
        }
      }
    }
  }
}
