import { useSyncExternalStore } from 'react'

// The address holds all that a page shows: its path names the page, its parameters the filters and the chosen record.

/** Name and value of the parameters to change; null, undefined and the empty string take one away. */
export type Changes = Readonly<Record<string, string | readonly string[] | null | undefined>>

const watchers = new Set<() => void>()

function watch(onChange: () => void): () => void {
  watchers.add(onChange)
  window.addEventListener('popstate', onChange)
  return () => {
    watchers.delete(onChange)
    window.removeEventListener('popstate', onChange)
  }
}

function address(): string {
  return window.location.pathname + window.location.search
}

/** Goes to an address of this page; `replace` leaves no step to go back to. */
export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (to === address()) return
  if (replace) window.history.replaceState(null, '', to)
  else window.history.pushState(null, '', to)
  for (const watcher of watchers) watcher()
}

/** The address as it stands; the component is drawn again when it changes. */
export function useAddress(): { readonly path: string; readonly query: URLSearchParams } {
  const whole = useSyncExternalStore(watch, address)
  const url = new URL(whole, window.location.origin)
  return { path: url.pathname, query: url.searchParams }
}

/** An address with some parameters changed. */
export function withChanges(path: string, query: URLSearchParams, changes: Changes): string {
  const changed = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    changed.delete(name)
    const values = typeof value === 'string' ? [value] : (value ?? [])
    for (const each of values) if (each !== '') changed.append(name, each)
  }
  const search = changed.toString()
  return search === '' ? path : `${path}?${search}`
}

/** Changes parameters of the address and stays on the page. */
export function changeAddress(changes: Changes, { replace = false }: { readonly replace?: boolean } = {}): void {
  const { pathname, search } = window.location
  navigate(withChanges(pathname, new URLSearchParams(search), changes), { replace })
}

/** An address of another page; what was known then (`asOf`) goes along. */
export function hrefTo(path: string, changes: Changes = {}): string {
  const asOf = new URLSearchParams(window.location.search).get('asOf')
  return withChanges(path, new URLSearchParams(), { asOf, ...changes })
}
