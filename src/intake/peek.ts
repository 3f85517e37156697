/** A stream whose first bytes were looked at. */
export interface Peeked {
  readonly head: Uint8Array
  /** The whole stream, head included. */
  readonly all: AsyncIterable<Uint8Array>
}

/** Bytes looked at to tell kinds apart. */
export const HEAD = 4096

/** Looks at the first bytes of a stream. */
export async function peek(bytes: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const chunks = bytes[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  while (size < HEAD) {
    const next = await chunks.next()
    if (next.done === true) break
    held.push(next.value)
    size += next.value.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* held
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return { head: Buffer.concat(held).subarray(0, HEAD), all: all() }
}
