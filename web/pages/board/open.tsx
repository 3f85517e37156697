import type { ReactNode } from 'react'
import { changeAddress, useAddress } from '../../app/location.ts'
import { selectKey } from './chosen.ts'
import type { Anchor } from '../../../src/http/schemas.ts'

interface OpenProps {
  readonly evidence: readonly Anchor[]
  readonly children: ReactNode
}

/** A value of the board: opens the sentences it comes from. */
export function Open({ evidence, children }: OpenProps) {
  const { query } = useAddress()
  const key = selectKey(evidence)
  const isChosen = query.get('select') === key
  return (
    <button
      type="button"
      className="value"
      aria-expanded={isChosen}
      onClick={() => {
        changeAddress({ select: isChosen ? null : key }, { replace: query.has('select') })
      }}
    >
      {children}
      <span className="value-count" aria-hidden="true">
        {evidence.length}
      </span>
      <span className="unseen">, {evidence.length === 1 ? 'one sentence' : `${evidence.length} sentences`}</span>
    </button>
  )
}
