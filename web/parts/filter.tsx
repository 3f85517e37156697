import { useEffect, useId, useRef, useState } from 'react'

interface FilterProps {
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly kind?: 'search' | 'date'
  /** Values to choose from while typing: value and what it means. */
  readonly among?: readonly (readonly [value: string, means: string])[]
}

const PAUSE_MS = 300

/** A field that narrows a list once the person pauses. */
export function Filter({ name, value, onChange, hint, kind = 'search', among }: FilterProps) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<number>(undefined)
  const list = useId()
  useEffect(() => {
    setTyped(value)
  }, [value])
  return (
    <label className="field">
      <span>{name}</span>
      <input
        type={kind}
        value={typed}
        placeholder={hint}
        list={among === undefined ? undefined : list}
        onChange={event => {
          const next = event.target.value
          setTyped(next)
          window.clearTimeout(timer.current)
          timer.current = window.setTimeout(() => {
            onChange(next.trim())
          }, PAUSE_MS)
        }}
      />
      {among !== undefined && (
        <datalist id={list}>
          {among.map(([each, means]) => (
            <option key={each} value={each}>
              {means}
            </option>
          ))}
        </datalist>
      )}
    </label>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly among: readonly (readonly [value: string, shown: string])[]
}

/** A field with few values; the first choice asks nothing. */
export function Choice({ name, value, onChange, among }: ChoiceProps) {
  return (
    <label className="field">
      <span>{name}</span>
      <select
        value={value}
        onChange={event => {
          onChange(event.target.value)
        }}
      >
        <option value="">any</option>
        {among.map(([each, shown]) => (
          <option key={each} value={each}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  )
}
