/** Every way Parley can fail: code → [HTTP status, what to tell the person]. docs/errors.md lists exactly these. */
export const FAILURES = {
  SPAN_EMPTY: [500, 'The span {start}..{end} holds no text'],
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
