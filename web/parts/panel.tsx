import { useEffect, useRef, type ReactNode } from 'react'

interface PanelProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What stands beside a page once something in it is chosen. Takes the focus, and gives it back when closed. */
export function Panel({ title, onClose, children }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [title])
  return (
    <aside
      className="panel"
      aria-label="Sentences"
      onKeyDown={event => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <div className="panel-head">
        <h2 tabIndex={-1} ref={heading}>
          <bdi>{title}</bdi>
        </h2>
        <button type="button" className="quiet" onClick={onClose}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
      {children}
    </aside>
  )
}
