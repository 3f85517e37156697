import { causesInWords, slotInWords } from '../../words/changes.ts'
import type { HappeningDiff } from '../../../src/http/diff-schemas.ts'

/** Slot by slot what stood there and what stands there now; slots of one entry stand together, with it below them. */
export function SlotChanges({ slots }: { readonly slots: HappeningDiff['slots'] }) {
  if (slots.length === 0) return null
  return (
    <ul className="plain slot-changes">
      {slots.map(({ slot, old, new: now, causes }, i) => {
        const isLast = causes.at(-1)?.sequence !== slots[i + 1]?.causes.at(-1)?.sequence
        return (
          <li key={slot}>
            <span className="slot-name">{slot}</span> <bdi className="was">{slotInWords(old)}</bdi>{' '}
            <span aria-label="is now">→</span> <bdi>{slotInWords(now)}</bdi>
            {isLast && <span className="row-note">{causesInWords(causes)}</span>}
          </li>
        )
      })}
    </ul>
  )
}
