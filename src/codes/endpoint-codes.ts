import type { CodeEntry } from './code-entry.js';

/** A module that makes an endpoint with options. */
const endpointWith = (options: string): string =>
  `import { createEndpoint } from 'zephr-onpage/endpoint';\n\ncreateEndpoint({ config: { version: 1, features: {} }, ${options} });`;

/** A request that a route refuses. */
const request = (head: string, body = '', type = 'application/json'): string =>
  `${head}\nContent-Type: ${type}\n\n${body}`;

/** Mistakes in the options of `createEndpoint` and `createGifts`. */
export const OPTION_CODES = {
  'key-set-url-invalid': {
    in: ['option'],
    what: '`jwt.jwksUrl` is not an absolute https address. A server has no page that a shorter one could belong to.',
    mend: 'Write the whole address, or give the keys as `jwks`.',
    example: {
      module:
        "import { createEndpoint } from 'zephr-onpage/endpoint';\n\ncreateEndpoint({ config: { version: 1, jwt: { jwksUrl: '/jwks.json' }, features: {} } });",
    },
  },
  'signing-key-invalid': {
    in: ['option'],
    what: '`signingKey` is not a private key for ES256.',
    mend: 'Use the private key that `zephr keys` writes: PKCS#8 PEM or a JWK, on the curve P-256.',
    example: { module: endpointWith("secret: 's'.repeat(64), signingKey: 'key'") },
  },
  'secret-invalid': {
    in: ['option'],
    what: '`secret` is neither text nor a `Uint8Array`.',
    mend: 'Give the secret as text, or its octets as a `Uint8Array`.',
    example: { module: endpointWith('secret: 42') },
  },
  'secret-empty': {
    in: ['option'],
    what: '`secret` is empty. Often its variable is not set.',
    mend: 'Set the variable, such as `ZEPHR_JWT_SECRET`, where the endpoint runs.',
    example: { module: endpointWith("secret: ''") },
  },
  'secret-weak': {
    in: ['option', 'log'],
    what: 'The secret is shorter than the hash of its algorithm. In production the endpoint does not start; elsewhere it warns.',
    mend: 'Make a secret of 64 random octets: `openssl rand -base64 64`.',
    example: {
      situation: "`createEndpoint({ config, secret: 'short' })` with `NODE_ENV=production`.",
      test: 'test/unit/endpoint/create-endpoint.test.ts',
    },
  },
  'origin-invalid': {
    in: ['option', 'warning'],
    what: 'An entry of `allowedOrigins`, or of `preview.origins` of the config, is not an origin. Previews also need https, or http on loopback.',
    mend: 'Write scheme, host and, where it is not the default, port: `https://www.news.example`; in `allowedOrigins` also `*`.',
    example: { module: endpointWith("secret: 's'.repeat(64), allowedOrigins: ['www.news.example/']") },
  },
  'range-invalid': {
    in: ['option'],
    what: 'An entry of the `ranges` of `premises` is not an address or a range of addresses, or contains every address.',
    mend: 'Write an address, or its first address and the number of bits that all addresses share: `192.0.2.0/24`, `2001:db8::/32`.',
    example: {
      module: endpointWith("secret: 's'.repeat(64), premises: { library: { ranges: ['192.0.2.0/33'] } }"),
    },
  },
  'webhook-secret-invalid': {
    in: ['option'],
    what: 'A secret of `webhooks` is not `whsec_` and 24 to 64 octets in base64.',
    mend: 'Make one: `echo "whsec_$(openssl rand -base64 32)"`, and give the receiver the same text.',
    example: {
      module: endpointWith(
        "secret: 's'.repeat(64), webhooks: { crm: { url: 'https://crm.example/hook', secret: 'whsec_short' } }",
      ),
    },
  },
  'option-invalid': {
    in: ['option'],
    what: 'An option has the wrong type or a value out of range, or two options exclude each other.',
    mend: 'The message says what the option takes.',
    example: { module: endpointWith("secret: 's'.repeat(64), base: 'api'") },
  },
} as const satisfies Record<string, CodeEntry>;

/** Mistakes in the set-up of a store, and failures of its disk or server. */
export const STORE_CODES = {
  'driver-missing': {
    in: ['store'],
    what: 'The package of the store is not installed.',
    mend: 'Install it: `npm install libsql` for a file, `npm install ioredis` for Redis.',
    example: { situation: '`openSqliteStore` in a project without `libsql`.', test: 'test/cli/sqlite.test.ts' },
  },
  'file-unreachable': {
    in: ['store'],
    what: 'The file of the store cannot be opened: its folder is missing, it may not be written, or the disk fails.',
    mend: 'Make the folder, and let the user of the endpoint write to it.',
    example: {
      module: "import { openSqliteStore } from 'zephr-onpage/sqlite';\n\nawait openSqliteStore('/missing/zephr.db');",
    },
  },
  'file-foreign': {
    in: ['store'],
    what: 'The file is not a database of this package. It is left as it is.',
    mend: 'Name another file.',
    example: { situation: 'A file of text.', test: 'test/unit/endpoint/sqlite/open-database.test.ts' },
  },
  'file-damaged': {
    in: ['store'],
    what: 'SQLite finds the file damaged.',
    mend: 'Restore it from a copy.',
    example: {
      situation: 'A file whose pages were overwritten.',
      test: 'test/unit/endpoint/sqlite/store-trouble.test.ts',
    },
  },
  'file-locked': {
    in: ['store'],
    what: 'Another program has locked the file: a transaction that does not end, a copy that is being made, or a process that hangs.',
    mend: 'End the other program. Copy the file with a tool that uses snapshots, such as `VACUUM INTO`.',
    example: {
      situation: 'Another process that holds a transaction.',
      test: 'test/unit/endpoint/sqlite/store-trouble.test.ts',
    },
  },
  'file-lost': {
    in: ['store'],
    what: 'The file was deleted or replaced while it was open. Nothing is written to a file that is no longer at its path.',
    mend: 'Put the file back, or restart with the one that is there now.',
    example: {
      situation: 'A file that is moved away while the endpoint runs.',
      test: 'test/unit/endpoint/sqlite/store-trouble.test.ts',
    },
  },
  'schema-newer': {
    in: ['store'],
    what: 'A newer version of the package has written the file.',
    mend: 'Update the package, or restore the copy from before the update.',
    example: {
      situation: 'A file with a higher `user_version`.',
      test: 'test/unit/endpoint/sqlite/open-database.test.ts',
    },
  },
  'url-invalid': {
    in: ['store'],
    what: 'The address of Redis is not one.',
    mend: 'Write `redis://127.0.0.1:6379`, or `rediss:` for TLS.',
    example: { module: "import { openRedisStore } from 'zephr-onpage/redis';\n\nawait openRedisStore('localhost');" },
  },
  'client-invalid': {
    in: ['store'],
    what: 'The client that was given cannot be used as a store: it has no `eval`, or the binding of Durable Objects is missing.',
    mend: 'Give a client of ioredis, or the binding of the Worker, such as `env.ZEPHR_STORE`.',
    example: { module: "import { openRedisStore } from 'zephr-onpage/redis';\n\nawait openRedisStore({});" },
  },
  'name-invalid': {
    in: ['store'],
    what: 'The name of the table is not one.',
    mend: 'Use letters, digits and `_`, with a schema before a dot: `news.zephr_lists`.',
    example: {
      module:
        "import { openPostgresStore } from 'zephr-onpage/postgres';\n\nawait openPostgresStore({ query: () => {} }, { table: 'a b' });",
    },
  },
  'server-unreachable': {
    in: ['store'],
    what: 'The database server gives no connection at start.',
    mend: 'Check that it runs at the address, and that user and password are right.',
    example: {
      module: "import { openRedisStore } from 'zephr-onpage/redis';\n\nawait openRedisStore('redis://127.0.0.1:9');",
    },
  },
  'user-invalid': {
    in: ['store'],
    what: 'A record of a user has no `foreignKeySystem` or `foreignUserId`, or attributes that JSON cannot hold.',
    mend: 'Give both as text, and attributes as JSON values.',
    example: {
      situation: 'A record without `foreignUserId`.',
      test: 'test/unit/endpoint/sqlite/open-sqlite-store.test.ts',
    },
  },
  'store-failed': {
    in: ['store'],
    what: 'The store gave an error that has no code of its own. `driver` has the code of the driver or the server.',
    mend: 'Look up the code of the driver, such as `READONLY` of Redis or `53300` of PostgreSQL.',
    example: {
      situation: 'A Redis that has become a read-only replica.',
      test: 'test/unit/endpoint/watch-server.test.ts',
    },
  },
} as const satisfies Record<string, CodeEntry>;

/** Codes of refused requests, in the body of the response: `{ "error": { "code", "message" } }`. */
export const HTTP_CODES = {
  'metrics-token': {
    in: ['http'],
    what: 'A request for `/zephr/metrics` has no token, or another than `ZEPHR_METRICS_TOKEN`. Status 401.',
    mend: 'Set the token in the scrape job of Prometheus: `authorization: { credentials: … }`.',
    example: { situation: '`curl` without a header.', test: 'test/cli/serve-metrics.test.ts' },
  },
  'body-not-utf8': {
    in: ['http'],
    what: 'The body is not UTF-8. Status 400.',
    mend: 'Send UTF-8.',
    example: { situation: 'A body that begins with the octet `FF`.', test: 'test/unit/endpoint/bad-input.test.ts' },
  },
  'body-not-json': {
    in: ['http'],
    what: 'The body is not a JSON object. Status 400.',
    mend: 'Send an object, `{}` at least.',
    example: { request: request('POST /zephr/verify', 'token') },
  },
  'body-too-deep': {
    in: ['http'],
    what: 'The body has too many levels of lists and objects. Status 400.',
    mend: 'Send flat values.',
    example: {
      situation: 'A body with more than 200 lists in each other.',
      test: 'test/unit/endpoint/bad-input.test.ts',
    },
  },
  'field-invalid': {
    in: ['http'],
    what: 'A member of the body has the wrong type or size. Status 400.',
    mend: 'The message says what the member takes.',
    example: { request: request('POST /zephr/decide', '{ "features": "articles" }') },
  },
  'reader-missing': {
    in: ['http', 'fault'],
    what: 'The request counts for a reader, and neither a valid token nor `reader` says which. Status 401. In a page: the endpoint cannot count a trial of sealed content, as the browser stores no id, so it gives no key.',
    mend: 'Send a token, or the anonymous id as `reader`. In a page, usage must be stored: the reader allows it, and the browser has storage.',
    example: { request: request('POST /zephr/usage', '{ "spend": [] }') },
  },
  'not-found': {
    in: ['http'],
    what: 'The endpoint has no such route, or its config has no `preview`. Status 404.',
    mend: 'The message has the path that the routes begin with (`base`), or names the member that is missing.',
    example: { request: 'GET /zephr/user\n\n' },
  },
  'method-not-allowed': {
    in: ['http'],
    what: 'The route does not take this method. Status 405.',
    mend: 'Use a method of the header `Allow`.',
    example: { request: 'GET /zephr/verify\n\n' },
  },
  'body-too-large': {
    in: ['http'],
    what: 'The body has more than 16,384 octets, that of a preview more than 525,312. Status 413.',
    mend: 'Send less: tokens with fewer claims, fewer views at once, fewer changes in a preview.',
    example: { situation: 'A body of 20 kB.', test: 'test/unit/endpoint/bad-input.test.ts' },
  },
  'content-type-not-json': {
    in: ['http'],
    what: 'The content type is not JSON. Status 415. A form of another site cannot send JSON unasked.',
    mend: 'Send `Content-Type: application/json`.',
    example: { request: request('POST /zephr/verify', '{}', 'text/plain') },
  },
  'rate-limited': {
    in: ['http', 'log'],
    what: 'The client has sent more requests than `rateLimit` allows. Status 429, with `Retry-After`.',
    mend: 'Where many readers are refused at once, the endpoint takes the proxy for the client: set `trustProxy` or `clientKey`.',
    example: {
      situation: 'One more request than the limit within a minute.',
      test: 'test/unit/endpoint/protect/limit-rate.test.ts',
    },
  },
  'store-unavailable': {
    in: ['http'],
    what: 'The store cannot be asked at the moment. Status 503, with `Retry-After`. A page keeps its views and sends them later.',
    mend: 'The log has an entry `usage-store-failed`, `gift-store-failed`, `preview-store-failed` or `event-store-failed` with the cause.',
    example: { situation: 'A store that throws.', test: 'test/unit/endpoint/outages.test.ts' },
  },
  'preview-unknown': {
    in: ['http', 'preview'],
    what: 'The endpoint keeps no preview of this id. Status 404.',
    mend: 'Make another link: previews end after 8 hours at most, and in memory with the process that keeps them.',
    example: {
      situation: 'A link of yesterday, whose preview was too long for it.',
      test: 'test/unit/endpoint/routes/answer-preview.test.ts',
    },
  },
  'request-invalid': {
    in: ['http'],
    what: 'The octets are not an HTTP request, or its address or host is invalid. Status 400.',
    mend: 'Check the client, or the proxy before the endpoint.',
    example: { situation: 'A request without a host.', test: 'test/cli/serve.test.ts' },
  },
  'headers-too-large': {
    in: ['http'],
    what: 'The headers of a request to `zephr serve` have more than 16 KiB. Status 431.',
    mend: 'Reduce the cookies of the site.',
    example: { situation: 'A cookie of 20 kB.', test: 'test/cli/serve.test.ts' },
  },
  'request-timeout': {
    in: ['http'],
    what: 'A request to `zephr serve` did not arrive in time. Status 408.',
    mend: 'Check the connection, or the proxy before the endpoint.',
    example: {
      situation: 'A request that stops in its headers.',
      test: 'test/unit/commands/serve/create-server.test.ts',
    },
  },
} as const satisfies Record<string, CodeEntry>;

/** Reasons why a gift opens nothing. */
export const GIFT_CODES = {
  path: {
    in: ['gift'],
    what: 'The gift is for another article.',
    mend: 'Nothing. A gift opens one path.',
    example: { situation: 'A gift for `/story`, opened at `/other`.', test: 'test/unit/endpoint/gifts/gifts.test.ts' },
  },
  used: {
    in: ['gift'],
    what: 'Another session has used the gift.',
    mend: 'Nothing. A gift opens for one session.',
    example: { situation: 'One link, opened in two browsers.', test: 'test/unit/endpoint/gifts/gifts.test.ts' },
  },
  invalid: {
    in: ['gift'],
    what: 'The text is not a gift of this endpoint: it was cut or changed, or the keys were replaced.',
    mend: 'Make the link with `createGifts` and the keys of the endpoint.',
    example: { situation: '`?gift=abc`', test: 'test/unit/endpoint/gifts/gifts.test.ts' },
  },
} as const satisfies Record<string, CodeEntry>;

/** Events of the log of an endpoint. */
export const LOG_CODES = {
  'config-reloaded': {
    in: ['log'],
    what: '`zephr serve` runs with the config and the keys that its files now have. Requests that were open end with those before.',
    mend: 'Nothing.',
    example: { situation: 'A config that was saved while the server runs.', test: 'test/cli/serve-reload.test.ts' },
  },
  'config-refused': {
    in: ['log'],
    what: 'A changed config, or a file of keys, cannot be used. `zephr serve` goes on with those before. `code`, `pointer` and `message` have the mistake.',
    mend: 'Mend the file: `zephr validate` shows all mistakes of a config. The server reads it again as soon as it changes.',
    example: { situation: 'A config that was saved with a mistake.', test: 'test/cli/serve-reload.test.ts' },
  },
  'access-log-failed': {
    in: ['log'],
    what: 'Lines could not be written to the file of `--access-log`, and are lost. Requests are answered all the same.',
    mend: 'The entry has the code of the system, such as `ENOSPC` for a full disk.',
    example: {
      situation: 'A file whose folder was removed.',
      test: 'test/unit/commands/serve/open-access-log.test.ts',
    },
  },
  request: {
    in: ['log'],
    what: 'One request was answered. `outcome` is the result for the token or the code of the refusal.',
    mend: 'Nothing.',
    example: { situation: 'Any request.', test: 'test/unit/endpoint/logs.test.ts' },
  },
  'store-memory': {
    in: ['log'],
    what: 'Trials are counted or sessions of readers are kept in memory in production, so that they are lost at each restart and differ between processes.',
    mend: 'Give a `store`.',
    example: {
      situation: '`createEndpoint` without a `store`, with `NODE_ENV=production`.',
      test: 'test/unit/endpoint/protect/platforms.test.ts',
    },
  },
  'client-key-missing': {
    in: ['log'],
    what: 'A request has a header of a proxy, and neither `trustProxy` nor `clientKey` is set: all clients of the proxy share one rate limit.',
    mend: 'Set `trustProxy` to your platform, or to the number of your proxies.',
    example: { situation: 'A request with `X-Forwarded-For`.', test: 'test/unit/endpoint/protect/limit-rate.test.ts' },
  },
  'client-unknown': {
    in: ['log'],
    what: 'The runtime gives no address of the client: all clients share one rate limit.',
    mend: 'Pass the connection as second argument, or set `trustProxy` or `clientKey`.',
    example: {
      situation: 'A handler that passes only the request.',
      test: 'test/unit/endpoint/protect/platforms.test.ts',
    },
  },
  'key-unusable': {
    in: ['log'],
    what: 'A key of the config cannot be imported where the endpoint runs. Its tokens are `unreachable`.',
    mend: 'The entry has the code and the pointer of the mistake.',
    example: { situation: 'A `publicKey` whose text was cut.', test: 'test/unit/endpoint/logs.test.ts' },
  },
  'keys-unreachable': {
    in: ['log'],
    what: 'The key set at `jwt.jwksUrl` cannot be fetched. `code` is `network` or `timeout`. A set that was fetched before counts for 24 hours.',
    mend: 'Check that the endpoint can reach the address.',
    example: { situation: 'A `jwksUrl` whose server is down.', test: 'test/unit/endpoint/outages.test.ts' },
  },
  'user-store-failed': {
    in: ['log'],
    what: 'The user store gave an error or no answer. The reader is answered without their record.',
    mend: 'The entry has the code of the error.',
    example: { situation: 'A user store that throws.', test: 'test/unit/endpoint/logs.test.ts' },
  },
  'gift-store-failed': {
    in: ['log'],
    what: 'The store of gifts gave an error or no answer. The request got status 503.',
    mend: 'The entry has the code of the error.',
    example: { situation: 'A store whose `claimGift` throws.', test: 'test/unit/endpoint/gifts/gifts.test.ts' },
  },
  'usage-store-failed': {
    in: ['log'],
    what: 'The store of counted views gave an error or no answer. The request got status 503.',
    mend: 'The entry has the code of the error, and of its driver.',
    example: { situation: 'A file that another program has locked.', test: 'test/unit/endpoint/outages.test.ts' },
  },
  'preview-store-failed': {
    in: ['log'],
    what: 'The store of previews gave an error or no answer. The request got status 503.',
    mend: 'The entry has the code of the error, and of its driver.',
    example: {
      situation: 'A store whose `findPreview` throws.',
      test: 'test/unit/endpoint/routes/answer-preview.test.ts',
    },
  },
  'event-store-failed': {
    in: ['log'],
    what: 'The store of counts gave an error or no answer. The request got status 503, and its events are not counted.',
    mend: 'The entry has the code of the error, and of its driver.',
    example: {
      situation: 'A store whose `addCounts` throws.',
      test: 'test/unit/endpoint/routes/answer-events.test.ts',
    },
  },
  'content-api-failed': {
    in: ['log'],
    what: 'The content API gave no article. Decisions use the one before for an hour, or the exit `unknown`.',
    mend: '`code` has the cause: `timeout`, `status-503`, `redirected`, `type-wrong`, `not-json`, `not-an-object`, `nested-deeply`, `too-long`, `busy`, `network`, or the code of the runtime.',
    example: {
      situation: 'A content API that answers with an HTML page.',
      test: 'test/unit/endpoint/content/content-api.test.ts',
    },
  },
  'webhook-unknown': {
    in: ['log'],
    what: 'A node `notify` of the config names a webhook that the option `webhooks` does not have. Its messages are not sent.',
    mend: 'Add the webhook to `webhooks`, or to the file of `zephr serve --settings`; or mend the name in the rule.',
    example: {
      situation: 'A rule that names `crm`, and no `webhooks`.',
      test: 'test/unit/endpoint/webhooks/notify-route.test.ts',
    },
  },
  'webhook-failed': {
    in: ['log'],
    what: 'A webhook did not take a message. `code` is `timeout` for no answer within 5 seconds, `network`, or `status` for an answer that is not 2xx, with its `status`. The message is sent again, 6 times in all.',
    mend: 'Check the receiver, and that the endpoint can reach it. It should answer 2xx before it does its work.',
    example: { situation: 'A receiver that hangs.', test: 'test/unit/endpoint/webhooks/delivery.test.ts' },
  },
  'webhook-dropped': {
    in: ['log'],
    what: 'A message to a webhook was given up. `code` is `failed` after the last attempt, `gone` for a receiver that has answered 410, `full` where 1,000 messages wait already, and `stopped` where the endpoint stops first.',
    mend: 'Check the receiver. After 410 the webhook gets nothing until the endpoint starts again, or reads its settings again.',
    example: { situation: 'A receiver that answers 410.', test: 'test/unit/endpoint/webhooks/delivery.test.ts' },
  },
  'assertion-failed': {
    in: ['log'],
    what: 'The endpoint could not sign an assertion. The reader is answered without one.',
    mend: 'Check `signingKey`: the entry has the code of the error.',
    example: { situation: 'A signing key that may not sign.', test: 'test/unit/endpoint/routes/answer-verify.test.ts' },
  },
} as const satisfies Record<string, CodeEntry>;
