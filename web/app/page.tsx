import { useEffect, type ReactNode } from 'react'
import { AddPage } from '../pages/add/add-page.tsx'
import { BoardPage } from '../pages/board/board-page.tsx'
import { ChangesPage } from '../pages/changes/changes-page.tsx'
import { DispatchPage } from '../pages/dispatch/dispatch-page.tsx'
import { EventsPage } from '../pages/events/events-page.tsx'
import { HappeningPage } from '../pages/happening/happening-page.tsx'
import { HappeningsPage } from '../pages/happenings/happenings-page.tsx'
import { ProcessesPage } from '../pages/processes/processes-page.tsx'
import { SearchPage } from '../pages/search/search-page.tsx'
import { Link } from './link.tsx'
import { hrefTo, useAddress } from './location.ts'

const LISTS: Readonly<Record<string, () => ReactNode>> = {
  '/': ProcessesPage,
  '/processes': ProcessesPage,
  '/events': EventsPage,
  '/happenings': HappeningsPage,
  '/changes': ChangesPage,
  '/dispatches': SearchPage,
  '/search': SearchPage,
  '/add': AddPage,
}

/** The page that the address names. */
export function Page() {
  const { path } = useAddress()
  const List = LISTS[path]
  if (List !== undefined) return <List />
  const [, page, id] = /^\/(processes|happenings|dispatches)\/(.+)$/.exec(path) ?? []
  const key = decoded(id)
  if (page === 'processes' && key !== null) return <BoardPage processKey={key} />
  if (page === 'happenings' && key !== null) return <HappeningPage id={key} />
  if (page === 'dispatches' && key !== null) return <DispatchPage id={key} />
  return <NoPage />
}

function decoded(part: string | undefined): string | null {
  try {
    return part === undefined ? null : decodeURIComponent(part)
  } catch {
    return null
  }
}

function NoPage() {
  useTitle('No such page')
  return (
    <div className="narrow">
      <h1>No such page</h1>
      <p>
        Nothing is at this address. <Link href={hrefTo('/processes')}>Go to the processes</Link>
      </p>
    </div>
  )
}

/** Names the page in the browser's tab and history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Parley`
  }, [title])
}
