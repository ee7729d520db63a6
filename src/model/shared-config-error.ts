import { ConfigError, isConfigError } from './config-error.js';

// For who imports the class from a door: `instanceof` tells what `isConfigError` does.
Object.defineProperty(ConfigError, Symbol.hasInstance, { value: isConfigError });

export { ConfigError };
