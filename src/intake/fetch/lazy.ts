import type { Fetcher, FetcherOptions } from './fetcher.ts'

/** A fetcher that is opened with the first fetch: its HTTP client takes a while to load, and most runs fetch nothing. */
export function lazyFetcher(options: FetcherOptions = {}): Fetcher {
  let opened: Promise<Fetcher> | null = null
  const open = () => (opened ??= import('./fetcher.ts').then(({ openFetcher }) => openFetcher(options)))
  return {
    fetch: async (url, headers) => (await open()).fetch(url, headers),
    ask: async (url, headers) => (await open()).ask(url, headers),
    post: async (url, json) => (await open()).post(url, json),
    close: async () => {
      await (await opened)?.close()
    },
  }
}
