import { useMutation, useQueryClient } from '@tanstack/react-query'
import { send } from '../../api/client.ts'
import { hrefTo, navigate } from '../../app/location.ts'
import type { Draft } from './draft-form.tsx'
import type { ReadReply } from '../../../src/http/schemas.ts'

/** Reads a draft without storing it. */
export function useReading() {
  return useMutation({ mutationFn: (draft: Draft) => send<ReadReply>('/read', filled(draft)) })
}

/** Stores a draft and goes to its page. */
export function useStoring() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: Draft) => {
      const name = draft.name === '' ? {} : { name: draft.name }
      return send<{ dispatch: string }>('/dispatches', { ...filled(draft), ...name })
    },
    onSuccess: async ({ dispatch }) => {
      await queries.invalidateQueries()
      navigate(hrefTo(`/dispatches/${encodeURIComponent(dispatch)}`, { asOf: null }))
    },
  })
}

/** What is sent: fields left empty are not. */
function filled({ text, title, published, publisher }: Draft): Record<string, string> {
  const given = Object.entries({ title, published, publisher }).filter(([, value]) => value !== '')
  return { text, ...Object.fromEntries(given) }
}
