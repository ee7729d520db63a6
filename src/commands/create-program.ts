import { setMaxListeners, type EventEmitter } from 'node:events';
import { Command } from 'commander';
import { VERSION } from '../lib/version.js';
import { addBundle } from './add-bundle.js';
import { addBypass } from './add-bypass.js';
import { addConsole } from './add-console.js';
import { addDiff } from './add-diff.js';
import { addDraw } from './add-draw.js';
import { addExplain } from './add-explain.js';
import { addGift } from './add-gift.js';
import { addInit } from './add-init.js';
import { addKeys } from './add-keys.js';
import { addPreview } from './add-preview.js';
import { addReplay } from './add-replay.js';
import { addReport } from './add-report.js';
import { addSeal } from './add-seal.js';
import { addServe } from './add-serve.js';
import { addSign } from './add-sign.js';
import { addTest } from './add-test.js';
import { addToken } from './add-token.js';
import { addUsage } from './add-usage.js';
import { addUsers } from './add-users.js';
import { addValidate } from './add-validate.js';

/** Where commands write to. */
export interface Output {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** All commands, in the order of the help. A new command is a file in this folder and a row here. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addInit,
  addConsole,
  addValidate,
  addExplain,
  addTest,
  addDiff,
  addDraw,
  addReplay,
  addPreview,
  addBundle,
  addSign,
  addSeal,
  addServe,
  addUsers,
  addUsage,
  addReport,
  addKeys,
  addToken,
  addGift,
  addBypass,
];

/**
 * Creates the program with all its commands. It never ends the process: help, the version and mistakes throw a
 * `CommanderError` with an exit code. Commands write through `command.configureOutput()`.
 */
export function createProgram({ write, writeError }: Output): Command {
  const program = new Command('zephr')
    .description('Checks, explains, tests and bundles a zephr.json, and runs the endpoint of a site.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .addHelpText('after', '\nExamples:');
  // Each command adds its example by a listener; these are not a leak.
  setMaxListeners(0, program as unknown as EventEmitter);
  for (const add of COMMANDS) add(program);
  return program.addHelpText(
    'after',
    `
Exit codes:
  0  done
  1  a config or list of users has a mistake, a feature or user is unknown, a token is not valid,
     an expectation fails, two configs or decisions differ, or a preview may not change what a draft changes
  2  the command line or the environment is not valid, or a file, key or port cannot be used`,
  );
}
