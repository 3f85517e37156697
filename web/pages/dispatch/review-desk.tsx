import { useState } from 'react'
import { Failed } from '../../parts/states.tsx'
import { dayInWords } from '../../words/days.ts'
import { CorrectForm } from './correct-form.tsx'
import { KeyHelp } from './keys.tsx'
import { keptReviewer, ReviewerField } from '../../parts/reviewer.tsx'
import { useDesk, type Desk } from './use-desk.ts'
import { Workbench } from './workbench.tsx'
import type { Decisions } from './decisions.ts'
import type { Listed } from './entries.ts'
import type { DispatchView } from '../../../src/http/schemas.ts'

/** Text and records with one key for each decision. */
export function ReviewDesk({ view }: { readonly view: DispatchView }) {
  const [reviewer, setReviewer] = useState(keptReviewer)
  const desk = useDesk(view, reviewer)
  const { decisions, chosen, choose, open, setOpen, does } = desk
  return (
    <>
      <div className="desk">
        <ReviewerField reviewer={reviewer} onChange={setReviewer} />
        <Saved decisions={decisions} asOf={view.asOf} />
        <button type="button" className="quiet" onClick={does['?']}>
          Keys <kbd>?</kbd>
        </button>
      </div>
      {decisions.error !== null && <Failed error={decisions.error} />}
      <Workbench
        text={view.text}
        events={view.events}
        process={view.process}
        chosen={chosen}
        onChoose={choose}
        tools={listed => (view.asOf === null ? <Tools listed={listed} desk={desk} /> : null)}
      />
      <KeyHelp
        isOpen={open === 'keys'}
        onClose={() => {
          setOpen('nothing')
        }}
      />
    </>
  )
}

function Saved({ decisions, asOf }: { readonly decisions: Decisions; readonly asOf: string | null }) {
  const { isSaving, head } = decisions
  const said = isSaving
    ? 'Saving…'
    : head === null
      ? 'Choose a record to decide on it'
      : `Saved as entry ${head.sequence}`
  return (
    <span role="status" className="muted">
      {asOf === null ? said : `Shown as of ${dayInWords(asOf)}: decisions are made on the present`}
    </span>
  )
}

const TOOLS = [
  ['a', 'Accept'],
  ['r', 'Reject'],
  ['c', 'Correct'],
  ['u', 'Undo'],
] as const

function Tools({ listed, desk }: { readonly listed: Listed; readonly desk: Desk }) {
  const { open, setOpen, decisions, does } = desk
  if (open !== 'correcting') {
    return (
      <div className="actions">
        {TOOLS.map(([key, name]) => (
          <button key={key} type="button" className="action" onClick={does[key]}>
            {name} <kbd>{key}</kbd>
          </button>
        ))}
      </div>
    )
  }
  return (
    <CorrectForm
      listed={listed}
      onLeave={() => {
        setOpen('nothing')
      }}
      onSave={changes => {
        if (changes.length > 0) decisions.act({ kind: 'correction', record: listed.row.id, changes })
        setOpen('nothing')
      }}
    />
  )
}
