import type { ReactNode } from 'react'

/** A dispatch to be: what a person typed or dropped. */
export interface Draft {
  readonly text: string
  readonly title: string
  readonly publisher: string
  readonly published: string
  /** The file's name; empty for what was typed. */
  readonly name: string
}

export const EMPTY_DRAFT: Draft = { text: '', title: '', publisher: '', published: '', name: '' }

interface FormProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly onRead: () => void
  readonly isReading: boolean
  readonly children: ReactNode
}

/** Text, and what a bare text does not say of itself. */
export function DraftForm({ draft, onChange, onRead, isReading, children }: FormProps) {
  const set = (field: keyof Draft) => (event: { readonly target: { readonly value: string } }) => {
    onChange({ ...draft, [field]: event.target.value })
  }
  return (
    <form
      className="draft"
      onSubmit={event => {
        event.preventDefault()
        onRead()
      }}
    >
      <div className="field">
        <label htmlFor="draft-text">Text</label>
        <textarea id="draft-text" rows={8} required value={draft.text} onChange={set('text')} dir="auto" />
      </div>
      <div className="filters">
        <label className="field">
          <span>Title</span>
          <input value={draft.title} onChange={set('title')} placeholder="where the text does not say" />
        </label>
        <label className="field">
          <span>Outlet</span>
          <input value={draft.publisher} onChange={set('publisher')} />
        </label>
        <label className="field">
          <span>Published</span>
          <input type="date" value={draft.published} onChange={set('published')} />
        </label>
        <div className="filters-end">
          <button type="submit" className="action" disabled={isReading || draft.text.trim() === ''}>
            {isReading ? 'Reading…' : 'Read it'}
          </button>
          {children}
        </div>
      </div>
    </form>
  )
}
