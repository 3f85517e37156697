const NEWLINE = 0x0a

/** The stream ended in the middle of what was asked for. */
export class CutShort extends Error {
  override readonly name = 'CutShort'
}

/** Reads a stream of bytes by lines and by counts; holds one chunk and what was asked for. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Uint8Array = new Uint8Array()

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]()
  }

  /**
   * The next line as Latin-1, without its end; null at the end of the stream.
   *
   * @throws {CutShort} where the line is longer than `most` bytes, or not ended.
   */
  async line(most: number): Promise<string | null> {
    if (!(await this.#fill())) return null
    let end = this.#held.indexOf(NEWLINE)
    while (end < 0) {
      if (this.#held.length > most || !(await this.#more())) throw new CutShort()
      end = this.#held.indexOf(NEWLINE)
    }
    if (end > most) throw new CutShort()
    const line = Buffer.from(this.#held.subarray(0, end)).toString('latin1')
    this.#held = this.#held.subarray(end + 1)
    return line.replace(/\r$/, '')
  }

  /** So many bytes; null where they are more than `most`, and then they are passed over. @throws {CutShort} */
  async take(count: number, most: number): Promise<Uint8Array | null> {
    const parts: Uint8Array[] = []
    for (let left = count; left > 0;) {
      if (!(await this.#fill())) throw new CutShort()
      const part = this.#held.subarray(0, left)
      if (count <= most) parts.push(part)
      this.#held = this.#held.subarray(part.length)
      left -= part.length
    }
    return count <= most ? Buffer.concat(parts) : null
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  async #fill(): Promise<boolean> {
    while (this.#held.length === 0) {
      const next = await this.#chunks.next()
      if (next.done === true) return false
      this.#held = next.value
    }
    return true
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next()
    if (next.done === true) return false
    this.#held = Buffer.concat([this.#held, next.value])
    return true
  }
}
