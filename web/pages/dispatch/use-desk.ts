import { useState } from 'react'
import { changeAddress, useAddress } from '../../app/location.ts'
import { useDecisions, type Decisions } from './decisions.ts'
import { listedOf } from './entries.ts'
import { useKeys, type Key } from './keys.tsx'
import type { DispatchView } from '../../../src/http/schemas.ts'

/** What stands open on the desk: nothing, the form for corrections, or the list of keys. */
export type Open = 'nothing' | 'correcting' | 'keys'

/** A reviewer's desk: the chosen record, what stands open, and what each key does. */
export interface Desk {
  readonly chosen: string | null
  readonly open: Open
  readonly decisions: Decisions
  readonly does: Readonly<Record<Key, () => void>>
  readonly choose: (record: string) => void
  readonly setOpen: (open: Open) => void
}

/** The state of the desk; the chosen record is in the address. */
export function useDesk(view: DispatchView, reviewer: string): Desk {
  const chosen = useAddress().query.get('record')
  const [open, setOpen] = useState<Open>('nothing')
  const decisions = useDecisions(view, reviewer)
  const isPresent = view.asOf === null
  const choose = (record: string) => {
    setOpen('nothing')
    changeAddress({ record }, { replace: true })
  }
  const step = (by: 1 | -1) => {
    const next = neighbour(
      listedOf(view).map(({ row }) => row.id),
      chosen,
      by,
    )
    if (next !== undefined) choose(next)
  }
  const decide = (decision: 'accept' | 'reject') => {
    if (chosen === null || !isPresent) return
    decisions.act({ kind: 'review', record: chosen, decision })
    step(1)
  }
  const does: Desk['does'] = {
    j: () => {
      step(1)
    },
    k: () => {
      step(-1)
    },
    a: () => {
      decide('accept')
    },
    r: () => {
      decide('reject')
    },
    c: () => {
      if (chosen !== null && isPresent) setOpen('correcting')
    },
    u: () => {
      if (isPresent) decisions.undo(chosen)
    },
    '?': () => {
      setOpen('keys')
    },
  }
  useKeys(key => {
    does[key]()
  })
  return { chosen, open, decisions, does, choose, setOpen }
}

function neighbour(ids: readonly string[], chosen: string | null, by: 1 | -1): string | undefined {
  const at = chosen === null ? -1 : ids.indexOf(chosen)
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1)
  return at + by < 0 ? undefined : ids[at + by]
}
