export { ConfigurationError, type EnvironmentOf, type EnvironmentSpec, readEnvironment } from './environment.js';
export { mutualTls } from './mutual-tls.js';
export { choice, flag, integer, list, optionalText, optionalUrl, ratio, text, url, type Variable } from './variables.js';
