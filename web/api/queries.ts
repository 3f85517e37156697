import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiAddress, ask } from './client.ts'
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

export function useDispatches(query: URLSearchParams) {
  return usePaged<DispatchPage>('/dispatches', query)
}

export function useSearch(query: URLSearchParams) {
  return usePaged<SearchPage>('/search', query)
}
