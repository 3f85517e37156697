import { findDay } from './days.ts'

/** What the words before a report's first sentence say: "ISTANBUL, July 23 (Agency) -". */
export interface Dateline {
  readonly publisher: string | null
  /** The day where it is written with its year. */
  readonly day: string | null
  /** The dateline's own characters, for a date without a year. */
  readonly text: string
}

/** A dateline ends within so many characters. */
const REACH = 140
// "MOSCOW", "JERUSALEM/CAIRO", "Zaporizhzhia / Geneva": place names, with or without their country, then the day.
const PLACE = /^\p{Lu}[\p{L}'’. -]{1,40}(?:\s?\/\s?\p{Lu}[\p{L}'’ -]{1,30}){0,3}/u
const BRACKETED = /^[^()]{0,90}\(([^()]{2,50})\)\s{0,2}(?:[-–—:]|$)/u
const SLASHED = /^[^/]{2,60}[.,\d]\s?\/([^/]{2,50})\/\s?[.:–—-]?/u
const BARRED = /^\p{Lu}[^|]{1,60}\|\s?([^|]{2,50}?)\s?\|/u
// "MOSCOW (UrduPoint News / Sputnik - 2nd June, 2025) The two sides"
const STAMPED = /^[^()]{0,60}\(([^()]{2,70}\s\d{4})\)\s/u
const OPENING = /^\((\p{Lu}[^()]{1,70})\)\s/u
const DASHED = /^([^–—]{2,110}?)\s?(?:[–—]|\s--?\s)/u
const DATED = /^\d[^–—]{6,28}?\s(?:[–—]|--?)\s/u
// "Riyadh, Nov 5, 2019, AJP -- Under the auspices"
const INITIALS = /,\s(\p{Lu}{2,6})\s?(?:[-–—]+)\s?$/u
const MOST_SMALL_WORDS = 2

/** Reads the dateline that a line of text opens with; null where it opens with none. */
export function readDateline(line: string): Dateline | null {
  const opening = line.slice(0, REACH)
  const lead = OPENING.exec(opening)
  if (!lead) return readPlace(opening)
  if (!isNamed(lead[1] ?? '')) return null
  const placed = readPlace(opening.slice(lead[0].length))
  return made(lead[0] + (placed?.text ?? ''), agencyOf(lead[1] ?? ''))
}

function readPlace(opening: string): Dateline | null {
  const dated = DATED.exec(opening)?.[0] ?? ''
  if (findDay(dated) && !isProse(dated)) return made(dated, undefined)
  return PLACE.test(opening) ? (readNamed(opening) ?? readDashed(opening)) : null
}

/** A dateline that names the agency between marks of its own. */
function readNamed(opening: string): Dateline | null {
  for (const pattern of [BARRED, BRACKETED, SLASHED, STAMPED]) {
    const [text = '', inside = ''] = pattern.exec(opening) ?? []
    const publisher = agencyOf(inside)
    if (text !== '' && !isProse(text) && findDay(publisher) === null) return made(text, publisher)
  }
  return null
}

/** The first agency of `UrduPoint News / Sputnik - 2nd June, 2025`. */
function agencyOf(inside: string): string {
  return inside.split(/\s+[-–—/]\s+/)[0] ?? inside
}

function readDashed(opening: string): Dateline | null {
  const dashed = DASHED.exec(opening)?.[0] ?? ''
  if (isProse(dashed) || !isDatelike(dashed)) return null
  return made(dashed, INITIALS.exec(dashed)?.[1])
}

/** A dash may stand in any sentence; before a dateline's own stands a place in capitals or a day. */
function isDatelike(text: string): boolean {
  return /^\p{Lu}{2,}/u.test(text) || findDay(text) !== null
}

function isProse(text: string): boolean {
  return (text.match(/(?<=\s)\p{Ll}{2,}/gu) ?? []).filter(word => word !== 'of').length > MOST_SMALL_WORDS
}

/** "(MENAFN)" names an agency; "(Reuters reports)" and "(2014)" do not. */
function isNamed(text: string): boolean {
  return !/(?<=\s)\p{Ll}/u.test(text.replace(/\b(?:of|and|the|de|du|la)\b/g, ''))
}

function made(text: string, publisher: string | undefined): Dateline {
  const name = publisher?.trim() ?? ''
  const isName = name !== '' && /^\p{Lu}/u.test(name) && findDay(name) === null && isNamed(name)
  return { publisher: isName ? name : null, day: findDay(text)?.day ?? null, text }
}
