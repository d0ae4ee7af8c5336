export { type Access, accessOf, Public, Roles } from './access.js';
export { AuthModule } from './auth.module.js';
export { type Caller, CurrentCaller, type RequestWithCaller, requireCompany, ROLES, type Role } from './caller.js';
export { type IssuerSettings, type SignatureAlgorithm, TokenVerifier } from './token-verifier.js';
