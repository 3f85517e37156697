/** Every way Parley can fail: code → [HTTP status, what to tell the person]. docs/errors.md lists exactly these. */
export const FAILURES = {
  ACTORS_FORMAT: [
    422,
    '{name} is no dictionary of actors: give the columns of docs/dictionaries.md, or PETRARCH’s format',
  ],
  CONLLU_BROKEN: [422, 'Line {line} is not CoNLL-U ({problem}): give ten columns with a tab between them'],
  COPY_BROKEN: [409, '{from} is broken at entry {sequence} ({problem}): nothing from there on is copied'],
  COPY_DIVERGES: [
    409,
    '{to} is no earlier copy of {from} (up to its entry {sequence} they differ): copy to where no ledger is',
  ],
  CORRECTION_STALE: [409, 'Slot {slot} of {record} holds another value than was seen: look again, then correct'],
  CURSOR_INVALID: [400, 'The cursor belongs to another list or is damaged: start with the first page'],
  DISPATCH_BINARY: [422, '{name} holds no readable text: give text or JSONL, in UTF-8'],
  DISPATCH_EMPTY: [422, '{name} holds no text: give a file with a dispatch in it'],
  DISPATCH_ID_TWICE: [409, '{name} has the id {id} of an earlier dispatch: give each its own id'],
  DISPATCH_LANGUAGE: [422, '{name} is in another language than English ({language}): it is not read'],
  DISPATCH_LONG: [422, '{name} has {length} characters, more than a report has: give texts of at most {most}'],
  DISPATCH_TOO_LARGE: [413, '{name} is larger than {limit} MB: split it, or give JSONL with one dispatch a line'],
  DISPATCH_UNKNOWN: [404, 'The ledger holds no dispatch {dispatch}: check the id'],
  FEED_BROKEN: [422, '{name} is no feed that can be read ({problem}): give RSS, Atom, RDF or JSON'],
  FEED_EMPTY: [422, '{name} is a feed without entries: try again when it has some'],
  FEED_LONG: [422, '{name} has {count} entries, of which the first {most} were taken: split it for the rest'],
  FETCH_FAILED: [502, '{name} could not be fetched ({problem}): try again later, or check the address'],
  FETCH_REFUSED: [403, '{name} is not fetched ({problem}): give a public http or https address'],
  FILE_IS_FOLDER: [400, '{name} is a directory: give the files in it'],
  FILE_MISSING: [404, '{name} does not exist: check the path'],
  FILE_UNREADABLE: [400, '{name} cannot be read ({problem}): check the file and its permissions'],
  GROUPING_EMPTY: [422, 'Nothing would change ({problem}): name others'],
  GROUPING_UNKNOWN: [
    404,
    'Entry {entry} is no merge or split that still stands: look it up in the happening it was made in',
  ],
  HAPPENING_UNKNOWN: [404, 'The ledger holds no happening {happening}: see parley happenings'],
  HEAD_INVALID: [400, '{head} is no head of a ledger: give SEQUENCE:HASH as parley add and parley verify print it'],
  JSONL_LINE_BROKEN: [422, '{name} is not a dispatch ({problem}): give one JSON object a line'],
  HOST_REFUSED: [421, 'This server does not answer for {host}: use its own address'],
  HOST_UNUSABLE: [500, 'Nothing can listen on {host} port {port} ({problem}): choose another with --host and --port'],
  ORIGIN_REFUSED: [403, 'A page of {origin} may not use this server: open its own pages'],
  PAGE_WITHOUT_ARTICLE: [422, '{name} is a page without an article: give the page of one report, or its text'],
  PAGES_MISSING: [500, 'The pages are not built: run npm run build'],
  PDF_UNREADABLE: [422, '{name} cannot be read as PDF ({problem}): export its text, or print it to PDF anew'],
  PDF_WITHOUT_TEXT: [
    422,
    '{name} is a PDF without text, perhaps a scan: recognise its text first (OCR), or give the text',
  ],
  PORT_TAKEN: [500, 'Port {port} of {host} is in use: choose another with --port'],
  PROCESSES_BROKEN: [422, '{name}, line {line} cannot be used ({problem}): see docs/process-model.md'],
  PROCESS_AMBIGUOUS: [409, '{key} fits several processes ({found}): give one as the list has it'],
  PROCESS_UNKNOWN: [404, 'The ledger holds no process {key}: see the list of processes'],
  LEDGER_BUSY: [503, 'Another process holds the ledger {path}: try again when it is done'],
  LEDGER_DAMAGED: [500, 'The ledger {path} is damaged ({reason}): run parley verify, and restore it from a backup'],
  LEDGER_FOREIGN: [409, '{path} is no ledger of Parley: choose another place with --ledger'],
  LEDGER_FULL: [507, 'There is no room left for the ledger {path}: free some and go on, nothing acknowledged is lost'],
  LEDGER_LOST: [
    503,
    'The connection to the ledger {path} broke ({reason}): nothing acknowledged is lost, try again once the server runs',
  ],
  LEDGER_MISSING: [404, 'There is no ledger at {path}: parley add makes one, --ledger chooses another'],
  LEDGER_NEWER: [409, 'The ledger is at schema {found}, this Parley knows up to {known}: upgrade Parley'],
  LEDGER_OLDER: [409, 'The ledger {path} was made by an earlier Parley: run parley rebuild once'],
  LEDGER_READ_ONLY: [
    403,
    'The ledger {path} cannot be written to ({reason}): check the permissions of file and folder, or of the database’s user',
  ],
  LEDGER_UNOPENABLE: [
    500,
    'The ledger {path} cannot be opened ({reason}): check the path or address, and its permissions',
  ],
  LEDGER_UNWRITABLE: [500, 'The disk under the ledger {path} failed ({reason}): check it, then run parley verify'],
  MARKUP_DEEP: [422, '{name} nests more than {most} elements: give the text of the report'],
  MODEL_LABELS: [
    500,
    'The model does not fit this version of Parley ({problem}): reinstall, or restore model/ from the release',
  ],
  MODEL_UNREADABLE: [500, 'model/{file} cannot be used ({reason}): reinstall, or restore model/ from the release'],
  MOMENT_INVALID: [400, '{moment} is no moment: give a day, YYYY-MM-DD, or a time in UTC, YYYY-MM-DDThh:mm:ssZ'],
  PATTERN_EMPTY: [404, '{name} matches no file: check the path, and quote patterns'],
  RECORD_AMBIGUOUS: [409, '{record} stands in {count} dispatches: name one with --dispatch'],
  RECORD_UNKNOWN: [404, 'The ledger holds no record {record}: check the id with parley query'],
  SLOT_UNKNOWN: [422, 'A record of kind {kind} has no slot {slot} that can be corrected: take one of {known}'],
  SLOT_VALUE: [422, 'Slot {slot} cannot hold that value ({reason}): give one as the contract has it'],
  SPAN_EMPTY: [500, 'The span {start}..{end} holds no text'],
  TABLE_ROW_BROKEN: [422, '{name}, line {line} is left out ({problem}): give each column its cell, tabs between them'],
  USAGE: [400, '{problem}: see `parley {command} --help`'],
  VIEWS_OUTDATED: [409, 'The views of the ledger were computed by other rules: run parley rebuild'],
  VIEWS_USED: [
    409,
    'Something else in the database stands on the views of {path} ({reason}): take it away, rebuild, and make it again',
  ],
  ALERT_REFUSED: [502, '{target} takes no alert ({problem}): mend it, the alert is kept and tried again'],
  ROBOTS_REFUSED: [403, '{name} is not fetched ({problem}): ask its publisher, or take another feed'],
  WATCH_RULES_BROKEN: [422, '{name}, line {line} cannot be used ({problem}): see docs/watch.md'],
  WATCH_RUNNING: [409, 'Another parley watch uses the state {path}: end it, or choose another with --state'],
  READING_BROKE: [
    500,
    '{name} could not be read ({problem}): what was read in it before stands; report it with the text',
  ],
  WARC_DAMAGED: [422, '{name} is damaged after {count} records ({problem}): what is whole before was read'],
} as const satisfies Record<string, readonly [httpStatus: number, message: string]>

export type FailureCode = keyof typeof FAILURES

/** An expected failure. The code is the contract; the message is for a person and may change. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError'
  readonly code: FailureCode
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: FailureCode, details: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(
      FAILURES[code][1].replace(/\{(\w+)\}/g, (_, key: string) => String(details[key])),
      options,
    )
    this.code = code
    this.details = details
  }
}
