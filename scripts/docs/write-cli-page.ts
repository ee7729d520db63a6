/** Writes the reference of the command from its own definitions. */
import type { Argument, Command, Option } from 'commander';
import { createProgram } from '../../src/commands/create-program.js';
import { block, code, heading, link, table, prose } from './markdown.js';

/** A default in the words of an option. */
const DEFAULT = /\s*\(default: (.+)\)$/;

/** Writes the page. */
export function writeCliPage(): string {
  const program = createProgram({ write: () => {}, writeError: () => {} });
  const commands = [program, ...program.commands.flatMap(withSubcommands)];
  return [
    heading(2, 'Exit codes'),
    'Every command ends with one of these.\n',
    table(
      [
        ['code', ([exit]) => code(exit)],
        ['meaning', ([, meaning]) => meaning],
      ],
      readExitCodes(helpOf(program)),
    ),
    heading(2, 'All commands'),
    table(
      [
        ['command', (command) => link(code(nameOf(command)), nameOf(command))],
        ['purpose', (command) => command.description()],
      ],
      commands,
    ),
    ...commands.map(writeCommand),
  ].join('\n');
}

/** A command and those below it; a group of commands does nothing itself. */
function withSubcommands(command: Command): readonly Command[] {
  const below = command.commands.flatMap(withSubcommands);
  const isGroup = below.length > 0 && !(command as { _actionHandler?: unknown })._actionHandler;
  return isGroup ? below : [command, ...below];
}

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

function writeCommand(command: Command): string {
  const { registeredArguments } = command;
  return [
    heading(3, code(nameOf(command))),
    `${prose(upperFirst(command.description()))}.\n`,
    ...(registeredArguments.length > 0
      ? [
          table<Argument>(
            [
              ['argument', (argument) => code(argument.required ? `<${argument.name()}>` : `[${argument.name()}]`)],
              ['meaning', ({ description }) => description],
            ],
            registeredArguments,
          ),
        ]
      : []),
    ...(command.options.length > 0
      ? [
          table<Option>(
            [
              ['option', ({ flags }) => code(flags)],
              ['default', (option) => fallbackOf(option)],
              ['values', ({ argChoices }) => (argChoices ?? []).map(code).join(', ')],
              ['', ({ mandatory }) => (mandatory ? '**required**' : '')],
              ['meaning', ({ description }) => description.replace(DEFAULT, '')],
            ],
            command.options,
          ),
        ]
      : []),
    block('text', helpOf(command)),
  ].join('\n');
}

function fallbackOf({ description, defaultValue, defaultValueDescription, negate, envVar }: Option): string {
  const value = defaultValue as unknown;
  const [, inWords] = DEFAULT.exec(description) ?? [];
  const fallback = defaultValueDescription ?? (value === undefined || negate ? inWords : code(String(value)));
  return [fallback, envVar === undefined ? '' : `environment variable ${code(envVar)}`].filter(Boolean).join(', ');
}

/** The help of a command as it prints it, with the texts that follow its options. */
function helpOf(command: Command): string {
  let text = '';
  const before = command.configureOutput();
  command.configureOutput({
    writeOut: (part) => (text += part),
    getOutHelpWidth: () => 100,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  command.configureOutput(before);
  return text;
}

function readExitCodes(help: string): readonly (readonly [string, string])[] {
  const [, text = ''] = /\nExit codes:\n([\s\S]*)/.exec(help) ?? [];
  return [...text.matchAll(/^ {2}(\d) {2}(.*(?:\n {5}.*)*)/gm)].map(([, exit, meaning]) => [exit!, meaning!]);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
