import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError, type Info } from 'csv-parse';
import { setOwn } from '../../lib/set-own.js';
import type { RowMistake, UserRow } from './row.js';

/** Octets. One record that is longer has a quote that nobody closed, most likely. */
const LONGEST_RECORD = 1_000_000;
/** What may stand between two fields: the one of these that the first line holds most of. */
const DELIMITERS = [',', ';', '\t'];
const NOT_UTF8 = 'holds octets that are no UTF-8: save the file as UTF-8';

/**
 * Reads users out of CSV (RFC 4180), row by row, so that a file may be larger than memory.
 *
 * @param open - Opens the file, once it is needed.
 * @returns Users and mistakes in the order of the file. What the stream fails with is thrown.
 */
export async function* readCsv(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<UserRow | RowMistake> {
  const [delimiter, text] = await findDelimiter(readLines(open()));
  const parser = parse({
    delimiter,
    info: true,
    max_record_size: LONGEST_RECORD,
    record_delimiter: '\n',
    relax_column_count: true,
  });
  let names: readonly string[] | null = null;
  // Where the last record ended.
  let ended = 0;
  try {
    for await (const { record, info } of feed(text, parser)) {
      const line = ended + 1;
      ended = info.lines;
      if (record.length === 1 && record[0] === '') continue;
      if (names) yield toRow(names, record, line);
      else {
        names = record.map((name) => name.trim());
        const mistakes = checkNames(names);
        for (const says of mistakes) yield { line, says };
        // Without names the rows say nothing.
        if (mistakes.length > 0) return;
      }
    }
  } catch (error) {
    const says = explain((error as CsvError).code);
    if (says === null) throw error;
    yield { line: ended + 1, says };
    return;
  }
  if (!names) yield { line: 1, says: 'the file is empty' };
}

/** Decodes text, with every line break as one character, so that lines can be counted; without a byte order mark. */
async function* readLines(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = '';
  for await (const chunk of file) {
    const text = held + decoder.decode(chunk, { stream: true });
    // The other half of a line break may be in the next chunk.
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll(/\r\n?/g, '\n');
  }
  yield (held + decoder.decode()).replace('\r', '\n');
}

/** Looks at the first line, which holds names, and gives it back with the rest. */
async function findDelimiter(text: AsyncGenerator<string>): Promise<[string, AsyncGenerator<string>]> {
  let start = '';
  for (let next = await text.next(); !next.done; next = await text.next()) {
    start += next.value;
    if (start.includes('\n') || start.length > LONGEST_RECORD) break;
  }
  const [line = ''] = start.trimStart().split('\n');
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))]!;
  const whole = async function* (): AsyncGenerator<string> {
    yield start;
    yield* text;
  };
  return [delimiter, whole()];
}

/** Writes text into the parser and reads records out of it. */
async function* feed(
  text: AsyncGenerator<string>,
  parser: ReturnType<typeof parse>,
): AsyncGenerator<{ readonly record: readonly string[]; readonly info: Info }> {
  // What either end fails with comes out of the parser; and when nobody reads on, the file is closed.
  pipeline(Readable.from(text, { objectMode: false }), parser, () => {});
  yield* parser as AsyncIterable<{ record: string[]; info: Info }>;
}

function checkNames(names: readonly string[]): string[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...(names.includes('foreignUserId') ? [] : ['the first line must name the columns, and one of them foreignUserId']),
    ...(names.includes('') ? [`column ${names.indexOf('') + 1} has no name`] : []),
    ...(twice ? [`two columns have the name of column ${names.indexOf(twice) + 1}`] : []),
    ...(names.some((name) => name.includes('\uFFFD')) ? [NOT_UTF8] : []),
  ];
}

function toRow(names: readonly string[], record: readonly string[], line: number): UserRow | RowMistake {
  if (record.length !== names.length)
    return { line, says: `fields: ${record.length}, but the first line names ${names.length} columns` };
  if (record.some((field) => field.includes('\uFFFD'))) return { line, says: NOT_UTF8 };
  const attributes: Record<string, string> = {};
  let [system, id] = ['', ''];
  names.forEach((name, column) => {
    const field = record[column]!;
    if (name === 'foreignKeySystem') system = field;
    else if (name === 'foreignUserId') id = field;
    else if (field !== '') setOwn(attributes, name, field);
  });
  return { line, system, id, attributes };
}

/** What the parser complains about, in words that quote nothing; `null` where it is none of its complaints. */
function explain(code: string | undefined): string | null {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is opened here and never closed';
    case 'CSV_MAX_RECORD_SIZE':
      return 'a record begins here that is too long: most likely a quote in it is never closed';
    case 'INVALID_OPENING_QUOTE':
      return 'a quote stands inside a field: put the whole field between quotes, and write each quote in it twice';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'something follows a quote that closes a field: each quote inside a field is written twice';
    default:
      return null;
  }
}
