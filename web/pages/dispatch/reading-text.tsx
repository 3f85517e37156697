import { useEffect, useMemo, useRef } from 'react'
import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { PlainText } from '../../parts/plain-text.tsx'
import { paragraphsOf, type Mark, type Segment } from '../../words/segments.ts'

interface TextProps {
  readonly text: string
  readonly marks: readonly Mark[]
  /** The chosen record, the record pointed at, and the chosen record's sentence. */
  readonly chosen: string | null
  readonly pointed: string | null
  readonly sentence: { readonly start: number; readonly end: number } | null
  readonly onPoint: (record: string | null) => void
  readonly onChoose: (record: string) => void
}

/** A dispatch's text with what the records point to. Words are always shown as text, whatever they hold. */
export function ReadingText(props: TextProps) {
  const { text, marks, chosen, sentence } = props
  const box = useRef<HTMLDivElement>(null)
  const paragraphs = useMemo(() => paragraphsOf(text, [...marks, ...sentenceMarks(sentence)]), [text, marks, sentence])
  useEffect(() => {
    box.current?.querySelector('.in-sentence')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  if (text === '')
    return <p className="nothing">The words of this dispatch were taken away; the chain of entries still holds.</p>
  return (
    <div
      className="text"
      ref={box}
      onMouseLeave={() => {
        props.onPoint(null)
      }}
    >
      {paragraphs.map((segments, i) => (
        <p key={i} dir="auto">
          {segments.map(segment => (
            <Piece key={segment.start} segment={segment} {...props} />
          ))}
        </p>
      ))}
    </div>
  )
}

const SENTENCE = ' sentence'

function sentenceMarks(sentence: TextProps['sentence']): Mark[] {
  return sentence === null ? [] : [{ ...sentence, kind: 'date', record: SENTENCE }]
}

function Piece({ segment, chosen, pointed, onPoint, onChoose }: TextProps & { readonly segment: Segment }) {
  const marks = segment.marks.filter(({ record }) => record !== SENTENCE)
  const inSentence = marks.length < segment.marks.length
  const classes = classesOf(marks, { chosen, pointed, inSentence })
  const text = <PlainText text={segment.text} />
  const [first] = marks
  if (first === undefined) return classes === '' ? text : <span className={classes}>{text}</span>
  const trigger = marks.find(({ kind }) => kind === 'trigger')
  const point = () => {
    onPoint((trigger ?? first).record)
  }
  if (trigger === undefined) {
    const kinds = [...new Set(marks.map(({ kind }) => kind))].join(', ')
    return (
      <span className={classes} title={kinds} onMouseEnter={point}>
        {text}
      </span>
    )
  }
  return (
    <Link
      className={classes}
      href={hrefTo(window.location.pathname, { record: trigger.record })}
      aria-current={trigger.record === chosen ? 'true' : undefined}
      onMouseEnter={point}
      onFocus={point}
      onClick={event => {
        event.preventDefault()
        onChoose(trigger.record)
      }}
    >
      {text}
    </Link>
  )
}

interface Lit {
  readonly chosen: string | null
  readonly pointed: string | null
  readonly inSentence: boolean
}

function classesOf(marks: readonly Mark[], { chosen, pointed, inSentence }: Lit): string {
  const kinds = new Set(marks.map(({ kind }) => (kind === 'recipient' ? 'actor' : kind)))
  const records = new Set(marks.map(({ record }) => record))
  return [
    ...(inSentence ? ['in-sentence'] : []),
    ...(kinds.size > 0 ? ['m'] : []),
    ...[...kinds].map(kind => `m-${kind}`),
    ...(chosen !== null && records.has(chosen) ? ['is-chosen'] : []),
    ...(pointed !== null && records.has(pointed) ? ['is-pointed'] : []),
  ].join(' ')
}

/** What each kind of mark looks like. */
export function MarkLegend() {
  return (
    <ul className="plain legend mark-legend" aria-label="Marks in the text">
      <li>
        <span className="m m-trigger">what happened</span>
      </li>
      <li>
        <span className="m m-actor">who</span>
      </li>
      <li>
        <span className="m m-place">where</span>
      </li>
      <li>
        <span className="m m-date">when</span>
      </li>
      <li>
        <span className="m m-speaker">who says so</span>
      </li>
    </ul>
  )
}
