import { ConfigError, isConfigError } from './config-error.js';

// For who imports the class from a door: an error of any copy of it is one.
Object.defineProperty(ConfigError, Symbol.hasInstance, {
  value: (error: unknown) => error instanceof Error && isConfigError(error),
});

export { ConfigError };
