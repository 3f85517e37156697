import { useEffect, useRef, type SubmitEvent } from 'react'
import { COUNTRIES } from '../../words/countries.ts'
import { fieldsOf, parsedFor, valueIn, type SlotField } from './slots.ts'
import type { Change } from './decisions.ts'
import type { EntityRecord } from '../../../src/contract.ts'
import type { Listed } from './entries.ts'

interface CorrectProps {
  readonly listed: Listed
  readonly onSave: (changes: readonly Change[]) => void
  readonly onLeave: () => void
}

/** Other values for a record's slots. Each changed slot becomes an entry of its own; the reading stays as it was made. */
export function CorrectForm({ listed, onSave, onLeave }: CorrectProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, input')?.focus()
  }, [])
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSave(changesIn(listed, new FormData(event.currentTarget)))
  }
  return (
    <form
      ref={form}
      className="correct"
      aria-label="Correct the record"
      onSubmit={save}
      onKeyDown={event => {
        if (event.key === 'Escape') onLeave()
      }}
    >
      {fieldsOf(listed).map(field => (
        <Field key={field.slot} field={field} value={valueIn(listed, field.slot)} />
      ))}
      {entitySlots(listed).map(({ name, label, entity }) => (
        <label key={name} className="field">
          <span>{label}</span>
          <input name={name} defaultValue={entity.code} list="codes" pattern="[A-Z]{3}" title="Three capital letters" />
        </label>
      ))}
      <datalist id="codes">
        {COUNTRIES.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
      <div className="actions">
        <button type="submit" className="action">
          Save
        </button>
        <button type="button" className="quiet" onClick={onLeave}>
          Leave as it is
        </button>
      </div>
    </form>
  )
}

function Field({ field, value }: { readonly field: SlotField; readonly value: unknown }) {
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return (
    <label className="field">
      <span>{field.name}</span>
      {field.takes === 'choice' ? (
        <select name={field.slot} defaultValue={shown}>
          {field.among.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
      ) : (
        <input name={field.slot} defaultValue={shown} type={field.takes} min={0} />
      )}
    </label>
  )
}

interface EntitySlot {
  readonly slot: 'actor' | 'recipient'
  readonly place: number
  readonly name: string
  readonly label: string
  readonly entity: EntityRecord
}

function entitySlots(listed: Listed): EntitySlot[] {
  if (listed.what !== 'event') return []
  const { record } = listed.row
  return (['actor', 'recipient'] as const).flatMap(slot =>
    record[slot].map((entity, place) => ({
      slot,
      place,
      name: `${slot}.${place}`,
      label: `Code of “${entity.text}”`,
      entity,
    })),
  )
}

function changesIn(listed: Listed, given: FormData): Change[] {
  const text = (name: string) => { const value = given.get(name); return typeof value === 'string' ? value : '' } // prettier-ignore
  const plain = fieldsOf(listed).map(field => {
    return { slot: field.slot, old: valueIn(listed, field.slot), value: parsedFor(field, text(field.slot)) }
  })
  const entities = (['actor', 'recipient'] as const).flatMap(slot => {
    const slots = entitySlots(listed).filter(each => each.slot === slot)
    const value = slots.map(({ entity, name }) => ({ ...entity, code: text(name) === '' ? entity.code : text(name) }))
    return slots.length === 0 ? [] : [{ slot, old: slots.map(({ entity }) => entity), value }]
  })
  return [...plain, ...entities].filter(({ old, value }) => JSON.stringify(old) !== JSON.stringify(value))
}
