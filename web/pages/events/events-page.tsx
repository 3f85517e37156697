import { lazy, Suspense } from 'react'
import { useEvents } from '../../api/queries.ts'
import { changeAddress, useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { Count, CsvLink, More } from '../../parts/list.tsx'
import { Choice } from '../../parts/filter.tsx'
import { fieldOf, RecordFilters } from '../../parts/record-filters.tsx'
import { Awaited, Nothing } from '../../parts/states.tsx'
import { REVIEW_TERMS } from '../../words/terms.ts'
import { EventPanel } from './event-panel.tsx'
import { EventTable } from './event-table.tsx'
import { rowKey } from './row-key.ts'

const EventMap = lazy(() => import('./event-map.tsx').then(module => ({ default: module.EventMap })))

const ROWS = '200'
const REVIEW_CHOICES = Object.entries(REVIEW_TERMS)

/** Parameters of the address that narrow the list. */
// prettier-ignore
const FILTERS = new Set([
  'actor', 'recipient', 'speaker', 'category', 'status', 'country', 'place', 'from', 'to', 'q', 'dispatch', 'review', 'confidence',
])

/** What the server is asked: the filters of the address, without what only the page knows. */
function askedOf(query: URLSearchParams): URLSearchParams {
  const kept = [...query].filter(([name, value]) => value !== '' && (name === 'asOf' || FILTERS.has(name)))
  return new URLSearchParams(kept)
}

/** All events as a table and on a map: the same rows in both, each chosen in the one is chosen in the other. */
export function EventsPage() {
  useTitle('Events')
  const { query } = useAddress()
  const asking = askedOf(query)
  const paged = useEvents(new URLSearchParams([...asking, ['limit', ROWS]]))
  const rows = paged.data?.pages.flatMap(page => page.rows) ?? []
  const total = paged.data?.pages[0]?.total
  const chosen = rows.find(row => rowKey(row) === query.get('select')) ?? null
  const choose = (key: string | null) => {
    changeAddress({ select: key }, { replace: query.has('select') })
  }
  return (
    <>
      <div className="page-head">
        <h1>Events</h1>
      </div>
      <EventFilters query={query} asking={asking} total={total} />
      <Awaited asked={paged}>
        <div className="events">
          <div className="events-list">
            {rows.length === 0 ? (
              <Nothing>No event meets the filters. Take one away to see more.</Nothing>
            ) : (
              <EventTable rows={rows} chosen={chosen} onChoose={choose} />
            )}
            <More paged={paged} shown={rows.length} total={total ?? rows.length} />
          </div>
          <div className="events-side">
            <Suspense fallback={<p className="waiting map">Drawing the map…</p>}>
              <EventMap rows={rows} chosen={chosen} onChoose={choose} />
            </Suspense>
            {chosen !== null && (
              <EventPanel
                row={chosen}
                onClose={() => {
                  choose(null)
                }}
              />
            )}
          </div>
        </div>
      </Awaited>
    </>
  )
}

interface EventFiltersProps {
  readonly query: URLSearchParams
  readonly asking: URLSearchParams
  readonly total: number | undefined
}

function EventFilters({ query, asking, total }: EventFiltersProps) {
  return (
    <RecordFilters
      query={query}
      others={['review']}
      fields={<Choice name="Review" {...fieldOf(query, 'review')} among={REVIEW_CHOICES} />}
    >
      <Count asked={total} one="event" many="events" />
      <CsvLink path="/events" query={asking} />
    </RecordFilters>
  )
}
