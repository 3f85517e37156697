import type { Account, Happening } from '../../src/http/happening-schemas.ts'
import { agree } from '../../src/ledger/queries/flat-happening.ts'
import { clauseOf, countOf, inOne } from './summary.ts'
import { shownParty } from './terms.ts'

// What several records report as one, in plain words. Nothing is averaged: where counts differ, both stand.

type HappeningRecord = Happening['record']
type Counted = HappeningRecord['figures'][number]

/** Who did what to whom, as the latest report makes it. */
export function happeningInWords({ category, status, actors, recipients }: HappeningRecord): string {
  const names = (parties: HappeningRecord['actors']) => inOne([...new Set(parties.map(shownParty))])
  return clauseOf({ category, status, who: names(actors), whom: names(recipients) })
}

/** Where it was, the most exact places first. */
export function happeningPlaces({ places }: HappeningRecord): string {
  return inOne([...new Set(places.map(({ name }) => name))].slice(0, 3))
}

/** What is counted: `killed`; of what was to come when it was told `killed, to come`. */
export function countedInWords({ kind, isAhead }: Counted): string {
  const what = kind === 'other' ? 'counted' : kind
  return isAhead ? `${what}, to come` : what
}

/** The count that an account gives: `7`, `6,057 bodies`. */
export function accountInWords({ kind }: Counted, account: Account): string {
  return countOf({ kind, ...account })
}

/** The lowest and the highest count: `7 – 12`. */
export function spanInWords(figure: Counted): string {
  const low = accountInWords(figure, figure.low)
  return agree(figure) ? low : `${low} – ${accountInWords(figure, figure.high)}`
}

/** Whom a count is ascribed to; nothing for the report's own voice. */
export function citedInWords({ speakers }: Account): string {
  return speakers.length === 0 ? '' : `citing ${speakers.join(', by way of ')}`
}

/** How widely it is reported: copies of one text are one origin. */
export function widthInWords({ dispatches, origins }: Pick<Happening, 'dispatches' | 'origins'>): string {
  const told = counted(dispatches, 'dispatch', 'dispatches')
  return dispatches === origins ? told : `${told} of ${counted(origins, 'origin', 'origins')}`
}

/** `1 dispatch`, `2 dispatches`. */
export function counted(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? one : many}`
}
