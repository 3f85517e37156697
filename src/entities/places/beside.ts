import type { Document } from '../../text/document.ts'
import type { Finding } from './findings.ts'
import { tokenAt } from '../words.ts'
import type { NeighbourRole, PlaceTables } from './gazetteer.ts'

type Roles = ReadonlySet<NeighbourRole>

/** What stands beside a name and what the name itself says. */
export interface Beside {
  readonly itself: Roles
  readonly before: Roles
  readonly after: Roles
  /** Whether a capitalised word that is no known neighbour touches the name, as in "Houston Smith". */
  readonly strangerBefore: boolean
  readonly strangerAfter: boolean
  readonly startsSentence: boolean
}

const NONE: Roles = new Set()
const UPPER = /^\p{Lu}/u
/** Characters looked at on either side. */
const REACH = 40
const PREVIOUS = /(\S+) (?:the )?$/
const NEXT = /^ ([\p{L}'’.]+)/u

/** The words on both sides of a name; a possessive ends the phrase. */
export function besideOf(document: Document, { start, end }: Finding, tables: PlaceTables): Beside {
  const { text } = document
  const roles = (word: string) => tables.neighbours.get(word) ?? NONE
  const index = tokenAt(document, start)
  const startsSentence = document.sentences.some(sentence => sentence.first === index)
  const previous = startsSentence ? '' : (PREVIOUS.exec(text.slice(Math.max(0, start - REACH), start))?.[1] ?? '')
  const next = NEXT.exec(text.slice(end, end + REACH))?.[1]?.replace(/\.$/, '') ?? ''
  const [before, after] = [roles(previous), roles(next)]
  return {
    itself: roles(text.slice(start, end)),
    before,
    after,
    strangerBefore: before.size === 0 && UPPER.test(previous) && /[\p{L}.]$/u.test(previous),
    strangerAfter: after.size === 0 && UPPER.test(next),
    startsSentence,
  }
}
