export { type Access, accessOf, Public, Roles } from './access.js';
export { AuthModule } from './auth.module.js';
export { type Caller, CurrentCaller, type RequestWithCaller, requireCompany, ROLES, type Role } from './caller.js';
export { denied, isDenial } from './denied.js';
export { Entrance, type RouteAccess } from './entrance.js';
export { type IssuerSettings, type SignatureAlgorithm, TokenVerifier } from './token-verifier.js';
