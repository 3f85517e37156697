/** Every way Parley can fail: code → [HTTP status, what to tell the person]. docs/errors.md lists exactly these. */
export const FAILURES = {
  CONLLU_BROKEN: [422, 'Line {line} is not CoNLL-U ({problem}): give ten columns with a tab between them'],
  DISPATCH_BINARY: [422, '{name} holds no readable text: give text or JSONL, in UTF-8'],
  DISPATCH_EMPTY: [422, '{name} holds no text: give a file with a dispatch in it'],
  DISPATCH_ID_TWICE: [409, '{name} has the id {id} of an earlier dispatch: give each its own id'],
  DISPATCH_LANGUAGE: [422, '{name} is in another language than English ({language}): it is not read'],
  DISPATCH_LONG: [422, '{name} has {length} characters, more than a report has: give texts of at most {most}'],
  DISPATCH_TOO_LARGE: [413, '{name} is larger than {limit} MB: split it, or give JSONL with one dispatch a line'],
  FILE_IS_FOLDER: [400, '{name} is a directory: give the files in it'],
  FILE_MISSING: [404, '{name} does not exist: check the path'],
  FILE_UNREADABLE: [400, '{name} cannot be read ({problem}): check the file and its permissions'],
  JSONL_LINE_BROKEN: [422, '{name} is not a dispatch ({problem}): give one JSON object a line'],
  MODEL_LABELS: [500, 'The model does not fit this version of Parley ({problem}): reinstall, or restore model/ from the release'],
  MODEL_UNREADABLE: [500, 'model/{file} cannot be used ({reason}): reinstall, or restore model/ from the release'],
  SPAN_EMPTY: [500, 'The span {start}..{end} holds no text'],
  TABLE_ROW_BROKEN: [422, '{name}, line {line} is left out ({problem}): give each column its cell, tabs between them'],
  USAGE: [400, '{problem}: see `parley {command} --help`'],
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
