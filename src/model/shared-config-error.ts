import { ConfigError, isConfigError } from './config-error.js';

// Each bundle has its own `ConfigError`: make `instanceof` accept all of them.
Object.defineProperty(ConfigError, Symbol.hasInstance, {
  value: (error: unknown) => error instanceof Error && isConfigError(error),
});

export { ConfigError };
