import { useEffect, useRef } from 'react'

/** What each key does on a dispatch. */
export const KEYS = [
  ['j', 'next record'],
  ['k', 'previous record'],
  ['a', 'accept, and go on'],
  ['r', 'reject, and go on'],
  ['c', 'correct'],
  ['u', 'take the last act back, by a new entry'],
  ['?', 'show these keys'],
] as const

export type Key = (typeof KEYS)[number][0]

/** Listens for the keys, but not while somebody types or another key is held. */
export function useKeys(onKey: (key: Key) => void): void {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = KEYS.find(([each]) => each === event.key)?.[0]
      if (key === undefined) return
      event.preventDefault()
      latest.current(key)
    }
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [])
}

function isTyping(place: EventTarget | null): boolean {
  return place instanceof Element && place.closest('input, select, textarea, dialog, [contenteditable]') !== null
}

/** The keys as a list, over the page. */
export function KeyHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} aria-label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <dl className="keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="action" onClick={onClose}>
        Close
      </button>
    </dialog>
  )
}
