import type { CompanyId, NetworkId } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import { Controller, type ExecutionContext, Get, type Type } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import { Public, Roles } from './access.js';
import { AccessGuard } from './access-guard.js';
import { type Caller, requireCompany } from './caller.js';
import { RouteAccessCheck } from './route-access-check.js';
import type { TokenVerifier } from './token-verifier.js';

const caller: Caller = { subject: 'anna', networkId: 'n' as NetworkId, companyId: 'c1' as CompanyId, roles: ['member'] };

@Roles('orchestrator')
@Controller()
class Doors {
  @Get('inherited') inherited(): void {}
  @Get('own') @Roles('member', 'customer') own(): void {}
  @Get('open') @Public() open(): void {}
}

@Controller()
class Forgotten {
  @Get('a') forgotten(): void {}
  @Get('b') @Roles('member') declared(): void {}
  notARoute(): void {}
}

async function enter(controller: Type<unknown>, method: string, authorization?: string): Promise<string> {
  const request: { headers: Record<string, string | undefined>; caller?: Caller } = { headers: { authorization } };
  const context = {
    getType: () => 'http',
    getHandler: () => (controller.prototype as Record<string, object>)[method],
    getClass: () => controller,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  const guard = new AccessGuard({ verify: async () => caller } as unknown as TokenVerifier);
  try {
    await guard.canActivate(context);
    return request.caller?.subject ?? 'nobody';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a route', () => {
  it('is open to callers with one of its roles, and knows them', async () => {
    expect(await enter(Doors, 'own', 'Bearer t')).toBe('anna');
  });

  it('takes the roles of its class where it names none', async () => {
    expect(await enter(Doors, 'inherited', 'Bearer t')).toBe('auth.role-missing');
  });

  it('that is public needs no token and has no caller', async () => {
    expect(await enter(Doors, 'open')).toBe('nobody');
  });

  it.each([undefined, 'Basic YTpi', 'Bearer', 'Bearer a b'])('that is not public refuses the header %s', async (header) => {
    expect(await enter(Doors, 'own', header)).toBe('auth.token-missing');
  });

  it('that declares nothing is closed to everyone', async () => {
    expect(await enter(Forgotten, 'forgotten', 'Bearer t')).toBe('auth.role-missing');
  });
});

describe('the start-up check', () => {
  const modulesWith = (...controllers: Type<unknown>[]): ModulesContainer =>
    new Map([
      ['m', { metatype: class {}, controllers: new Map(controllers.map((metatype) => [metatype, { metatype }])) }],
    ]) as unknown as ModulesContainer;

  it('names every route without a declaration, and nothing else', () => {
    expect(() => new RouteAccessCheck(modulesWith(Doors, Forgotten)).onModuleInit()).toThrow(
      'These routes declare neither @Roles(...) nor @Public(): Forgotten.forgotten',
    );
    expect(() => new RouteAccessCheck(modulesWith(Doors)).onModuleInit()).not.toThrow();
  });
});

describe('a company', () => {
  it('is reached by its own people and by the orchestrator', () => {
    expect(() => requireCompany(caller, 'c1')).not.toThrow();
    expect(() => requireCompany({ ...caller, companyId: null, roles: ['orchestrator'] }, 'c1')).not.toThrow();
  });

  it('is not even disclosed to others', () => {
    expect(() => requireCompany(caller, 'c2')).toThrow(expect.objectContaining({ kind: 'not-found' }));
    expect(() => requireCompany({ ...caller, companyId: null, roles: ['auditor'] }, 'c2')).toThrow(
      expect.objectContaining({ kind: 'not-found' }),
    );
  });
});
