import type { RoundRecord } from '../contract.ts'
import { ordinalOn } from './ordinals.ts'
import { venueBeside } from './venues.ts'
import { hasUse, sentenceOf, type TextAndTables } from './words.ts'

/** Words that say that talks are still to come, or are not to be. */
const AHEAD =
  /\b(?:propos\w+|plan(?:s|ned)?|expect\w*|schedul\w+|suggest\w*|will|would|could|may|should|to be held|date|next|ahead|until)\b/i
const DENIED = /\b(?:not|no|never|cancel\w*|called off)\b/i
/** Characters to either side in which such a word counts: what is denied is denied close by. */
const BESIDE = 60
const CLOSE_BY = 25

/**
 * Rounds that the text numbers ("a third round between June 20 and June 30", "their third meeting in Istanbul"), whether or not an
 * event tells of them.
 */
export function numberedRounds(reading: TextAndTables): RoundRecord[] {
  const { document } = reading
  return document.tokens.flatMap(({ start, end, upos }, token) => {
    if (upos !== 'NOUN' || !hasUse(reading, token, 'numbered')) return []
    const ordinal = ordinalOn(reading, token)
    const evidence = sentenceOf(document, token)
    const within = (reach: number) =>
      document.text.slice(Math.max(evidence.start, start - reach), Math.min(evidence.end, end + reach))
    if (ordinal === null || DENIED.test(within(CLOSE_BY))) return []
    const isAhead = AHEAD.test(within(BESIDE))
    const trigger = { start, end, text: document.text.slice(start, end) }
    const place = isAhead ? null : venueBeside(reading, token)
    return [
      { ordinal, place, date: null, status: isAhead ? 'planned' : 'happened', evidence: { ...evidence, trigger } },
    ]
  })
}
