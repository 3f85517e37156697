import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiAddress, ask } from './client.ts'
import type { Diff } from '../../src/http/diff-schemas.ts'
import type { DispatchHappenings, HappeningPage, HappeningView } from '../../src/http/happening-schemas.ts'
import type {
  DispatchPage,
  DispatchView,
  EventPage,
  ProcessBoard,
  ProcessPage,
  SearchPage,
  Status,
} from '../../src/http/schemas.ts'

type Given = Readonly<Record<string, string>>

function useAsked<Reply>(path: string, query: Given, { enabled = true }: { readonly enabled?: boolean } = {}) {
  const address = apiAddress(path, query)
  return useQuery({
    queryKey: [address],
    queryFn: () => ask<Reply>(address),
    enabled,
    placeholderData: keepPreviousData,
  })
}

/** What serves: engine, model, head of the ledger, how much it holds. */
export function useStatus(asOf: string) {
  return useAsked<Status>('/status', { asOf })
}

export function useProcesses(query: Given) {
  return useAsked<ProcessPage>('/processes', { limit: '200', ...query })
}

export function useBoard(key: string, asOf: string) {
  return useAsked<ProcessBoard>(`/processes/${encodeURIComponent(key)}`, { asOf })
}

export function useDispatch(id: string, asOf: string) {
  return useAsked<DispatchView>(`/dispatches/${encodeURIComponent(id)}`, { asOf })
}

/** What the events of a dispatch report, and who else carries its text. */
export function useHappeningsOf(dispatch: string, asOf: string) {
  return useAsked<DispatchHappenings>(`/dispatches/${encodeURIComponent(dispatch)}/happenings`, { asOf })
}

export function useHappening(id: string, asOf: string) {
  return useAsked<HappeningView>(`/happenings/${encodeURIComponent(id)}`, { asOf })
}

/** Happenings of some days, the latest first, at most a hundred. */
export function useHappeningsAround(query: Given) {
  return useAsked<HappeningPage>('/happenings', { limit: '100', ...query })
}

/** What changed between two moments of knowledge; nothing is asked without the first. */
export function useDiff(query: Given) {
  return useAsked<Diff>('/diff', query, { enabled: query['from'] !== '' })
}

interface Paged {
  readonly next: string | null
}

function usePaged<Page extends Paged>(path: string, query: URLSearchParams) {
  return useInfiniteQuery({
    queryKey: [apiAddress(path, query)],
    queryFn: ({ pageParam }) => {
      const whole = new URLSearchParams(query)
      if (pageParam !== null) whole.set('cursor', pageParam)
      return ask<Page>(apiAddress(path, whole))
    },
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })
}

export function useEvents(query: URLSearchParams) {
  return usePaged<EventPage>('/events', query)
}

export function useHappenings(query: URLSearchParams) {
  return usePaged<HappeningPage>('/happenings', query)
}

export function useDispatches(query: URLSearchParams) {
  return usePaged<DispatchPage>('/dispatches', query)
}

export function useSearch(query: URLSearchParams) {
  return usePaged<SearchPage>('/search', query)
}
