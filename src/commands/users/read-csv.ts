import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { setOwn } from '../../lib/set-own.js';
import { MAX_CSV_COLUMNS, MAX_CSV_RECORD_BYTES } from '../limits.js';
import type { RowMistake, UserRow } from './user-row.js';

/** Separators of fields. The first line uses the one that is most frequent in it. */
const DELIMITERS = [',', ';', '\t'];
const NOT_UTF8 = 'contains bytes that are not UTF-8: save the file as UTF-8';

/**
 * Reads users from CSV (RFC 4180), row by row, so that a file may be larger than memory.
 *
 * @param open - Opens the file when it is needed.
 * @returns Users and mistakes in the order of the file. Errors of the stream are thrown.
 */
export async function* readCsv(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<UserRow | RowMistake> {
  const [delimiter, text] = await findDelimiter(readLines(open()));
  let names: readonly string[] | null = null;
  for await (const { line, record, says } of parseCsv(text, delimiter)) {
    if (says !== undefined) {
      yield { line, says };
      return;
    }
    if (record.length === 1 && record[0] === '') continue;
    if (names) yield toRow(names, record, line);
    else {
      names = record.map((name) => name.trim());
      const mistakes = checkNames(names);
      for (const says of mistakes) yield { line, says };
      // Without names the rows have no meaning.
      if (mistakes.length > 0) return;
    }
  }
  if (!names) yield { line: 1, says: 'the file is empty' };
}

/** Decodes text without a byte order mark; each line break becomes one character, so that lines can be counted. */
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

/** Reads the separator from the first line, which holds names. Returns the text with that line. */
async function findDelimiter(text: AsyncGenerator<string>): Promise<[string, AsyncGenerator<string>]> {
  let start = '';
  for (let next = await text.next(); !next.done; next = await text.next()) {
    start += next.value;
    if (start.includes('\n') || start.length > MAX_CSV_RECORD_BYTES) break;
  }
  const [line = ''] = start
    .replaceAll(/"[^"]*"/g, '')
    .trimStart()
    .split('\n');
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))]!;
  const whole = async function* (): AsyncGenerator<string> {
    yield start;
    yield* text;
  };
  return [delimiter, whole()];
}

/** A record and the line that it begins in; or a mistake after which nothing can be read. */
type CsvRecord =
  | { readonly line: number; readonly record: readonly string[]; readonly says?: undefined }
  | { readonly line: number; readonly record?: undefined; readonly says: string };

async function* parseCsv(text: AsyncGenerator<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  // Where the last record ended.
  let ended = 0;
  const parser = parse({
    delimiter,
    max_record_size: MAX_CSV_RECORD_BYTES,
    record_delimiter: '\n',
    relax_column_count: true,
    on_record: (record: string[], { lines }) => {
      const line = ended + 1;
      ended = lines;
      // The parser passes on any value; its types allow records only.
      return { line, record } satisfies CsvRecord as unknown as string[];
    },
    // An error that is thrown would arrive before the records before it.
    skip_records_with_error: true,
    on_skip: (error) => {
      parser.push({ line: ended + 1, says: explain(error?.code) } satisfies CsvRecord);
      return undefined;
    },
  });
  // Errors of both ends come out of the parser. The file is closed when reading stops.
  pipeline(Readable.from(text, { objectMode: false }), parser, () => {});
  yield* parser as AsyncIterable<CsvRecord>;
}

function checkNames(names: readonly string[]): string[] {
  if (names.length > MAX_CSV_COLUMNS)
    return [`the first line names ${names.length} columns; the limit is ${MAX_CSV_COLUMNS}`];
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  return [
    ...(names.includes('foreignUserId') ? [] : ['the first line must name the columns, with foreignUserId among them']),
    ...(names.includes('') ? [`column ${names.indexOf('') + 1} has no name`] : []),
    ...(twice ? [`two columns have the name of column ${names.indexOf(twice) + 1}`] : []),
    ...(names.some((name) => name.includes('\uFFFD')) ? [NOT_UTF8] : []),
  ];
}

function toRow(names: readonly string[], record: readonly string[], line: number): UserRow | RowMistake {
  if (record.length !== names.length)
    return { line, says: `fields: ${record.length}; columns in the first line: ${names.length}` };
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

/** Describes an error of the parser in words that quote nothing. */
function explain(code: string | undefined): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote opens here and never closes';
    case 'CSV_MAX_RECORD_SIZE':
      return 'a record that begins here is too long: most likely a quote in it never closes';
    case 'INVALID_OPENING_QUOTE':
      return 'a quote is inside a field: put the whole field between quotes, and write each quote in it twice';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'text follows a quote that closes a field: write each quote inside a field twice';
    default:
      return 'this is not CSV';
  }
}
