import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Dispatch } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { cleanText } from './clean.ts'
import { findDay, findDayInYear } from './days.ts'
import { decodeText } from './decode.ts'
import { readHeader, type Headed } from './header.ts'
import { findLanguage } from './language.ts'

/** What the person who hands a text over says of it; it goes before what the text says. */
export interface Given {
  /** Day of publication. */
  readonly published?: string
  readonly publisher?: string
  readonly title?: string
  /** Takes no header lines off: all of the file is text. */
  readonly headless?: boolean
  /** Where the bytes were fetched. */
  readonly url?: string
  /** The encoding that the transport names. */
  readonly charset?: string
}

/**
 * The dispatch that a file of text holds: encoding, header lines and language read, the body cleaned.
 *
 * @throws {ParleyError} `DISPATCH_BINARY` or `DISPATCH_EMPTY` for a file without text.
 */
export async function dispatchOfText(name: string, bytes: Uint8Array, given: Given = {}): Promise<Dispatch> {
  const decoded = decodeText(bytes)
  if (decoded === null) throw new ParleyError('DISPATCH_BINARY', { name })
  const cleaned = cleanText(decoded)
  if (cleaned.trim() === '') throw new ParleyError('DISPATCH_EMPTY', { name })
  const { title, publisher, published, body } = given.headless === true ? bare(cleaned) : readHeader(cleaned)
  return {
    id: idOf(cleaned),
    title: given.title ?? title,
    text: body,
    publisher: given.publisher ?? publisher,
    published: given.published ?? published ?? dayOfName(name, cleaned),
    url: null,
    language: await findLanguage(body),
  }
}

/** Characters in which a header and its dateline stand. */
const HEADER_REACH = 400

/** The day that a file's name gives ("ukr-istanbul-2025-05-16.txt"), where the text gives none with a year and its dateline's day, if any, is no other. */
export function dayOfName(name: string, text: string): string | null {
  const [written] = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(basename(name)) ?? []
  const day = written === undefined ? null : (findDay(written)?.day ?? null)
  if (day === null) return null
  const dateline = findDayInYear(text.slice(0, HEADER_REACH), day.slice(0, 4))
  return dateline === null || Math.abs(Date.parse(day) - Date.parse(dateline)) <= DAY_APART ? day : null
}

/** A report may come out, and be filed, the day after its dateline. */
const DAY_APART = 86_400_000

const bare = (body: string): Headed => ({ title: null, publisher: null, published: null, body })

/** The id of a text that brings none: the same text has the same id wherever it comes from. */
export function idOf(cleaned: string): string {
  return `sha256:${createHash('sha256').update(cleaned.trim()).digest('hex')}`
}

/**
 * The dispatch that one JSONL line holds. Its text is taken exactly as it is, so that offsets compare.
 *
 * @param name - File and line, for the message.
 * @throws {ParleyError} `JSONL_LINE_BROKEN` or `DISPATCH_EMPTY`.
 */
export async function dispatchOfJson(name: string, line: string, given: Given = {}): Promise<Dispatch> {
  const fields = parseFields(name, line)
  const text = stringField(name, fields, 'text')
  if (text === null) throw broken(name, 'there is no text')
  if (text.trim() === '') throw new ParleyError('DISPATCH_EMPTY', { name })
  const published = given.published ?? stringField(name, fields, 'published')
  return {
    id: stringField(name, fields, 'id') ?? idOf(cleanText(text)),
    title: given.title ?? stringField(name, fields, 'title'),
    text,
    publisher: given.publisher ?? stringField(name, fields, 'publisher'),
    published: published === null ? null : dayOf(name, published),
    url: stringField(name, fields, 'url'),
    language: stringField(name, fields, 'language') ?? (await findLanguage(text)),
  }
}

function broken(name: string, problem: string): ParleyError {
  return new ParleyError('JSONL_LINE_BROKEN', { name, problem })
}

function parseFields(name: string, line: string): ReadonlyMap<string, unknown> {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    throw broken(name, 'it is not JSON')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw broken(name, 'it is no JSON object')
  return new Map(Object.entries(parsed))
}

/** A field's text; null where it is absent, null or empty. An id may be a number. */
function stringField(name: string, fields: ReadonlyMap<string, unknown>, key: string): string | null {
  const value = fields.get(key) ?? ''
  if (key === 'id' && typeof value === 'number') return String(value)
  if (typeof value !== 'string') throw broken(name, `"${key}" is no text`)
  // Of the body, even white space is kept.
  return key === 'text' ? (fields.has(key) ? value : null) : value.trim() || null
}

function dayOf(name: string, published: string): string {
  const found = findDay(published)
  if (found === null) throw broken(name, '"published" is no date: write YYYY-MM-DD')
  return found.day
}
