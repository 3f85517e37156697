import { ParleyError } from '../errors.ts'
import { arrivalOf, type Arrival } from './arrival.ts'
import { dispatchOfJson, type Given } from './dispatch.ts'
import { readLines, type Line } from './lines.ts'

const MEGABYTE = 1_000_000
/** Longest JSONL line, in megabytes: what can be read in less than 1 GB of memory. */
const MOST_LINE = 8
/** A line of one bracket is shorter. */
const SHORT = 4096

/**
 * The dispatches of a JSONL stream, line by line. A line that breaks off, as where a writer was killed, is a failure of
 * its own.
 *
 * @throws {ParleyError} `JSONL_LINE_BROKEN` for one JSON value over many lines, `DISPATCH_EMPTY` for no line at all.
 */
export async function* openLines(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  given: Given,
): AsyncGenerator<Arrival> {
  let isEmpty = true
  for await (const line of readLines(bytes, { limit: MOST_LINE * MEGABYTE, skipEmpty: true })) {
    if (isEmpty && isOpenBracket(line))
      throw new ParleyError('JSONL_LINE_BROKEN', { name, problem: 'it is one JSON value over many lines' })
    const arrival = await openLine(`${name}:${line.number}`, line, given)
    if (arrival === null) continue
    isEmpty = false
    yield arrival
  }
  if (isEmpty) throw new ParleyError('DISPATCH_EMPTY', { name })
}

/** A first line of one bracket opens a value written over many lines: one failure says so, not one for each. */
function isOpenBracket({ bytes }: Line): boolean {
  return bytes !== null && bytes.length < SHORT && /^\ufeff?\s*[[{]\s*$/.test(new TextDecoder().decode(bytes))
}

/** Null for a line that holds nothing. */
async function openLine(name: string, { bytes, isCut }: Line, given: Given): Promise<Arrival | null> {
  if (bytes === null) return { name, failure: new ParleyError('DISPATCH_TOO_LARGE', { name, limit: MOST_LINE }) }
  const line = decodeLine(bytes)
  if (line?.trim() === '') return null
  const arrival = await arrivalOf(name, () => {
    if (line === null) throw new ParleyError('JSONL_LINE_BROKEN', { name, problem: 'it is not UTF-8' })
    return dispatchOfJson(name, line, given)
  })
  return isCut === true && 'failure' in arrival && isBroken(arrival.failure) ? cutOff(name, arrival.failure) : arrival
}

function decodeLine(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function isBroken({ code, details }: ParleyError): boolean {
  return code === 'JSONL_LINE_BROKEN' && /^it is not (?:JSON|UTF-8)$/.test(String(details.problem))
}

function cutOff(name: string, cause: ParleyError): Arrival {
  const problem = 'it breaks off, the last line is not complete'
  return { name, failure: new ParleyError('JSONL_LINE_BROKEN', { name, problem }, { cause }) }
}
