import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { declaredRoutes } from './declared-routes.js';

/** Refuses to start while any HTTP route declares neither `@Roles` nor `@Public`. */
@Injectable()
export class RouteAccessCheck implements OnModuleInit {
  constructor(private readonly modules: ModulesContainer) {}

  onModuleInit(): void {
    const undeclared = declaredRoutes(this.modules).filter(({ access }) => access === undefined);
    if (undeclared.length === 0) return;
    const names = undeclared.map(({ handler }) => handler).sort();
    throw new Error(`These routes declare neither @Roles(...) nor @Public(): ${names.join(', ')}`);
  }
}
