import type { ReactNode } from 'react'
import { CATEGORIES, STATUSES } from '../../../src/contract.ts'
import { changeAddress } from '../../app/location.ts'
import { useMedia } from '../../app/media.ts'
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

/** Fields for who, what, how real, where, when and which words; folded away where the screen is narrow. */
export function EventFilters({ query, children }: FiltersProps) {
  const isWide = useMedia('(min-width: 44rem)')
  const given = SHOWN.filter(name => query.has(name))
  return (
    <form
      className="filters"
      role="search"
      aria-label="Filters"
      onSubmit={event => {
        event.preventDefault()
      }}
    >
      <Filter name="Words" value={query.get('q') ?? ''} onChange={setter('q')} hint="in sentences" />
      {isWide ? (
        <MoreFilters query={query} />
      ) : (
        <details className="more-filters">
          <summary>{given.length === 0 ? 'Filters' : `Filters (${given.length})`}</summary>
          <div>
            <MoreFilters query={query} />
          </div>
        </details>
      )}
      <div className="filters-end">
        {given.length > 0 && (
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

function setter(name: string): (given: string) => void {
  return given => {
    changeAddress({ [name]: given, select: null }, { replace: true })
  }
}

function MoreFilters({ query }: { readonly query: URLSearchParams }) {
  const field = (name: string) => ({ value: query.get(name) ?? '', onChange: setter(name) })
  return (
    <>
      <Filter name="Actor" {...field('actor')} hint="RUS, COD/REB" among={COUNTRIES} />
      <Filter name="Recipient" {...field('recipient')} hint="code" among={COUNTRIES} />
      <Choice name="Category" {...field('category')} among={CATEGORY_CHOICES} />
      <Choice name="Status" {...field('status')} among={STATUS_CHOICES} />
      <Filter name="Place" {...field('place')} hint="begins with" />
      <Choice name="Country" {...field('country')} among={COUNTRIES} />
      <Filter name="From" kind="date" {...field('from')} />
      <Filter name="To" kind="date" {...field('to')} />
      <Choice name="Review" {...field('review')} among={REVIEW_CHOICES} />
    </>
  )
}
