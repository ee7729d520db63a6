import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { ExitCount } from '../cards/count-traffic.js';
import type { Config } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { checkEdits } from '../edit/check-edits.js';
import { type Edit, EditError } from '../edit/edit.js';
import { checkBenchToken } from './check-bench-token.js';
import { CONSOLE_HEADERS, FILE_TYPES } from './console-headers.js';
import { ConsoleRefusal } from './console-refusal.js';
import { EventStreams } from './event-streams.js';
import { guardRequest, requireToken } from './guard-request.js';
import type { Journal } from './journal.js';
import {
  MAX_BENCH_CHARACTERS,
  MAX_FILE_BYTES,
  MAX_PAGE_CHARACTERS,
  MAX_SECRET_CHARACTERS,
  MAX_TRAFFIC_DAYS,
} from './limits.js';
import { makePreview, type PreviewRequest } from './make-preview.js';
import { readJsonBody, readText } from './read-json-body.js';
import { ConsoleSession } from './console-session.js';
import { PREVIEW_SCRIPT, writePreviewPage } from './preview-page.js';
import { watchFile } from './watch-file.js';

/** The files and functions of a console. */
export interface ConsoleOptions {
  /** Real path of the config. */
  readonly configPath: string;
  /** Path of the file of test readers beside it. */
  readonly readersPath: string;
  readonly journal: Journal;
  /** Unsaved edits of the test readers. */
  readonly readersJournal: Journal;
  /** The files of the app by name, such as `index.html`. Nothing else is served. */
  readonly app: ReadonlyMap<string, Uint8Array>;
  /** The shared secret that the process was started with; `null` without one. */
  readonly secret: string | null;
  /** Signs claims with a shared secret (HS256). */
  readonly signToken: (claims: Readonly<Record<string, unknown>>, secret: string) => Promise<string>;
  /** Answers the routes below `/zephr/`, which pages ask: the endpoint of a config and a secret. */
  readonly answerEndpoint: (
    request: Request,
    connection: unknown,
    config: unknown,
    secret: string | null,
  ) => Promise<Response>;
  /** The bundle that is written on request, with the config as it is on disk; `null` without one. */
  readonly bundle: BundleTarget | null;
  /** Reads the text of the config in the last commit of git; `null` without one. Never rejects. */
  readonly readCommit: () => Promise<string | null>;
  /** Reads how many decisions took each exit in the last days; `null` without a store. */
  readonly readTraffic: ((days: number) => Promise<readonly ExitCount[]>) | null;
  /** The private key of previews, PEM; `null` without one. It stays in this process. */
  readonly previewKey: string | null;
  /** Is called with an error that should not happen. */
  readonly report: (error: unknown) => void;
}

/** A bundle whose place was named at start. */
export interface BundleTarget {
  /** Name of its file. */
  readonly name: string;
  /** Writes it, and says what it holds or why it was not written. Never rejects. */
  readonly write: () => Promise<{ readonly isWritten: boolean; readonly said: string }>;
}

/** A console: answers requests until it is closed. */
export interface Console {
  /** The bearer token, for the fragment of the printed address. */
  readonly token: string;
  readonly answer: (request: Request, connection?: unknown) => Promise<Response>;
  /** Says on which port it listens: until then every request is refused. */
  readonly listensOn: (port: number) => void;
  readonly close: () => void;
}

type Handle = (request: Request, connection: unknown) => Promise<unknown>;

/** Octets of the bearer token: 256 bits. */
const TOKEN_OCTETS = 32;
/** The text that the file of test readers begins with. */
const NO_READERS = `${JSON.stringify({ version: 1, readers: {} }, null, 2)}\n`;

/**
 * Creates the console of one config. It listens to nothing itself: the command mounts it on loopback.
 *
 * No path, no name of a file and no address of a request decides which file is read or written.
 */
export function createConsole(options: ConsoleOptions): Console {
  const address = { port: 0, token: randomBytes(TOKEN_OCTETS).toString('base64url') };
  const session = new ConsoleSession(options.configPath, options.journal);
  session.secret = options.secret;
  const readers = new ConsoleSession(options.readersPath, options.readersJournal, NO_READERS);
  const streams = new EventStreams();
  const stops = [watchForOthers(session, 'file', streams), watchForOthers(readers, 'readers', streams)];
  const routes = createRoutes(options, session, readers);
  const previewScript = options.app.get(PREVIEW_SCRIPT);
  const preview = previewScript && writePreviewPage(previewScript);
  const answer = async (request: Request, connection: unknown): Promise<Response> => {
    guardRequest(request, address);
    const { pathname } = new URL(request.url);
    const file = options.app.get(pathname === '/' ? 'index.html' : pathname.slice(1));
    if (file) return serveFile(request, pathname, file);
    if (preview && pathname === '/preview.html')
      return new Response(preview.html, { headers: { ...CONSOLE_HEADERS, ...preview.headers } });
    if (pathname.startsWith('/zephr/')) {
      requireToken(request, address);
      const text = await session.read();
      return options.answerEndpoint(request, connection, text && JSON.parse(text.text), session.secret);
    }
    requireToken(request, address);
    if (pathname === '/api/events' && request.method === 'GET')
      return new Response(streams.open(), {
        headers: { ...CONSOLE_HEADERS, 'Content-Type': 'application/x-ndjson; charset=utf-8' },
      });
    const route = routes.get(`${request.method} ${pathname}`);
    if (!route) throw new ConsoleRefusal(404, 'not-found', 'There is no such route.');
    return Response.json((await route(request, connection)) ?? {}, { headers: CONSOLE_HEADERS });
  };
  return {
    token: address.token,
    answer: (request, connection) => answer(request, connection).catch((error) => refuse(error, options.report)),
    listensOn: (port) => void (address.port = port),
    close: () => {
      for (const stop of stops) stop();
      streams.close();
    },
  };
}

/** Tells the pages when another program has changed a file. */
function watchForOthers(session: ConsoleSession, event: 'file' | 'readers', streams: EventStreams): () => void {
  return watchFile(session.path, () => {
    session.lookForOthers().then(
      (hash) => hash === undefined || streams.send({ event, hash }),
      () => {
        // A save says why the file cannot be read.
      },
    );
  });
}

function createRoutes(
  options: ConsoleOptions,
  session: ConsoleSession,
  readers: ConsoleSession,
): ReadonlyMap<string, Handle> {
  const { configPath, journal, readersJournal, signToken, bundle, previewKey, readTraffic } = options;
  return new Map<string, Handle>([
    [
      'GET /api/state',
      async () => {
        return {
          name: basename(configPath),
          file: await session.read(),
          journal: await journal.read(),
          readers: { name: basename(readers.path), file: await readers.read(), journal: await readersJournal.read() },
          hasSecret: session.secret !== null,
          bundle: bundle?.name ?? null,
          canPreview: previewKey !== null,
          countsTraffic: readTraffic !== null,
        };
      },
    ],
    [
      'POST /api/bundle',
      async () => {
        if (!bundle) throw new ConsoleRefusal(400, 'bundle-missing', 'The console was started without --bundle.');
        return bundle.write();
      },
    ],
    [
      'POST /api/save',
      async (request) => {
        const body = await readJsonBody(request);
        const base = readText(body, 'base', MAX_BENCH_CHARACTERS);
        if (body['text'] !== undefined) return session.saveText(base, readText(body, 'text', MAX_FILE_BYTES));
        return session.save({ base, edits: readEdits(body['edits']), recreates: body['recreates'] === true });
      },
    ],
    [
      'PUT /api/journal',
      async (request) => {
        const body = await readJsonBody(request);
        const typed = body['text'] === undefined ? undefined : readText(body, 'text', MAX_FILE_BYTES);
        await session.keep(readText(body, 'base', MAX_BENCH_CHARACTERS), readEdits(body['edits']), typed);
      },
    ],
    ['GET /api/traffic', async (request) => ({ exits: await countExits(request, readTraffic) })],
    ['GET /api/commit', async () => ({ text: await options.readCommit() })],
    ['DELETE /api/journal', () => Promise.all([journal.clear(), readersJournal.clear()])],
    [
      'POST /api/readers',
      async (request) => {
        const body = await readJsonBody(request);
        const base = readText(body, 'base', MAX_BENCH_CHARACTERS);
        return readers.save({ base, edits: readEdits(body['edits']), recreates: false });
      },
    ],
    [
      'PUT /api/readers/journal',
      async (request) => {
        const body = await readJsonBody(request);
        await readers.keep(readText(body, 'base', MAX_BENCH_CHARACTERS), readEdits(body['edits']));
      },
    ],
    [
      'POST /api/preview',
      async (request) => {
        if (previewKey === null)
          throw new ConsoleRefusal(400, 'preview-refused', 'The console was started without --preview-key.');
        return makePreview(await readPreviewRequest(request, session), previewKey);
      },
    ],
    [
      'PUT /api/secret',
      async (request) => {
        const secret = readText(await readJsonBody(request), 'secret', MAX_SECRET_CHARACTERS);
        session.secret = secret === '' ? null : secret;
      },
    ],
    [
      'POST /api/token',
      async (request) => {
        const body = await readJsonBody(request);
        const config = isRecord(body['config']) ? (body['config'] as unknown as Config) : { version: 1, features: {} };
        return checkBenchToken(readText(body, 'token', MAX_BENCH_CHARACTERS), config as Config, session.secret);
      },
    ],
    [
      'POST /api/sign',
      async (request) => {
        const { claims } = await readJsonBody(request);
        if (!isRecord(claims)) throw new ConsoleRefusal(400, 'field-invalid', '"claims" must be a JSON object.');
        if (session.secret === null)
          throw new ConsoleRefusal(400, 'secret-missing', 'There is no shared secret to sign with.');
        return { token: await signToken(claims, session.secret) };
      },
    ],
  ]);
}

/** Reads the traffic of as many days as a request asks for. */
function countExits({ url }: Request, readTraffic: ConsoleOptions['readTraffic']): Promise<readonly ExitCount[]> {
  const days = Number(new URL(url).searchParams.get('days'));
  if (!readTraffic) throw new ConsoleRefusal(400, 'store-missing', 'The console was started without --store.');
  if (!Number.isInteger(days) || days < 1 || days > MAX_TRAFFIC_DAYS)
    throw new ConsoleRefusal(400, 'field-invalid', `"days" must be a number from 1 to ${MAX_TRAFFIC_DAYS}.`);
  return readTraffic(days);
}

/** Reads what a preview is made of. Without a text of its own, the live config is the file as it is saved. */
async function readPreviewRequest(request: Request, session: ConsoleSession): Promise<PreviewRequest> {
  const body = await readJsonBody(request);
  const { live, readers, hours } = body;
  const file = live === null ? await session.read() : null;
  if (live === null && file?.hash !== body['base'])
    throw new ConsoleRefusal(409, 'conflict', 'The file was changed meanwhile. Make the link again.');
  if (!isRecord(readers) || !Object.values(readers).every(isRecord))
    throw new ConsoleRefusal(400, 'field-invalid', '"readers" must be an object of readers.');
  return {
    live: file?.text ?? readText(body, 'live', MAX_FILE_BYTES),
    edits: readEdits(body['edits']),
    page: readText(body, 'page', MAX_PAGE_CHARACTERS),
    readers: readers as PreviewRequest['readers'],
    hours: Number(hours),
    by: readText(body, 'by', MAX_BENCH_CHARACTERS),
  };
}

function readEdits(value: unknown): readonly Edit[] {
  try {
    return checkEdits(value);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    throw new ConsoleRefusal(400, 'edits-invalid', error.message);
  }
}

function serveFile({ method }: Request, pathname: string, file: Uint8Array): Response {
  if (method !== 'GET' && method !== 'HEAD')
    throw new ConsoleRefusal(405, 'method-not-allowed', 'Files are only read.');
  const type = FILE_TYPES[pathname === '/' ? 'html' : pathname.slice(pathname.lastIndexOf('.') + 1)];
  return new Response(method === 'HEAD' ? null : (file as Uint8Array<ArrayBuffer>), {
    headers: { ...CONSOLE_HEADERS, 'Content-Type': type ?? 'application/octet-stream' },
  });
}

function refuse(error: unknown, report: (error: unknown) => void): Response {
  if (!(error instanceof ConsoleRefusal)) {
    report(error);
    error = new ConsoleRefusal(500, 'internal', 'The console has a mistake of its own; its window says which.');
  }
  const { status, code, message, details } = error as ConsoleRefusal;
  return Response.json({ error: { code, message, ...details } }, { status, headers: CONSOLE_HEADERS });
}
