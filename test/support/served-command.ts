/** The command `zephr serve` as a program of its own. */
import { after, before } from 'node:test';
import { aConfig } from './a-config.js';
import { installCommand, type InstalledCommand, type RunningCommand } from './run-command.js';

/** The token that jwt.io makes from the tutorial's input: HS256, `secret`, {"sub":"1234567890","prod":"gold"}. */
export const TUTORIAL =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwicHJvZCI6ImdvbGQifQ.KmtgYQKpS5rN0PCfUef28FJTQ4iirzKeQwUUgomVjuE';

/** The secret of the tutorial in the environment. */
export const SECRET = { ZEPHR_JWT_SECRET: 'secret' };

/** Any free port. */
export const PORT = ['--port', '0'];

/** How the tutorial maps readers and products. */
export const jwt = { userMapping: { foreignUserIdProperty: 'sub' }, productSyncing: { privateClaimName: 'prod' } };

/** Configs and data beside the command. */
export const files = {
  'zephr.json': aConfig({ jwt }),
  'users.json': aConfig({ jwt: { ...jwt, userStore: { foreignKeySystem: 'crm' } } }),
  'gifts.json': aConfig({
    jwt,
    features: { articles: { rules: { anonymous: { type: 'gift', yes: 'show', no: 'teaser' } } }, videos: {} },
  }),
  'broken.json': { version: 2, features: {} },
  'keyless.json': aConfig({ jwt: { ...jwt, publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' } }),
  'readers.csv': 'foreignUserId,state\n1234567890,Alabama\n',
  'text.sqlite': 'no database\n'.repeat(100),
};

/** Posts JSON to a route and gives the body of the response. */
export async function post({ origin }: RunningCommand, path: string, body: unknown, headers = {}): Promise<unknown> {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** The installed command of a test file. */
export interface ServedCommand {
  readonly command: () => InstalledCommand;
  /** Runs `zephr serve` while a test uses it. */
  readonly withServer: (
    args: readonly string[],
    use: (server: RunningCommand) => Promise<void>,
    env?: Readonly<Record<string, string>>,
  ) => Promise<void>;
}

/** Installs the command with `files` before the tests of a file, and removes it after them. */
export function useServedCommand(): ServedCommand {
  let command: InstalledCommand;
  before(async () => {
    command = await installCommand(files, { packages: true });
  });
  after(() => command[Symbol.asyncDispose]());
  return {
    command: () => command,
    withServer: async (args, use, env = SECRET) => {
      await using server = await command.start(['serve', ...args, ...PORT], env);
      await use(server);
    },
  };
}
