import type { EventRecord } from '../contract.ts'
import { dependents } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import { hasUse, triggerTokens, type TextAndTables } from './words.ts'

const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, i) => [word, i + 1]),
)
const NUMERAL = /^(\d{1,3})(?:st|nd|rd|th)$/

/** "The second round of talks", "the third meeting": an ordinal on the trigger or on a noun for talks beside it; null where none is. */
export function ordinalOf(reading: TextAndTables, event: EventRecord): number | null {
  return ordinalAmong(reading.document, modifiersOf(reading, event))
}

/** The ordinal that stands on a word itself; null where none does. */
export function ordinalOn({ document }: TextAndTables, token: number): number | null {
  return ordinalAmong(document, dependents(document, token))
}

function ordinalAmong({ tokens }: Document, among: readonly number[]): number | null {
  for (const token of among) {
    const { lemma = '', form = '' } = tokens[token] ?? {}
    const ordinal = ORDINALS.get(lemma.toLowerCase()) ?? Number(NUMERAL.exec(form.toLowerCase())?.[1] ?? Number.NaN)
    if (!Number.isNaN(ordinal)) return ordinal
  }
  return null
}

/** Whether the words call it "previous", "earlier" or "last". */
export function precedesPresent(reading: TextAndTables, event: EventRecord): boolean {
  return modifiersOf(reading, event).some(token => hasUse(reading, token, 'previous'))
}

/** What stands on the trigger and on nouns for talks directly above or below it. */
function modifiersOf(reading: TextAndTables, event: EventRecord): number[] {
  const { document } = reading
  return triggerTokens(document, event.evidence).flatMap(token => {
    const head = document.tokens[token]?.head ?? -1
    const nouns = [head, ...dependents(document, token)].filter(i => i >= 0 && hasUse(reading, i, 'talks'))
    return [token, ...nouns].flatMap(i => dependents(document, i))
  })
}
