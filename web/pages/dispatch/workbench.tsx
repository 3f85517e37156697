import { useMemo, useState, type ReactNode } from 'react'
import { marksOf } from '../../words/marks.ts'
import { listedOf, sentenceOf, type Listed } from './entries.ts'
import { MarkLegend, ReadingText } from './reading-text.tsx'
import { RecordCard } from './record-card.tsx'
import type { EventRow, ProcessRow } from '../../../src/http/schemas.ts'

interface WorkbenchProps {
  readonly text: string
  readonly events: readonly EventRow[]
  readonly process: readonly ProcessRow[]
  readonly chosen: string | null
  readonly onChoose: (record: string) => void
  /** What can be done with the chosen record. */
  readonly tools?: (listed: Listed) => ReactNode
}

/** A text beside its records: pointing at one shows the other. */
export function Workbench({ text, events, process, chosen, onChoose, tools }: WorkbenchProps) {
  const [pointed, setPointed] = useState<string | null>(null)
  const listed = useMemo(() => listedOf({ events, process }), [events, process])
  const marks = useMemo(() => marksOf(text, events.map(({ record }) => record), process), [text, events, process]) // prettier-ignore
  const current = listed.find(({ row }) => row.id === chosen) ?? null
  const sentence = useMemo(() => (current === null ? null : sentenceOf(current)), [current])
  return (
    <div className="workbench">
      <section aria-labelledby="text" className="workbench-text">
        <h2 id="text" className="unseen">
          Text
        </h2>
        <MarkLegend />
        <ReadingText
          text={text}
          marks={marks}
          chosen={chosen}
          pointed={pointed}
          sentence={sentence}
          onPoint={setPointed}
          onChoose={onChoose}
        />
      </section>
      <div className="workbench-records">
        <Records
          name="Events"
          listed={listed.filter(({ what }) => what === 'event')}
          {...{ chosen, pointed, onChoose, setPointed, tools }}
        />
        <Records
          name="Process"
          listed={listed.filter(({ what }) => what === 'object')}
          {...{ chosen, pointed, onChoose, setPointed, tools }}
        />
      </div>
    </div>
  )
}

interface RecordsProps {
  readonly name: string
  readonly listed: readonly Listed[]
  readonly chosen: string | null
  readonly pointed: string | null
  readonly onChoose: (record: string) => void
  readonly setPointed: (record: string | null) => void
  readonly tools: WorkbenchProps['tools']
}

function Records({ name, listed, chosen, pointed, onChoose, setPointed, tools }: RecordsProps) {
  return (
    <section aria-labelledby={`records-${name}`}>
      <h2 id={`records-${name}`}>
        {name} <span className="muted">{listed.length}</span>
      </h2>
      {listed.length === 0 && <p className="muted">Nothing of this kind was read in the text.</p>}
      {listed.map(each => {
        const { id } = each.row
        return (
          <RecordCard
            key={id}
            listed={each}
            isChosen={id === chosen}
            isPointed={id === pointed}
            onChoose={onChoose}
            onPoint={setPointed}
          >
            {id === chosen && tools?.(each)}
          </RecordCard>
        )
      })}
    </section>
  )
}
