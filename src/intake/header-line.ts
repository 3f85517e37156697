import { findDay } from './days.ts'
import { readWordList } from './tables.ts'

/**
 * What a line above the body is: `stamp` holds the day, alone or with the outlet and place; `byline` names reporters;
 * `outlet` only names the publisher; `label` is a rubric such as ANALYSIS; `text` may be a title or the body.
 */
export type LineKind = 'stamp' | 'byline' | 'outlet' | 'label' | 'text'

export interface HeaderLine {
  readonly kind: LineKind
  readonly text: string
  readonly publisher: string | null
  readonly day: string | null
  /** Whether the line says when the report came out first, or was last changed. */
  readonly says: 'published' | 'updated' | null
}

const MEDIA = readWordList('media-words')
const LABELS = readWordList('label-words')

const LONGEST_HEADER = 260
const MOST_WORDS = 26
const BYLINE =
  /^(?:by|from|text by|reporting by|analysis, by)\s+(?:(?:our|special|political|staff|correspondents?|editor|a)\s+){0,4}(?=\p{Lu}|team|staff|correspondents?|in\b)/iu
const LOWER_BYLINE = /^(?:by|from) (?:our|staff|a correspondent)\b/i
/** `Source: East Gate News Service`. */
const CREDIT = /^(?:source|agency|publisher|outlet):\s*/i
/** What a page calls its own part, in small letters: `The Ledger live desk`. */
const RUBRIC = /(?:\s+\p{Ll}+){1,3}$/u
const SEPARATORS = /\s*(?:\||\/\/|>)\s*|\s+(?:-|–|—|\/)\s+|,\s+|\.\s+|\s*\(/u
const DATE_WORDS =
  /\b(?:published|posted|updated|last|modified|issued|date|dated|on|at|as|of|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|gmt|utc|bst|ist|est|edt|et|eat|myt|ict|cet|cest|am|pm|a\.m|p\.m|local|time|all|times|hours?)\b|[\d:+.,|()–—-]+/giu

/** Says what a line in the header zone is. */
export function readHeaderLine(text: string): HeaderLine {
  const trimmed = text.trim()
  // A long line is body, whatever it holds; the patterns below are for short ones.
  if (trimmed.length > LONGEST_HEADER) return { kind: 'text', text: trimmed, publisher: null, day: null, says: null }
  const line = trimmed.replace(/^[—–]\s|^\*+|\*+$|^#+\s|^(?:title|headline):\s/giu, '')
  const found = findDay(line)
  const kind = kindOf(line, found !== null)
  const isMeta = kind === 'stamp' || kind === 'byline' || kind === 'outlet'
  const says = /\b(?:published|posted|issued)\b/i.test(line) ? 'published' : saysUpdated(line)
  return {
    kind,
    text: line,
    publisher: isMeta || found ? publisherOf(line, kind) : null,
    day: found?.day ?? null,
    says,
  }
}

function saysUpdated(line: string): 'updated' | null {
  return /\b(?:updated|modified|edit)\b/i.test(line) ? 'updated' : null
}

function kindOf(line: string, hasDay: boolean): LineKind {
  const words = wordsOf(line)
  if (line === '' || words.length > MOST_WORDS) return 'text'
  if (isByline(line)) return 'byline'
  if (hasDay) return isStamp(line) && !isSentence(line) ? 'stamp' : 'text'
  if (isOutlet(line)) return 'outlet'
  return isLabel(line) ? 'label' : 'text'
}

function isByline(line: string): boolean {
  return (BYLINE.test(line) || LOWER_BYLINE.test(line)) && !/[a-z]{2}\.$/.test(line.replace(/\b(?:Jr|Sr)\.$/, ''))
}

/** A long line that ends in a full stop is body, though it opens with a dateline. */
function isSentence(line: string): boolean {
  return /[.!?]["”’]?$/.test(line) && wordsOf(line).length > 14
}

/** A line with a day is a stamp unless its first part reads like a headline. */
function isStamp(line: string): boolean {
  const bare = withoutDate(line)
  if (/^[([].*[)\]]$/.test(line)) return true
  if (wordsOf(bare).length <= 3) return true
  const [first = ''] = partsOf(line)
  return (
    (isName(first) && !/[:!?]/.test(line.slice(0, first.length + 1))) ||
    /^(?:published|posted|updated|last|issued|as of|covering)\b/i.test(line)
  )
}

function withoutDate(line: string): string {
  const found = findDay(line)
  return (found ? line.slice(0, found.start) + line.slice(found.end) : line).replace(DATE_WORDS, ' ')
}

function isOutlet(line: string): boolean {
  if (/[.:!?;]$|\d/.test(line)) return false
  if (CREDIT.test(line) || isMasthead(line)) return true
  return partsOf(line).some(part => isName(part) && hasMediaWord(part)) && wordsOf(line).length <= 10 && isName(line)
}

/** `Nordlys Radio – text service`, `Corporación Territorio Vivo | Popayán`: a name, then where or what it is. */
function isMasthead(line: string): boolean {
  const [first = '', ...rest] = line.split(/\s+(?:\||\/\/|[-–—])\s+/)
  if (rest.length === 0 || wordsOf(line).length > 9 || !isName(first) || wordsOf(first).length < 2) return false
  return rest.every(
    part => wordsOf(part).length <= 3 && (hasMediaWord(part) || isLabel(part) || /^\p{L}+$/u.test(part)),
  )
}

function isLabel(line: string): boolean {
  const words = wordsOf(line)
  if (/^[([].*[)\]]$/.test(line)) return true
  return words.length <= 5 && words.every(word => LABELS.has(word.toLowerCase()))
}

/** The parts of a line such as `Eastern Star | Muscat | 2025-12-23`. */
function partsOf(line: string): string[] {
  return line
    .split(SEPARATORS)
    .map(part => part.trim().replace(/\)$/, ''))
    .filter(part => part !== '')
}

/** Whether the words are those of a name: nearly all begin with a capital. */
export function isName(text: string): boolean {
  const words = wordsOf(text).filter(word => word.length > 3)
  const capitals = words.filter(word => /^\p{Lu}/u.test(word))
  return words.length > 0 && words.length <= 8 && capitals.length >= words.length * 0.75
}

function hasMediaWord(text: string): boolean {
  return wordsOf(text).some(word => MEDIA.has(word.toLowerCase()))
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}'’&.-]+/u).filter(word => /[\p{L}\p{N}]/u.test(word))
}

function publisherOf(line: string, kind: LineKind): string | null {
  const found = findDay(line)
  const bare = line.replace(CREDIT, '')
  const dateless = found ? `${line.slice(0, found.start)} | ${line.slice(found.end)}` : bare
  const parts = partsOf(dateless)
    .filter((_, i) => !(kind === 'byline' && i === 0))
    .map(part => part.replace(/^for\s+/, '').replace(RUBRIC, ''))
    .filter(part => isPublisherPart(part))
  return parts.find(hasMediaWord) ?? (kind === 'byline' ? null : (parts.find(part => wordsOf(part).length > 1) ?? null))
}

function isPublisherPart(part: string): boolean {
  const bare = withoutDate(part).trim()
  return isName(bare) && !isByline(part) && !isLabel(bare) && bare.length >= part.length * 0.7
}
