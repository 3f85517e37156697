import { useHappenings } from '../../api/queries.ts'
import { useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { Choice } from '../../parts/filter.tsx'
import { Count, CsvLink, More } from '../../parts/list.tsx'
import { fieldOf, RecordFilters } from '../../parts/record-filters.tsx'
import { Awaited, Nothing } from '../../parts/states.tsx'
import { HappeningTable } from './happening-table.tsx'

const ROWS = '100'
const OTHERS = ['origins', 'disputed'] as const

/** Parameters of the address that narrow the list. */
// prettier-ignore
const FILTERS = new Set([
  'actor', 'recipient', 'category', 'status', 'country', 'place', 'from', 'to', 'q', 'dispatch', 'dispatches', ...OTHERS,
])

const ORIGIN_CHOICES = [2, 3, 4, 5, 10].map(least => [String(least), `${least} or more`] as const)
const DISPUTED_CHOICES = [['true', 'disputed only']] as const

/** What records report as one, latest first. */
export function HappeningsPage() {
  useTitle('Happenings')
  const { query } = useAddress()
  const asking = new URLSearchParams([...query].filter(([name, value]) => value !== '' && (name === 'asOf' || FILTERS.has(name)))) // prettier-ignore
  const paged = useHappenings(new URLSearchParams([...asking, ['limit', ROWS]]))
  const rows = paged.data?.pages.flatMap(page => page.rows) ?? []
  const total = paged.data?.pages[0]?.total
  return (
    <>
      <div className="page-head">
        <h1>Happenings</h1>
        <p className="muted">
          What dispatches report as one, with all who report it. Copies of one text are one origin. Differing counts
          stand side by side.
        </p>
      </div>
      <RecordFilters
        query={query}
        others={OTHERS}
        fields={
          <>
            <Choice name="Origins" {...fieldOf(query, 'origins')} among={ORIGIN_CHOICES} />
            <Choice name="Disputed" {...fieldOf(query, 'disputed')} among={DISPUTED_CHOICES} />
          </>
        }
      >
        <Count asked={total} one="happening" many="happenings" />
        <CsvLink path="/happenings" query={asking} />
      </RecordFilters>
      <Awaited asked={paged}>
        {rows.length === 0 ? (
          <Nothing>No happening meets the filters. Take one away to see more.</Nothing>
        ) : (
          <HappeningTable rows={rows} />
        )}
        <More paged={paged} shown={rows.length} total={total ?? rows.length} />
      </Awaited>
    </>
  )
}
