import { useEffect, useRef } from 'react'
import { Link } from './link.tsx'
import { hrefTo, useAddress } from './location.ts'
import { Page } from './page.tsx'
import { Footer, Standing } from './standing.tsx'
import { ThemeSwitch } from './theme.tsx'

const PAGES = [
  ['/processes', 'Processes'],
  ['/happenings', 'Happenings'],
  ['/events', 'Events'],
  ['/search', 'Search'],
  ['/changes', 'Changes'],
  ['/add', 'Add'],
] as const

/** What stands around every page: where to go, what was known when, the ledger's head. */
export function Shell() {
  const { path } = useAddress()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(path)
  useEffect(() => {
    // A page reached by a link begins at its top, for the eye and for a screen reader; the first one leaves focus alone.
    if (shown.current === path) return
    shown.current = path
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path])
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <Link className="name" href={hrefTo('/processes')}>
          Parley
        </Link>
        <nav aria-label="Pages">
          {PAGES.map(([to, name]) => (
            <Link key={to} href={hrefTo(to)} aria-current={isUnder(path, to) ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <div className="top-tools">
          <Standing />
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Page key={path} />
      </main>
      <Footer />
    </>
  )
}

function isUnder(path: string, page: string): boolean {
  if (page === '/processes' && path === '/') return true
  if (page === '/search' && path.startsWith('/dispatches')) return true
  return path === page || path.startsWith(`${page}/`)
}
