import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access-guard.js';
import { Entrance } from './entrance.js';
import { RouteAccessCheck } from './route-access-check.js';
import { type IssuerSettings, TokenVerifier } from './token-verifier.js';

/** Guards every HTTP route of the application it is imported into. */
@Module({})
export class AuthModule {
  static forIssuer(issuer: IssuerSettings): DynamicModule {
    return {
      module: AuthModule,
      providers: [
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(issuer) },
        { provide: APP_GUARD, useClass: AccessGuard },
        Entrance,
        RouteAccessCheck,
      ],
      exports: [TokenVerifier, Entrance],
    };
  }
}
