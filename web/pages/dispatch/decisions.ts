import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { send } from '../../api/client.ts'
import type { CorrectionBody, DispatchView, Head, ReviewBody } from '../../../src/http/schemas.ts'

type Decision = ReviewBody['decision']

/** One act of the reviewer: a decision, or other values for some slots. */
export type Act =
  | { readonly kind: 'review'; readonly record: string; readonly decision: Decision }
  | { readonly kind: 'correction'; readonly record: string; readonly changes: readonly Change[] }

/** One slot with what was seen in it, and what is to stand there. */
export interface Change {
  readonly slot: string
  readonly old: unknown
  readonly value: unknown
}

/** What a reviewer can do to the records of a dispatch; every act is saved at once as an entry of the ledger. */
export interface Decisions {
  readonly isSaving: boolean
  readonly error: Error | null
  /** Head of the ledger after the last act. */
  readonly head: Head | null
  act(act: Act): void
  /** Takes the last act back by another entry; false where there is none to take back. */
  undo(chosen: string | null): boolean
}

/** The reviewer's decisions on one dispatch. */
export function useDecisions(view: DispatchView, reviewer: string): Decisions {
  const queries = useQueryClient()
  const done = useRef<Act[]>([])
  const saving = useMutation({
    mutationFn: (act: Act) => save(act, view.id, reviewer),
    onSettled: () => queries.invalidateQueries(),
  })
  const standing = (record: string) => standingDecision(view, record, reviewer)
  return {
    isSaving: saving.isPending,
    error: saving.error,
    head: saving.data ?? null,
    act: act => {
      done.current.push(opposite(act, standing(act.record)))
      saving.mutate(act)
    },
    undo: chosen => {
      const back = done.current.pop() ?? withdrawal(chosen, standing(chosen ?? ''))
      if (back !== null) saving.mutate(back)
      return back !== null
    },
  }
}

async function save(act: Act, dispatch: string, reviewer: string): Promise<Head | null> {
  if (act.kind === 'review') {
    const body: ReviewBody = { record: act.record, decision: act.decision, dispatch, reviewer }
    return (await send<{ head: Head }>('/reviews', body)).head
  }
  let head: Head | null = null
  for (const change of act.changes) {
    const body: CorrectionBody = { record: act.record, ...change, dispatch, reviewer }
    head = (await send<{ head: Head }>('/corrections', body)).head
  }
  return head
}

function standingDecision({ reviews }: DispatchView, record: string, reviewer: string): Decision {
  const own = reviews.filter(review => review.record === record && review.reviewer === reviewer)
  return own.at(-1)?.decision ?? 'withdraw'
}

/** The act that restores what stood before: nothing is taken out of the ledger, another entry follows. */
function opposite(act: Act, before: Decision): Act {
  if (act.kind === 'review') return { kind: 'review', record: act.record, decision: before }
  const changes = act.changes.map(({ slot, old, value }) => ({ slot, old: value, value: old })).reverse()
  return { kind: 'correction', record: act.record, changes }
}

function withdrawal(record: string | null, before: Decision): Act | null {
  return record === null || before === 'withdraw' ? null : { kind: 'review', record, decision: 'withdraw' }
}
