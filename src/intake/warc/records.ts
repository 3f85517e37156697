import { ByteReader, CutShort } from './bytes.ts'

/** A record of an archive. Header names are in lower case. */
export interface WarcRecord {
  readonly headers: ReadonlyMap<string, string>
  /** Null where it is larger than what is kept. */
  readonly content: Uint8Array | null
}

/** An archive that does not go on as its format says; `count` records before are whole. */
export class WarcDamaged extends Error {
  override readonly name = 'WarcDamaged'
  readonly count: number

  constructor(message: string, count: number) {
    super(message)
    this.count = count
  }
}

const LONGEST_LINE = 65_536
const MOST_HEADERS = 200

/**
 * The records of a WARC stream that is not packed, in its order (ISO 28500:2017, 4 and 5).
 *
 * @param most - Bytes of a record's content that are kept at most.
 * @throws {WarcDamaged} where it breaks off or is none; the records given before are whole.
 */
export async function* readWarc(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<WarcRecord> {
  const reader = new ByteReader(bytes)
  let count = 0
  try {
    for (let head = await readHead(reader, count); head !== null; head = await readHead(reader, count)) {
      const length = head.get('content-length') ?? ''
      if (!/^\d{1,15}$/.test(length)) throw new WarcDamaged('a record does not say its length', count)
      yield { headers: head, content: await reader.take(Number(length), most) }
      count++
    }
  } catch (error) {
    if (error instanceof CutShort) throw new WarcDamaged('it breaks off', count)
    throw error
  } finally {
    await reader.close()
  }
}

/** The headers of the next record; null at the end of the stream. */
async function readHead(reader: ByteReader, count: number): Promise<Map<string, string> | null> {
  let version = await reader.line(LONGEST_LINE)
  while (version === '') version = await reader.line(LONGEST_LINE)
  if (version === null) return null
  if (!/^WARC\/\d/.test(version)) throw new WarcDamaged('no record begins where one should', count)
  return readHeaders(() => reader.line(LONGEST_LINE))
}

/** Header lines up to the empty one; a line that begins with white space goes on with the one before. */
export async function readHeaders(nextLine: () => Promise<string | null>): Promise<Map<string, string>> {
  const headers = new Map<string, string>()
  let last = ''
  for (let line = await nextLine(); line !== ''; line = await nextLine()) {
    if (line === null || headers.size > MOST_HEADERS) throw new CutShort()
    last = addHeader(headers, line, last)
  }
  return headers
}

/** Gives the name of the header that the line belongs to. */
function addHeader(headers: Map<string, string>, line: string, last: string): string {
  const [, name, value = ''] = /^([^:\s]+):\s*(.*?)\s*$/.exec(line) ?? []
  if (name !== undefined) headers.set(name.toLowerCase(), value)
  else if (/^\s/.test(line) && last !== '') headers.set(last, `${headers.get(last) ?? ''} ${line.trim()}`)
  return name?.toLowerCase() ?? last
}
