import { useMutation, useQueryClient } from '@tanstack/react-query'
import { apiAddress, ask, send } from '../../api/client.ts'
import { hrefTo, navigate } from '../../app/location.ts'
import type { DispatchHappenings, HappeningView, Report } from '../../../src/http/happening-schemas.ts'
import type { Head } from '../../../src/http/schemas.ts'

/** What a person decides on which records are one: each is saved at once as an entry of the ledger. */
export type Act =
  | { readonly kind: 'split'; readonly reports: readonly Report[] }
  | { readonly kind: 'merge'; readonly other: string }
  | { readonly kind: 'undo'; readonly entry: number }

/** An act that was saved. */
export interface Saved {
  readonly act: Act
  readonly head: Head
  /** The happening in which the records that moved are now; null where that is the one shown. */
  readonly elsewhere: string | null
}

export interface Grouping {
  readonly isSaving: boolean
  readonly error: Error | null
  readonly saved: Saved | null
  readonly act: (act: Act) => void
}

/** Decisions on one happening; where an undone split takes the happening away, the page of the one it came from opens. */
export function useGrouping(view: HappeningView, reviewer: string): Grouping {
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: (act: Act) => save(act, view, reviewer),
    onSuccess: ({ act, elsewhere }) => {
      const isGone = act.kind === 'undo' && elsewhere !== null && view.reports.every(({ decidedBy }) => decidedBy === act.entry) // prettier-ignore
      if (isGone) navigate(hrefTo(`/happenings/${encodeURIComponent(elsewhere)}`), { replace: true })
    },
    onSettled: () => queries.invalidateQueries(),
  })
  return { isSaving: saving.isPending, error: saving.error, saved: saving.data ?? null, act: act => { saving.mutate(act) } } // prettier-ignore
}

async function save(act: Act, view: HappeningView, reviewer: string): Promise<Saved> {
  const moved = movedBy(act, view)
  const { head } = await send<{ head: Head }>(`/happenings/${act.kind}`, { ...bodyOf(act, view), reviewer })
  const now = moved === undefined ? null : await happeningOf(moved)
  return { act, head, elsewhere: now === view.id ? null : now }
}

function bodyOf(act: Act, { id }: HappeningView): object {
  switch (act.kind) {
    case 'split':
      return {
        happening: id,
        records: act.reports.map(report => ({ dispatch: report.dispatch.id, record: report.id })),
      }
    case 'merge':
      return { happenings: [id, act.other] }
    case 'undo':
      return { entry: act.entry }
  }
}

/** One of the records that the act moves away from what is shown. */
function movedBy(act: Act, { reports }: HappeningView): Report | undefined {
  if (act.kind === 'split') return act.reports[0]
  return act.kind === 'undo' ? reports.find(({ decidedBy }) => decidedBy === act.entry) : undefined
}

async function happeningOf({ dispatch, id }: Report): Promise<string | null> {
  const { records } = await ask<DispatchHappenings>(apiAddress(`/dispatches/${encodeURIComponent(dispatch.id)}/happenings`)) // prettier-ignore
  return records.find(({ record }) => record === id)?.happening.id ?? null
}
