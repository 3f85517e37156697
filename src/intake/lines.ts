/** A line of a stream of bytes, without its line end. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Null where the line is longer than allowed; it was read past and not kept. */
  readonly bytes: Uint8Array | null
  /** Whether the stream ended without ending the line. */
  readonly isCut?: boolean
}

const NEWLINE = 0x0a

/** How `readLines` reads. */
export interface ReadLinesOptions {
  /** Most bytes in a line. */
  readonly limit: number
  /** Whether to pass over empty lines, counting them; a packed file may hold a hundred million. */
  readonly skipEmpty?: boolean
}

/** The lines of a stream, one at a time; never more than one line and one chunk are held. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  { limit, skipEmpty = false }: ReadLinesOptions,
): AsyncGenerator<Line> {
  let pending = new PendingLine(limit)
  let number = 0
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      number++
      pending.add(chunk.subarray(start, end))
      start = end + 1
      if (skipEmpty && pending.size === 0) continue
      yield { number, bytes: pending.take() }
      pending = new PendingLine(limit)
    }
    pending.add(chunk.subarray(start))
  }
  if (pending.size > 0) yield { number: ++number, bytes: pending.take(), isCut: true }
}

/** The parts of a line that has not ended yet; lets go of them once there are too many. */
class PendingLine {
  size = 0
  readonly #limit: number
  #parts: Uint8Array[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  add(part: Uint8Array): void {
    this.size += part.length
    if (this.size > this.#limit) this.#parts = []
    else if (part.length > 0) this.#parts.push(part)
  }

  take(): Uint8Array | null {
    return this.size > this.#limit ? null : Buffer.concat(this.#parts)
  }
}
