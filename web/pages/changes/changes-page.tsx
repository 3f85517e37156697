import { CATEGORIES } from '../../../src/contract.ts'
import { useDiff } from '../../api/queries.ts'
import { useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { Choice, Filter } from '../../parts/filter.tsx'
import { fieldOf } from '../../parts/record-filters.tsx'
import { Awaited, Nothing } from '../../parts/states.tsx'
import { COUNTRIES } from '../../words/countries.ts'
import { VERBS } from '../../words/terms.ts'
import { DispatchChange } from './dispatch-change.tsx'
import { HappeningChange } from './happening-change.tsx'
import type { Diff } from '../../../src/http/diff-schemas.ts'

const CATEGORY_CHOICES = CATEGORIES.map(each => [each, `${each} – ${VERBS[each].past}`] as const)
const ORDER = ['changed', 'gone', 'new'] as const
const WEEK_MS = 7 * 86_400_000

/** What the ledger came to know between two days, and which entries did it. */
export function ChangesPage() {
  useTitle('Changes')
  const { query } = useAddress()
  const from = query.get('from') ?? new Date(Date.now() - WEEK_MS).toISOString().slice(0, 10)
  const given = (name: string) => query.get(name) ?? ''
  const asked = useDiff({ from, to: given('to') === '' ? given('asOf') : given('to'), party: given('party'), category: given('category') }) // prettier-ignore
  return (
    <>
      <div className="page-head">
        <h1>Changes</h1>
        <p className="muted">
          What the ledger came to know after the end of the first day, up to the end of the second, and which entries
          did it. Nothing in the ledger is written over: what stood before is still there.
        </p>
      </div>
      <form
        className="filters"
        role="search"
        aria-label="Filters"
        onSubmit={event => {
          event.preventDefault()
        }}
      >
        <Filter name="After" kind="date" {...fieldOf(query, 'from')} value={from} />
        <Filter name="Up to, or now" kind="date" {...fieldOf(query, 'to')} />
        <Filter name="Party" {...fieldOf(query, 'party')} hint="RUS, COD/REB" among={COUNTRIES} />
        <Choice name="Category" {...fieldOf(query, 'category')} among={CATEGORY_CHOICES} />
      </form>
      <Awaited asked={asked}>{asked.data !== undefined && <Changes diff={asked.data} />}</Awaited>
    </>
  )
}

function Changes({ diff }: { readonly diff: Diff }) {
  const { dispatches, isCut } = diff
  // Of one that a dispatch brought alone the dispatch says it.
  const told = diff.happenings.filter(({ what, dispatches: reported }) => what !== 'new' || reported > 1)
  const happenings = ORDER.flatMap(kind => told.filter(({ what }) => what === kind))
  if (dispatches.length === 0 && diff.happenings.length === 0) {
    return <Nothing>Nothing changed between these moments. Choose an earlier first day.</Nothing>
  }
  return (
    <div className="changes">
      {isCut && <p className="doubt">There is more than is shown: choose days that lie nearer together.</p>}
      {happenings.length > 0 && (
        <section aria-labelledby="happenings">
          <h2 id="happenings">
            Happenings <span className="muted">{happenings.length}</span>
          </h2>
          {happenings.map(each => (
            <HappeningChange key={each.id} diff={each} />
          ))}
        </section>
      )}
      {dispatches.length > 0 && (
        <section aria-labelledby="dispatches">
          <h2 id="dispatches">
            Dispatches <span className="muted">{dispatches.length}</span>
          </h2>
          {dispatches.map(each => (
            <DispatchChange key={each.dispatch.id} diff={each} />
          ))}
        </section>
      )}
    </div>
  )
}
