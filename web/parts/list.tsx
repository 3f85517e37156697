import { apiAddress } from '../api/client.ts'

interface CountProps {
  readonly asked: number | undefined
  readonly one: string
  readonly many: string
}

/** How many rows meet the filters: as many as the file has. */
export function Count({ asked, one, many }: CountProps) {
  return (
    <output className="count" aria-live="polite">
      {asked === undefined ? '…' : `${new Intl.NumberFormat('en-GB').format(asked)} ${asked === 1 ? one : many}`}
    </output>
  )
}

/** The same rows as a file for a spreadsheet. */
export function CsvLink({ path, query }: { readonly path: string; readonly query: URLSearchParams }) {
  const whole = new URLSearchParams(query)
  whole.set('format', 'csv')
  return (
    <a className="file-link" href={apiAddress(path, whole)} download>
      CSV
    </a>
  )
}

interface MoreProps {
  readonly paged: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
  readonly shown: number
  readonly total: number
}

/** Goes on with a list that is longer than what is shown. */
export function More({ paged, shown, total }: MoreProps) {
  if (!paged.hasNextPage) return null
  return (
    <p className="more">
      {shown} of {total} shown.{' '}
      <button
        type="button"
        disabled={paged.isFetchingNextPage}
        onClick={() => {
          void paged.fetchNextPage()
        }}
      >
        Show more
      </button>
    </p>
  )
}
