import type { ReactNode } from 'react'
import { CATEGORIES, STATUSES } from '../../src/contract.ts'
import { changeAddress } from '../app/location.ts'
import { useMedia } from '../app/media.ts'
import { COUNTRIES } from '../words/countries.ts'
import { STATUS_TERMS, VERBS } from '../words/terms.ts'
import { Choice, Filter } from './filter.tsx'

const CATEGORY_CHOICES = CATEGORIES.map(each => [each, `${each} – ${VERBS[each].past}`] as const)
const STATUS_CHOICES = STATUSES.map(each => [each, `${STATUS_TERMS[each].mark} ${each}`] as const)
const SHOWN = ['q', 'actor', 'recipient', 'category', 'status', 'place', 'country', 'from', 'to'] as const

interface FiltersProps {
  readonly query: URLSearchParams
  /** Parameters that this list has beside those of all. */
  readonly others: readonly string[]
  /** Their fields. */
  readonly fields: ReactNode
  readonly children: ReactNode
}

/** Fields for who, what, how real, where, when and which words; folded away where the screen is narrow. */
export function RecordFilters({ query, others, fields, children }: FiltersProps) {
  const isWide = useMedia('(min-width: 44rem)')
  const given = [...SHOWN, ...others].filter(name => query.has(name))
  const more = (
    <>
      <CommonFields query={query} />
      {fields}
    </>
  )
  return (
    <form
      className="filters"
      role="search"
      aria-label="Filters"
      onSubmit={event => {
        event.preventDefault()
      }}
    >
      <Filter name="Words" {...fieldOf(query, 'q')} hint="in sentences" />
      {isWide ? (
        more
      ) : (
        <details className="more-filters">
          <summary>{given.length === 0 ? 'Filters' : `Filters (${given.length})`}</summary>
          <div>{more}</div>
        </details>
      )}
      <div className="filters-end">
        {given.length > 0 && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              changeAddress(Object.fromEntries(given.map(name => [name, null])))
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

/** What a field for a parameter of the address shows and does. */
export function fieldOf(query: URLSearchParams, name: string) {
  return {
    value: query.get(name) ?? '',
    onChange: (given: string) => {
      changeAddress({ [name]: given, select: null }, { replace: true })
    },
  }
}

function CommonFields({ query }: { readonly query: URLSearchParams }) {
  return (
    <>
      <Filter name="Actor" {...fieldOf(query, 'actor')} hint="RUS, COD/REB" among={COUNTRIES} />
      <Filter name="Recipient" {...fieldOf(query, 'recipient')} hint="code" among={COUNTRIES} />
      <Choice name="Category" {...fieldOf(query, 'category')} among={CATEGORY_CHOICES} />
      <Choice name="Status" {...fieldOf(query, 'status')} among={STATUS_CHOICES} />
      <Filter name="Place" {...fieldOf(query, 'place')} hint="begins with" />
      <Choice name="Country" {...fieldOf(query, 'country')} among={COUNTRIES} />
      <Filter name="From" kind="date" {...fieldOf(query, 'from')} />
      <Filter name="To" kind="date" {...fieldOf(query, 'to')} />
    </>
  )
}
