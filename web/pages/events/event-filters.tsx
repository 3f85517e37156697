import type { ReactNode } from 'react'
import { CATEGORIES, STATUSES } from '../../../src/contract.ts'
import { changeAddress } from '../../app/location.ts'
import { Choice, Filter } from '../../parts/filter.tsx'
import { COUNTRIES } from '../../words/countries.ts'
import { REVIEW_TERMS, STATUS_TERMS, VERBS } from '../../words/terms.ts'

/** Parameters of the address that narrow the list. */
// prettier-ignore
export const FILTERS = new Set([
  'actor', 'recipient', 'speaker', 'category', 'status', 'country', 'place', 'from', 'to', 'q', 'dispatch', 'review', 'confidence',
])

const CATEGORY_CHOICES = CATEGORIES.map(each => [each, `${each} – ${VERBS[each].past}`] as const)
const STATUS_CHOICES = STATUSES.map(each => [each, `${STATUS_TERMS[each].mark} ${each}`] as const)
const REVIEW_CHOICES = Object.entries(REVIEW_TERMS)
const SHOWN = ['q', 'actor', 'recipient', 'category', 'status', 'place', 'country', 'from', 'to', 'review'] as const

interface FiltersProps {
  readonly query: URLSearchParams
  readonly children: ReactNode
}

/** Fields for who, what, how real, where, when and which words. */
export function EventFilters({ query, children }: FiltersProps) {
  const value = (name: string) => query.get(name) ?? ''
  const set = (name: string) => (given: string) => {
    changeAddress({ [name]: given, select: null }, { replace: true })
  }
  return (
    <form
      className="filters"
      role="search"
      aria-label="Filters"
      onSubmit={event => {
        event.preventDefault()
      }}
    >
      <Filter name="Words" value={value('q')} onChange={set('q')} hint="sentence or names" />
      <Filter name="Actor" value={value('actor')} onChange={set('actor')} hint="RUS, COD/REB" among={COUNTRIES} />
      <Filter name="Recipient" value={value('recipient')} onChange={set('recipient')} hint="code" among={COUNTRIES} />
      <Choice name="Category" value={value('category')} onChange={set('category')} among={CATEGORY_CHOICES} />
      <Choice name="Status" value={value('status')} onChange={set('status')} among={STATUS_CHOICES} />
      <Filter name="Place" value={value('place')} onChange={set('place')} hint="begins with" />
      <Choice name="Country" value={value('country')} onChange={set('country')} among={COUNTRIES} />
      <Filter name="From" kind="date" value={value('from')} onChange={set('from')} />
      <Filter name="To" kind="date" value={value('to')} onChange={set('to')} />
      <Choice name="Review" value={value('review')} onChange={set('review')} among={REVIEW_CHOICES} />
      <div className="filters-end">
        {SHOWN.some(name => query.has(name)) && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              changeAddress(Object.fromEntries(SHOWN.map(name => [name, null])))
            }}
          >
            Clear
          </button>
        )}
        {children}
      </div>
    </form>
  )
}
