import type { ReactNode } from 'react'

interface Asked {
  readonly isPending: boolean
  readonly error: Error | null
}

/** What stands in place of an answer that is not there. */
export function Awaited({ asked, children }: { readonly asked: Asked; readonly children: ReactNode }) {
  if (asked.error !== null) return <Failed error={asked.error} />
  if (asked.isPending) return <p className="waiting">Reading the ledger…</p>
  return children
}

/** A failure in the server's words. */
export function Failed({ error }: { readonly error: Error }) {
  return (
    <p role="alert" className="failure">
      {error.message}
    </p>
  )
}

/** A list without rows says what to do. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="nothing">{children}</p>
}
