import { BODY, HEAD } from '../support/every-chunk.js';

/** A site that a publisher builds with some tool, and that imports the packed package. */
export interface FarmProject {
  readonly name: string;
  /** Its files by path: texts. The package is in its `node_modules`, and the config in `zephr.json`. */
  readonly files: Readonly<Record<string, string>>;
  /** The command that builds it, and its arguments. The command is one of the installed packages, or `node`. */
  readonly build: readonly string[];
  /** The built site: a folder for any web server, or the command that serves it, on a port of loopback, which `PORT` has too. */
  readonly production: { readonly folder: string } | { readonly serve: (port: number) => readonly string[] };
  /** The command that serves it while it is being developed, likewise. */
  readonly dev?: (port: number) => readonly string[];
  /** Whether its page `/other` has a link to `/` that is followed without a new document. */
  readonly hasLink?: boolean;
  /** The folder that gets the files of the script tag, and the config. */
  readonly assets?: string;
}

/** The module that starts the SDK with a config that the site bundles. */
export const START_BY_CALL = `import { startZephr } from 'zephr-onpage';
import config from './zephr.json';
startZephr(config);
`;

/** The same for tools that read no JSON. */
export const START_BY_ADDRESS = `import { startZephr } from 'zephr-onpage';
startZephr('/zephr.json');
`;

/** The module that brings the script, which finds the config in the page. */
export const START_BY_SCRIPT = `import 'zephr-onpage/script';
`;

/** A whole page. */
export const pageWith = (head: string): string =>
  `<!doctype html>\n<html lang="de"><head>${HEAD}${head}</head><body>${BODY}</body></html>\n`;

/** A page with a module of the site. */
export const PAGE = pageWith('<script type="module" src="/main.js"></script>');
