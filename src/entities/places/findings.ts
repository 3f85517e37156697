import type { Resolution } from '../../contract.ts'
import type { Document } from '../../text/document.ts'
import { runsFrom } from '../phrases.ts'
import { wordsOf, type Word } from '../words.ts'
import { candidatesOf } from './candidates.ts'
import type { GazetteerRow, PlaceTables } from './gazetteer.ts'
import { placeKey } from './key.ts'
import { judgePlaceName, SHORT, type Verdict } from './evidence.ts'

/** A place's name in the text, with all that it can stand for. */
export interface Finding {
  readonly start: number
  readonly end: number
  /** What all mentions of the name share. */
  readonly key: string
  /** Most important first; never empty. */
  readonly rows: readonly GazetteerRow[]
}

const LONGEST = 7
const GAP = /^(?:[ \u00a0]?[-‐–'’./]?[ \u00a0]?|\. |, )$/
const UPPER = /^\p{Lu}/u

/** All names of places in the text, in order, none overlapping. */
export function findPlaceNames(document: Document, tables: PlaceTables): Finding[] {
  const { text } = document
  const words = wordsOf(text)
  const rowsOf = rememberRows(tables)
  const judged: { finding: Finding; verdict: Verdict }[] = []
  for (let i = 0; i < words.length;) {
    const match = canStart(text, words[i]) ? longestAt({ text, words, first: i, rowsOf, tables }) : null
    if (match !== null)
      judged.push({ finding: match.finding, verdict: judgePlaceName(document, match.finding, tables) })
    i = match?.past ?? i + 1
  }
  const sure = new Set(judged.filter(({ verdict }) => verdict === 'yes').map(({ finding }) => finding.key))
  return judged
    .filter(({ finding, verdict }) => verdict === 'yes' || (verdict === 'maybe' && sure.has(finding.key)))
    .map(({ finding }) => finding)
}

// Also "el-Fasher", "al-Hasakah": an article that is written small.
function canStart(text: string, word: Word | undefined): boolean {
  if (word === undefined) return false
  return UPPER.test(word.form) || (word.end - word.start === 2 && /^[-‐–]\p{Lu}/u.test(text.slice(word.end, word.end + 2)))
} // prettier-ignore

function rememberRows(tables: PlaceTables): Search['rowsOf'] {
  const known = new Map<string, readonly GazetteerRow[]>()
  return key => {
    const rows = known.get(key) ?? candidatesOf(key, tables)
    known.set(key, rows)
    return rows
  }
}

interface Search {
  readonly text: string
  readonly words: readonly Word[]
  readonly first: number
  readonly rowsOf: (key: string) => readonly GazetteerRow[]
  readonly tables: PlaceTables
}

interface Match {
  readonly finding: Finding
  /** Index of the first word after it. */
  readonly past: number
}

function longestAt(search: Search): Match | null {
  const { text, words, first } = search
  const start = words[first]?.start ?? 0
  const short = shortFormAt(search, start)
  if (short !== null) return short
  for (const { key, past, end } of runsFrom(words, first, runEnd(text, words, first))) {
    const known = search.rowsOf(key)
    if (known.length === 0) continue
    const written = text.slice(start, end)
    const rows = known.filter(row => agreesInCase(row.form, written))
    if (rows.length === 0) continue
    const dot = text[end] === '.' && /\..$/.test(written) ? 1 : 0
    return asArea(search, { finding: { start, end: end + dot, key, rows }, past })
  }
  return null
}

const AREAS: ReadonlySet<Resolution> = new Set<Resolution>(['district', 'province', 'region'])

// "Kharkiv region" is not Kharkiv: another name, which only areas bear; a capitalised "Oblast" belongs to it.
function asArea({ text, words, tables }: Search, match: Match): Match {
  const { finding, past } = match
  const next = words[past]
  if (next === undefined || text.slice(finding.end, next.start) !== ' ') return match
  const rows = finding.rows.filter(row => AREAS.has(row.resolution))
  if (rows.length === 0 || tables.neighbours.get(next.form)?.has('area') !== true) return match
  const end = UPPER.test(next.form) ? next.end : finding.end
  return { finding: { ...finding, end, key: `${finding.key} (area)`, rows }, past: past + 1 }
}

function runEnd(text: string, words: readonly Word[], first: number): number {
  let past = first + 1
  while (past < words.length && past < first + LONGEST) {
    if (!GAP.test(text.slice(words[past - 1]?.end, words[past]?.start))) break
    past++
  }
  return past
}

/** Whether the capitals are those of a name: all of an abbreviation, else the first word's and the last's where the table's has one. */
function agreesInCase(form: string, written: string): boolean {
  const letters = form.replace(/[^\p{L}]/gu, '')
  if (letters.length <= 5 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return written.replace(/[^\p{L}]/gu, '') === letters
  const [last, wanted] = [lastWord(written), lastWord(form)]
  return (
    (UPPER.test(written) || /^\p{Ll}{2}[-‐–]\p{Lu}/u.test(written)) &&
    (UPPER.test(last) || !UPPER.test(wanted) || /[-'’]/.test(written))
  )
}

const lastWord = (text: string) => text.slice(text.search(/[^\s]+$/u))

// "Springfield, Ill." and "Fargo, ND"; "in Calif." for those that stand alone.
const SHORT_FORM = /(?:[A-Z]\.[ ]?){1,3}[A-Z]?[a-z]{0,2}\.?|[A-Z][A-Za-z]{1,4}\.?/y
const AFTER_TOWN = /\p{L}(?:, | \()$/u

function shortFormAt({ text, words, first, rowsOf, tables }: Search, start: number): Match | null {
  SHORT_FORM.lastIndex = start
  const written = SHORT_FORM.exec(text)?.[0].trimEnd() ?? ''
  const short = tables.shortForms.get(written)
  if (short === undefined || !(short.alone || AFTER_TOWN.test(text.slice(Math.max(0, start - 3), start)))) return null
  const key = placeKey(short.name)
  const rows = rowsOf(key).filter(row => row.country === short.country && row.resolution === 'province')
  if (rows.length === 0) return null
  let past = first + 1
  while ((words[past]?.start ?? Infinity) < start + written.length) past++
  return { finding: { start, end: start + written.length, key: key + SHORT, rows }, past }
}
