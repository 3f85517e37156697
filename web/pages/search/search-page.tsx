import type { ReactNode } from 'react'
import { useDispatches, useSearch } from '../../api/queries.ts'
import { changeAddress, useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { Choice, Filter } from '../../parts/filter.tsx'
import { Count, CsvLink, More } from '../../parts/list.tsx'
import { DispatchLine } from '../../parts/quote.tsx'
import { Awaited, Nothing } from '../../parts/states.tsx'
import { ReadingTag } from '../../parts/tags.tsx'
import { segmentsOf } from '../../words/segments.ts'
import { READING_TERMS } from '../../words/terms.ts'
import type { DispatchPage, SearchPage as SearchReply } from '../../../src/http/schemas.ts'

type Hit = SearchReply['rows'][number]

const READINGS = Object.entries(READING_TERMS)

/** Dispatches with the words looked for; all of them, latest first, where none are. */
export function SearchPage() {
  useTitle('Search')
  const { query } = useAddress()
  return (
    <div className="narrow">
      <div className="page-head">
        <h1>Search</h1>
      </div>
      {(query.get('q') ?? '') === '' ? <AllDispatches query={query} /> : <Matching query={query} />}
    </div>
  )
}

function Matching({ query }: { readonly query: URLSearchParams }) {
  const asking = askedOf(query, ['q', 'asOf'])
  const paged = useSearch(asking)
  return <Hits path="/search" query={query} asking={asking} paged={paged} toHit={hit => hit} />
}

function AllDispatches({ query }: { readonly query: URLSearchParams }) {
  const asking = askedOf(query, ['publisher', 'reading', 'from', 'to', 'asOf'])
  const paged = useDispatches(asking)
  return <Hits path="/dispatches" query={query} asking={asking} paged={paged} toHit={hitOf} />
}

function hitOf(dispatch: DispatchPage['rows'][number]): Hit {
  return { dispatch, snippet: null }
}

function askedOf(query: URLSearchParams, names: readonly string[]): URLSearchParams {
  return new URLSearchParams([...query].filter(([name, value]) => value !== '' && names.includes(name)))
}

interface Found<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

interface HitsProps<Row> {
  readonly path: string
  /** Parameters of the address, and those of them that the server is asked with. */
  readonly query: URLSearchParams
  readonly asking: URLSearchParams
  readonly paged: {
    readonly data: { readonly pages: readonly Found<Row>[] } | undefined
    readonly isPending: boolean
    readonly error: Error | null
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
  readonly toHit: (row: Row) => Hit
}

function Hits<Row>({ path, query, asking, paged, toHit }: HitsProps<Row>) {
  const hits = paged.data?.pages.flatMap(page => page.rows.map(toHit)) ?? []
  const total = paged.data?.pages[0]?.total
  return (
    <>
      <SearchForm query={query} isSearch={path === '/search'}>
        <Count asked={total} one="dispatch" many="dispatches" />
        <CsvLink path={path} query={asking} />
      </SearchForm>
      <Awaited asked={paged}>
        {hits.length === 0 && (
          <Nothing>
            {path === '/search'
              ? 'No dispatch has all these words. Try fewer, or the beginning of one: pris*'
              : 'No dispatch answers this.'}
          </Nothing>
        )}
        <ol className="plain hits">
          {hits.map(({ dispatch, snippet }) => (
            <li key={dispatch.id}>
              <DispatchLine dispatch={dispatch} /> <ReadingTag dispatch={dispatch} />
              {snippet !== null && <Snippet snippet={snippet} />}
            </li>
          ))}
        </ol>
        <More paged={paged} shown={hits.length} total={total ?? hits.length} />
      </Awaited>
    </>
  )
}

interface FormProps {
  readonly query: URLSearchParams
  readonly isSearch: boolean
  readonly children: ReactNode
}

function SearchForm({ query, isSearch, children }: FormProps) {
  const value = (name: string) => query.get(name) ?? ''
  const set = (name: string) => (given: string) => {
    changeAddress({ [name]: given }, { replace: true })
  }
  return (
    <form
      className="filters"
      role="search"
      onSubmit={event => {
        event.preventDefault()
      }}
    >
      <Filter name="Words" value={value('q')} onChange={set('q')} hint='ceasefire "30 days" pris*' />
      {!isSearch && (
        <>
          <Filter name="Outlet" value={value('publisher')} onChange={set('publisher')} />
          <Choice name="Reading" value={value('reading')} onChange={set('reading')} among={READINGS} />
          <Filter name="Published from" kind="date" value={value('from')} onChange={set('from')} />
          <Filter name="Published to" kind="date" value={value('to')} onChange={set('to')} />
        </>
      )}
      <div className="filters-end">{children}</div>
    </form>
  )
}

function Snippet({ snippet }: { readonly snippet: NonNullable<Hit['snippet']> }) {
  const { start, text, marks } = snippet
  const shifted = marks.map(mark => ({
    start: mark.start - start,
    end: mark.end - start,
    kind: 'trigger' as const,
    record: '',
  }))
  return (
    <p className="snippet" dir="auto">
      …
      {segmentsOf(text, shifted).map(segment =>
        segment.marks.length > 0 ? <mark key={segment.start}>{segment.text}</mark> : segment.text,
      )}
      …
    </p>
  )
}
