import { useState } from 'react'
import { useTitle } from '../../app/page.tsx'
import { Failed } from '../../parts/states.tsx'
import { Workbench } from '../dispatch/workbench.tsx'
import { DraftForm, EMPTY_DRAFT, type Draft } from './draft-form.tsx'
import { FileQueue } from './file-queue.tsx'
import { rowsOf } from './unsaved-rows.ts'
import { useReading, useStoring } from './use-adding.ts'
import type { ReadReply } from '../../../src/http/schemas.ts'

/** A new dispatch: shows the reading first, and stores it when asked to. */
export function AddPage() {
  useTitle('Add')
  const [draft, setDraft] = useState(EMPTY_DRAFT)
  const reading = useReading()
  const storing = useStoring()
  const take = (next: Draft) => {
    setDraft(next)
    reading.reset()
  }
  const failure = reading.error ?? storing.error
  return (
    <>
      <div className="page-head">
        <h1>Add</h1>
        <p className="lead">
          Drop files, or paste a text. The reading is shown first; nothing is stored until you say so.
        </p>
      </div>
      <FileQueue onTake={take} />
      <DraftForm
        draft={draft}
        onChange={take}
        onRead={() => {
          reading.mutate(draft)
        }}
        isReading={reading.isPending}
      >
        <button
          type="button"
          className="action"
          disabled={reading.data === undefined || storing.isPending}
          onClick={() => {
            storing.mutate(draft)
          }}
        >
          {storing.isPending ? 'Storing…' : 'Store in the ledger'}
        </button>
      </DraftForm>
      {failure !== null && <Failed error={failure} />}
      {reading.data !== undefined && <Preview reply={reading.data} />}
    </>
  )
}

function Preview({ reply }: { readonly reply: ReadReply }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const { document, doubts = [] } = reply.reading
  const { events, process } = rowsOf(reply.reading)
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">The reading, not stored</h2>
      <p className="muted" role="status">
        {events.length} events read in <bdi>{document.title ?? 'the text'}</bdi>
      </p>
      {doubts.map(doubt => (
        <p key={doubt} className="doubt">
          {doubt}
        </p>
      ))}
      <Workbench text={document.text} events={events} process={process} chosen={chosen} onChoose={setChosen} />
    </section>
  )
}
