import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findPort } from './find-port.js';
import { NO_REDIS, startRedis, type RedisServer } from './redis-server.js';

/** A cluster of a test's own: three masters, each with a replica. */
export interface RedisCluster extends AsyncDisposable {
  /** Addresses of all nodes. */
  readonly urls: readonly string[];
  /** Ends the master that holds a key, as if its machine were lost, and gives its address. */
  readonly killMasterOf: (key: string) => Promise<string>;
}

const MASTERS = 3;
/** How long a node may be silent before the others take it for lost, in ms. */
const NODE_TIMEOUT_MS = 1000;
const run = promisify(execFile);

/** Starts a cluster of six servers, and waits until all of them know it. */
export async function startRedisCluster(): Promise<RedisCluster> {
  if (NO_REDIS) throw new Error(NO_REDIS);
  const nodes: RedisServer[] = [];
  const close = async (): Promise<void> => {
    for (const node of nodes) await node[Symbol.asyncDispose]();
  };
  try {
    for (let n = 0; n < 2 * MASTERS; n++) nodes.push(await startNode());
    const hosts = nodes.map(({ url }) => new URL(url).host);
    await run('redis-cli', ['--cluster', 'create', ...hosts, '--cluster-replicas', '1', '--cluster-yes']);
    for (const node of nodes) {
      await waitFor(node, ['cluster', 'info'], /cluster_state:ok/);
      // A replica that has no copy yet cannot take over.
      await waitFor(node, ['info', 'replication'], /role:master|master_link_status:up/);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const ask = async (...command: string[]): Promise<string> => {
    const { port } = new URL(nodes[0]!.url);
    return (await run('redis-cli', ['-p', port, ...command])).stdout.trim();
  };
  return {
    urls: nodes.map(({ url }) => url),
    killMasterOf: async (key) => {
      const slot = Number(await ask('cluster', 'keyslot', key));
      const lines = (await ask('cluster', 'nodes')).split('\n').map((line) => line.split(' '));
      const holds = ([from, to = from]: string[]): boolean => slot >= Number(from) && slot <= Number(to);
      const [, address] = lines.find((line) => line.slice(8).some((range) => holds(range.split('-'))))!;
      const port = /:(\d+)@/.exec(address!)![1]!;
      const master = nodes.find(({ url }) => new URL(url).port === port)!;
      await master.kill('SIGKILL');
      return master.url;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function startNode(): Promise<RedisServer> {
  const options = {
    'cluster-enabled': 'yes',
    // By default the port of the bus is higher by 10,000, where there may be none.
    'cluster-port': await findPort(),
    'cluster-node-timeout': NODE_TIMEOUT_MS,
    // Replicas are copied to at once.
    'repl-diskless-sync-delay': 0,
  };
  return startRedis(...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]));
}

async function waitFor({ url }: RedisServer, command: readonly string[], state: RegExp): Promise<void> {
  for (let looks = 0; looks < 400; looks++) {
    const { stdout } = await run('redis-cli', ['-p', new URL(url).port, ...command]);
    if (state.test(stdout)) return;
    await sleep(50);
  }
  throw new Error('The cluster does not start.');
}
